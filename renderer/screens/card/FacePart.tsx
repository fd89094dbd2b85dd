// Photo and face of the card, drawn as a card: the pictures are the card's own.
import type { CardFace } from '../../../preload/shapes/cardData.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { KeepCardEnd } from '../calendar/KeepCardEnd.tsx'
import style from './CardData.module.css'
import { Checks } from './Checks.tsx'
import drawn from './DrawnCard.module.css'
import { type AtCard, Reading, Way, Ways } from './Reading.tsx'

export function FacePart({ at }: { at: AtCard }) {
  const { reader } = at
  const { text } = useText()
  const words = text.cardData.face
  const { state, run, reset } = useCall(window.wallet.cardData.face)
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.lead}</Ruby>
      </p>
      <Reading state={state} at={at} onHide={reset}>
        {(face) => (
          <div className={style['drawn']}>
            <DrawnFace face={face} />
            <Checks checks={face.checks} />
            {face.expiresOn !== null && <KeepCardEnd on={face.expiresOn} />}
          </div>
        )}
      </Reading>
      {state.step !== 'done' && (
        <Ways>
          <Way note={words.note}>
            <Button look="primary" pending={state.step === 'running'} onPress={() => void run({ reader })}>
              {words.read}
            </Button>
          </Way>
        </Ways>
      )}
    </Part>
  )
}

function DrawnFace({ face }: { face: CardFace }) {
  const { text, language } = useText()
  const { fields, sexes, face: words } = text.cardData
  return (
    <article className={drawn['card']} data-look="face" aria-label={words.card}>
      <Waves />
      <p className={drawn['band']}>{words.card}</p>
      <Portrait photo={face.photo} />
      <dl className={drawn['lines']}>
        <Fact name={fields.name}>
          <Picture source={face.name} what={fields.name} big />
        </Fact>
        <Fact name={fields.address}>
          <Picture source={face.address} what={fields.address} big />
        </Fact>
        <Fact name={fields.birthDate}>{formatDay(face.birthDate, language)}</Fact>
        <Fact name={fields.sex}>
          <Ruby>{sexes[face.sex]}</Ruby>
        </Fact>
        {face.expiresOn !== null && <Fact name={fields.expiresOn}>{formatDay(face.expiresOn, language)}</Fact>}
        {face.securityCode !== null && (
          <Fact name={fields.securityCode}>
            <Picture source={face.securityCode} what={fields.securityCode} />
          </Fact>
        )}
      </dl>
    </article>
  )
}

function Picture({ source, what, big = false }: { source: string | null; what: string; big?: boolean }) {
  const { text } = useText()
  if (source === null) return <Ruby>{text.cardData.unreadable}</Ruby>
  return (
    <img
      className={big ? drawn['words'] : drawn['code']}
      src={source}
      alt={withoutRuby(text.cardData.pictureOf(what))}
    />
  )
}

/** The photo of a card, or that there is none to show. */
export function Portrait({ photo }: { photo: string | null }) {
  const { text } = useText()
  const words = text.cardData
  return (
    <div className={drawn['portrait']}>
      {photo === null ? (
        <p>
          <Ruby>{words.unreadable}</Ruby>
        </p>
      ) : (
        <img src={photo} alt={withoutRuby(words.fields.photo)} />
      )}
    </div>
  )
}

function Waves() {
  return (
    <svg className={drawn['ground']} viewBox="0 0 856 540" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2">
        {Array.from({ length: 15 }, (_, index) => index * 24).map((radius) => (
          <circle key={radius} cx="760" cy="430" r={radius + 60} />
        ))}
        {Array.from({ length: 15 }, (_, index) => index * 24).map((radius) => (
          <circle key={radius} cx="60" cy="560" r={radius + 60} />
        ))}
      </g>
    </svg>
  )
}
