// Log in with the card: which one, which PIN, how many tries are left – all before anything is typed.
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { cardTrouble, isPhone, type MyNumberCard, readerTrouble } from '../../cardTrouble.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice, WhosePhone } from '../../components/GuardNotice.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { PinCounters } from '../../components/PinCounters.tsx'
import { PinTries } from '../../components/PinTries.tsx'
import { Progress } from '../../components/Progress.tsx'
import { useReaderChoice } from '../../components/ReaderChoice.tsx'
import { ReaderStatus } from '../../components/ReaderStatus.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Sentences } from '../../components/Sentences.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../LogIn.module.css'

interface Props {
  readonly person: Person
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly go: Go
}

export function ByCard({ person, people, card, go }: Props) {
  const { text, language } = useText()
  const { reader, choice } = useReaderChoice(card, people, person.id)
  const logIn = useCall(window.wallet.session.logIn)
  const running = logIn.state.step === 'running'
  const inReader = reader?.card ?? undefined
  const trouble =
    card === undefined
      ? undefined
      : (readerTrouble(card) ?? (inReader === undefined ? undefined : cardTrouble(inReader, person.id)))
  const mine = inReader?.kind === 'myNumber' ? inReader : undefined
  const ready = mine !== undefined && trouble === undefined
  const phone = mine !== undefined && isPhone(mine)

  return (
    <>
      {choice}
      {choice === undefined && trouble === undefined && (
        <ReaderStatus framed state={card} people={people} openPersonId={person.id} />
      )}
      {trouble !== undefined && (
        <div role="status">
          {trouble.code === 'card.withoutPins' ? (
            <FailureNotice failure={trouble} live={false}>
              <ProxyPath />
            </FailureNotice>
          ) : (
            <GuardNotice failure={trouble} reader={reader?.id} person={person} people={people} go={go} live={false} />
          )}
        </div>
      )}
      <OnBehalf />
      {ready && <BeforeTyping card={mine} />}
      {logIn.state.step === 'failed' && (
        <GuardNotice failure={logIn.state.failure} reader={reader?.id} person={person} people={people} go={go} />
      )}
      {running && <Progress label={text.progress.asking} />}
      {ready && reader !== undefined && phone && !running && (
        <WhosePhone person={person} go={go} onWhose={(whose) => void logIn.run({ reader: reader.id, whose })} />
      )}
      {ready && reader !== undefined && !phone && (
        <Actions>
          <Button look="primary" icon="logIn" pending={running} onPress={() => void logIn.run({ reader: reader.id })}>
            {text.logIn.button}
          </Button>
        </Actions>
      )}
      {mine !== undefined && !mine.withoutPins && (
        <Part title={text.card.myNumber}>
          {mine.authentication !== null && (
            <p>
              <Ruby>{text.card.validUntil(formatDate(mine.authentication.validUntil, language))}</Ruby>
            </p>
          )}
          <PinCounters card={mine} />
          {reader !== undefined && mine.authentication !== null && trouble?.code !== 'card.otherPerson' && (
            <KeepCertificate reader={reader.id} person={person} people={people} go={go} />
          )}
        </Part>
      )}
    </>
  )
}

function BeforeTyping({ card }: { card: MyNumberCard }) {
  const { text } = useText()
  const left = card.triesLeft.authentication
  return (
    <Part title={text.logIn.which}>
      <PinTries name={text.logIn.whichName} left={left} most={3} />
      <Note>{text.logIn.whichOfficial}</Note>
      {left === 1 ? (
        <Notice kind="warn" level={3} title={text.logIn.lastTry} />
      ) : (
        <p>
          <Ruby>{text.logIn.whatIfLocked}</Ruby>
        </p>
      )}
      <p>
        <Ruby>{text.logIn.whereTyped}</Ruby>
      </p>
    </Part>
  )
}

function ProxyPath() {
  const { text } = useText()
  return (
    <div className={style['proxy']}>
      <h3>
        <Ruby>{text.logIn.proxyTitle}</Ruby>
      </h3>
      <Sentences ordered all={text.logIn.proxySteps} />
    </div>
  )
}

function KeepCertificate({ reader, person, people, go }: Pick<Props, 'person' | 'people' | 'go'> & { reader: string }) {
  const { text } = useText()
  const keep = useCall(window.wallet.certificates.keep)
  return (
    <div className={style['keep']}>
      {keep.state.step === 'failed' && (
        <GuardNotice failure={keep.state.failure} reader={reader} person={person} people={people} go={go} />
      )}
      {keep.state.step === 'done' ? (
        <p role="status">
          <Ruby>{text.card.kept}</Ruby>
        </p>
      ) : (
        <>
          <Button icon="card" pending={keep.state.step === 'running'} onPress={() => void keep.run({ reader })}>
            {text.card.keep}
          </Button>
          <Note>{text.card.keepNote}</Note>
        </>
      )}
    </div>
  )
}
