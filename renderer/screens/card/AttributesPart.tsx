// The four attributes as text, by the PIN for them or by the number printed on the card.
import type { CardAttributes } from '../../../preload/shapes/cardData.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay, knownInPart } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './CardData.module.css'
import { Checks } from './Checks.tsx'
import { type AtCard, Reading, Way, Ways } from './Reading.tsx'

export function AttributesPart({ at, byPin }: { at: AtCard; byPin: boolean }) {
  const { reader } = at
  const { text } = useText()
  const words = text.cardData.attributes
  const call = useCall(window.wallet.cardData.attributes)
  const { state, run, reset } = call
  const pending = state.step === 'running'
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.lead}</Ruby>
      </p>
      <Reading state={state} at={at} onHide={reset}>
        {(read) => <Attributes read={read} />}
      </Reading>
      {state.step !== 'done' && (
        <Ways>
          {byPin && (
            <Way note={words.byPinNote}>
              <Button look="primary" pending={pending} onPress={() => void run({ reader, by: 'pin' })}>
                {words.byPin}
              </Button>
            </Way>
          )}
          <Way note={words.byNumberNote}>
            <Button
              look={byPin ? 'secondary' : 'primary'}
              pending={pending}
              onPress={() => void run({ reader, by: 'checkNumberB' })}
            >
              {words.byNumber}
            </Button>
          </Way>
        </Ways>
      )}
    </Part>
  )
}

function Attributes({ read }: { read: CardAttributes }) {
  const { text, language } = useText()
  const { fields, sexes, partly } = text.cardData
  const rows = [
    [fields.name, read.name],
    [
      fields.birthDate,
      `${formatDay(read.birthDate, language)}${knownInPart(read.birthDate) ? withoutRuby(partly) : ''}`,
    ],
    [fields.sex, withoutRuby(sexes[read.sex])],
    [fields.address, read.address],
  ] as const
  return (
    <>
      <dl className={style['facts']}>
        {rows.map(([label, value]) => (
          <Fact key={label} name={label}>
            {value}
          </Fact>
        ))}
      </dl>
      <Checks checks={read.checks} />
    </>
  )
}
