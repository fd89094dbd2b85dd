// SD-JWT VC: read and verified (RFC 9901, draft-ietf-oauth-sd-jwt-vc); sdJwtPresentation.ts discloses and binds.
import type { CertificateFacts } from '../certificates/certificate.ts'
import { type Finding, stated } from '../certificates/finding.ts'
import { fail } from '../failure.ts'
import { keyFindings, kindFindings } from './asExpected.ts'
import { type AttributeLabel, sdJwtAttributes } from './attributes.ts'
import type { VerifiedCredential } from './credential.ts'
import {
  type Disclosure,
  maxDisclosures,
  type ProcessedPayload,
  parseDisclosure,
  processDisclosures,
} from './disclosures.ts'
import { isArray, isObject, type Json, type JsonObject, member, textMember } from './json.ts'
import { type PublicJwk, readPublicJwk } from './jwk.ts'
import { dateFindings, headerFindings, instantOf, type Jws, parseJws } from './jws.ts'
import { issuerFindings, issuerOf, type SdJwtTrust, statusOf } from './sdJwtIssuer.ts'

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
  const vct = textMember(claims, 'vct')
  const unbound = checked.sdJwt.keyBindingJwt === undefined
  const findings = [
    ...checked.findings,
    { rule: 'RFC 9901 7.2', ok: unbound, message: 'it came without a Key Binding JWT' },
    ...keyFindings('SD-JWT VC 2.2.2.3 cnf', input.holderJwk, checked.holderJwk),
    ...kindFindings('SD-JWT VC 2.2.2.1', input.expectedType, vct),
  ]
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

/** `aka_vcts`, where it is there: further types, none of them `vct` again. */
function akaFindings(claims: JsonObject, vct: Json | undefined): Finding[] {
  const types = member(claims, 'aka_vcts')
  if (types === undefined) return []
  const ok = isArray(types) && types.length > 0 && types.every((type) => typeof type === 'string' && type !== vct)
  return [{ rule: 'SD-JWT VC 2.2.2.2', ok, message: 'its further types are texts and do not repeat its type' }]
}
