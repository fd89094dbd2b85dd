// One application on the board: how it stands in the portal's own words, and what has to be done about it.
import type { ApplicationCard } from '../../../preload/shapes/applications.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'
import { toneOf } from './tone.ts'
import { useCorrect } from './useCorrect.ts'

export function ApplicationRow({ application, go }: { application: ApplicationCard; go: Go }) {
  const { text, language } = useText()
  const words = text.board
  const { state, correct } = useCorrect(go)
  const { receiptNo, title, status, label, submittedAt, actor, standing, correctable, fee, goneSince, seenUnder } =
    application
  const owes = fee !== undefined && fee.paidAt === undefined && status === 'payment_wait'
  const here = goneSince === undefined && seenUnder === undefined
  const fix = () => void correct(receiptNo)
  return (
    <li className={style['row']} data-tone={toneOf(status)}>
      <div className={style['head']}>
        <h3>{title}</h3>
        <p className={style['label']}>{label}</p>
      </div>
      <p className={style['small']}>
        <Ruby>{words.receiptNo}</Ruby>
        {text.marks.colon}
        {receiptNo}
        {text.marks.dot}
        <Ruby>{words.sentAt}</Ruby>
        {text.marks.colon}
        {formatDate(submittedAt, language)}
      </p>
      {standing !== 'self' && (
        <p className={style['small']}>
          <Ruby>{words.by(actor.name)}</Ruby>
          <Ruby>{text.marks.aside(words.standings[standing])}</Ruby>
        </p>
      )}
      <Todo application={application} />
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
      {state.step === 'failed' && <LogInToGoOn failure={state.failure} again={fix} here={{ name: 'board' }} />}
      <Actions>
        {correctable && here && (
          <Button
            look="primary"
            icon="practice"
            label={words.which(words.correct, title)}
            pending={state.step === 'running'}
            onPress={fix}
          >
            {words.correct}
          </Button>
        )}
        {owes && here && (
          <Button
            look="primary"
            label={words.which(words.pay, title)}
            onPress={() => go({ name: 'payments', receiptNo })}
          >
            {words.pay}
          </Button>
        )}
        <Button label={words.which(words.open, title)} onPress={() => go({ name: 'application', receiptNo })}>
          {words.open}
        </Button>
      </Actions>
    </li>
  )
}

/** What is asked of the person, in a sentence each. */
export function Todo({
  application: { faults = [], correctable, fee, status, documents },
}: {
  application: Pick<ApplicationCard, 'faults' | 'correctable' | 'fee' | 'status' | 'documents'>
}) {
  const { text, language } = useText()
  const words = text.board
  return (
    <>
      {correctable && faults.length > 0 && (
        <p>
          <strong>
            <Ruby>{words.faults(faults.length)}</Ruby>
          </strong>
        </p>
      )}
      {status === 'payment_wait' && fee !== undefined && fee.paidAt === undefined && (
        <p>
          <strong>
            <Ruby>{words.fee(fee.amount.toLocaleString('ja-JP'), formatDay(fee.dueOn, language))}</Ruby>
          </strong>
        </p>
      )}
      {documents.length > 0 && (
        <p>
          <Ruby>{words.documents(documents.length)}</Ruby>
        </p>
      )}
    </>
  )
}
