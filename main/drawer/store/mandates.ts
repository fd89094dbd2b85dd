// Who may act for the owner, and for whom the owner may act.
import { z } from 'zod'
import {
  type HeldMandate,
  heldMandate,
  type Mandate,
  type MandateEnd,
  mandate,
} from '../../../preload/shapes/mandates.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'

/** With the id of its key slot in this drawer. */
export type StoredMandate = Mandate & { readonly slotId: string }
export type StoredHeld = HeldMandate

interface Row {
  readonly id: string
  readonly basis: string
  readonly scope: string
  readonly from: string
  readonly until: string
  readonly slotId: string
  readonly endedAt: string | null
  readonly endedWhy: string | null
}
type GivenRow = Row & { readonly agentId: string; readonly agentName: string }
type HeldRow = Row & { readonly drawerId: string; readonly principalName: string }

const storedMandate = mandate.extend({ slotId: z.string() })

const terms = ({ id, basis, scope, from, until, slotId, endedAt, endedWhy }: Row) => ({
  id,
  basis,
  scope: scope === '' ? [] : scope.split(' '),
  from,
  until,
  slotId,
  ended: endedAt === null ? null : { at: endedAt, why: endedWhy },
})

const columns =
  'id, basis, scope, valid_from AS "from", valid_until AS until, slot_id AS slotId, ended_at AS endedAt, ended_why AS endedWhy'

export function mandateStore(sql: Sql) {
  const given = sql.prepare<[], GivenRow>(
    `SELECT ${columns}, agent_id AS agentId, agent_name AS agentName FROM mandate ORDER BY valid_from DESC, id`,
  )
  const add = sql.prepare(
    'INSERT INTO mandate (id, agent_id, agent_name, basis, scope, valid_from, valid_until, slot_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const end = sql.prepare('UPDATE mandate SET ended_at = ?, ended_why = ? WHERE id = ? AND ended_at IS NULL')
  const held = sql.prepare<[], HeldRow>(
    `SELECT ${columns}, drawer_id AS drawerId, principal_name AS principalName FROM held_mandate ORDER BY valid_from DESC, id`,
  )
  const hold = sql.prepare(
    'INSERT INTO held_mandate (id, drawer_id, principal_name, basis, scope, valid_from, valid_until, slot_id, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const keyOf = sql.prepare<[string], { key: Buffer | null }>('SELECT key FROM held_mandate WHERE id = ?')
  const drop = sql.prepare(
    'UPDATE held_mandate SET key = NULL, ended_at = ?, ended_why = ? WHERE id = ? AND ended_at IS NULL',
  )
  const birth = sql.prepare<[], { birthDate: string }>('SELECT birth_date AS birthDate FROM child WHERE one = 1')
  const setBirth = sql.prepare('INSERT INTO child (one, birth_date) VALUES (1, ?)')

  const all = (): StoredMandate[] =>
    given
      .all()
      .map(({ agentId: personId, agentName: name, ...row }) =>
        storedMandate.parse({ ...terms(row), agent: { personId, name } }),
      )
  const allHeld = (): StoredHeld[] =>
    held
      .all()
      .map(({ drawerId, principalName: name, ...row }) =>
        heldMandate.parse({ ...terms(row), principal: { drawerId, name } }),
      )

  return {
    /** The newest first. */
    all,
    ofSlot: (slotId: string): StoredMandate | undefined => all().find((one) => one.slotId === slotId),
    add({ id, agent, basis, scope, from, until, slotId }: Omit<StoredMandate, 'ended'>): void {
      add.run(id, agent.personId, agent.name, basis, scope.join(' '), from, until, slotId)
    },
    end: (id: string, why: MandateEnd, at: string): void => void end.run(at, why, id),

    held: allHeld,
    hold({ id, principal, basis, scope, from, until, slotId }: Omit<StoredHeld, 'ended'>, key: Uint8Array): void {
      const { drawerId, name } = principal
      hold.run(id, drawerId, name, basis, scope.join(' '), from, until, slotId, Buffer.from(key))
    },
    /** @throws mandate.unknown when it is not held, or has ended */
    heldKey(id: string): Uint8Array {
      const key = keyOf.get(id)?.key ?? fail({ code: 'mandate.unknown' })
      const own = Uint8Array.from(key)
      key.fill(0)
      return own
    },
    /** Its key goes with it. */
    drop: (id: string, why: MandateEnd, at: string): void => void drop.run(at, why, id),

    birthDate: (): string | undefined => birth.get()?.birthDate,
    setBirthDate: (birthDate: string): void => void setBirth.run(birthDate),
  }
}

/** The newest time that this drawer has seen. */
export function seenTimeStore(sql: Sql) {
  const select = sql.prepare<[], { newest: string }>('SELECT newest FROM seen_time WHERE one = 1')
  const write = sql.prepare(
    'INSERT INTO seen_time (one, newest) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET newest = excluded.newest',
  )
  return {
    read: (): string | undefined => select.get()?.newest,
    write: (now: string): void => void write.run(now),
  }
}
