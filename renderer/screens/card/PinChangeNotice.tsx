import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import type { PinChange } from './pinChange.ts'

interface Props {
  readonly change: PinChange
  /** Whose drawer is open. */
  readonly person: Person | undefined
  readonly people: readonly Person[]
  readonly go: Go
}

/** That a PIN is being changed, and how it ended: above the tabs, so that it stays when the card leaves. */
export function PinChangeNotice({ change: { pin, reader, state, dismiss }, person, people, go }: Props) {
  const { text } = useText()
  if (pin === undefined || state.step === 'idle') return null
  if (state.step === 'running') return <Progress label={text.progress.asking} />
  const close = (
    <Actions>
      <Button onPress={dismiss}>{text.pinCare.close}</Button>
    </Actions>
  )
  if (state.step === 'failed') {
    const { failure } = state
    const guarded = failure.code === 'card.otherPerson' || failure.code === 'card.unfamiliar'
    return guarded && person !== undefined ? (
      <GuardNotice failure={failure} reader={reader} person={person} people={people} go={go} />
    ) : (
      <FailureNotice failure={failure}>{close}</FailureNotice>
    )
  }
  return (
    <Notice kind="good" title={text.pinCare.changed} live takesFocus>
      <p>
        <Ruby>{text.pinCare.changedText(text.pinCare.names[pin])}</Ruby>
      </p>
      {close}
    </Notice>
  )
}
