// An SD-JWT VC shown to a verifier: only what it is to see, bound to its request, and the verifier's own check (RFC 9901).
import { allHold, type Finding, stated } from '../certificates/finding.ts'
import { fail } from '../failure.ts'
import { kindFindings } from './asExpected.ts'
import { toBase64url } from './base64url.ts'
import type { AttributePath } from './credential.ts'
import { digestHash, digestOf, processDisclosures } from './disclosures.ts'
import { textMember } from './json.ts'
import { publicKeyOf } from './jwk.ts'
import { instantOf, parseJws } from './jws.ts'
import { type KeyBindingExpectation, keyBindingFindings } from './keyBinding.ts'
import { type CheckedSdJwt, checkSdJwt, parseSdJwt } from './sdJwt.ts'
import { issuerOf, statusOf } from './sdJwtIssuer.ts'
import type { VerifiedPresentation } from './verifiedPresentation.ts'

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
  const type = textMember(claims, 'vct')
  const findings = [
    ...checked.findings,
    ...keyBinding(input.presentation, checked, { ...input, at: new Date(input.at) }),
    ...kindFindings('SD-JWT VC 2.2.2.1', input.expectedType, type),
  ]
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

/** True for a disclosure above, at or inside the wanted place. */
function onTheWay(path: AttributePath, wanted: readonly (string | number | null)[]): boolean {
  const shared = Math.min(path.length, wanted.length)
  for (let index = 0; index < shared; index++) {
    const step = wanted[index]
    if (step === null ? typeof path[index] !== 'number' : step !== path[index]) return false
  }
  return true
}

function encodeJson(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
