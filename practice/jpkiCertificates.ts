// The certificates on a practice card: the published profile of JPKI with names that nobody can take for real ones.
import { createPublicKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { birthdayAfter, earlierOf, endOfDayInJapan, eraOf } from './calendar.ts'
import {
  authorityKeyIdentifier,
  certificateAuthority,
  certificatePolicy,
  clientAuth,
  crlDistributionPoint,
  extendedKeyUsage,
  issuerAltName,
  keyUsage,
  ocspResponder,
  subjectAltName,
  subjectKeyIdentifier,
} from './certificateExtensions.ts'
import type { DistinguishedName } from './distinguishedName.ts'
import { type Authority, issueCertificate } from './issueCertificate.ts'
import type { PersonFacts } from './person.ts'

export type JpkiKind = 'authentication' | 'signature'

const units = {
  authentication: { unit: 'JPKI for user authentication', japanese: '練習用利用者証明用' },
  signature: { unit: 'JPKI for digital signature', japanese: '練習用署名用' },
} as const

/** Policies of the two kinds; the signing one is told by several verifiers in public, not by the measured cards. */
const policies = { authentication: '1.2.392.200149.8.5.1.3.30', signature: '1.2.392.200149.8.5.1.1.20' } as const

/** Self-signed and one level deep, like the real ones; all generations would share this name. */
export function jpkiAuthority(
  kind: JpkiKind,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  notBefore: Date,
  notAfter: Date,
): Authority {
  const name: DistinguishedName = [
    ['C', 'JP'],
    ['O', 'JPKI-VIRTUAL'],
    ['OU', units[kind].unit],
    ['OU', 'Practice Agency (not a real authority)'],
  ]
  const certificate = issueCertificate({
    subject: name,
    publicKey: keys.publicKey,
    issuer: { name, privateKey: keys.privateKey },
    notBefore,
    notAfter,
    serial: shortSerial(),
    extensions: [
      keyUsage('keyCertSign', 'cRLSign'),
      subjectAltName({ directory: japaneseName(kind) }),
      certificateAuthority(),
      crlDistributionPoint({ directory: name }),
      subjectKeyIdentifier(keys.publicKey),
    ],
  })
  return { name, certificate, privateKey: keys.privateKey }
}

/**
 * The card's certificate of that kind: valid to the fifth birthday after issue, not longer than the card. The
 * authentication one names nobody; the signing one carries the four attributes in its alternative name.
 */
export function issueJpkiCertificate(
  kind: JpkiKind,
  authority: Authority,
  person: PersonFacts,
  publicKey: KeyObject,
  issuedOn: string,
): Uint8Array {
  const endsOn = earlierOf(birthdayAfter(person.birthDate, issuedOn, 5), person.card.expiresOn)
  const signature = kind === 'signature'
  return issueCertificate({
    subject: [
      ['C', 'JP'],
      ...(signature ? ([['L', person.municipality.roman]] as const) : []),
      ['CN', commonName(person.municipality.code)],
    ],
    publicKey,
    issuer: authority,
    // At midnight in Japan: one that is issued today is valid at once, whatever the hour.
    notBefore: new Date(`${issuedOn}T00:00:00+09:00`),
    notAfter: endOfDayInJapan(endsOn),
    serial: shortSerial(),
    extensions: [
      signature ? keyUsage('digitalSignature', 'nonRepudiation') : keyUsage('digitalSignature'),
      ...(signature ? [subjectAltName(...attributes(person))] : [extendedKeyUsage([clientAuth])]),
      certificatePolicy(policies[kind], 'http://cps.practice.invalid/cps.html', true),
      issuerAltName({ directory: japaneseName(kind) }),
      crlDistributionPoint({
        directory: [
          ['C', 'JP'],
          ['O', 'JPKI-VIRTUAL'],
          ['OU', units[kind].unit],
          ['OU', 'CRL Distribution Points'],
          ['OU', 'Renshu-ken'],
          ['CN', `${person.municipality.roman} CRLDP`],
        ],
      }),
      ocspResponder('http://ocsp.practice.invalid'),
      authorityKeyIdentifier(createPublicKey(authority.privateKey), {
        issuerName: authority.name,
        serial: serialOf(authority.certificate),
      }),
      subjectKeyIdentifier(publicKey),
    ],
  })
}

/** Name, birth date, sex and address, with the markers of substituted characters, in the order seen on a test card. */
function attributes(person: PersonFacts): { other: { oid: string; text: string } }[] {
  const unchanged = (text: string): string => '0'.repeat([...text].length)
  const texts: readonly (readonly [number, string])[] = [
    [1, person.name.kanji],
    [4, eraBirthDate(person.birthDate)],
    [3, person.sex],
    [5, person.address],
    [2, unchanged(person.name.kanji)],
    [6, unchanged(person.address)],
  ]
  return texts.map(([last, text]) => ({ other: { oid: `1.2.392.200149.8.5.5.${last}`, text } }))
}

/** The era's digit and the Gregorian date. */
function eraBirthDate(birthDate: string): string {
  return `${eraOf(birthDate).digit}${birthDate.replaceAll('-', '')}`
}

/** 23 characters: 14 capitals and digits, municipality, three digits, A. The split is inferred from two samples. */
function commonName(municipality: string): string {
  return `PRACTICE${randomBytes(3).toString('hex').toUpperCase()}${municipality}001A`
}

function japaneseName(kind: JpkiKind): DistinguishedName {
  return [
    ['C', 'JP'],
    ['O', '練習用の公的個人認証サービス'],
    ['OU', units[kind].japanese],
    ['OU', '練習機構（実在しません）'],
  ]
}

/** Four bytes, as on real cards, in a range that those do not use. */
function shortSerial(): Uint8Array {
  return Uint8Array.from([0x70, ...randomBytes(3)])
}

function serialOf(certificate: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.from(new X509Certificate(certificate).serialNumber, 'hex'))
}
