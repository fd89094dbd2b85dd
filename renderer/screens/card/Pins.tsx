// Every PIN of the card in household words: what it opens, its form, tries left, what a lock means and who undoes it.
import { type CardInReader, cardPin } from '../../../preload/shapes/card.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { TriesLeft } from '../../components/TriesLeft.tsx'
import { mostTries, type PinName } from '../../mostTries.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Pins.module.css'
import type { PinChange } from './pinChange.ts'

interface Props {
  readonly reader: string
  readonly card: CardInReader
  readonly person?: Person
  readonly change: PinChange
}

export function Pins({ reader, card, change }: Props) {
  const { text } = useText()
  if (card.kind === 'licence') return <LicencePins card={card} />
  if (card.kind !== 'myNumber') return null
  const phone = card.medium === 'android' || card.medium === 'iphone'
  if (card.withoutPins && card.licence === null)
    return <Explained title={text.pinCare.withoutPins} words={text.pinCare.withoutPinsText} />
  const there = cardPin.options.filter((pin) => card.triesLeft[pin] !== null)
  return (
    <>
      {card.withoutPins && <Explained title={text.pinCare.withoutPins} words={text.pinCare.withoutPinsText} />}
      {phone && <Explained title={text.pinCare.phone} words={text.pinCare.phoneText} />}
      <Note>{text.pinCare.pinsLead}</Note>
      <div className={style['pins']}>
        {!card.withoutPins &&
          (phone ? there : cardPin.options).map((pin) => (
            <Pin
              key={pin}
              pin={pin}
              left={card.triesLeft[pin]}
              {...(phone ? {} : { onChange: () => change.start(reader, pin) })}
              pending={change.state.step === 'running'}
            />
          ))}
        {card.licence?.pinSet === true && <Pin pin="licenceOnCard" left={card.licence.triesLeft} />}
        {card.licence?.pinSet === false && <NotSet pin="licenceOnCard" />}
      </div>
    </>
  )
}

function LicencePins({ card }: { card: Extract<CardInReader, { kind: 'licence' }> }) {
  const { text } = useText()
  return (
    <>
      <Note>{text.pinCare.pinsLead}</Note>
      <div className={style['pins']}>
        {(['licence1', 'licence2'] as const).map((pin) =>
          card.pinSet ? <Pin key={pin} pin={pin} left={card.triesLeft[pin]} /> : <NotSet key={pin} pin={pin} />,
        )}
      </div>
    </>
  )
}

interface PinProps {
  readonly pin: PinName
  readonly left: number | null
  readonly onChange?: () => void
  readonly pending?: boolean
}

function Pin({ pin, left, onChange, pending = false }: PinProps) {
  const { text } = useText()
  const words = text.pinCare
  const most = mostTries[pin]
  const tone = left === 0 ? 'bad' : left !== null && left < most ? 'warn' : undefined
  const warning = left === null ? words.states.notSet : left === 1 ? words.states.lastTry : undefined
  const facts = [
    [words.fields.opens, words.opens[pin]],
    [words.fields.form, words.forms[pin]],
    [words.fields.locks, words.locks[pin](most)],
    [words.fields.unlock, words.unlock[pin]],
  ] as const
  return (
    <Sheet
      title={words.names[pin]}
      official={
        <>
          <Ruby>{words.fields.official}</Ruby>
          {text.marks.colon}
          <Ruby>{words.officials[pin]}</Ruby>
        </>
      }
      beside={left !== null && <TriesLeft left={left} most={most} />}
      tone={tone}
    >
      {warning !== undefined && (
        <p className={style['warn']}>
          <Ruby>{warning}</Ruby>
        </p>
      )}
      <dl className={style['facts']}>
        {facts.map(([name, fact]) => (
          <Fact key={name} name={name}>
            <Ruby>{fact}</Ruby>
          </Fact>
        ))}
      </dl>
      {onChange !== undefined && left !== null && left > 0 && (
        <Actions>
          <Button onPress={onChange} pending={pending} label={words.changeLabel(words.names[pin])}>
            {words.change}
          </Button>
        </Actions>
      )}
    </Sheet>
  )
}

function NotSet({ pin }: { pin: 'licence1' | 'licence2' | 'licenceOnCard' }) {
  const { text } = useText()
  return (
    <Sheet title={text.pinCare.names[pin]}>
      <p>
        <Ruby>{text.pinCare.licenceNotSet}</Ruby>
      </p>
    </Sheet>
  )
}

function Explained({ title, words }: { title: string; words: string }) {
  return (
    <Notice kind="info" title={title}>
      <p>
        <Ruby>{words}</Ruby>
      </p>
    </Notice>
  )
}
