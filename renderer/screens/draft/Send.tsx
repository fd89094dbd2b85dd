// Sending what was looked at: the signature that the procedure asks for, the PIN ahead, and every way in which it may not work out.
import { type ReactNode, useEffect } from 'react'
import type { Review, SendOutcome } from '../../../preload/shapes/drafts.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice, WhosePhone } from '../../components/GuardNotice.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { PinTries } from '../../components/PinTries.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { mostTries } from '../../mostTries.ts'
import { useOpen } from '../../OpenContext.tsx'
import { useText } from '../../text/TextContext.tsx'
import { type CallState, useCall } from '../../useWallet.ts'
import { cardFor } from './cardFor.ts'
import style from './Draft.module.css'
import type { Household } from './FillFrom.tsx'

export type OnSent = (outcome: SendOutcome) => void

interface Props {
  readonly draftId: string
  readonly review: Review
  /** Puts the review together anew. */
  readonly again: () => void
  readonly onSent: OnSent
  readonly household: Household
  readonly back: ReactNode
}

export function Send({ draftId, review, again, onSent, household, back }: Props) {
  const { text } = useText()
  const words = text.drafts.review
  const { person, people, card, go } = household
  const actor = useOpen()?.actor
  // Whoever acts for somebody signs with their own card.
  const signer = people.find(({ id }) => id === actor?.personId) ?? person
  const { reader, phone, trouble, triesLeft } = cardFor(review.signature, card, signer.id)
  const { state, run } = useCall(window.wallet.drafts.send)
  useEffect(() => {
    if (state.step === 'done') onSent(state.value)
  }, [state, onSent])

  const running = state.step === 'running'
  const start = (whose?: string) => {
    if (running) return
    const at = reader === undefined ? {} : { reader }
    void run({ id: draftId, seen: review.seen, ...at, ...(whose === undefined ? {} : { whose }) })
  }
  const guarding = { reader, person: signer, people, go }
  return (
    <>
      <Part title={words.signatureTitle}>
        <p>
          <Ruby>{words.signature[review.signature]}</Ruby>
        </p>
        {review.signature !== 'none' && trouble === undefined && (
          <PinAhead signature={review.signature} left={triesLeft} />
        )}
      </Part>
      {trouble !== undefined && (
        <div role="status">
          <GuardNotice failure={trouble} {...guarding} live={false} />
        </div>
      )}
      {state.step === 'failed' && (
        <Failed state={state} guarding={guarding} draftId={draftId} start={start} again={again} />
      )}
      {running && <Progress label={words.sending} />}
      {trouble === undefined && phone && !running && <WhosePhone person={signer} go={go} onWhose={start} />}
      <Actions>
        {trouble === undefined && !phone && (
          <Button look="primary" icon="send" pending={running} onPress={() => start()}>
            {review.signature === 'none' ? words.send : words.signAndSend}
          </Button>
        )}
        {!running && back}
      </Actions>
    </>
  )
}

interface FailedProps {
  readonly state: Extract<CallState<SendOutcome>, { step: 'failed' }>
  readonly guarding: Omit<Parameters<typeof GuardNotice>[0], 'failure'>
  readonly draftId: string
  readonly start: (whose?: string) => void
  readonly again: () => void
}

function Failed({ state: { failure }, guarding, draftId, start, again }: FailedProps) {
  const { text } = useText()
  const words = text.drafts.review
  switch (failure.code) {
    case 'session.none':
    case 'session.expired':
      return <LogInToGoOn failure={failure} again={() => start()} here={{ name: 'draft', id: draftId, at: 'review' }} />
    case 'application.underWay':
    case 'application.arrived':
    case 'application.closed':
      return (
        <FailureNotice failure={failure}>
          <Button icon="inbox" onPress={() => guarding.go({ name: 'board' })}>
            {text.drafts.list.toBoard}
          </Button>
        </FailureNotice>
      )
    case 'draft.changed':
      return (
        <FailureNotice failure={failure}>
          <Button onPress={again}>{words.anew}</Button>
        </FailureNotice>
      )
    default:
      return <GuardNotice failure={failure} {...guarding} onWhose={start} />
  }
}

function PinAhead({ signature, left }: { signature: 'user' | 'sign'; left: number | null }) {
  const { text } = useText()
  const sign = signature === 'sign'
  return (
    <>
      <h3>
        <Ruby>{text.logIn.which}</Ruby>
      </h3>
      <PinTries
        name={sign ? text.documents.pinName : text.logIn.whichName}
        left={left}
        most={sign ? mostTries.signature : mostTries.authentication}
      />
      <p className={style['small']}>
        <Ruby>{sign ? text.documents.pinText : text.logIn.whichOfficial}</Ruby>
      </p>
      {!sign && (
        <p className={style['small']}>
          <Ruby>{text.logIn.whatIfLocked}</Ruby> <Ruby>{text.logIn.whereTyped}</Ruby>
        </p>
      )}
    </>
  )
}
