// A request for self-information while it is written; it goes along to the log-in screen and back.
import type { SelfInfoJob, SelfInfoPeriod } from '../../../preload/shapes/selfInfo.ts'

export interface AskDraft {
  /** Another one is another form. */
  readonly key: string
  readonly items: readonly string[]
  readonly period: SelfInfoPeriod['type']
  readonly from: string
  readonly to: string
  readonly purpose: string
  /** At the portal; absent: for oneself. */
  readonly mandateId?: string | undefined
}

/** The same request once more. */
export const draftOf = ({ id, items, period, purpose, mandate }: SelfInfoJob): AskDraft => ({
  key: `again ${id}`,
  items: items.map((item) => item.id),
  period: period?.type ?? 'latest',
  from: period?.type === 'range' ? period.from : '',
  to: period?.type === 'range' ? period.to : '',
  purpose,
  mandateId: mandate?.id,
})
