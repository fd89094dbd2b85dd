// What is expected of a credential beyond that it holds: that it is bound to a key, and of a kind. Nothing expected: no finding.
import type { Finding } from '../certificates/finding.ts'
import { type PublicJwk, readPublicJwk, sameKey } from './jwk.ts'

/** @param rule standard and section @param wanted the holder's public key, as a JWK */
export function keyFindings(rule: string, wanted: unknown, found: PublicJwk | undefined): Finding[] {
  if (wanted === undefined) return []
  const own = readPublicJwk(wanted)
  const ok = own !== undefined && found !== undefined && sameKey(own, found)
  return [{ rule, ok, message: 'it is bound to the key of the holder' }]
}

/** @param rule standard and section @param wanted `vct` or docType */
export const kindFindings = (rule: string, wanted: string | undefined, found: string): Finding[] =>
  wanted === undefined ? [] : [{ rule, ok: wanted === found, message: 'it is of the kind that was asked for' }]
