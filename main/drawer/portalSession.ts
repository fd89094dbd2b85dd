// The session with the portal, and the key that its tokens are bound to: in the memory of the drawer's process and nowhere on
// a disk, so that log-out, lock and every end of that process end it.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { fail } from '../failure.ts'
import type { PortalToken, ProofClaims, PublicP256 } from './contract/portal.ts'
import { publicP256, signCompact } from './signCompact.ts'

export function portalSession() {
  let key: { readonly privateKey: KeyObject; readonly jwk: PublicP256 } | undefined
  let token: PortalToken | undefined
  return {
    /** A new key; what was bound to the one before is forgotten. */
    begin(): void {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      key = { privateKey, jwk: publicP256(privateKey) }
      token = undefined
    },
    save(fresh: PortalToken): void {
      token = fresh
    },
    read: (): PortalToken | undefined => token,
    clear(): void {
      token = undefined
      key = undefined
    },
    /** A DPoP proof (RFC 9449 4.2). @throws session.none */
    prove(claims: ProofClaims): string {
      const { privateKey, jwk } = key ?? fail({ code: 'session.none' })
      return signCompact({ typ: 'dpop+jwt', alg: 'ES256', jwk }, claims, privateKey)
    },
  }
}
