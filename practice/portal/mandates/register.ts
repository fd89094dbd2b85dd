// Mandates: who may act for whom, for what, from when to when.
import { z } from 'zod'
import { dayInJapan } from '../../calendar.ts'
import type { PortalContext } from '../context.ts'
import { isMinor } from '../register/families.ts'
import type { MandateScope } from '../route.ts'
import { newId } from '../secrets.ts'

export const scopes = [
  'applications',
  'selfinfo',
  'insurance',
  'notices',
  'documents',
] as const satisfies readonly MandateScope[]

/** 法定代理 by parents and guardians, 任意代理 by appointment. */
export const kinds = ['legal', 'appointed'] as const
export const terms = z.strictObject({
  kind: z.enum(kinds),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  valid_from: z.iso.date(),
  /** The last day. */
  valid_to: z.iso.date(),
})
export type Terms = z.output<typeof terms>

export interface Mandate {
  readonly id: string
  readonly principal: string
  readonly agent: string
  readonly terms: Terms
  readonly registeredAt: number
  readonly endedAt: number | null
  /** Who ended it. */
  readonly endedBy: string | null
}

type Row = Omit<Mandate, 'terms'> & { readonly terms: string }
const columns = 'id, principal, agent, terms, registered_at AS registeredAt, ended_at AS endedAt, ended_by AS endedBy'

export function addMandate(
  { database, now }: PortalContext,
  plan: { principal: string; agent: string; terms: Terms },
): string {
  const id = newId()
  database
    .prepare('INSERT INTO mandates (id, principal, agent, terms, registered_at) VALUES (?, ?, ?, ?, ?)')
    .run(id, plan.principal, plan.agent, JSON.stringify(plan.terms), now().getTime())
  return id
}

export function findMandate({ database }: PortalContext, id: string): Mandate | undefined {
  const row = database.prepare<[string], Row>(`SELECT ${columns} FROM mandates WHERE id = ?`).get(id)
  return row && read(row)
}

/** Of both directions, newest first. */
export function mandatesOf({ database }: PortalContext, person: string): Mandate[] {
  return database
    .prepare<[string, string], Row>(
      `SELECT ${columns} FROM mandates WHERE principal = ? OR agent = ? ORDER BY registered_at DESC LIMIT 200`,
    )
    .all(person, person)
    .map(read)
}

export type MandateState = 'active' | 'not_yet' | 'over' | 'ended' | 'come_of_age'

/** A legal mandate ends by itself when the child comes of age. */
export function stateOf(context: PortalContext, mandate: Mandate): MandateState {
  const today = dayInJapan(context.now())
  if (mandate.endedAt !== null) return 'ended'
  if (today < mandate.terms.valid_from) return 'not_yet'
  if (today > mandate.terms.valid_to) return 'over'
  const principal = context.world.person(mandate.principal)
  if (mandate.terms.kind === 'legal' && (principal === undefined || !isMinor(context, principal))) return 'come_of_age'
  return 'active'
}

export function endMandate({ database, now }: PortalContext, id: string, by: string): void {
  database
    .prepare('UPDATE mandates SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL')
    .run(now().getTime(), by, id)
}

function read(row: Row): Mandate {
  return { ...row, terms: terms.parse(JSON.parse(row.terms)) }
}
