// A registration at the portal while it is filled in; it goes along to the log-in screen and back.
import type { PortalMandate, PortalMandateScope } from '../../../../preload/shapes/portalMandates.ts'
import { dayFromNow } from '../../../text/days.ts'

export interface RegisterDraft {
  readonly as: 'agent' | 'principal'
  /** Of a person here; '': somebody else; undefined: not chosen yet. */
  readonly otherId?: string | undefined
  readonly otherName: string
  readonly kind: PortalMandate['kind']
  readonly scopes: readonly PortalMandateScope[]
  readonly from: string
  readonly until: string
}

/** A year at first; it can be made shorter or longer. */
export const freshDraft = (): RegisterDraft => ({
  as: 'agent',
  otherName: '',
  kind: 'legal',
  scopes: ['applications', 'notices'],
  from: dayFromNow(0),
  until: dayFromNow(364),
})
