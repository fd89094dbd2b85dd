import type { RecordName } from '../../../preload/shapes/papers.ts'

/** Which records are wanted, and whose. */
export interface RecordChoice {
  readonly records: readonly RecordName[]
  /** A mandate at the portal; absent: one's own. */
  readonly mandateId?: string
}

/** What an agent can get: the portal gives the others to the person alone. */
export const forOthers: ReadonlySet<RecordName> = new Set(['insurance', 'drugs', 'checkup', 'vaccination'])
