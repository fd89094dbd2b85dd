// Enrolled devices: whose, which key, and as long as the certificate lives that vouched for it.
import { X509Certificate } from 'node:crypto'
import type { PortalContext } from '../context.ts'
import { type PublicJwk, publicJwk } from '../jwt.ts'
import { isRevoked } from '../revocation.ts'
import { newId, sha256 } from '../secrets.ts'
import { endSession } from '../session.ts'

export type EndReason = 'revoked' | 'certificate_expired' | 'certificate_revoked' | 'certificate_replaced'

export interface Device {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly jwk: PublicJwk
  readonly certificate: Uint8Array
  readonly enrolledAt: number
  readonly endsAt: number
  readonly usedAt: number | null
  readonly endedWhy: EndReason | null
}

type Row = Omit<Device, 'jwk' | 'certificate'> & { readonly jwk: string; readonly certificate: Buffer }
const columns = `id, person, name, jwk, certificate, enrolled_at AS enrolledAt, ends_at AS endsAt, used_at AS usedAt,
  ended_why AS endedWhy`

export function addDevice(
  { database, now }: PortalContext,
  plan: { person: string; name: string; jwk: PublicJwk; keyThumbprint: string; certificate: Uint8Array },
): string {
  const id = newId()
  const ends = Date.parse(new X509Certificate(plan.certificate).validTo)
  database
    .prepare(
      `INSERT INTO devices (id, person, name, jwk, key_thumbprint, certificate, enrolled_at, ends_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      plan.person,
      plan.name,
      JSON.stringify(plan.jwk),
      plan.keyThumbprint,
      Buffer.from(plan.certificate),
      now().getTime(),
      ends,
    )
  return id
}

export function findDevice({ database }: PortalContext, id: string): Device | undefined {
  const row = database.prepare<[string], Row>(`SELECT ${columns} FROM devices WHERE id = ?`).get(id)
  return row && read(row)
}

/** Newest first, with those that ended. */
export function devicesOf({ database }: PortalContext, person: string): Device[] {
  return database
    .prepare<[string], Row>(`SELECT ${columns} FROM devices WHERE person = ? ORDER BY enrolled_at DESC LIMIT 100`)
    .all(person)
    .map(read)
}

export function isKeyKnown({ database }: PortalContext, keyThumbprint: string): boolean {
  return database.prepare('SELECT 1 FROM devices WHERE key_thumbprint = ?').get(keyThumbprint) !== undefined
}

export function markUsed({ database, now }: PortalContext, id: string): void {
  database.prepare('UPDATE devices SET used_at = ? WHERE id = ?').run(now().getTime(), id)
}

/** Ends the enrolment and every session that the device has. */
export function endDevice(context: PortalContext, id: string, why: EndReason): void {
  const { database, now } = context
  database.transaction(() => {
    database
      .prepare('UPDATE devices SET ended_at = ?, ended_why = ? WHERE id = ? AND ended_at IS NULL')
      .run(now().getTime(), why, id)
    const sessions = database.prepare<[string], string>('SELECT id FROM sessions WHERE device = ?').pluck().all(id)
    for (const session of sessions) endSession(context, session)
  })()
}

/**
 * Looks whether the certificate that vouched for the device still stands, and ends the enrolment if not.
 * @returns why it is over @throws temporarily_unavailable when the revocation list does not hold
 */
export async function endIfOver(context: PortalContext, device: Device): Promise<EndReason | undefined> {
  if (device.endedWhy !== null) return device.endedWhy
  const why = await reasonToEnd(context, device)
  if (why !== undefined) endDevice(context, device.id, why)
  return why
}

async function reasonToEnd(context: PortalContext, device: Device): Promise<EndReason | undefined> {
  if (device.endsAt <= context.now().getTime()) return 'certificate_expired'
  if (await isRevoked(context, device.certificate)) return 'certificate_revoked'
  const linked = context.database
    .prepare<[string], string>('SELECT certificate_sha256 FROM accounts WHERE person = ?')
    .pluck()
    .get(device.person)
  return linked === sha256(device.certificate) ? undefined : 'certificate_replaced'
}

function read(row: Row): Device {
  return { ...row, jwk: publicJwk.parse(JSON.parse(row.jwk)), certificate: Uint8Array.from(row.certificate) }
}
