// What stopped at the guard, with the way on: switch to the drawer of the card's owner, say that the card is one's own, or
// say whose phone it is.
import type { Failure } from '../../preload/failure.ts'
import type { Person } from '../../preload/shapes/people.ts'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { Button } from './Button.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { Notice } from './Notice.tsx'
import { Actions } from './Page.tsx'
import { Progress } from './Progress.tsx'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly failure: Failure
  readonly reader: string | undefined
  /** Whose drawer is open. */
  readonly person: Person
  readonly people: readonly Person[]
  readonly go: Go
  readonly live?: boolean
  /** The open person has said whose phone it is. */
  readonly onWhose?: (personId: string) => void
}

/** Failures that the guard does not answer for are told as they are. */
export function GuardNotice({ failure, reader, person, people, go, live = true, onWhose }: Props) {
  if (failure.code === 'card.otherPerson')
    return (
      <FailureNotice failure={failure} live={live}>
        <Switch owner={people.find(({ id }) => id === failure.personId)} go={go} />
      </FailureNotice>
    )
  if (failure.code === 'card.unfamiliar' && reader !== undefined)
    return <Unfamiliar key={reader} failure={failure} reader={reader} person={person} go={go} />
  if (failure.code === 'card.holderUnnamed' && onWhose !== undefined)
    return <WhosePhone person={person} go={go} onWhose={onWhose} />
  return <FailureNotice failure={failure} live={live} />
}

function Switch({ owner, go }: { owner: Person | undefined; go: Go }) {
  const { text } = useText()
  const { guard } = text.certificates
  if (owner === undefined || !owner.openers.includes('card'))
    return (
      <Actions>
        <Button icon="family" onPress={() => go({ name: 'family' })}>
          {guard.toFamily}
        </Button>
      </Actions>
    )
  return (
    <>
      <Actions>
        <Button look="primary" icon="open" onPress={() => go({ name: 'family', openByCard: owner.id })}>
          {guard.switchTo(owner.name)}
        </Button>
      </Actions>
      <p>
        <Ruby>{guard.switchNote}</Ruby>
      </p>
    </>
  )
}

function Unfamiliar({
  failure,
  reader,
  person,
  go,
}: {
  failure: Extract<Failure, { code: 'card.unfamiliar' }>
  reader: string
  person: Person
  go: Go
}) {
  const { text } = useText()
  const { guard } = text.certificates
  const bind = useCall(window.wallet.household.bindCard)
  if (bind.state.step === 'done') return <Notice kind="good" live takesFocus title={guard.bound} />
  return (
    <Notice kind="warn" live title={guard.mineTitle(person.name)}>
      {failure.knows && (
        <p>
          <strong>
            <Ruby>{guard.renewedText}</Ruby>
          </strong>
        </p>
      )}
      <p>
        <Ruby>{guard.mineText(person.name)}</Ruby>
      </p>
      {bind.state.step === 'failed' && <FailureNotice failure={bind.state.failure} level={3} />}
      {bind.state.step === 'running' && <Progress />}
      <Actions>
        <Button pending={bind.state.step === 'running'} onPress={() => void bind.run({ reader })}>
          {guard.mine(person.name)}
        </Button>
        <Button look="quiet" onPress={() => go({ name: 'family' })}>
          {guard.notMine}
        </Button>
      </Actions>
    </Notice>
  )
}

/** Before the PIN of a phone: whose it is. Nothing is preset. */
export function WhosePhone({ person, go, onWhose }: { person: Person; go: Go; onWhose: (personId: string) => void }) {
  const { text } = useText()
  const { guard } = text.certificates
  return (
    <Notice kind="info" title={guard.phoneTitle}>
      <p>
        <Ruby>{guard.phoneText(person.name)}</Ruby>
      </p>
      <Actions>
        <Button look="primary" icon="logIn" onPress={() => onWhose(person.id)}>
          {guard.phoneMine(person.name)}
        </Button>
        <Button look="quiet" onPress={() => go({ name: 'family' })}>
          {guard.notMine}
        </Button>
      </Actions>
    </Notice>
  )
}
