// ISO mdoc in the wallet: verify what an issuer sent, and present chosen elements to a verifier.
import { createHash } from 'node:crypto'
import { openCertificate, type ReadCertificate } from '../certificates/certificate.ts'
import { verifyChain } from '../certificates/chain.ts'
import { type Finding, stated } from '../certificates/finding.ts'
import { organisationOf } from '../certificates/names.ts'
import { fail } from '../failure.ts'
import { keyFindings, kindFindings } from './asExpected.ts'
import { type AttributeLabel, mdocAttributes } from './attributes.ts'
import type { CborValue } from './cbor.ts'
import { es256Header, rewrite, sign1Holds, signatureInput, x5chainOf } from './cose.ts'
import type { AttributePath, VerifiedCredential } from './credential.ts'
import { type CborInput, EncodedCbor, embed, encodeCbor } from './encodeCbor.ts'
import { type IssuerSigned, type IssuerSignedItem, parseIssuerSigned } from './issuerSigned.ts'
import { clockSkewSeconds } from './jws.ts'
import { deviceAuthenticationBytes, type OpenId4VpSession, sessionTranscript } from './sessionTranscript.ts'

const digestHashes: Readonly<Record<string, string>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' }
const mdlNamespace = 'org.iso.18013.5.1'

/** An issuer-signed part with everything that was found out about it. */
export interface CheckedIssuerSigned {
  readonly findings: readonly Finding[]
  readonly signer: ReadCertificate
}

/**
 * The holder's check of what an issuer sent, or of what the drawer keeps (ISO/IEC 18013-5 9.3.1). What does not hold is a
 * finding.
 *
 * @param issuerSigned the CBOR bytes of IssuerSigned, not their base64url text
 * @param roots DER of the IACA certificates
 * @param holderJwk when given, the device key must be it
 * @param expectedType when given, the docType must be it
 * @throws credential.invalid when it cannot be read
 */
export async function verifyMdoc(input: {
  issuerSigned: Uint8Array
  roots: readonly Uint8Array[]
  at: Date | string
  holderJwk?: unknown
  expectedType?: string
  labels?: readonly AttributeLabel[]
}): Promise<VerifiedCredential> {
  const issuerSigned = parseIssuerSigned(input.issuerSigned)
  const { mso } = issuerSigned
  const checked = await checkIssuerSigned(issuerSigned, input.roots, input.at)
  const findings = [
    ...checked.findings,
    ...keyFindings('ISO/IEC 18013-5 9.1.2.4 deviceKey', input.holderJwk, mso.deviceKey),
    ...kindFindings('ISO/IEC 18013-5 9.3.1 docType', input.expectedType, mso.docType),
  ]
  return {
    format: 'mso_mdoc',
    type: mso.docType,
    issuer: signerOf(checked),
    issuedAt: mso.signed,
    validFrom: mso.validFrom,
    validUntil: mso.validUntil,
    attributes: mdocAttributes(elementsOf(issuerSigned), input.labels ?? []),
    ...(mso.status === undefined ? {} : { status: mso.status }),
    findings: stated(findings),
  }
}

