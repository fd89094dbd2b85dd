// What a person is being asked, between the call that shows it and the call that answers it. In memory only: gone after ten
// minutes, at lock and at restart.
import { randomUUID } from 'node:crypto'
import { fail } from '../failure.ts'

const lifeMs = 10 * 60_000
/** More questions than anybody keeps open; the oldest gives way. */
const most = 32

export interface Pending<T> {
  remember(value: T): string
  /** Takes it out, so that nothing is answered twice. @throws pending.gone */
  take(id: string): T
  /** Puts back what was taken and could not be answered yet; its time runs on. */
  putBack(id: string, value: T): void
  clear(): void
}

export function createPending<T>(now: () => Date): Pending<T> {
  const waiting = new Map<string, { value: T; until: number }>()
  /** When what was taken would have run out. */
  const taken = new Map<string, number>()
  const alive = (until: number | undefined): boolean => until !== undefined && until > now().getTime()
  const sweep = (): void => {
    for (const [id, { until }] of waiting) if (!alive(until)) waiting.delete(id)
    for (const [id, until] of taken) if (!alive(until)) taken.delete(id)
  }
  return {
    remember(value) {
      sweep()
      const [oldest] = waiting.keys()
      if (waiting.size >= most && oldest !== undefined) waiting.delete(oldest)
      const id = randomUUID()
      waiting.set(id, { value, until: now().getTime() + lifeMs })
      return id
    },
    take(id) {
      sweep()
      const found = waiting.get(id) ?? fail({ code: 'pending.gone' })
      waiting.delete(id)
      taken.set(id, found.until)
      return found.value
    },
    putBack(id, value) {
      sweep()
      const until = taken.get(id)
      taken.delete(id)
      if (until !== undefined) waiting.set(id, { value, until })
    },
    clear() {
      waiting.clear()
      taken.clear()
    },
  }
}
