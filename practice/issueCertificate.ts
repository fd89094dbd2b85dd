// Makes any X.509 certificate, right or wrong: the practice authorities use it, and tests make their bad ones with it.
import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import * as asn1js from 'asn1js'
import { AlgorithmIdentifier, Certificate, type Extension, Extensions, PublicKeyInfo, Time } from 'pkijs'
import { authorityKeyIdentifier, subjectKeyIdentifier } from './certificateExtensions.ts'
import { type DistinguishedName, encodeName } from './distinguishedName.ts'

/** Who signs certificates: a name, a key and its own certificate (DER). */
export interface Authority {
  readonly name: DistinguishedName
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
}

export interface CertificatePlan {
  readonly subject: DistinguishedName
  readonly publicKey: KeyObject
  /** Whose name and key the certificate carries; for a self-signed one the subject's own. */
  readonly issuer: { readonly name: DistinguishedName; readonly privateKey: KeyObject }
  readonly notBefore: Date
  readonly notAfter: Date
  /** In the order in which they will stand; key identifiers included, see {@link keyIdentifiers}. */
  readonly extensions: readonly Extension[]
  /** Big-endian, first bit zero; random when left out. */
  readonly serial?: Uint8Array
}

/**
 * The certificate as DER, signed with sha256WithRSAEncryption or ecdsa-with-SHA256 after the issuer's kind of key.
 * Nothing is checked: expired, misused and wrongly signed certificates are what tests need.
 */
export function issueCertificate(plan: CertificatePlan): Uint8Array {
  const rsa = plan.issuer.privateKey.asymmetricKeyType === 'rsa'
  const algorithm = (): AlgorithmIdentifier =>
    rsa
      ? new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new asn1js.Null() })
      : new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' })
  const certificate = new Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ valueHex: Uint8Array.from(plan.serial ?? randomSerial()) }),
    signature: algorithm(),
    signatureAlgorithm: algorithm(),
    issuer: encodeName(plan.issuer.name),
    subject: encodeName(plan.subject),
    notBefore: encodeTime(plan.notBefore),
    notAfter: encodeTime(plan.notAfter),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(plan.publicKey.export({ type: 'spki', format: 'der' })),
  })
  certificate.extensions = new Extensions({ extensions: [...plan.extensions] }).extensions
  const tbs = Buffer.from(certificate.encodeTBS().toBER())
  certificate.signatureValue = new asn1js.BitString({
    valueHex: Uint8Array.from(sign('sha256', tbs, plan.issuer.privateKey)),
  })
  return new Uint8Array(certificate.toSchema(true).toBER())
}

/** Authority and subject key identifier, as most profiles want them side by side. */
export function keyIdentifiers(plan: Pick<CertificatePlan, 'publicKey' | 'issuer'>): Extension[] {
  return [authorityKeyIdentifier(createPublicKey(plan.issuer.privateKey)), subjectKeyIdentifier(plan.publicKey)]
}

/** 16 random bytes, positive and of full length. */
function randomSerial(): Uint8Array {
  const serial = Uint8Array.from(randomBytes(16))
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return serial
}

/** The same certificate with one bit of its signature turned over. */
export function withBrokenSignature(certificate: Uint8Array): Uint8Array {
  const broken = Uint8Array.from(certificate)
  broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1
  return broken
}

export function toPem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 4.1.2.5). */
function encodeTime(value: Date): Time {
  const whole = new Date(Math.floor(value.getTime() / 1000) * 1000)
  return new Time({ type: whole.getUTCFullYear() < 2050 ? 0 : 1, value: whole })
}
