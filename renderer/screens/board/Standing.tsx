// How an application stands now, and the one thing that has to be done about it.
import type { ShownApplication } from '../../../preload/shapes/applications.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'
import { toneOf } from './tone.ts'
import { useCorrect } from './useCorrect.ts'

export function Standing({ shown: { application, faults }, go }: { shown: ShownApplication; go: Go }) {
  const { text, language } = useText()
  const words = text.board
  const { state, correct } = useCorrect(go)
  const { receiptNo, status, label, history, correctable, fee, goneSince, seenUnder } = application
  const note = history.at(-1)?.note
  const fix = () => void correct(receiptNo)
  const here = goneSince === undefined && seenUnder === undefined
  const owes = status === 'payment_wait' && fee !== undefined && fee.paidAt === undefined
  return (
    <>
      <div className={style['row']} data-tone={toneOf(status)}>
        <div className={style['head']}>
          <h2>
            <Ruby>{words.state}</Ruby>
          </h2>
          <p className={style['label']}>{label}</p>
        </div>
        {note !== undefined && <p className={style['text']}>{note}</p>}
        {fee?.paidAt !== undefined && (
          <p>
            <Ruby>{words.paid(formatDate(fee.paidAt, language))}</Ruby>
          </p>
        )}
        {seenUnder !== undefined && (
          <p className={style['small']}>
            <Ruby>{words.under}</Ruby>
          </p>
        )}
        {goneSince !== undefined && (
          <p className={style['small']}>
            <Ruby>{words.gone(formatDate(goneSince, language))}</Ruby>
          </p>
        )}
      </div>
      {status === 'rejected' && <Notice kind="bad" title={words.rejected} />}
      {correctable && here && (
        <Notice kind="warn" title={words.returned}>
          <p>
            <Ruby>{words.returnedText}</Ruby>
          </p>
          {faults.length > 0 && (
            <dl className={style['facts']}>
              {faults.map(({ pointer, message, label: titles }) => (
                <div key={pointer}>
                  <dt>{titles.join(text.marks.dot)}</dt>
                  <dd>{message}</dd>
                </div>
              ))}
            </dl>
          )}
          {state.step === 'failed' && (
            <LogInToGoOn failure={state.failure} again={fix} here={{ name: 'application', receiptNo }} />
          )}
          <Actions>
            <Button look="primary" icon="practice" pending={state.step === 'running'} onPress={fix}>
              {words.correct}
            </Button>
          </Actions>
        </Notice>
      )}
      {owes && here && (
        <Notice kind="warn" title={words.unpaid}>
          <p>
            <Ruby>{words.fee(fee.amount.toLocaleString('ja-JP'), formatDay(fee.dueOn, language))}</Ruby>
          </p>
          <Actions>
            <Button look="primary" onPress={() => go({ name: 'payments', receiptNo })}>
              {words.pay}
            </Button>
          </Actions>
        </Notice>
      )}
    </>
  )
}
