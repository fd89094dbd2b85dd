// SD-JWT VC: read, verify, disclose and bind (RFC 9901, draft-ietf-oauth-sd-jwt-vc).
import type { CertificateFacts } from '../certificates/certificate.ts'
import { allHold, type Finding, stated } from '../certificates/finding.ts'
import { fail } from '../failure.ts'
import { type AttributeLabel, sdJwtAttributes } from './attributes.ts'
import { toBase64url } from './base64url.ts'
import type { AttributePath, VerifiedCredential } from './credential.ts'
import {
  type Disclosure,
  digestHash,
  digestOf,
  maxDisclosures,
  type ProcessedPayload,
  parseDisclosure,
  processDisclosures,
} from './disclosures.ts'
import { isArray, isObject, type Json, type JsonObject, member } from './json.ts'
import { type PublicJwk, publicKeyOf, readPublicJwk, sameKey } from './jwk.ts'
import { dateFindings, headerFindings, instantOf, type Jws, parseJws } from './jws.ts'
import { type KeyBindingExpectation, keyBindingFindings } from './keyBinding.ts'
import { issuerFindings, issuerOf, type SdJwtTrust, statusOf } from './sdJwtIssuer.ts'
import type { VerifiedPresentation } from './verifiedPresentation.ts'

export interface SdJwt {
  readonly issuerJwt: string
  readonly jws: Jws
  readonly disclosures: readonly Disclosure[]
  /** The compact Key Binding JWT of an SD-JWT+KB. */
  readonly keyBindingJwt?: string
}

/** An SD-JWT with everything that was found out about it. */
export interface CheckedSdJwt {
  readonly sdJwt: SdJwt
  readonly processed: ProcessedPayload
  readonly findings: readonly Finding[]
  readonly leaf?: CertificateFacts
  readonly holderJwk?: PublicJwk
}

/** A credential with portrait and many attributes stays far below. */
const maxLength = 1024 * 1024

/**
 * @param compact RFC 9901 4: `<issuer JWT>~<disclosure>~…~` with an optional Key Binding JWT behind the last tilde
 * @throws credential.invalid when it does not have that form
 */
export function parseSdJwt(compact: string): SdJwt {
  const rule = 'RFC 9901 4'
  if (compact.length > maxLength) return fail({ code: 'credential.invalid', rule, detail: 'too long' })
  const parts = compact.split('~')
  const [issuerJwt, ...rest] = parts
  const keyBindingJwt = rest.pop()
  if (issuerJwt === undefined || keyBindingJwt === undefined) {
    return fail({ code: 'credential.invalid', rule, detail: 'no tilde: not an SD-JWT' })
  }
  if (rest.length > maxDisclosures) return fail({ code: 'credential.invalid', rule, detail: 'too many disclosures' })
  return {
    issuerJwt,
    jws: parseJws(issuerJwt),
    disclosures: rest.map(parseDisclosure),
    ...(keyBindingJwt === '' ? {} : { keyBindingJwt }),
  }
}

/** The checks that every reader of an SD-JWT VC makes: issuer, disclosures, dates, required and open claims. */
export async function checkSdJwt(compact: string, trust: SdJwtTrust, at: Date | string): Promise<CheckedSdJwt> {
  const sdJwt = parseSdJwt(compact)
  const { jws } = sdJwt
  const issuer = await issuerFindings(jws, trust, new Date(at))
  const processed = processDisclosures(jws.payload, sdJwt.disclosures)
  const vct = member(processed.claims, 'vct')
  const confirmation = member(jws.payload, 'cnf')
  const holderJwk = isObject(confirmation) ? readPublicJwk(member(confirmation, 'jwk')) : undefined
  const findings: Finding[] = [
    { rule: 'SD-JWT VC 2.2.1', ok: member(jws.header, 'typ') === 'dc+sd-jwt', message: 'the type is dc+sd-jwt' },
    ...headerFindings(jws),
    ...issuer.findings,
    ...processed.findings,
    { rule: 'SD-JWT VC 2.2.2.1', ok: typeof vct === 'string' && vct !== '', message: 'it says what kind it is (vct)' },
    ...akaFindings(processed.claims, vct),
    ...dateFindings(jws.payload, new Date(at)),
    {
      rule: 'RFC 7800 3.1',
      ok: confirmation === undefined || holderJwk !== undefined,
      message: 'the holder key, where there is one, is a public key on P-256 or P-384',
    },
  ]
  return {
    sdJwt,
    processed,
    findings: stated(findings),
    ...(issuer.leaf === undefined ? {} : { leaf: issuer.leaf }),
    ...(holderJwk === undefined ? {} : { holderJwk }),
  }
}

