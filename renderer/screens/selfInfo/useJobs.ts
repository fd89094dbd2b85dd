// The requests in the drawer, followed while the portal may still tell something new.
import { useCallback, useEffect, useState } from 'react'
import type { SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { failureOf, useCall } from '../../useWallet.ts'

/** How often the portal is asked while somebody looks at the screen, and for how long after something was done. */
const everyMs = 5_000
const forMs = 5 * 60_000

export function useJobs(loggedIn: boolean) {
  const list = useCall(window.wallet.selfInfo.list)
  const refresh = useCall(window.wallet.selfInfo.refresh)
  const [jobs, setJobs] = useState<readonly SelfInfoJob[]>()
  const take = useCallback((next: readonly SelfInfoJob[]) => setJobs(next), [])
  const replace = useCallback(
    (job: SelfInfoJob) =>
      setJobs((before = []) => [job, ...before.filter(({ id }) => id !== job.id)].sort(newestFirst)),
    [],
  )
  const { run } = list
  useEffect(() => {
    void run().then((outcome) => {
      if (outcome.ok) take(outcome.value)
    })
  }, [run, take])
  useEffect(() => {
    if (refresh.state.step === 'done') take(refresh.state.value)
  }, [refresh.state, take])

  const waiting = jobs?.filter(({ state }) => state === 'consent' || state === 'waiting').map(({ id }) => id) ?? []
  const awaited = waiting.join()
  useEffect(() => {
    if (!loggedIn || awaited === '') return
    const since = Date.now()
    const look = async () => {
      const outcome = await window.wallet.selfInfo.refresh({ quiet: true })
      // What went wrong is told where somebody asks for it; until then what is known stays.
      if (outcome.ok) take(outcome.value)
    }
    void look()
    const timer = setInterval(() => {
      if (Date.now() - since > forMs) clearInterval(timer)
      else if (document.visibilityState === 'visible') void look()
    }, everyMs)
    return () => clearInterval(timer)
  }, [loggedIn, awaited, take])
  return { jobs, failure: failureOf(list.state, refresh.state), refresh, take, replace } as const
}

const newestFirst = (left: SelfInfoJob, right: SelfInfoJob): number => right.requestedAt.localeCompare(left.requestedAt)
