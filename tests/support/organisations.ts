// Organisations with keys and certificates of their own, made in a moment: right ones and wrong ones.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { certificateAuthority, keyUsage, subjectAltName } from '../../practice/certificateExtensions.ts'
import { type Authority, issueCertificate, keyIdentifiers } from '../../practice/issueCertificate.ts'

export interface Organisation {
  readonly name: string
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

const day = 86_400_000
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** A root that has just been made. */
export function newRoot(name: string, at: Date): Authority {
  const { publicKey, privateKey } = newKey()
  const subject = [
    ['C', 'JP'],
    ['CN', name],
  ] as const
  const plan = { subject, publicKey, issuer: { name: subject, privateKey } }
  const certificate = issueCertificate({
    ...plan,
    notBefore: new Date(at.getTime() - day),
    notAfter: new Date(at.getTime() + 365 * day),
    extensions: [...keyIdentifiers(plan), keyUsage('keyCertSign', 'cRLSign'), certificateAuthority(0)],
  })
  return { name: subject, certificate, privateKey }
}

/** A signer under that root. */
export function newOrganisation(
  root: Authority,
  name: string,
  at: Date,
  { hosts = [], ended = false, ca = false }: { hosts?: readonly string[]; ended?: boolean; ca?: boolean } = {},
): Organisation {
  const { publicKey, privateKey } = newKey()
  const plan = {
    subject: [
      ['C', 'JP'],
      ['O', name],
    ] as const,
    publicKey,
    issuer: root,
  }
  const certificate = issueCertificate({
    ...plan,
    notBefore: new Date(at.getTime() - day),
    notAfter: new Date(at.getTime() + (ended ? -1000 : 30 * day)),
    extensions: [
      ...keyIdentifiers(plan),
      keyUsage('digitalSignature', ...(ca ? (['keyCertSign'] as const) : [])),
      ...(ca ? [certificateAuthority(0)] : []),
      ...(hosts.length === 0 ? [] : [subjectAltName(...hosts.map((dns) => ({ dns })))]),
    ],
  })
  return { name, chain: [certificate], privateKey }
}

/** A compact JWS by ES256 with x5c; `header` may replace what belongs there. */
export function signedBy(
  { chain, privateKey }: Organisation,
  typ: string,
  payload: object,
  header: object = {},
): string {
  const x5c = chain.map((der) => Buffer.from(der).toString('base64'))
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ alg: 'ES256', typ, x5c, ...header })}.${encode(payload)}`
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

/** The same token with other contents and the old signature. */
export function withPayload(jwt: string, payload: object): string {
  const [header = '', , signature = ''] = jwt.split('.')
  return `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${signature}`
}