/** The five checks of ISO/IEC 18013-5 9.3.1 on an issuer-signed part, and the forms that 9.1.2 asks for. */
export async function checkIssuerSigned(
  { namespaces, issuerAuth, mso }: IssuerSigned,
  roots: readonly Uint8Array[],
  at: Date | string,
): Promise<CheckedIssuerSigned> {
  const chain = x5chainOf(issuerAuth)
  const signer = openCertificate(chain[0] ?? new Uint8Array())
  const { findings } = await verifyChain({ chain, anchors: roots, at, purpose: 'mdocIssuer' })
  const now = new Date(at).toISOString()
  const soon = new Date(new Date(at).getTime() + clockSkewSeconds * 1000).toISOString()
  const items = [...namespaces].flatMap(([namespace, list]) => list.map((item) => ({ namespace, ...item })))
  const country = signer.facts.subjectParts.find(({ type }) => type === 'C')?.value
  const statedCountry = namespaces.get(mdlNamespace)?.find(({ element }) => element === 'issuing_country')
  const checks: readonly (readonly [string, boolean, string])[] = [
    [
      '9.3.1 signature',
      sign1Holds(issuerAuth, signer.publicKey),
      "the issuer's signature over the security object holds",
    ],
    [
      '9.3.1 digests',
      items.every((item) => digestHolds(item, mso)),
      'the digest of each element is the one that was signed',
    ],
    ['9.1.2.4 version', mso.version.startsWith('1.'), 'the version of the security object is understood'],
    [
      '9.1.2.5 digest identifiers',
      noneTwice(items, (i) => `${i.namespace} ${i.digestId}`),
      'no digest identifier stands twice',
    ],
    ['8.3.2.1.2.2 elements', noneTwice(items, (i) => `${i.namespace} ${i.element}`), 'no element stands twice'],
    ['9.1.2.5 random', items.every((item) => item.random.length >= 16), 'each element has at least 16 random bytes'],
    [
      '9.3.1 signed',
      mso.signed >= signer.facts.validFrom && mso.signed <= signer.facts.validUntil,
      "it was signed within the certificate's validity",
    ],
    [
      '9.3.1 validFrom',
      mso.validFrom <= soon && mso.signed <= soon && mso.signed <= mso.validFrom,
      'it is valid already',
    ],
    ['9.3.1 validUntil', now < mso.validUntil, 'it has not expired'],
    ['9.1.2.4 deviceKey', mso.deviceKey !== undefined, 'the device key is a key on P-256 or P-384'],
    [
      '7.2.1 issuing_country',
      statedCountry === undefined || statedCountry.value === country,
      "the issuing country is the certificate's",
    ],
  ]
  return {
    findings: stated([
      ...findings,
      ...checks.map(([rule, ok, message]) => ({ rule: `ISO/IEC 18013-5 ${rule}`, ok, message })),
    ]),
    signer,
  }
}

/**
 * A DeviceResponse with one document and only the chosen elements, signed for one OpenID4VP request (B.2.6.1).
 *
 * @param issuerSigned the CBOR bytes of IssuerSigned
 * @param elements paths [namespace, element]
 * @param sign makes the ES256 signature, r and s of 32 bytes each, with the device key
 * @throws request.choiceInvalid for an element that is not there, credential.invalid
 */
export async function presentMdoc(
  issuerSigned: Uint8Array,
  elements: readonly AttributePath[],
  session: OpenId4VpSession,
  sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { namespaces, issuerAuthValue, mso } = parseIssuerSigned(issuerSigned)
  const chosen = new Map<string, CborInput[]>()
  for (const [namespace, element] of elements) {
    const item = namespaces.get(String(namespace))?.find((candidate) => candidate.element === element)
    if (item === undefined) return fail({ code: 'request.choiceInvalid' })
    const list = chosen.get(String(namespace)) ?? []
    if (!list.some((other) => other instanceof EncodedCbor && other.bytes === item.raw))
      list.push(new EncodedCbor(item.raw))
    chosen.set(String(namespace), list)
  }
  const deviceNameSpaces = embed({})
  const bytes = deviceAuthenticationBytes(sessionTranscript(session), mso.docType, deviceNameSpaces.bytes)
  const signature = await sign(signatureInput(es256Header, bytes))
  return encodeCbor({
    version: '1.0',
    status: 0,
    documents: [
      {
        docType: mso.docType,
        issuerSigned: { ...(chosen.size === 0 ? {} : { nameSpaces: chosen }), issuerAuth: rewrite(issuerAuthValue) },
        deviceSigned: {
          nameSpaces: deviceNameSpaces,
          deviceAuth: { deviceSignature: [es256Header, {}, null, Uint8Array.from(signature)] },
        },
      },
    ],
  })
}

export function elementsOf({ namespaces }: IssuerSigned): Map<string, Map<string, CborValue>> {
  return new Map(
    [...namespaces].map(([namespace, items]) => [
      namespace,
      new Map(items.map(({ element, value }) => [element, value])),
    ]),
  )
}

export function signerOf({ signer }: CheckedIssuerSigned): { name: string; certificateSha256: string } {
  return { name: organisationOf(signer.facts.subjectParts), certificateSha256: signer.facts.sha256 }
}

function digestHolds(item: IssuerSignedItem & { namespace: string }, mso: IssuerSigned['mso']): boolean {
  const expected = mso.valueDigests.get(item.namespace)?.get(item.digestId)
  const hash = Object.hasOwn(digestHashes, mso.digestAlgorithm) ? digestHashes[mso.digestAlgorithm] : undefined
  if (!(expected instanceof Uint8Array) || hash === undefined) return false
  return createHash(hash).update(item.raw).digest().equals(expected)
}

function noneTwice<T>(items: readonly T[], name: (item: T) => string): boolean {
  return new Set(items.map(name)).size === items.length
}
