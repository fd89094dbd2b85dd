// The receipt: its number, how the application stands, and what has to be done next.
import type { Application } from '../../../preload/shapes/applications.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Draft.module.css'

interface Props {
  readonly application: Application
  /** It was one that was sent back. */
  readonly corrected: boolean
  readonly go: Go
}

export function Receipt({ application, corrected, go }: Props) {
  const { text, language } = useText()
  const words = text.drafts.receipt
  const { receiptNo, arrivalNo, label, submittedAt, fee, followUps = [] } = application
  const facts: readonly (readonly [label: string, value: string])[] = [
    ...(arrivalNo === undefined ? [] : [[words.arrival, arrivalNo] as const]),
    [words.state, label],
    [words.at, formatDateTime(submittedAt, language)],
  ]
  return (
    <div className={style['page']}>
      <Notice kind="good" live takesFocus title={corrected ? words.corrected : words.title}>
        <p>
          <Ruby>{words.kept}</Ruby>
        </p>
      </Notice>
      <Part title={words.number}>
        <p className={style['number']}>{receiptNo}</p>
        <dl className={style['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>
                <Ruby>{name}</Ruby>
              </dt>
              <dd>
                <strong>{value}</strong>
              </dd>
            </div>
          ))}
        </dl>
        {fee !== undefined && fee.paidAt === undefined && (
          <p>
            <Ruby>{words.fee(fee.amount.toLocaleString('ja-JP'), formatDay(fee.dueOn, language))}</Ruby>
          </p>
        )}
      </Part>
      {followUps.length > 0 && (
        <Part title={words.followUps}>
          <ul className={style['followUps']}>
            {followUps.map(({ title, who, basis, dueOn }) => (
              <li key={`${title} ${who}`}>
                <strong>{title}</strong>
                <span className={style['small']}>
                  <Ruby>{words.followUp(who, basis)}</Ruby>
                </span>
                {dueOn !== undefined && (
                  <span>
                    <Ruby>{words.until(formatDay(dueOn, language))}</Ruby>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Actions>
        <Button look="primary" icon="inbox" onPress={() => go({ name: 'application', receiptNo })}>
          {words.toApplication}
        </Button>
        <Button onPress={() => go({ name: 'procedures' })}>{words.toProcedures}</Button>
      </Actions>
    </div>
  )
}
