// People who sign documents in tests: keys in memory, certificates under a practice authority or under somebody unknown.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type PreparedSignature, prepareSignature } from '../../main/documents/signDocument.ts'
import type { DocumentTrust } from '../../main/documents/verifyDocument.ts'
import {
  certificateAuthority,
  clientAuth,
  extendedKeyUsage,
  type KeyUsage,
  keyUsage,
  subjectAltName,
} from '../../practice/certificateExtensions.ts'
import type { DistinguishedName } from '../../practice/distinguishedName.ts'
import { type Authority, issueCertificate, keyIdentifiers } from '../../practice/issueCertificate.ts'
import type { SignatureForm } from '../../preload/shapes/documents.ts'

/** To the second, as signatures tell it. Other programs sign by the machine's clock. */
export const now = new Date(Math.floor(Date.now() / 1000) * 1000)
const day = 24 * 60 * 60 * 1000
export const inDays = (days: number): Date => new Date(now.getTime() + days * day)

export interface Signer {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

export interface SignerPlan {
  readonly key?: 'rsa' | 'P-256' | 'P-384' | 'weak'
  readonly usages?: readonly KeyUsage[]
  /** As JPKI's authentication certificate has it. */
  readonly forLogIn?: boolean
  readonly from?: Date
  readonly until?: Date
  readonly isAuthority?: boolean
  readonly name?: string
  readonly under?: Authority
}

const keys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>()

/** RSA keys take a while to find; which one it is does not matter. */
function keyPair(kind: string): { publicKey: KeyObject; privateKey: KeyObject } {
  const known = keys.get(kind)
  if (known !== undefined) return known
  const bits = kind.startsWith('weak') ? 1024 : 2048
  const fresh =
    kind.startsWith('rsa') || kind.startsWith('weak')
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ec', { namedCurve: kind.slice(0, 5) })
  keys.set(kind, fresh)
  return fresh
}

export function makeAuthority(name = 'Practice signature authority'): Authority {
  const { publicKey, privateKey } = keyPair(`rsa of ${name}`)
  const subject: DistinguishedName = [
    ['C', 'JP'],
    ['O', name],
  ]
  const certificate = issueCertificate({
    subject,
    publicKey,
    issuer: { name: subject, privateKey },
    notBefore: inDays(-4000),
    notAfter: inDays(4000),
    extensions: [
      keyUsage('keyCertSign', 'cRLSign'),
      certificateAuthority(),
      ...keyIdentifiers({ publicKey, issuer: { name: subject, privateKey } }),
    ],
  })
  return { name: subject, certificate, privateKey }
}

export const authority = makeAuthority()
export const stranger = makeAuthority('An authority that nobody knows')
export const trust: DocumentTrust = { anchors: [authority.certificate] }

export function makeSigner(plan: SignerPlan = {}): Signer {
  const { key = 'rsa', usages = ['digitalSignature', 'nonRepudiation'], under = authority, name = '架空 太郎' } = plan
  const { publicKey, privateKey } = keyPair(`${key} of ${name}`)
  const texts = [name, '0'.repeat([...name].length), '1', '319800217', '架空県練習市1-2-3', '00000000000']
  const certificate = issueCertificate({
    subject: [
      ['C', 'JP'],
      ['CN', commonNameOf(key, under)],
    ],
    publicKey,
    issuer: under,
    notBefore: plan.from ?? inDays(-100),
    notAfter: plan.until ?? inDays(1000),
    extensions: [
      keyUsage(...usages),
      ...(plan.forLogIn === true
        ? [extendedKeyUsage([clientAuth])]
        : [
            subjectAltName(
              ...texts.map((text, index) => ({ other: { oid: `1.2.392.200149.8.5.5.${index + 1}`, text } })),
            ),
          ]),
      ...(plan.isAuthority === true ? [certificateAuthority()] : []),
      ...keyIdentifiers({ publicKey, issuer: under }),
    ],
  })
  return { certificate, chain: [under.certificate], privateKey }
}

/** NSS tells certificates apart by their subjects. */
export const commonNameOf = (key: string, under: Authority): string =>
  `PRACTICE ${key} ${under.name.at(-1)?.[1].length}`

export const signWith = ({ privateKey }: Signer, { algorithm, message }: PreparedSignature): Uint8Array =>
  new Uint8Array(sign(algorithm.hash, message, privateKey))

export function signed(content: Uint8Array, form: SignatureForm, signer: Signer, signingTime: Date = now): Uint8Array {
  const { certificate, chain } = signer
  const prepared = prepareSignature({ form, content, certificate, chain, signingTime })
  return prepared.finish(signWith(signer, prepared))
}
