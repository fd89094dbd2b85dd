// When the open person's drawer locks by itself: the part of the settings.
import { useEffect } from 'react'
import type { DesktopEvent, IdleMinutes } from '../../../preload/shapes/locks.ts'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './Locks.module.css'

const minutes: Readonly<Record<string, IdleMinutes>> = { 1: 1, 3: 3, 5: 5, 10: 10, 15: 15, 30: 30 }
const usual = '5'
const events: readonly DesktopEvent[] = ['screenLock', 'suspend', 'userSwitch', 'sessionEnd']

export function LocksPart() {
  const { text } = useText()
  const read = useCall(window.wallet.locks.read)
  const choose = useCall(window.wallet.locks.choose)
  const { run } = read
  useEffect(() => void run(), [run])
  const failure = failureOf(read.state, choose.state)
  const state = choose.state.step === 'done' ? choose.state : read.state
  const known = state.step === 'done' ? state.value : undefined
  return (
    <Part title={text.locks.title}>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {known !== undefined && (
        <>
          <Choice
            label={text.locks.idle}
            note={text.locks.idleNote}
            row
            value={String(known.idleMinutes)}
            onChange={(value) => {
              const chosen = minutes[value]
              if (chosen !== undefined) void choose.run({ idleMinutes: chosen })
            }}
            options={Object.entries(minutes).map(([value, count]) => ({
              value,
              label: text.locks.minutes(count) + (value === usual ? text.marks.aside(text.locks.usual) : ''),
            }))}
          />
          <p>
            <Ruby>{text.locks.working}</Ruby>
          </p>
          <p>
            <strong>
              <Ruby>{text.locks.always}</Ruby>
            </strong>
          </p>
          <Reasons
            of={['hand', 'cardOut', 'windowClosed', ...events.filter((event) => known.noticed.includes(event))]}
          />
          {events.some((event) => !known.noticed.includes(event)) && (
            <Notice kind="warn" level={3} title={text.locks.unnoticed}>
              <Reasons of={events.filter((event) => !known.noticed.includes(event))} />
              <p>
                <Ruby>{text.locks.unnoticedNote}</Ruby>
              </p>
            </Notice>
          )}
        </>
      )}
    </Part>
  )
}

type Reason = DesktopEvent | 'hand' | 'cardOut' | 'windowClosed'

function Reasons({ of }: { of: readonly Reason[] }) {
  const { text } = useText()
  return (
    <ul className={style['list']}>
      {of.map((reason) => (
        <li key={reason}>
          <Ruby>{text.locks.also[reason]}</Ruby>
        </li>
      ))}
    </ul>
  )
}
