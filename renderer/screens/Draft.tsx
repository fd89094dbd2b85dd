// One application, from the first letter to its receipt.
import { useCallback, useEffect, useState } from 'react'
import type { Application } from '../../preload/shapes/applications.ts'
import type { OpenDraft } from '../../preload/shapes/drafts.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Actions, Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './draft/Draft.module.css'
import type { Household } from './draft/FillFrom.tsx'
import { FillIn } from './draft/FillIn.tsx'
import { Look } from './draft/Look.tsx'
import { Receipt } from './draft/Receipt.tsx'
import type { OnSent } from './draft/Send.tsx'
import { useDraft } from './draft/useDraft.ts'

interface Props extends Household {
  readonly id: string
  /** Where somebody was before they had to log in. */
  readonly at?: 'review' | undefined
}

export function Draft({ id, at, ...household }: Props) {
  const { text } = useText()
  const { state, run } = useCall(window.wallet.drafts.open)
  useEffect(() => void run({ id }), [run, id])
  if (state.step === 'done') return <Steps first={state.value} at={at} {...household} />
  return (
    <Page narrow title={text.drafts.opening}>
      {state.step === 'failed' ? (
        <FailureNotice failure={state.failure}>
          <Actions>
            <Button onPress={() => void run({ id })}>{text.shell.again}</Button>
            <Button look="quiet" onPress={() => household.go({ name: 'board' })}>
              {text.drafts.list.toBoard}
            </Button>
          </Actions>
        </FailureNotice>
      ) : (
        <Progress label={text.drafts.opening} stoppable={false} />
      )}
    </Page>
  )
}

const steps = ['fill', 'review', 'receipt'] as const
type Step = (typeof steps)[number]

function Steps({ first, at, ...household }: Household & { first: OpenDraft; at: 'review' | undefined }) {
  const { text } = useText()
  const inHand = useDraft(first)
  const [step, setStep] = useState<Step>(at ?? 'fill')
  const [sentBack, setSentBack] = useState<'refused' | 'incomplete'>()
  const [sent, setSent] = useState<Application>()
  const { take } = inHand
  const { draft } = inHand.open
  const { id } = draft

  const toForm = useCallback((why?: 'refused' | 'incomplete') => {
    setSentBack(why)
    setStep('fill')
  }, [])
  const onSent = useCallback<OnSent>(
    (outcome) => {
      if (outcome.kind === 'sent') {
        setSent(outcome.application)
        setStep('receipt')
        return
      }
      take(outcome.open)
      toForm('refused')
    },
    [take, toForm],
  )
  const incomplete = useCallback(async () => {
    const outcome = await window.wallet.drafts.open({ id })
    if (outcome.ok) take(outcome.value)
    toForm('incomplete')
  }, [id, take, toForm])
  const lead = step === 'receipt' ? {} : { lead: text.drafts.to(draft.organisation) }
  return (
    // A new heading for each step: reading begins there.
    <Page key={step} narrow title={draft.title} {...lead}>
      <Where step={step} />
      {step === 'fill' && (
        <FillIn inHand={inHand} sentBack={sentBack} onReview={() => setStep('review')} {...household} />
      )}
      {step === 'review' && (
        <Look open={inHand.open} onBack={toForm} onIncomplete={incomplete} onSent={onSent} {...household} />
      )}
      {step === 'receipt' && sent !== undefined && (
        <Receipt application={sent} corrected={draft.corrects !== undefined} go={household.go} />
      )}
    </Page>
  )
}

function Where({ step }: { step: Step }) {
  const { text } = useText()
  return (
    <ol className={style['steps']} aria-label={withoutRuby(text.drafts.steps)}>
      {steps.map((one) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          <Ruby>{text.drafts.stepNames[one]}</Ruby>
        </li>
      ))}
    </ol>
  )
}
