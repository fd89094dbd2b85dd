// Reads one X.509 certificate: what it says, as plain values, and its parsed form for path validation.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import * as asn1js from 'asn1js'
import {
  AltName,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CertificatePolicies,
  type Extension,
  ExtKeyUsage,
} from 'pkijs'
import { fail } from '../failure.ts'
import { type AlternativeName, alternativeNames, type NamePart, nameParts, nameText } from './names.ts'
import { recent } from './recent.ts'

export type KeyAlgorithm =
  | { readonly name: 'RSA'; readonly bits: number }
  | { readonly name: 'EC'; readonly curve: string }
  | { readonly name: 'other'; readonly oid: string }

const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsageName = (typeof keyUsageNames)[number]

/** What a certificate says. Instants are ISO 8601 UTC; identifiers, serial and hash are lower-case hexadecimal. */
export interface CertificateFacts {
  readonly subject: string
  readonly subjectParts: readonly NamePart[]
  readonly issuer: string
  readonly issuerParts: readonly NamePart[]
  readonly serial: string
  readonly validFrom: string
  readonly validUntil: string
  readonly keyAlgorithm: KeyAlgorithm
  /** OID of the signature's algorithm. */
  readonly signatureAlgorithm: string
  /** Absent: the extension is not there. */
  readonly keyUsage?: readonly KeyUsageName[]
  readonly extendedKeyUsage?: readonly string[]
  readonly isCa: boolean
  readonly pathLength?: number
  readonly subjectKeyId?: string
  readonly authorityKeyId?: string
  readonly subjectAltName: readonly AlternativeName[]
  readonly policies: readonly string[]
  /** Critical extensions that path validation here does not process (RFC 5280 4.2). */
  readonly criticalUnknown: readonly string[]
  /** Subject and issuer name are the same. */
  readonly selfIssued: boolean
  readonly sha256: string
}

/** A certificate that was read: facts, the parsed form and its public key. */
export interface ReadCertificate {
  readonly der: Uint8Array
  readonly facts: CertificateFacts
  readonly parsed: Certificate
  /** Absent where this runtime knows no such key. */
  readonly publicKey: KeyObject | undefined
}

/** Real ones have 1–2 kB; a bound keeps a hostile one from costing much. */
const maxBytes = 32 * 1024

/** Critical extensions that RFC 5280 6.1 processing here and in pkijs covers. */
const understood = new Set([
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.30', // nameConstraints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.36', // policyConstraints
  '2.5.29.37', // extKeyUsage
  '2.5.29.54', // inhibitAnyPolicy
])

const remembered = recent<ReadCertificate>(256)

/**
 * @param der one certificate, no bytes after it, at most 32 kB
 * @throws credential.invalid when it is not a certificate (RFC 5280 4.1)
 */
export function readCertificate(der: Uint8Array): CertificateFacts {
  return openCertificate(der).facts
}

/** Like {@link readCertificate}, with the parsed form for those who go on working with it. @throws credential.invalid */
export function openCertificate(der: Uint8Array): ReadCertificate {
  if (der.length === 0 || der.length > maxBytes) return notACertificate('size')
  const sha256 = createHash('sha256').update(der).digest('hex')
  const known = remembered.read(sha256)
  if (known !== undefined) return known
  const read = parse(Uint8Array.from(der), sha256)
  return isPersonal(read) ? read : remembered.write(sha256, read)
}

/** Names and addresses of people are in no memory longer than somebody works with them. */
export const isPersonal = ({ facts }: ReadCertificate): boolean =>
  facts.subjectAltName.some((name) => name.kind === 'other')

function parse(der: Uint8Array, sha256: string): ReadCertificate {
  try {
    const { offset, result } = asn1js.fromBER(der)
    if (offset !== der.length) return notACertificate('bytes after it')
    const parsed = new Certificate({ schema: result })
    // Version 1 has no extensions (4.1.2.1): it can be looked at and can be a leaf, and no rule lets it be an authority.
    if (parsed.version > 2 || (parsed.version < 2 && parsed.extensions !== undefined)) return notACertificate('version')
    // Everything the signature covers is read from the bytes that it covers; a second encoding would be a second truth.
    const facts = factsOf(parsed, sha256)
    return { der, facts, parsed, publicKey: keyOf(parsed) }
  } catch (error) {
    return notACertificate('structure', error)
  }
}

