// Signed statements of organisations (requests, registrations, issuer metadata): a JWS whose key stands in a certificate
// chain of its header. Tells what holds; what follows from it is for the caller.
import { openCertificate, type ReadCertificate } from '../certificates/certificate.ts'
import { type ChainPurpose, verifyChain } from '../certificates/chain.ts'
import { allHold } from '../certificates/finding.ts'
import { organisationOf } from '../certificates/names.ts'
import { type JsonObject, member } from '../credentials/json.ts'
import { headerFindings, type Jws, jwsHolds, parseJws, x5cOf } from '../credentials/jws.ts'
import { WalletError } from '../failure.ts'

export interface SignedJwt {
  readonly payload: JsonObject
  readonly leaf: ReadCertificate
  /** What the signer is called in its certificate. */
  readonly name: string
}

export type SignedJwtResult =
  | ({ readonly ok: true } & SignedJwt)
  /** Not a JWS of this kind; `detail` names the rule, never contents. */
  | { readonly ok: false; readonly why: 'malformed'; readonly detail: string }
  /** These bytes were not signed by the key that they name. */
  | { readonly ok: false; readonly why: 'signature'; readonly detail: string }
  /** The signature holds, but the chain leads to nobody on the list, or does not hold at that instant. */
  | { readonly ok: false; readonly why: 'untrusted'; readonly name: string; readonly detail: string }

export interface JwtExpectation {
  readonly typ: string
  readonly anchors: readonly Uint8Array[]
  readonly purpose: ChainPurpose
  readonly at: Date
}

/** A JWS is at most so long, header and signature included. */
const maxLength = 256 * 1024

/** @see RFC 7515, RFC 8725 3.11 (explicit typing), HAIP 1.0 5 and 6 (x5c, ES256) */
export async function verifySignedJwt(jwt: string, expected: JwtExpectation): Promise<SignedJwtResult> {
  if (jwt.length > maxLength) return malformed('too long')
  const jws = orUndefined(() => parseJws(jwt))
  if (jws === undefined) return malformed('RFC 7515 7.1')
  if (member(jws.header, 'typ') !== expected.typ) return malformed(`typ is not ${expected.typ}`)
  const header = headerFindings(jws)
  if (!allHold(header)) return malformed(header.find(({ ok }) => !ok)?.rule ?? 'header')
  const chain = orUndefined(() => x5cOf(jws))
  const leaf = orUndefined(() => (chain?.[0] === undefined ? undefined : openCertificate(chain[0])))
  if (chain === undefined || leaf === undefined) return malformed('RFC 7515 4.1.6 x5c')
  return await judge(jws, chain, leaf, expected)
}

async function judge(
  jws: Jws,
  chain: readonly Uint8Array[],
  leaf: ReadCertificate,
  { anchors, purpose, at }: JwtExpectation,
): Promise<SignedJwtResult> {
  if (!jwsHolds(jws, leaf.publicKey)) return { ok: false, why: 'signature', detail: 'RFC 7515 5.2' }
  const name = organisationOf(leaf.facts.subjectParts)
  try {
    const { ok, findings } = await verifyChain({ chain, anchors, at, purpose })
    if (ok) return { ok, payload: jws.payload, leaf, name }
    const detail = findings.find((finding) => !finding.ok)?.rule ?? 'RFC 5280 6.1'
    return { ok, why: 'untrusted', name, detail }
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
    // A certificate further up that cannot be read is one that nobody can rely on.
    return { ok: false, why: 'untrusted', name, detail: 'RFC 5280 4.1' }
  }
}

/** What cannot be read is reported as malformed by the caller; anything but an expected failure is a bug and passes. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof WalletError) return undefined
    throw error
  }
}

function malformed(detail: string): SignedJwtResult {
  return { ok: false, why: 'malformed', detail }
}
