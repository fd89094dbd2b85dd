// Who issued an SD-JWT VC, whether that is somebody known, and where it can be withdrawn.
import { type CertificateFacts, openCertificate } from '../certificates/certificate.ts'
import { verifyChain } from '../certificates/chain.ts'
import type { Finding } from '../certificates/finding.ts'
import { organisationOf } from '../certificates/names.ts'
import type { StatusReference } from './credential.ts'
import { isObject, type JsonObject, member } from './json.ts'
import { type PublicJwk, publicKeyOf } from './jwk.ts'
import { type Jws, jwsHolds, x5cOf } from './jws.ts'

export interface SdJwtTrust {
  /** DER roots that the issuer's `x5c` must lead to. */
  readonly roots: readonly Uint8Array[]
  /** Issuer keys that are known without certificates; matched by `kid` where both sides have one. */
  readonly keys?: readonly PublicJwk[]
}

/**
 * The issuer is the subject of the leaf of `x5c` (SD-JWT VC 2.5, HAIP 1.0 6.1.1), or the owner of a known key.
 *
 * @throws credential.invalid when `x5c` cannot be read
 */
export async function issuerFindings(
  jws: Jws,
  trust: SdJwtTrust,
  at: Date,
): Promise<{ findings: Finding[]; leaf?: CertificateFacts }> {
  const signature = (ok: boolean): Finding => ({ rule: 'RFC 9901 7.1(2)', ok, message: "the issuer's signature holds" })
  const chain = x5cOf(jws)
  const kid = member(jws.header, 'kid')
  const leaf = chain?.[0] === undefined ? undefined : openCertificate(chain[0])
  const known = (trust.keys ?? []).filter((key) => kid === undefined || key.kid === undefined || key.kid === kid)
  const byKey = known.find((key) => jwsHolds(jws, publicKeyOf(key)))
  if (byKey !== undefined) return { findings: [signature(true)], ...(leaf === undefined ? {} : { leaf: leaf.facts }) }
  if (chain === undefined || leaf === undefined) {
    if (known.length > 0) return { findings: [signature(false)] }
    const message =
      (trust.keys ?? []).length > 0 ? 'it names a key that is known (kid)' : 'it carries a certificate chain (x5c)'
    return { findings: [{ rule: 'RFC 9901 7.1(2) issuer', ok: false, message }] }
  }
  const result = await verifyChain({ chain, anchors: trust.roots, at, purpose: 'credentialIssuer' })
  return { findings: [...result.findings, signature(jwsHolds(jws, leaf.publicKey))], leaf: leaf.facts }
}

/** By its certificate, or else by what it calls itself. */
export function issuerOf(
  leaf: CertificateFacts | undefined,
  payload: JsonObject,
): { name: string; certificateSha256: string } {
  if (leaf !== undefined) return { name: organisationOf(leaf.subjectParts), certificateSha256: leaf.sha256 }
  const iss = member(payload, 'iss')
  return { name: typeof iss === 'string' ? iss : '', certificateSha256: '' }
}

/** `status_list` of the status claim (Token Status List 6.2). */
export function statusOf(payload: JsonObject): StatusReference | undefined {
  const status = member(payload, 'status')
  const list = isObject(status) ? member(status, 'status_list') : undefined
  if (!isObject(list)) return undefined
  const uri = member(list, 'uri')
  const index = member(list, 'idx')
  return typeof uri === 'string' && typeof index === 'number' && Number.isSafeInteger(index) && index >= 0
    ? { uri, index }
    : undefined
}