/**
 * The holder's check of what an issuer sent, or of what the drawer keeps. What does not hold is a finding.
 *
 * @param at the instant for which validity is asked
 * @param holderJwk when given, `cnf` must hold this key
 * @param expectedType when given, `vct` must be it
 * @throws credential.invalid when it cannot be read
 */
export async function verifySdJwt(input: {
  compact: string
  roots: readonly Uint8Array[]
  at: Date | string
  holderJwk?: unknown
  expectedType?: string
  labels?: readonly AttributeLabel[]
}): Promise<VerifiedCredential> {
  const checked = await checkSdJwt(input.compact, { roots: input.roots }, input.at)
  const { payload } = checked.sdJwt.jws
  const { claims } = checked.processed
  const findings = [...checked.findings]
  findings.push({
    rule: 'RFC 9901 7.2',
    ok: checked.sdJwt.keyBindingJwt === undefined,
    message: 'it came without a Key Binding JWT',
  })
  if (input.holderJwk !== undefined) {
    const own = readPublicJwk(input.holderJwk)
    findings.push({
      rule: 'SD-JWT VC 2.2.2.3 cnf',
      ok: own !== undefined && checked.holderJwk !== undefined && sameKey(own, checked.holderJwk),
      message: 'it is bound to the key of the holder',
    })
  }
  const vct = textOf(claims, 'vct')
  if (input.expectedType !== undefined) {
    findings.push({
      rule: 'SD-JWT VC 2.2.2.1',
      ok: vct === input.expectedType,
      message: 'it is of the kind that was asked for',
    })
  }
  const issuedAt = instantOf(payload, 'iat')
  const validFrom = instantOf(payload, 'nbf')
  const validUntil = instantOf(payload, 'exp')
  const status = statusOf(payload)
  return {
    format: 'dc+sd-jwt',
    type: vct,
    issuer: issuerOf(checked.leaf, checked.sdJwt.jws.payload),
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    attributes: sdJwtAttributes(claims, input.labels ?? []),
    ...(status === undefined ? {} : { status }),
    findings: stated(findings),
  }
}

/**
 * The same SD-JWT with only the disclosures that the paths need: those at, inside and above each path, nothing else
 * (RFC 9901 7.2; OpenID4VP 6.4 and 7). `null` in a path stands for all elements of an array.
 *
 * @throws credential.invalid when it cannot be read or its disclosures do not hold
 */
export function discloseSdJwt(compact: string, paths: readonly (readonly (string | number | null)[])[]): string {
  const sdJwt = parseSdJwt(compact)
  const { placed, findings } = processDisclosures(sdJwt.jws.payload, sdJwt.disclosures)
  const fault = findings.find((finding) => !finding.ok)
  if (fault !== undefined)
    return fail({ code: 'credential.invalid', rule: fault.rule, detail: 'disclosures do not hold' })
  const kept = new Set(
    placed.filter(({ path }) => paths.some((wanted) => onTheWay(path, wanted))).map(({ disclosure }) => disclosure),
  )
  const disclosures = sdJwt.disclosures.filter((disclosure) => kept.has(disclosure)).map((d) => `${d.encoded}~`)
  return `${sdJwt.issuerJwt}~${disclosures.join('')}`
}

/**
 * Adds the Key Binding JWT (RFC 9901 4.3), which binds the disclosed SD-JWT to one verifier and one request.
 *
 * @param disclosed what {@link discloseSdJwt} gave, ending in a tilde
 * @param input.aud the verifier's full client id with its prefix (OpenID4VP B.3.6)
 * @param input.iat seconds since 1970, or a Date
 * @param input.sign makes the ES256 signature, r and s of 32 bytes each, with the holder's key over the bytes
 * @param input.transactionDataHashes base64url hashes over the transaction data as received (OpenID4VP B.3.3.1)
 */
