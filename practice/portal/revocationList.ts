// The revocation list of the practice JPKI: made by the authority, read by the log-in (RFC 5280 section 5 and 6.3).
import { sign, verify, X509Certificate } from 'node:crypto'
import * as asn1js from 'asn1js'
import {
  AlgorithmIdentifier,
  Certificate,
  CertificateRevocationList,
  Extension,
  Extensions,
  RevokedCertificate,
  Time,
} from 'pkijs'
import { authorityKeyIdentifier } from '../certificateExtensions.ts'
import { encodeName } from '../distinguishedName.ts'
import type { Authority } from '../issueCertificate.ts'

export interface Revocation {
  /** Hexadecimal, as node:crypto writes it. */
  readonly serial: string
  readonly at: Date
}

const sha256WithRsa = '1.2.840.113549.1.1.11'
const keyIdentifierExtension = '2.5.29.35'
const numberExtension = '2.5.29.20'

/** Version 2, DER, with a key identifier and a number (RFC 5280 5.2.1, 5.2.3). */
export function issueRevocationList(
  authority: Authority,
  revocations: readonly Revocation[],
  thisUpdate: Date,
  nextUpdate: Date,
): Uint8Array {
  const list = new CertificateRevocationList({
    version: 1,
    signature: rsaWithSha256(),
    signatureAlgorithm: rsaWithSha256(),
    issuer: encodeName(authority.name),
    thisUpdate: utcTime(thisUpdate),
    nextUpdate: utcTime(nextUpdate),
    crlExtensions: new Extensions({
      extensions: [
        authorityKeyIdentifier(new X509Certificate(authority.certificate).publicKey),
        new Extension({
          extnID: numberExtension,
          extnValue: new asn1js.Integer({ value: Math.floor(thisUpdate.getTime() / 1000) }).toBER(),
        }),
      ],
    }),
  })
  // An empty list is left out altogether (5.1.2.6).
  if (revocations.length > 0) {
    list.revokedCertificates = revocations.map(
      ({ serial, at }) =>
        new RevokedCertificate({
          userCertificate: new asn1js.Integer({ valueHex: integerBytes(serial) }),
          revocationDate: utcTime(at),
        }),
    )
  }
  const tbs: asn1js.Sequence = list.toSchema(true).valueBlock.value[0]
  const signature = sign('sha256', Buffer.from(tbs.toBER()), authority.privateKey)
  list.signatureValue = new asn1js.BitString({ valueHex: Uint8Array.from(signature) })
  return new Uint8Array(list.toSchema(true).toBER())
}

/**
 * The serials on the list, hexadecimal without leading zeros.
 * @returns undefined when it does not hold: another issuer, a broken signature, too old, or something critical in it that
 *   is not understood
 */
export function readRevocationList(der: Uint8Array, authority: Uint8Array, at: Date): ReadonlySet<string> | undefined {
  const list = parse(der)
  if (list === undefined) return undefined
  const issuer = Certificate.fromBER(Uint8Array.from(authority))
  if (!list.issuer.isEqual(issuer.subject) || list.signatureAlgorithm.algorithmId !== sha256WithRsa) return undefined
  if (list.signature.algorithmId !== sha256WithRsa) return undefined
  const { publicKey } = new X509Certificate(authority)
  if (!verify('sha256', list.tbsView, publicKey, list.signatureValue.valueBlock.valueHexView)) return undefined
  if (list.thisUpdate.value > at || list.nextUpdate === undefined || list.nextUpdate.value <= at) return undefined
  const understood = [keyIdentifierExtension, numberExtension]
  const entries = list.revokedCertificates ?? []
  const extensions = [list.crlExtensions, ...entries.map(({ crlEntryExtensions }) => crlEntryExtensions)].flatMap(
    (one) => one?.extensions ?? [],
  )
  if (extensions.some(({ critical, extnID }) => critical && !understood.includes(extnID))) return undefined
  return new Set(entries.map(({ userCertificate }) => plainSerial(hex(userCertificate.valueBlock.valueHexView))))
}

/** Serials compare as numbers: without leading zeros and in one case. */
export function plainSerial(serial: string): string {
  return serial.toLowerCase().replace(/^0+(?=.)/, '')
}

function parse(der: Uint8Array): CertificateRevocationList | undefined {
  try {
    const { offset, result } = asn1js.fromBER(Uint8Array.from(der))
    return offset === der.length ? new CertificateRevocationList({ schema: result }) : undefined
  } catch {
    return undefined
  }
}

function rsaWithSha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: sha256WithRsa, algorithmParams: new asn1js.Null() })
}

function utcTime(value: Date): Time {
  return new Time({ type: 0, value: new Date(Math.floor(value.getTime() / 1000) * 1000) })
}

/** Two's complement: a leading zero where the first bit is set. */
function integerBytes(serial: string): Uint8Array {
  const plain = plainSerial(serial)
  const bytes = Buffer.from(plain.length % 2 === 0 ? plain : `0${plain}`, 'hex')
  return Uint8Array.from((bytes[0] ?? 0) >= 0x80 ? [0, ...bytes] : bytes)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
