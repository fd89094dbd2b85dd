// もっとつながる: accounts of two partners that a person linked to the portal's. Both partners are practice doubles.
import type { PortalContext } from '../context.ts'
import { newId, newSecret, sha256 } from '../secrets.ts'

export const partnerIds = ['etax', 'nenkin'] as const
export type Partner = (typeof partnerIds)[number]

export const partners: Readonly<Record<Partner, { ja: string; en: string; scopes: readonly string[] }>> = {
  etax: { ja: '練習e-Tax', en: 'Practice e-Tax', scopes: ['deduction_documents'] },
  nenkin: { ja: '練習ねんきんネット', en: 'Practice pension site', scopes: ['pension_record'] },
}

export interface Link {
  readonly partner: Partner
  /** How the partner knows the person: made for it alone. */
  readonly subject: string
  readonly linkedAt: number
  readonly usedAt: number | null
}

const ticketLifeMs = 60_000

export function addLink({ database, now }: PortalContext, person: string, partner: Partner): void {
  database
    .prepare('INSERT INTO links (person, partner, subject, linked_at) VALUES (?, ?, ?, ?)')
    .run(person, partner, newId(), now().getTime())
}

export function findLink({ database }: PortalContext, person: string, partner: Partner): Link | undefined {
  return database
    .prepare<[string, string], Link>(
      `SELECT partner, subject, linked_at AS linkedAt, used_at AS usedAt FROM links WHERE person = ? AND partner = ?`,
    )
    .get(person, partner)
}

export function removeLink({ database }: PortalContext, person: string, partner: Partner): boolean {
  return database.transaction(() => {
    database.prepare('DELETE FROM link_tickets WHERE person = ? AND partner = ?').run(person, partner)
    return database.prepare('DELETE FROM links WHERE person = ? AND partner = ?').run(person, partner).changes === 1
  })()
}

/** Carries one sign-on in an address; single use, 60 seconds. */
export function issueTicket({ database, now }: PortalContext, person: string, partner: Partner): string {
  const ticket = newSecret()
  database
    .prepare('INSERT INTO link_tickets (ticket_sha256, person, partner, expires_at) VALUES (?, ?, ?, ?)')
    .run(sha256(ticket), person, partner, now().getTime() + ticketLifeMs)
  return ticket
}

/** @returns whose it is, while the link stands */
export function takeTicket({ database, now }: PortalContext, partner: Partner, ticket: string): string | undefined {
  const found = database
    .prepare<[string, string], { person: string; expiresAt: number }>(
      'DELETE FROM link_tickets WHERE ticket_sha256 = ? AND partner = ? RETURNING person, expires_at AS expiresAt',
    )
    .get(sha256(ticket), partner)
  if (found === undefined || found.expiresAt <= now().getTime()) return undefined
  const { changes } = database
    .prepare('UPDATE links SET used_at = ? WHERE person = ? AND partner = ?')
    .run(now().getTime(), found.person, partner)
  return changes === 1 ? found.person : undefined
}
