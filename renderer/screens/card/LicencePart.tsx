// A driver's licence, on a card of its own or on the My Number Card: read by its PINs, shown as a drawn licence.
import type { CardInReader } from '../../../preload/shapes/card.ts'
import type { LicenceData } from '../../../preload/shapes/cardData.ts'
import { Button } from '../../components/Button.tsx'
import { Note } from '../../components/Note.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './CardData.module.css'
import { Checks } from './Checks.tsx'
import { DrawnLicence } from './DrawnLicence.tsx'
import { LicenceWords } from './LicenceWords.tsx'
import { type AtCard, Reading, Way, Ways } from './Reading.tsx'

interface Props {
  readonly at: AtCard
  readonly card: Extract<CardInReader, { kind: 'myNumber' | 'licence' }>
}

export function LicencePart({ at, card }: Props) {
  const { reader } = at
  const { text } = useText()
  const words = text.cardData.licence
  const { state, run, reset } = useCall(window.wallet.cardData.licence)
  const pending = state.step === 'running'
  const own = card.kind === 'licence'
  const pinSet = own ? card.pinSet : card.licence?.pinSet !== false
  const note = (normal: string) => (pinSet ? normal : words.noPin)
  return (
    <Part title={own ? words.title : words.onCard}>
      <p>
        <Ruby>{words.lead}</Ruby>
      </p>
      <Reading state={state} at={at} onHide={reset}>
        {(licence) => <Licence licence={licence} />}
      </Reading>
      {(state.step !== 'done' || (own && state.value.domicile === null)) && (
        <Ways>
          {state.step !== 'done' && (
            <Way note={note(own ? words.firstNote : words.onCardNote)}>
              <Button look="primary" pending={pending} onPress={() => void run({ reader, second: false })}>
                {words.first}
              </Button>
            </Way>
          )}
          {own && (
            <Way note={note(words.secondNote)}>
              <Button pending={pending} onPress={() => void run({ reader, second: true })}>
                {words.second}
              </Button>
            </Way>
          )}
        </Ways>
      )}
    </Part>
  )
}

function Licence({ licence }: { licence: LicenceData }) {
  const { text } = useText()
  return (
    <>
      <div className={style['drawn']}>
        <DrawnLicence licence={licence} />
        <Checks checks={licence.checks} />
      </div>
      {licence.form === 'licenceCard' && (
        <p>
          <Ruby>{text.cardData.licence.whose}</Ruby>
        </p>
      )}
      {licence.changes.length > 0 && <Changes changes={licence.changes} />}
    </>
  )
}

function Changes({ changes }: { changes: LicenceData['changes'] }) {
  const { text, language } = useText()
  const words = text.cardData.licence
  return (
    <section className={style['changes']}>
      <h3>
        <Ruby>{words.changes}</Ruby>
      </h3>
      <Note>{words.changesNote}</Note>
      <ul>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike, and none ever moves
          <li key={index}>
            <Note>
              {change.on === null ? '' : `${formatDay(change.on, language)}${text.marks.dot}`}
              <Ruby>{words.changesOf[change.of]}</Ruby>
              {change.authority === '' ? '' : `${text.marks.dot}${change.authority}`}
            </Note>
            <p>
              <LicenceWords parts={change.text} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