export async function bindSdJwt(
  disclosed: string,
  input: {
    aud: string
    nonce: string
    iat: number | Date
    sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
    transactionDataHashes?: readonly string[]
  },
): Promise<string> {
  const hash = digestHash(parseJws(disclosed.split('~', 1)[0] ?? '').payload)
  if (!disclosed.endsWith('~') || hash === undefined) {
    return fail({ code: 'credential.invalid', rule: 'RFC 9901 4.3', detail: 'not an SD-JWT without key binding' })
  }
  const seconds = typeof input.iat === 'number' ? input.iat : Math.floor(input.iat.getTime() / 1000)
  const payload = {
    iat: seconds,
    aud: input.aud,
    nonce: input.nonce,
    sd_hash: digestOf(disclosed, hash),
    ...(input.transactionDataHashes === undefined
      ? {}
      : { transaction_data_hashes: input.transactionDataHashes, transaction_data_hashes_alg: 'sha-256' }),
  }
  const signingInput = `${encodeJson({ typ: 'kb+jwt', alg: 'ES256' })}.${encodeJson(payload)}`
  const signature = await input.sign(Buffer.from(signingInput))
  return `${disclosed}${signingInput}.${toBase64url(signature)}`
}

/**
 * The verifier's check of a presentation (RFC 9901 7.3). Key binding is required.
 *
 * @param input.audience the verifier's own full client id
 * @param input.maxAgeSeconds how old the Key Binding JWT may be
 * @throws credential.invalid when it cannot be read
 */
export async function verifySdJwtPresentation(input: {
  presentation: string
  audience: string
  nonce: string
  at: Date | string
  roots: readonly Uint8Array[]
  maxAgeSeconds: number
  expectedType?: string
  /** The hashes that the Key Binding JWT must carry, in order. */
  transactionDataHashes?: readonly string[]
}): Promise<VerifiedPresentation> {
  const checked = await checkSdJwt(input.presentation, { roots: input.roots }, input.at)
  const { claims } = checked.processed
  const findings = [
    ...checked.findings,
    ...keyBinding(input.presentation, checked, { ...input, at: new Date(input.at) }),
  ]
  const type = textOf(claims, 'vct')
  if (input.expectedType !== undefined) {
    findings.push({
      rule: 'SD-JWT VC 2.2.2.1',
      ok: type === input.expectedType,
      message: 'it is of the kind that was asked for',
    })
  }
  const status = statusOf(checked.sdJwt.jws.payload)
  const validUntil = instantOf(checked.sdJwt.jws.payload, 'exp')
  return {
    ok: allHold(findings),
    findings: stated(findings),
    format: 'dc+sd-jwt',
    type,
    issuer: issuerOf(checked.leaf, checked.sdJwt.jws.payload),
    claims,
    ...(checked.holderJwk === undefined ? {} : { holderJwk: checked.holderJwk }),
    ...(status === undefined ? {} : { status }),
    ...(validUntil === undefined ? {} : { validUntil }),
  }
}

/** The findings about the Key Binding JWT of a checked SD-JWT. */
export function keyBinding(compact: string, checked: CheckedSdJwt, expected: KeyBindingExpectation): Finding[] {
  const hash = digestHash(checked.sdJwt.jws.payload)
  return keyBindingFindings({
    jwt: checked.sdJwt.keyBindingJwt,
    key: checked.holderJwk === undefined ? undefined : publicKeyOf(checked.holderJwk),
    sdHash: hash === undefined ? '' : digestOf(compact.slice(0, compact.lastIndexOf('~') + 1), hash),
    expected,
  })
}

/** `aka_vcts`, where it is there: further types, none of them `vct` again. */
function akaFindings(claims: JsonObject, vct: Json | undefined): Finding[] {
  const types = member(claims, 'aka_vcts')
  if (types === undefined) return []
  const ok = isArray(types) && types.length > 0 && types.every((type) => typeof type === 'string' && type !== vct)
  return [{ rule: 'SD-JWT VC 2.2.2.2', ok, message: 'its further types are texts and do not repeat its type' }]
}

/** True for a disclosure above, at or inside the wanted place. */
function onTheWay(path: AttributePath, wanted: readonly (string | number | null)[]): boolean {
  const shared = Math.min(path.length, wanted.length)
  for (let index = 0; index < shared; index++) {
    const step = wanted[index]
    if (step === null ? typeof path[index] !== 'number' : step !== path[index]) return false
  }
  return true
}

function textOf(object: JsonObject, name: string): string {
  const value = member(object, name)
  return typeof value === 'string' ? value : ''
}

function encodeJson(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
