// What follows from all applications, as one list: whose it is, on what basis, until when, and whether it is done.
import { useState } from 'react'
import type { Outcome } from '../../../preload/failure.ts'
import type { Board, BoardFollowUp } from '../../../preload/shapes/applications.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import type { Go } from '../../screen.ts'
import { formatDay, isPast } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Board.module.css'

interface Props {
  readonly followUps: readonly BoardFollowUp[]
  readonly take: (outcome: Outcome<Board>) => void
  readonly go: Go
}

export function FollowUps({ followUps, take, go }: Props) {
  const { text } = useText()
  const words = text.board
  const tick = useCall(window.wallet.applications.tick)
  const shown = useSteady(followUps)
  /** What was pressed just now, until main has kept it. */
  const [pressed, setPressed] = useState<{ readonly key: string; readonly done: boolean }>()
  const change = async (one: BoardFollowUp, done: boolean) => {
    setPressed({ key: keyOf(one), done })
    const outcome = await tick.run({ receiptNo: one.receiptNo, index: one.index, done })
    if (outcome.ok) take(outcome)
    setPressed(undefined)
  }
  return (
    <Part title={words.followUps}>
      <p className={style['small']}>
        <Ruby>{followUps.length === 0 ? words.noFollowUps : words.followUpsLead}</Ruby>
      </p>
      {tick.state.step === 'failed' && <FailureNotice failure={tick.state.failure} level={3} />}
      {followUps.length > 0 && (
        <ul className={style['followUps']}>
          {shown.map((one) => (
            <FollowUpRow
              key={keyOf(one)}
              followUp={one}
              ticked={pressed?.key === keyOf(one) ? pressed.done : one.done === 'ticked'}
              tick={(done) => void change(one, done)}
              go={go}
            />
          ))}
        </ul>
      )}
    </Part>
  )
}

const keyOf = ({ receiptNo, index }: BoardFollowUp): string => `${receiptNo}:${index}`

/** In the order in which they were first seen here: what somebody ticks stays under their hand. */
function useSteady(followUps: readonly BoardFollowUp[]): BoardFollowUp[] {
  const [places] = useState(() => new Map<string, number>())
  for (const one of followUps) if (!places.has(keyOf(one))) places.set(keyOf(one), places.size)
  return followUps.toSorted((one, other) => (places.get(keyOf(one)) ?? 0) - (places.get(keyOf(other)) ?? 0))
}

interface RowProps {
  readonly followUp: BoardFollowUp
  readonly ticked: boolean
  readonly tick: (done: boolean) => void
  readonly go: Go
}

function FollowUpRow({ followUp, ticked, tick, go }: RowProps) {
  const { text, language } = useText()
  const words = text.board
  const { title, who, basis, dueOn, from, procedure, done } = followUp
  const late = dueOn !== undefined && done === undefined && isPast(dueOn)
  return (
    <li data-done={done !== undefined}>
      <div className={style['head']}>
        <h3>{title}</h3>
        {done === 'applied' ? (
          <p className={style['applied']}>
            <Icon name="check" size={20} />
            <Ruby>{words.applied}</Ruby>
          </p>
        ) : (
          <Toggle label={words.ticked} name={withoutRuby(words.tickNamed(title, who))} on={ticked} onChange={tick} />
        )}
      </div>
      <dl className={style['facts']}>
        <div>
          <dt>
            <Ruby>{words.who}</Ruby>
          </dt>
          <dd>{who}</dd>
        </div>
        <div>
          <dt>
            <Ruby>{words.due}</Ruby>
          </dt>
          <dd>
            {dueOn === undefined ? <Ruby>{words.noDue}</Ruby> : formatDay(dueOn, language)}
            {late && (
              <strong className={style['late']}>
                <Ruby>{words.overdue}</Ruby>
              </strong>
            )}
          </dd>
        </div>
        <div>
          <dt>
            <Ruby>{words.basis}</Ruby>
          </dt>
          <dd>{basis}</dd>
        </div>
        <div>
          <dt>
            <Ruby>{words.from}</Ruby>
          </dt>
          <dd>{from}</dd>
        </div>
      </dl>
      {procedure !== undefined && done === undefined && (
        <Button label={words.which(words.begin, title)} onPress={() => go({ name: 'procedure', id: procedure })}>
          {words.begin}
        </Button>
      )}
    </li>
  )
}
