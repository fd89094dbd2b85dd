// 代理人 at the portal, as part of the screen about mandates: what is registered, ended from here, registered anew.
import { useCallback, useEffect, useState } from 'react'
import type { Household, Person } from '../../../../preload/shapes/people.ts'
import type { PortalMandate, PortalMandateList } from '../../../../preload/shapes/portalMandates.ts'
import { Button } from '../../../components/Button.tsx'
import entries from '../../../components/Entries.module.css'
import { LogInToGoOn } from '../../../components/LogInToGoOn.tsx'
import { Note } from '../../../components/Note.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Actions, Part } from '../../../components/Page.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { Ruby } from '../../../components/Ruby.tsx'
import { formatDateTime } from '../../../text/dates.ts'
import { useText } from '../../../text/TextContext.tsx'
import { failureOf, useCall } from '../../../useWallet.ts'
import style from '../Mandates.module.css'
import { MandateRow } from './MandateRow.tsx'
import { Records } from './Records.tsx'
import { Register } from './Register.tsx'
import type { RegisterDraft } from './registerDraft.ts'

interface Props {
  readonly person: Person
  readonly household: Household
  /** A registration that was being filled in before somebody had to log in. */
  readonly begun: RegisterDraft | undefined
}

export function AtPortal({ person, household, begun }: Props) {
  const { text, language } = useText()
  const words = text.portalMandates
  const kept = useCall(window.wallet.portalMandates.list)
  const refresh = useCall(window.wallet.portalMandates.refresh)
  const [list, setList] = useState<PortalMandateList>()
  const [done, setDone] = useState<{ readonly title: string; readonly text?: string }>()
  const { run } = kept
  useEffect(() => {
    void run().then((outcome) => {
      if (outcome.ok) setList(outcome.value)
    })
  }, [run])
  const ask = useCallback(async () => {
    const outcome = await refresh.run()
    if (outcome.ok) setList(outcome.value)
  }, [refresh.run])
  const failure = failureOf(refresh.state, kept.state)
  const standing = list?.mandates.filter(isStanding) ?? []
  const past = list?.mandates.filter((one) => !isStanding(one)) ?? []
  const ended = (next: PortalMandateList) => {
    setList(next)
    setDone({ title: words.ended })
  }
  const registered = (next: PortalMandateList) => {
    setList(next)
    const [newest] = next.mandates
    const pair = newest === undefined ? '' : words.pair(newest.agent.name, newest.principal.name)
    setDone({ title: words.done, text: words.doneText(pair) })
  }
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.lead}</Ruby>
      </p>
      {done !== undefined && (
        <Notice kind="good" live takesFocus level={3} title={done.title}>
          {done.text !== undefined && (
            <p>
              <Ruby>{done.text}</Ruby>
            </p>
          )}
        </Notice>
      )}
      {list !== undefined && (
        <Note>{list.asOf === null ? words.never : words.asOf(formatDateTime(list.asOf, language))}</Note>
      )}
      {list !== undefined && list.asOf !== null && standing.length === 0 && (
        <p>
          <Ruby>{words.none}</Ruby>
        </p>
      )}
      {standing.length > 0 && (
        <ul className={entries['entries']}>
          {standing.map((mandate) => (
            <MandateRow key={mandate.id} mandate={mandate} changed={ended} />
          ))}
        </ul>
      )}
      {refresh.state.step === 'running' && <Progress />}
      {failure !== undefined && <LogInToGoOn failure={failure} again={() => void ask()} here={{ name: 'mandates' }} />}
      <Actions>
        <Button icon="refresh" pending={refresh.state.step === 'running'} onPress={() => void ask()}>
          {words.refresh}
        </Button>
      </Actions>
      <Register person={person} household={household} begun={begun} registered={registered} />
      {past.length > 0 && (
        <details className={style['past']}>
          <summary>
            <Ruby>{words.past}</Ruby>
          </summary>
          <ul>
            {past.map(({ id, agent, principal, state }) => (
              <li key={id}>
                <strong>{words.pair(agent.name, principal.name)}</strong>
                <Ruby>{words.states[state]}</Ruby>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Records />
    </Part>
  )
}

const isStanding = ({ state, goneSince }: PortalMandate): boolean =>
  (state === 'active' || state === 'not_yet') && goneSince === undefined
