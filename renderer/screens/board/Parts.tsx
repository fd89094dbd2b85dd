// Parts of one application: whom it concerns, what came, what follows, what happened, what was sent.
import type { Application, ShownApplication } from '../../../preload/shapes/applications.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import rows from '../../components/Rows.module.css'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate, formatDateTime } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'
import { toneOf } from './tone.ts'

interface Of {
  readonly application: Application
}

export function About({ application }: Of) {
  const { text, language } = useText()
  const words = text.board
  const { receiptNo, arrivalNo, submittedAt, applicant, actor, standing, asOf } = application
  const facts: readonly (readonly [string, string])[] = [
    [words.receiptNo, receiptNo],
    ...(arrivalNo === undefined ? [] : [[words.arrivalNo, arrivalNo] as const]),
    [words.sentAt, formatDateTime(submittedAt, language)],
    [words.concerns, applicant.name],
    [words.sender, `${actor.name}${text.marks.aside(words.standings[standing])}`],
  ]
  return (
    <Part title={words.about}>
      <dl className={rows['rows']}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            <Ruby>{value}</Ruby>
          </Fact>
        ))}
      </dl>
      <p className={style['small']}>
        <Ruby>{words.asOf(formatDateTime(asOf, language))}</Ruby>
      </p>
    </Part>
  )
}

/** 公文書: papers in this drawer, or still at the portal. */
export function Official({ application: { documents }, go }: Of & { go: Go }) {
  const { text, language } = useText()
  const words = text.board
  if (documents.length === 0) return null
  return (
    <Part title={words.official}>
      <ul className={style['papers']}>
        {documents.map(({ id, name, media, issuedAt, paperId }) => (
          <li key={id}>
            <p>
              <strong>{name}</strong>
              <span className={style['small']}>
                {text.marks.aside(media === 'application/pdf' ? 'PDF' : 'XML')}
                {formatDate(issuedAt, language)}
              </span>
            </p>
            {paperId === undefined ? (
              <span className={style['small']}>
                <Ruby>{words.notFetched}</Ruby>
              </span>
            ) : (
              <Button
                icon="paper"
                label={words.which(words.openPaper, `${name}${text.marks.aside(media)}`)}
                onPress={() => go({ name: 'paper', id: paperId })}
              >
                {words.openPaper}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** What this application brings with it; the list of all stands on the board. */
export function FollowUpsOf({ application: { followUps = [] }, go }: Of & { go: Go }) {
  const { text, language } = useText()
  const words = text.board
  if (followUps.length === 0) return null
  return (
    <Part title={words.followUps}>
      <ul className={style['history']}>
        {followUps.map(({ title, who, dueOn }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
          <li key={at}>
            <strong>{title}</strong>
            <span className={style['small']}>
              {who}
              {dueOn !== undefined && (
                <>
                  {text.marks.dot}
                  <Ruby>{words.due}</Ruby>
                  {text.marks.colon}
                  {formatDay(dueOn, language)}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Actions>
        <Button look="quiet" onPress={() => go({ name: 'board' })}>
          {words.back}
        </Button>
      </Actions>
    </Part>
  )
}

export function History({ application: { history } }: Of) {
  const { text, language } = useText()
  return (
    <Part title={text.board.history}>
      <ol className={style['history']}>
        {history.map(({ at, status, label, note }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: only ever longer
          <li key={place} data-tone={toneOf(status)}>
            <strong>{label}</strong>
            <span className={style['small']}>{formatDateTime(at, language)}</span>
            {note !== undefined && <span className={style['text']}>{note}</span>}
          </li>
        ))}
      </ol>
    </Part>
  )
}

export function Content({ rows: lines }: Pick<ShownApplication, 'rows'>) {
  const { text } = useText()
  if (lines.length === 0) return null
  return (
    <Part title={text.board.content}>
      <dl className={rows['rows']}>
        {lines.map(({ pointer, label, value }) => (
          <div key={pointer}>
            <dt>{label.join(text.marks.dot)}</dt>
            <dd className={style['text']}>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}
