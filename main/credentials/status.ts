// Has the issuer withdrawn a credential? Token Status List (draft-ietf-oauth-status-list), JWT form, for both formats.
import { inflateSync } from 'node:zlib'
import { openCertificate } from '../certificates/certificate.ts'
import { verifyChain } from '../certificates/chain.ts'
import { type Finding, stated } from '../certificates/finding.ts'
import { fail, WalletError } from '../failure.ts'
import { fromBase64url } from './base64url.ts'
import type { StatusAnswer, StatusReference } from './credential.ts'
import { isObject, member } from './json.ts'
import { dateFindings, headerFindings, instantOf, type Jws, jwsHolds, parseJws, x5cOf } from './jws.ts'

const maxTokenLength = 4 * 1024 * 1024
/** 16 MB hold 67 million states of two bits: a larger list is an attack or a mistake. */
const maxListBytes = 16 * 1024 * 1024

/** The request for the list. Who fetches it learns only which list is looked at (privacy: 12.2). */
export function statusRequest(reference: StatusReference | string): Request {
  const uri = typeof reference === 'string' ? reference : reference.uri
  return new Request(uri, { headers: { accept: 'application/statuslist+jwt' }, redirect: 'manual' })
}

/**
 * The state of one credential in its list. Not to be asked for a credential that does not hold anyway (8.3).
 *
 * @param jwt the Status List Token as it came
 * @param trust.roots the roots that the list's signer must lead to
 * @returns VALID, INVALID and SUSPENDED by name; every other value belongs to an application and is 'unknown', never valid
 * @throws portal.badAnswer when the list does not hold, is not this list, is too old, or has no such index
 */
export async function verifyStatusList(
  jwt: string,
  reference: StatusReference,
  trust: { roots: readonly Uint8Array[]; at: Date | string },
): Promise<StatusAnswer> {
  const at = new Date(trust.at)
  try {
    if (jwt.length > maxTokenLength) return refuse('5.1', 'too long')
    const jws = parseJws(jwt.trim())
    await checkToken(jws, reference, trust.roots, at)
    const value = stateAt(jws, reference.index)
    const listIssuedAt = instantOf(jws.payload, 'iat')
    const listValidUntil = validUntil(jws, at)
    return {
      checkedAt: at.toISOString(),
      state: value === 0 ? 'valid' : value === 1 ? 'invalid' : value === 2 ? 'suspended' : 'unknown',
      ...(listIssuedAt === undefined ? {} : { listIssuedAt }),
      ...(listValidUntil === undefined ? {} : { listValidUntil }),
    }
  } catch (error) {
    // A list that cannot be read says nothing about the credential: it must not look like a bad credential.
    if (error instanceof WalletError && error.failure.code === 'credential.invalid') {
      return fail({ code: 'portal.badAnswer', detail: `${error.failure.rule}: ${error.failure.detail}` }, error)
    }
    throw error
  }
}

async function checkToken(jws: Jws, reference: StatusReference, roots: readonly Uint8Array[], at: Date): Promise<void> {
  const findings = await statusListFindings(jws, roots, at)
  const fault = stated([
    ...findings,
    {
      rule: 'Token Status List 8.3',
      ok: member(jws.payload, 'sub') === reference.uri,
      message: 'it is the list asked for',
    },
  ]).find((finding) => !finding.ok)
  if (fault !== undefined) return fail({ code: 'portal.badAnswer', detail: `${fault.rule}: ${fault.message}` })
}

/** Everything about a Status List Token but whose list it is. @throws credential.invalid without a readable chain */
export async function statusListFindings(jws: Jws, roots: readonly Uint8Array[], at: Date): Promise<Finding[]> {
  const rule = 'Token Status List 5.1'
  const chain = x5cOf(jws) ?? fail({ code: 'credential.invalid', rule, detail: 'no certificate chain' })
  const leaf = openCertificate(chain[0] ?? new Uint8Array())
  const { findings } = await verifyChain({ chain, anchors: roots, at, purpose: 'credentialIssuer' })
  const claim = (name: string) => member(jws.payload, name)
  const ttl = claim('ttl')
  return [
    { rule, ok: member(jws.header, 'typ') === 'statuslist+jwt', message: 'the type is statuslist+jwt' },
    ...headerFindings(jws),
    ...findings,
    { rule: 'Token Status List 8.3', ok: jwsHolds(jws, leaf.publicKey), message: 'the signature of the list holds' },
    ...dateFindings(jws.payload, at),
    { rule, ok: typeof claim('sub') === 'string', message: 'it says where it is fetched (sub)' },
    { rule, ok: typeof claim('iat') === 'number', message: 'it says when it was made (iat)' },
    { rule, ok: ttl === undefined || (typeof ttl === 'number' && ttl > 0), message: 'the time to keep it is positive' },
  ]
}

function stateAt(jws: Jws, index: number): number {
  const list = member(jws.payload, 'status_list')
  if (!isObject(list)) return refuse('5.1', 'no list')
  const [bits, lst] = [member(list, 'bits'), member(list, 'lst')]
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) return refuse('4.2', 'bits')
  if (typeof lst !== 'string') return refuse('4.2', 'lst')
  const bytes = inflate(fromBase64url(lst, 'Token Status List 4.2'))
  const perByte = 8 / bits
  const byte = bytes[Math.floor(index / perByte)]
  if (byte === undefined || !Number.isSafeInteger(index) || index < 0)
    return refuse('8.3', 'the index lies outside the list')
  return (byte >> ((index % perByte) * bits)) & (2 ** bits - 1)
}

function inflate(compressed: Uint8Array): Uint8Array {
  try {
    return inflateSync(compressed, { maxOutputLength: maxListBytes })
  } catch (error) {
    return refuse('4.1', 'the list cannot be unpacked', error)
  }
}

/** The earlier of `exp` and the end of `ttl`, counted from now (13.7). */
function validUntil(jws: Jws, at: Date): string | undefined {
  const exp = instantOf(jws.payload, 'exp')
  const ttl = member(jws.payload, 'ttl')
  const kept =
    typeof ttl === 'number' ? new Date(at.getTime() + Math.min(ttl, 31_536_000) * 1000).toISOString() : undefined
  return [exp, kept].filter((instant) => instant !== undefined).sort()[0]
}

function refuse(rule: string, detail: string, cause?: unknown): never {
  return fail({ code: 'portal.badAnswer', detail: `Token Status List ${rule}: ${detail}` }, cause)
}
