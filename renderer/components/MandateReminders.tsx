// What ends soon, and what a birthday changes: told to whoever has the drawer open.
import { useEffect, useState } from 'react'
import type { Mandate, MandateList, MandateReminder } from '../../preload/shapes/mandates.ts'
import { useGo } from '../GoContext.tsx'
import { formatDay } from '../text/days.ts'
import { useText } from '../text/TextContext.tsx'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { Actions } from './Page.tsx'
import { Ruby } from './Ruby.tsx'

/** Reads them once when the screen is opened. */
export function MandateNews() {
  const [list, setList] = useState<MandateList>()
  useEffect(() => {
    let ended = false
    void window.wallet.mandates.list().then((outcome) => {
      if (!ended && outcome.ok) setList(outcome.value)
    })
    return () => {
      ended = true
    }
  }, [])
  if (list === undefined) return null
  return (
    <>
      <EndedNow ended={list.endedNow} />
      <Reminders reminders={list.reminders} way />
    </>
  )
}

/** @param way whether the way to the mandates is shown */
export function Reminders({ reminders, way = false }: { reminders: readonly MandateReminder[]; way?: boolean }) {
  const { text, language } = useText()
  const go = useGo()
  const words = text.mandates.reminders
  const told = {
    ends: { title: words.ends, body: words.endsText },
    fifteen: { title: words.fifteen, body: words.fifteenText },
    ofAge: { title: words.ofAge, body: words.ofAgeText },
  }
  return reminders.map(({ kind, name, on, days }) => (
    <Notice
      key={`${kind} ${name}`}
      kind={kind === 'fifteen' ? 'info' : 'warn'}
      title={told[kind].title(name, formatDay(on, language), days)}
    >
      <p>
        <Ruby>{told[kind].body}</Ruby>
      </p>
      {way && go !== undefined && (
        <Actions>
          <Button onPress={() => go({ name: 'mandates' })}>{words.look}</Button>
        </Actions>
      )}
    </Notice>
  ))
}

export function EndedNow({ ended }: { ended: readonly Mandate[] }) {
  const { text } = useText()
  if (ended.length === 0) return null
  const ofAge = ended.some((one) => one.ended?.why === 'ofAge')
  return (
    <Notice kind="good" title={text.mandates.endedNow}>
      <ul>
        {ended.map(({ id, agent, ended: end }) => (
          <li key={id}>
            <Ruby>{text.mandates.endedNowText(agent.name, end === null ? '' : text.mandates.ends[end.why])}</Ruby>
          </li>
        ))}
      </ul>
      {ofAge && (
        <p>
          <Ruby>{text.mandates.endedOfAge}</Ruby>
        </p>
      )}
    </Notice>
  )
}
