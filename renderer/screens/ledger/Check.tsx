// Whether the ledger is as it was written: by itself, against the head in the keychain, and against a receipt.
import { useEffect, useState } from 'react'
import type { HeadComparison, LedgerReport } from '../../../preload/shapes/ledger.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Check.module.css'

/** @param written told when the ledger got a row by what was done here */
export function Check({ written }: { written: () => void }) {
  const { text } = useText()
  const words = text.ledger.check
  const verify = useCall(window.wallet.ledger.verify)
  const [receipt, setReceipt] = useState('')
  /** Told aloud only when the person has asked. */
  const [asked, setAsked] = useState(false)
  const { run, state } = verify
  useEffect(() => void run(), [run])
  const check = () => {
    setAsked(true)
    void (receipt.trim() === '' ? run() : run({ receipt: receipt.trim() }))
  }
  return (
    <Part title={words.title}>
      {state.step === 'running' && <Progress label={words.running} stoppable={false} />}
      {state.step === 'failed' && <FailureNotice failure={state.failure} level={3} />}
      {state.step === 'done' && (
        <Report
          report={state.value}
          live={asked}
          begun={() => {
            written()
            void run()
          }}
        />
      )}
      <Form
        className={style['form']}
        submit={() => {
          if (state.step !== 'running') check()
        }}
      >
        <details className={style['more']}>
          <summary>
            <Ruby>{words.compare}</Ruby>
          </summary>
          <Field
            label={words.compareLabel}
            note={words.compareNote}
            value={receipt}
            maxLength={80}
            onChange={setReceipt}
          />
        </details>
        <Actions>
          <Button icon="seek" pending={state.step === 'running'} type="submit">
            {words.run}
          </Button>
        </Actions>
      </Form>
      <details className={style['more']}>
        <summary>
          <Ruby>{words.limits}</Ruby>
        </summary>
        <div className={style['limits']}>
          {words.limitsText.map((sentence) => (
            <p key={sentence}>
              <Ruby>{sentence}</Ruby>
            </p>
          ))}
        </div>
      </details>
    </Part>
  )
}

interface ReportProps {
  readonly report: LedgerReport
  readonly live: boolean
  readonly begun: () => void
}

function Report({ report, live, begun }: ReportProps) {
  const { text } = useText()
  const words = text.ledger.check
  const { count, erased, receipt, findings, kept, given } = report
  if (count === 0 && kept.state !== 'cutOff' && given === null)
    return (
      <p>
        <Ruby>{words.empty}</Ruby>
      </p>
    )
  const alarm = kept.state === 'cutOff' || kept.state === 'differs'
  const title = findings.length > 0 ? words.unsound : alarm ? words.ask : words.sound(count)
  return (
    <>
      <Notice kind={findings.length > 0 ? 'bad' : alarm ? 'warn' : 'good'} level={3} live={live} title={title}>
        {findings.length > 0 && (
          <ul>
            {findings.map(({ place, rule }) => (
              <li key={`${place}-${rule}`}>
                <Ruby>{text.ledger.place(place)}</Ruby>
                {text.marks.colon}
                <Ruby>{words.rules[rule]}</Ruby>
              </li>
            ))}
          </ul>
        )}
        {erased > 0 && findings.length === 0 && (
          <p>
            <Ruby>{words.soundErased(erased)}</Ruby>
          </p>
        )}
        <p>
          <Ruby>{keptWords(kept, words.kept)}</Ruby>
        </p>
        {(alarm || kept.state === 'foreign') && <BeginAnew begun={begun} />}
      </Notice>
      {given !== null && <Given given={given} live={live} />}
      {receipt !== null && (
        <p className={style['receipt']}>
          <Ruby>{words.receipt}</Ruby>
          <code>{receipt}</code>
          <span>
            <Ruby>{words.receiptNote}</Ruby>
          </span>
        </p>
      )}
    </>
  )
}

type Words = ReturnType<typeof useText>['text']['ledger']['check']

function keptWords({ state, count = 0, since = 0 }: HeadComparison, words: Words['kept']): string {
  if (state === 'extends') return words.extends(count, since)
  return state === 'same' || state === 'cutOff' || state === 'differs' ? words[state](count) : words[state]
}

function Given({ given: { state, count = 0, since = 0 }, live }: { given: HeadComparison; live: boolean }) {
  const { text } = useText()
  const words = text.ledger.check.given
  if (state === 'none' || state === 'unavailable' || state === 'foreign') return null
  const title = state === 'extends' ? words.extends(count, since) : words[state](count)
  const good = state === 'same' || state === 'extends'
  return <Notice kind={good ? 'good' : 'bad'} level={3} live={live} title={title} />
}

function BeginAnew({ begun }: { begun: () => void }) {
  const { text } = useText()
  const words = text.ledger.check
  const [asking, setAsking] = useState(false)
  const beginAnew = useCall(window.wallet.ledger.beginAnew)
  const confirm = async () => {
    const outcome = await beginAnew.run()
    if (outcome.ok) begun()
  }
  return (
    <>
      <Button pending={beginAnew.state.step === 'running'} onPress={() => setAsking(true)}>
        {words.anew}
      </Button>
      {beginAnew.state.step === 'failed' && <FailureNotice failure={beginAnew.state.failure} level={3} />}
      <Confirm
        open={asking}
        title={words.anew}
        text={words.anewText}
        action={words.anew}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
