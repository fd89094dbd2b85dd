// Keys that the portal makes at first use and keeps.
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { PortalContext } from './context.ts'
import { thumbprint } from './jwt.ts'
import { newSigningKey, privateKeyOf } from './sign.ts'

export interface PortalKey {
  readonly privateKey: KeyObject
  /** Of the public half; its RFC 7638 thumbprint is the key's name. */
  readonly kid: string
  readonly publicJwk: object
}

export function portalKey({ database }: PortalContext, use: 'id-token' | 'vaccination'): PortalKey {
  const kept = database.prepare<[string], string>('SELECT jwk FROM portal_keys WHERE id = ?').pluck().get(use)
  const stored = kept ?? JSON.stringify(newSigningKey().privateKey.export({ format: 'jwk' }))
  if (kept === undefined) database.prepare('INSERT INTO portal_keys (id, jwk) VALUES (?, ?)').run(use, stored)
  const privateKey = privateKeyOf(stored)
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
  const kid = thumbprint(jwk)
  return { privateKey, kid, publicJwk: { ...jwk, kid, use: 'sig', alg: 'ES256' } }
}
