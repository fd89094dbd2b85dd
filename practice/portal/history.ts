// やりとり履歴: what the portal did for a person, readable by that person.
import { z } from 'zod'
import type { PortalContext } from './context.ts'

export const historyList = z.array(
  z.object({ at: z.string(), event: z.string(), party: z.string().optional(), scope: z.string().optional() }),
)

export type HistoryEvent =
  | 'account_opened'
  | 'account_relinked'
  | 'log_in'
  | 'log_out'
  | 'log_in_by_phone_refused'
  | 'device_enrolled'
  | 'device_ended'
  | 'mandate_registered'
  | 'mandate_ended'
  | 'proxied'
  | 'application_sent'
  | 'application_withdrawn'
  | 'application_decided'
  | 'self_information'
  | 'linked'
  | 'link_ended'
  | 'credential_issued'
  | 'credential_state'
  | 'presentation'

export function recordHistory(
  { database, now }: PortalContext,
  person: string,
  event: HistoryEvent,
  party?: string,
  scope?: string,
): void {
  database
    .prepare('INSERT INTO history (person, at, event, party, scope) VALUES (?, ?, ?, ?, ?)')
    .run(person, now().getTime(), event, party ?? null, scope ?? null)
}

/** Newest first. */
export function historyOf({ database }: PortalContext, person: string): z.output<typeof historyList> {
  return database
    .prepare<[string], { at: number; event: string; party: string | null; scope: string | null }>(
      'SELECT at, event, party, scope FROM history WHERE person = ? ORDER BY id DESC LIMIT 200',
    )
    .all(person)
    .map(({ at, event, party, scope }) => ({
      at: new Date(at).toISOString(),
      event,
      ...(party === null ? {} : { party }),
      ...(scope === null ? {} : { scope }),
    }))
}
