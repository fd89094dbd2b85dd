// Issues SD-JWT VCs for the practice portal (RFC 9901, draft-ietf-oauth-sd-jwt-vc).
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'

/** Who signs: the certificates leaf first, DER, without the root (HAIP 1.0 6.1.1), and the leaf's P-256 key. */
export interface CredentialSigner {
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

export interface SdJwtPlan {
  /** Attributes only; the technical claims come from the other members. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Places that the holder may withhold, nested ones and array elements too; every claim of the first level when left out. */
  readonly disclosable?: readonly (readonly (string | number)[])[]
  readonly vct: string
  readonly issuer?: string
  /** Public JWK of the holder. */
  readonly holderJwk: Readonly<Record<string, unknown>>
  readonly signer: CredentialSigner
  readonly status?: { readonly uri: string; readonly index: number }
  readonly iat: Date
  readonly exp: Date
  readonly nbf?: Date
}

/** The compact form, with all disclosures and no Key Binding JWT. */
export function issueSdJwt(plan: SdJwtPlan): string {
  const disclosures: string[] = []
  const places = plan.disclosable ?? Object.keys(plan.claims).map((name) => [name])
  const hidden = hide(plan.claims, [], new Set(places.map((place) => JSON.stringify(place))), disclosures)
  const payload = {
    ...(hidden as Record<string, unknown>),
    _sd_alg: 'sha-256',
    vct: plan.vct,
    ...(plan.issuer === undefined ? {} : { iss: plan.issuer }),
    iat: seconds(plan.iat),
    exp: seconds(plan.exp),
    ...(plan.nbf === undefined ? {} : { nbf: seconds(plan.nbf) }),
    cnf: { jwk: publicPart(plan.holderJwk) },
    ...(plan.status === undefined ? {} : { status: { status_list: { idx: plan.status.index, uri: plan.status.uri } } }),
  }
  const jwt = signJwt({ alg: 'ES256', typ: 'dc+sd-jwt', x5c: x5c(plan.signer) }, payload, plan.signer.privateKey)
  return [jwt, ...disclosures, ''].join('~')
}

/** An ES256 JWS with that header and payload, whatever they say: tests make their bad ones with it. */
export function signJwt(header: unknown, payload: unknown, privateKey: KeyObject): string {
  const input = `${encode(header)}.${encode(payload)}`
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

export function x5c(signer: CredentialSigner): string[] {
  return signer.chain.map((der) => Buffer.from(der).toString('base64'))
}

/** A disclosure with a salt of 128 bits (RFC 9901 9.3): [name, value] for a member, [value] for an array's element. */
export function disclosure(parts: readonly unknown[]): string {
  return encode([randomBytes(16).toString('base64url'), ...parts])
}

export function disclosureDigest(encoded: string): string {
  return createHash('sha256').update(encoded).digest('base64url')
}

function hide(value: unknown, path: (string | number)[], places: ReadonlySet<string>, disclosures: string[]): unknown {
  const conceal = (parts: readonly unknown[]): string => {
    const encoded = disclosure(parts)
    disclosures.push(encoded)
    return disclosureDigest(encoded)
  }
  if (Array.isArray(value)) {
    return value.map((element, index) => {
      const place = [...path, index]
      const inner = hide(element, place, places, disclosures)
      return places.has(JSON.stringify(place)) ? { '...': conceal([inner]) } : inner
    })
  }
  if (typeof value !== 'object' || value === null) return value
  const open: [string, unknown][] = []
  const digests: string[] = []
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    const place = [...path, name]
    const inner = hide(member, place, places, disclosures)
    if (places.has(JSON.stringify(place))) digests.push(conceal([name, inner]))
    else open.push([name, inner])
  }
  // Sorted, so that the order of digests does not tell the order of claims (RFC 9901 4.2.4.1).
  return Object.fromEntries(digests.length === 0 ? open : [...open, ['_sd', digests.sort()]])
}

function publicPart({ kty, crv, x, y }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { kty, crv, x, y }
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
