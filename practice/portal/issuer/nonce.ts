// Nonces for key proofs (OpenID4VCI 7).
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json, Problem } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newSecret } from '../secrets.ts'

const nonceLifeMs = 5 * 60_000
const maximumOpen = 2_000

export function nonceRoutes(context: PortalContext): Route[] {
  return [
    open('POST /issuer/nonce', {
      summary: 'A nonce for a key proof (OpenID4VCI 1.0 7)',
      answers: { 200: z.object({ c_nonce: z.string() }) },
      handle: () => json({ c_nonce: newProofNonce(context) }),
    }),
  ]
}

function newProofNonce({ database, faults, now }: PortalContext): string {
  const at = now().getTime()
  database.prepare('DELETE FROM proof_nonces WHERE expires_at <= ?').run(at)
  const open = Number(database.prepare('SELECT count(*) FROM proof_nonces').pluck().get())
  if (open >= maximumOpen) throw new Problem('rate_limited', undefined, { 'retry-after': '60' })
  const nonce = newSecret()
  if (faults.strikes('stale_proof_nonce')) return nonce
  database.prepare('INSERT INTO proof_nonces (nonce, expires_at) VALUES (?, ?)').run(nonce, at + nonceLifeMs)
  return nonce
}

/** Whether that nonce was given out here, is young enough and was not used before; it is used now. */
export function takeProofNonce({ database, now }: PortalContext, nonce: string): boolean {
  const expiresAt = database
    .prepare<[string], number>('DELETE FROM proof_nonces WHERE nonce = ? RETURNING expires_at')
    .pluck()
    .get(nonce)
  return expiresAt !== undefined && expiresAt > now().getTime()
}
