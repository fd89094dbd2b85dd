// What is wanted of the card: whose it is, its PIN with the tries left, and its certificate.
import type { Person } from '../../../preload/shapes/people.ts'
import type { CardNeed, Preflight } from '../../../preload/shapes/procedures.ts'
import { Button } from '../../components/Button.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { Check, Told } from './Check.tsx'
import style from './Preflight.module.css'

interface Props {
  readonly procedure: string
  readonly needs: readonly CardNeed[]
  /** Somebody acts for the owner: the owner's signing certificate is not theirs to read. */
  readonly acting: boolean
  readonly person: Person
  readonly people: readonly Person[]
  readonly go: Go
  /** Checked anew, after the signing certificate was read. */
  readonly take: (checked: Preflight) => void
}

export function Needs({ needs, ...props }: Props) {
  const { text } = useText()
  const words = text.procedures
  const [first] = needs
  const together =
    first !== undefined && needs.every(({ whose, card }) => whose === first.whose && card.state === first.card.state)
  return (
    <>
      {together && first !== undefined && (
        <ul>
          <CardCheck
            go={props.go}
            need={first}
            mark={needs.find(({ card }) => card.mark !== 'ok')?.card.mark ?? 'ok'}
          />
        </ul>
      )}
      {needs.map((need) => (
        <section key={need.use} className={style['need']}>
          <h4>
            <Ruby>{words.uses[need.use]}</Ruby>
            {text.marks.colon}
            <Ruby>{words.pins[need.use]}</Ruby>
          </h4>
          <Told small>{words.purposes(need.purposes)}</Told>
          <ul>
            {!together && <CardCheck go={props.go} need={need} mark={need.card.mark} />}
            {need.pin.triesLeft !== null && <PinCheck need={need} go={props.go} />}
            {need.certificate.state !== 'unknown' && <CertificateCheck need={need} go={props.go} />}
          </ul>
          {need.certificate.state === 'unknown' && <Told small>{words.onceCard}</Told>}
          <ReadSigning need={need} {...props} />
        </section>
      ))}
    </>
  )
}

function CardCheck({ need, mark, go }: { need: CardNeed; mark: CardNeed['card']['mark']; go: Go }) {
  const { text } = useText()
  return (
    <Check mark={mark}>
      <Told>{text.procedures.card[need.card.state](need.whose)}</Told>
      {need.card.state === 'noService' && (
        <Button look="quiet" icon="doctor" onPress={() => go({ name: 'doctor' })}>
          {text.doctor.open}
        </Button>
      )}
    </Check>
  )
}

function PinCheck({ need: { use, pin }, go }: { need: CardNeed; go: Go }) {
  const { text } = useText()
  const words = text.procedures
  return (
    <Check mark={pin.mark}>
      <p>
        <Ruby>{words.check.pin}</Ruby>
        {text.marks.colon}
        <Ruby>{pin.triesLeft === 0 ? words.pin.locked : words.pin.left(pin.triesLeft ?? 0)}</Ruby>
      </p>
      {pin.triesLeft === 0 && (
        <Button
          look="quiet"
          icon="card"
          label={`${text.pinCare.titles[use]}${text.marks.colon}${words.check.toCard}`}
          onPress={() => go({ name: 'card', part: 'pins' })}
        >
          {words.check.toCard}
        </Button>
      )}
    </Check>
  )
}

function CertificateCheck({ need: { use, certificate }, go }: { need: CardNeed; go: Go }) {
  const { text, language } = useText()
  const words = text.procedures
  const { state, validUntil, from, accepted, mark } = certificate
  const sound = state === 'valid' || state === 'endsSoon'
  return (
    <Check mark={mark}>
      <p>
        <Ruby>{text.certificates.officials[use]}</Ruby>
        {text.marks.colon}
        <Ruby>{words.certificate[state](validUntil === undefined ? '' : formatDate(validUntil, language))}</Ruby>
      </p>
      {from === 'drawer' && <Told small>{words.fromDrawer}</Told>}
      {accepted ? <Told small>{words.accepted}</Told> : sound && <Told small>{words.notRevoked}</Told>}
      {state === 'invalid' && (
        <Button look="quiet" icon="card" onPress={() => go({ name: 'card', part: 'certificates' })}>
          {words.check.toCard}
        </Button>
      )}
    </Check>
  )
}

/** The signing certificate is closed by its PIN: it is read when the person wants to know, and only then. */
function ReadSigning({ need, procedure, acting, person, people, go, take }: { need: CardNeed } & Omit<Props, 'needs'>) {
  const { text } = useText()
  const words = text.procedures.check
  const read = useCall(window.wallet.procedures.checkSigning)
  const { reader, state } = need.card
  const closed = need.certificate.state === 'hidden' || need.certificate.from === 'drawer'
  const there = state === 'ready' || state === 'unfamiliar' || state === 'unnamed'
  if (need.use !== 'signature' || acting || !closed || !there || need.pin.triesLeft === 0) return null
  const readTheirs = async (whose?: string) => {
    const outcome = await read.run({
      id: procedure,
      ...(reader === undefined ? {} : { reader }),
      ...(whose === undefined ? {} : { whose }),
    })
    if (outcome.ok && outcome.value !== null) take(outcome.value)
  }
  return (
    <>
      {read.state.step === 'running' && <Progress label={text.progress.asking} />}
      {read.state.step === 'failed' && (
        <GuardNotice
          failure={read.state.failure}
          reader={reader}
          person={person}
          people={people}
          go={go}
          onWhose={(whose) => void readTheirs(whose)}
        />
      )}
      <Told small>{words.readSigningText}</Told>
      <Actions>
        <Button icon="lock" pending={read.state.step === 'running'} onPress={() => void readTheirs()}>
          {words.readSigning}
        </Button>
      </Actions>
    </>
  )
}
