// Exactly what is sent, before it is sent: to whom, as whom, each value with where it came from, what goes with it, and the PIN.
import { useEffect } from 'react'
import type { OpenDraft, Review } from '../../../preload/shapes/drafts.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatSize } from '../../text/sizes.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Draft.module.css'
import type { Household } from './FillFrom.tsx'
import { rowGroups } from './rowGroups.ts'
import { type OnSent, Send } from './Send.tsx'
import { useSourceInWords } from './source.ts'

interface Props extends Household {
  readonly open: OpenDraft
  readonly onBack: () => void
  /** Something is wrong after all. */
  readonly onIncomplete: () => void
  readonly onSent: OnSent
}

export function Look({ open, onBack, onIncomplete, onSent, ...household }: Props) {
  const { text } = useText()
  const words = text.drafts.review
  const { id } = open.draft
  const { state, run } = useCall(window.wallet.drafts.review)
  useEffect(() => void run({ id }), [run, id])
  useEffect(() => {
    if (state.step === 'done' && state.value.faults.length > 0) onIncomplete()
  }, [state, onIncomplete])
  const back = (
    <Button look="quiet" onPress={onBack}>
      {words.back}
    </Button>
  )
  if (state.step === 'failed')
    return (
      <>
        <LogInToGoOn
          failure={state.failure}
          again={() => void run({ id })}
          here={{ name: 'draft', id, at: 'review' }}
        />
        <Actions>
          <Button onPress={() => void run({ id })}>{text.shell.again}</Button>
          {back}
        </Actions>
      </>
    )
  if (state.step !== 'done') return <Progress label={words.making} stoppable={false} />
  const review = state.value
  return (
    <div className={style['page']}>
      <p>
        <strong>
          <Ruby>{words.lead}</Ruby>
        </strong>
      </p>
      <Between review={review} />
      <Rows review={review} />
      <Attached review={review} />
      <OnBehalf />
      <Send
        draftId={id}
        review={review}
        again={() => void run({ id })}
        onSent={onSent}
        household={household}
        back={back}
      />
    </div>
  )
}

function Between({ review }: { review: Review }) {
  const { text } = useText()
  const words = text.drafts.review
  const { actor, applicant, standing } = review.as
  const rows: readonly (readonly [label: string, value: string, more?: string])[] = [
    [words.where, review.to, review.origin],
    [words.who, applicant],
    ...(actor === applicant ? [] : [[words.sender, actor] as const]),
  ]
  return (
    <Part title={words.between}>
      <dl className={style['facts']}>
        {rows.map(([label, value, more]) => (
          <div key={label}>
            <dt>
              <Ruby>{label}</Ruby>
            </dt>
            <dd>
              <strong>{value}</strong>
              {more !== undefined && <small className={style['small']}>{more}</small>}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <Ruby>{words.standing}</Ruby>
          </dt>
          <dd>
            <Ruby>{words.standings[standing]}</Ruby>
          </dd>
        </div>
        {review.corrects !== undefined && (
          <div>
            <dt>
              <Ruby>{words.corrects}</Ruby>
            </dt>
            <dd>
              <Ruby>{text.drafts.receipt.number}</Ruby> {review.corrects}
            </dd>
          </div>
        )}
      </dl>
    </Part>
  )
}

function Rows({ review }: { review: Review }) {
  const { text } = useText()
  const sourceInWords = useSourceInWords()
  return (
    <Part title={text.drafts.review.form}>
      {rowGroups(review.rows).map(({ title, rows }) => (
        <div key={rows[0]?.pointer} className={style['rowGroup']}>
          {title !== undefined && <h3>{title}</h3>}
          <dl className={style['facts']}>
            {rows.map(({ pointer, label, value, source }) => (
              <div key={pointer}>
                <dt>{label}</dt>
                <dd>
                  <strong className={style['value']}>{value}</strong>
                  <small className={style['small']}>
                    <Ruby>{sourceInWords(source)}</Ruby>
                  </small>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Part>
  )
}

function Attached({ review }: { review: Review }) {
  const { text, language } = useText()
  const words = text.drafts.review
  return (
    <Part title={words.attachments}>
      {review.attachments.length === 0 ? (
        <p>
          <Ruby>{words.noAttachments}</Ruby>
        </p>
      ) : (
        review.attachments.map(({ id, title, name, size, dataTakenOut, attributes }) => (
          <div key={id} className={style['rowGroup']}>
            <h3>{title}</h3>
            <p>
              {name}
              {attributes === undefined && text.marks.aside(formatSize(size))}
            </p>
            {dataTakenOut && (
              <p className={style['small']}>
                <Ruby>{text.photos.takenOut}</Ruby>
              </p>
            )}
            {attributes !== undefined && (
              <>
                <p className={style['small']}>
                  <Ruby>{words.onlyThese}</Ruby>
                </p>
                <dl className={style['facts']}>
                  {attributes.map((attribute) => (
                    <div key={attribute.label.en}>
                      <dt>{attribute.label[language]}</dt>
                      <dd>
                        <strong className={style['value']}>{attribute.text[language]}</strong>
                      </dd>
                    </div>
                  ))}
                </dl>
              </>
            )}
          </div>
        ))
      )}
    </Part>
  )
}
