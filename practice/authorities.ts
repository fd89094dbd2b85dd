// The practice authorities beside JPKI: who issues credentials, who may ask for them, who says so, and the portal's TLS.
import type { KeyObject } from 'node:crypto'
import {
  certificateAuthority,
  crlDistributionPoint,
  extendedKeyUsage,
  type GeneralName,
  issuerAltName,
  keyUsage,
  mdocDocumentSigner,
  serverAuth,
  subjectAltName,
  subjectKeyIdentifier,
} from './certificateExtensions.ts'
import type { DistinguishedName } from './distinguishedName.ts'
import { type Authority, issueCertificate, keyIdentifiers } from './issueCertificate.ts'

/** P-256 roots, 15 years. */
export type RootName = 'credentials' | 'verifiers' | 'registrars' | 'tls'
/** P-256 leaves under them. */
export type SignerName = 'credentialIssuer' | 'documentSigner' | 'portal' | 'clinic' | 'rental' | 'registrar' | 'tls'
export type VerifierName = 'portal' | 'clinic' | 'rental'

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const issuerContact: GeneralName = { uri: 'https://issuer.practice.invalid' }
const crl = crlDistributionPoint({ uri: 'http://crl.practice.invalid/credentials.crl' })

/** How the organisations are called on screen and in their certificates. */
export const organisations = {
  portal: '練習用ポータル',
  clinic: '練習クリニック受付',
  rental: '練習レンタカー',
  registrar: '練習用登録所',
  credentialIssuer: '練習用発行機関',
} as const

const rootNames: Readonly<Record<RootName, string>> = {
  credentials: '練習用発行機関ルート / Practice Issuing Authority',
  verifiers: '練習用検証者ルート / Practice Verifier Root',
  registrars: '練習用登録所ルート / Practice Registrar Root',
  tls: '練習用通信ルート / Practice TLS Root',
}

/** The credentials root follows the IACA profile of ISO/IEC 18013-5 B.1.2; the others differ by having no such contact. */
export function rootAuthority(root: RootName, keys: KeyPair, notBefore: Date, notAfter: Date): Authority {
  const name: DistinguishedName = [
    ['C', 'JP'],
    ['O', 'Tefuda practice (not real)'],
    ['CN', rootNames[root]],
  ]
  const certificate = issueCertificate({
    subject: name,
    publicKey: keys.publicKey,
    issuer: { name, privateKey: keys.privateKey },
    notBefore,
    notAfter,
    extensions: [
      subjectKeyIdentifier(keys.publicKey),
      keyUsage('keyCertSign', 'cRLSign'),
      certificateAuthority(0),
      ...(root === 'credentials' ? [issuerAltName(issuerContact), crl] : []),
    ],
  })
  return { name, certificate, privateKey: keys.privateKey }
}

/** Under which root each signer stands. */
export const rootOf: Readonly<Record<SignerName, RootName>> = {
  credentialIssuer: 'credentials',
  documentSigner: 'credentials',
  portal: 'verifiers',
  clinic: 'verifiers',
  rental: 'verifiers',
  registrar: 'registrars',
  tls: 'tls',
}

/** Days that a leaf lasts: two years, but 457 days for a document signer (ISO/IEC 18013-5 B.1.4). */
export function lifeOf(signer: SignerName): number {
  return signer === 'documentSigner' ? 457 : 730
}

/** The leaf certificate of that signer, DER. */
export function signerCertificate(
  signer: SignerName,
  root: Authority,
  publicKey: KeyObject,
  notBefore: Date,
  notAfter: Date,
): Uint8Array {
  const named = (organisation: string): DistinguishedName => [
    ['C', 'JP'],
    ['O', organisation],
    ['CN', `${organisation} (${signer}, practice)`],
  ]
  const common = {
    publicKey,
    issuer: root,
    notBefore,
    notAfter,
  }
  const identifiers = keyIdentifiers(common)
  switch (signer) {
    case 'credentialIssuer':
      return issueCertificate({
        ...common,
        subject: named(organisations.credentialIssuer),
        extensions: [
          ...identifiers,
          keyUsage('digitalSignature'),
          issuerAltName(issuerContact),
          subjectAltName({ dns: 'localhost' }, { dns: 'portal.practice.localhost' }),
          crl,
        ],
      })
    case 'documentSigner':
      return issueCertificate({
        ...common,
        subject: named(organisations.credentialIssuer),
        extensions: [
          ...identifiers,
          keyUsage('digitalSignature'),
          issuerAltName(issuerContact),
          crl,
          extendedKeyUsage([mdocDocumentSigner], true),
        ],
      })
    case 'portal':
    case 'clinic':
    case 'rental':
      return issueCertificate({
        ...common,
        subject: named(organisations[signer]),
        extensions: [
          ...identifiers,
          keyUsage('digitalSignature'),
          subjectAltName({ dns: `${signer}.practice.localhost` }, { dns: 'localhost' }),
        ],
      })
    case 'registrar':
      return issueCertificate({
        ...common,
        subject: named(organisations.registrar),
        extensions: [...identifiers, keyUsage('digitalSignature')],
      })
    case 'tls':
      return issueCertificate({
        ...common,
        subject: [
          ['C', 'JP'],
          ['O', 'Tefuda practice (not real)'],
          ['CN', 'localhost'],
        ],
        extensions: [
          ...identifiers,
          keyUsage('digitalSignature'),
          extendedKeyUsage([serverAuth]),
          subjectAltName(
            { dns: 'localhost' },
            { dns: 'portal.practice.localhost' },
            { dns: 'clinic.practice.localhost' },
            { dns: 'rental.practice.localhost' },
            { ip: Uint8Array.of(127, 0, 0, 1) },
            { ip: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) },
          ),
        ],
      })
  }
}
