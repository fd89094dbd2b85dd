// Log-ins by phone: each is begun by a PC, scanned once, and ends after a minute.
import type { PortalContext } from '../context.ts'
import { newId, newSecret, sha256 } from '../secrets.ts'

export const phoneLifeMs = 60_000
/** Wrong codes on the PC, and wrong PINs on the phone, after which it is over. */
export const maximumTries = 3

export type PhoneState = 'waiting' | 'scanned' | 'recognised' | 'confirmed' | 'denied' | 'used'

export interface PhoneLogIn {
  readonly id: string
  readonly pageSha256: string | null
  readonly codeChallenge: string
  readonly keyThumbprint: string
  readonly pcName: string
  readonly state: PhoneState
  readonly person: string | null
  readonly codeSha256: string | null
  readonly codeTries: number
  readonly pinTries: number
  readonly startedAt: number
  readonly expiresAt: number
}

const columns = `id, page_sha256 AS pageSha256, code_challenge AS codeChallenge, key_thumbprint AS keyThumbprint,
  pc_name AS pcName, state, person, code_sha256 AS codeSha256, code_tries AS codeTries, pin_tries AS pinTries,
  started_at AS startedAt, expires_at AS expiresAt`

/** @returns the id for the PC, and what only the QR code tells */
export function beginPhoneLogIn(
  { database, now }: PortalContext,
  plan: { codeChallenge: string; keyThumbprint: string; pcName: string },
): { id: string; scan: string } {
  const id = newId()
  const scan = newSecret()
  const at = now().getTime()
  database
    .prepare(
      `INSERT INTO phone_logins (id, scan_sha256, code_challenge, key_thumbprint, pc_name, state, started_at, expires_at)
       VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)`,
    )
    .run(id, sha256(scan), plan.codeChallenge, plan.keyThumbprint, plan.pcName, at, at + phoneLifeMs)
  return { id, scan }
}

export function openPhoneLogIns({ database, now }: PortalContext): number {
  return Number(database.prepare('SELECT count(*) FROM phone_logins WHERE expires_at > ?').pluck().get(now().getTime()))
}

export function findPhoneLogIn({ database }: PortalContext, by: 'id' | 'scan', value: string): PhoneLogIn | undefined {
  const [column, wanted] = by === 'id' ? ['id', value] : ['scan_sha256', sha256(value)]
  return database.prepare<[string], PhoneLogIn>(`SELECT ${columns} FROM phone_logins WHERE ${column} = ?`).get(wanted)
}

/** From one state to the next, and only from that one. @returns false when it was elsewhere already */
export function movePhoneLogIn(
  { database }: PortalContext,
  id: string,
  from: PhoneState,
  to: PhoneState,
  more: { page?: string; person?: string; code?: string } = {},
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE phone_logins SET state = ?, page_sha256 = ?, person = coalesce(?, person),
       code_sha256 = coalesce(?, code_sha256) WHERE id = ? AND state = ?`,
    )
    .run(
      to,
      more.page === undefined ? null : sha256(more.page),
      more.person ?? null,
      more.code === undefined ? null : sha256(more.code),
      id,
      from,
    )
  return changes === 1
}

/** @returns how many tries are left */
export function countTry({ database }: PortalContext, id: string, what: 'code_tries' | 'pin_tries'): number {
  const tries = database
    .prepare<[string], number>(`UPDATE phone_logins SET ${what} = ${what} + 1 WHERE id = ? RETURNING ${what}`)
    .pluck()
    .get(id)
  return maximumTries - (tries ?? maximumTries)
}