function factsOf(parsed: Certificate, sha256: string): CertificateFacts {
  const extensions = parsed.extensions ?? []
  const ids = extensions.map((extension) => extension.extnID)
  if (new Set(ids).size !== ids.length) return notACertificate('an extension twice')
  const find = (oid: string): Extension | undefined => extensions.find((extension) => extension.extnID === oid)
  const usage = find('2.5.29.15')
  const extended = find('2.5.29.37')?.parsedValue
  const constraints = find('2.5.29.19')?.parsedValue
  const subjectKeyId = find('2.5.29.14')?.parsedValue
  const authority = find('2.5.29.35')?.parsedValue
  const alternative = find('2.5.29.17')?.parsedValue
  const policies = find('2.5.29.32')?.parsedValue
  const subjectParts = nameParts(parsed.subject)
  const issuerParts = nameParts(parsed.issuer)
  const pathLength = constraints instanceof BasicConstraints ? constraints.pathLenConstraint : undefined
  return {
    subject: nameText(subjectParts),
    subjectParts,
    issuer: nameText(issuerParts),
    issuerParts,
    serial: hex(parsed.serialNumber.valueBlock.valueHexView).replace(/^00(?=.)/, ''),
    validFrom: parsed.notBefore.value.toISOString(),
    validUntil: parsed.notAfter.value.toISOString(),
    keyAlgorithm: keyAlgorithmOf(parsed),
    signatureAlgorithm: parsed.signatureAlgorithm.algorithmId,
    ...(usage === undefined ? {} : { keyUsage: usagesOf(usage) }),
    ...(extended instanceof ExtKeyUsage ? { extendedKeyUsage: extended.keyPurposes } : {}),
    isCa: constraints instanceof BasicConstraints && constraints.cA,
    ...(typeof pathLength === 'number' ? { pathLength } : {}),
    ...(subjectKeyId instanceof asn1js.OctetString ? { subjectKeyId: hex(subjectKeyId.valueBlock.valueHexView) } : {}),
    ...(authority instanceof AuthorityKeyIdentifier && authority.keyIdentifier !== undefined
      ? { authorityKeyId: hex(authority.keyIdentifier.valueBlock.valueHexView) }
      : {}),
    subjectAltName: alternative instanceof AltName ? alternativeNames(alternative.altNames) : [],
    policies:
      policies instanceof CertificatePolicies ? policies.certificatePolicies.map((p) => p.policyIdentifier) : [],
    criticalUnknown: extensions.filter((e) => e.critical && !understood.has(e.extnID)).map((e) => e.extnID),
    selfIssued: parsed.subject.isEqual(parsed.issuer),
    sha256,
  }
}

function usagesOf(extension: Extension): KeyUsageName[] {
  const bits = asn1js.fromBER(extension.extnValue.valueBlock.valueHexView).result
  if (!(bits instanceof asn1js.BitString)) return notACertificate('keyUsage')
  const view = bits.valueBlock.valueHexView
  return keyUsageNames.filter((_, index) => ((view[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0)
}

function keyAlgorithmOf(parsed: Certificate): KeyAlgorithm {
  const key = keyOf(parsed)
  const oid = parsed.subjectPublicKeyInfo.algorithm.algorithmId
  if (key?.asymmetricKeyType === 'rsa') return { name: 'RSA', bits: key.asymmetricKeyDetails?.modulusLength ?? 0 }
  if (key?.asymmetricKeyType === 'ec') return { name: 'EC', curve: curveName(key.asymmetricKeyDetails?.namedCurve) }
  return { name: 'other', oid }
}

function curveName(name: string | undefined): string {
  if (name === 'prime256v1') return 'P-256'
  if (name === 'secp384r1') return 'P-384'
  return name ?? 'unknown'
}

function keyOf(parsed: Certificate): KeyObject | undefined {
  try {
    const spki = Buffer.from(parsed.subjectPublicKeyInfo.toSchema().toBER())
    return createPublicKey({ key: spki, format: 'der', type: 'spki' })
  } catch {
    // A key this runtime does not know stays readable as a certificate; no chain will accept it (keyAlgorithm 'other').
    return undefined
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function notACertificate(detail: string, cause?: unknown): never {
  return fail(
    { code: 'credential.invalid', rule: 'RFC 5280 4.1', detail: `not an X.509 certificate: ${detail}` },
    cause,
  )
}
