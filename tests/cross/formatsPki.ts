// A small practice PKI and a holder, made anew for the tests of credential formats.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Trust } from '../../main/certificates/trust.ts'
import { rootAuthority, type SignerName, signerCertificate } from '../../practice/authorities.ts'
import type { Authority } from '../../practice/issueCertificate.ts'
import type { CredentialSigner } from '../../practice/issuing/sdJwt.ts'

export const at = new Date('2026-11-23T03:00:00Z')
export const day = 24 * 60 * 60 * 1000
export const later = (days: number): Date => new Date(at.getTime() + days * day)

export function ecKeys(namedCurve: 'P-256' | 'P-384' = 'P-256'): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve })
}

export interface Holder {
  readonly privateKey: KeyObject
  readonly jwk: { kty: string; crv: string; x: string; y: string }
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

export function makeHolder(): Holder {
  const { publicKey, privateKey } = ecKeys()
  const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return {
    privateKey,
    jwk: { kty, crv, x, y },
    sign: (bytes) => Uint8Array.from(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  }
}

export interface Pki {
  readonly root: Authority
  readonly signer: (name: SignerName) => CredentialSigner
  readonly trust: Trust
}

/** A root and leaves under it that are valid around that instant. */
export function makePki(around: Date = at): Pki {
  const off = (days: number) => new Date(around.getTime() + days * day)
  const root = rootAuthority('credentials', ecKeys(), off(-365), off(3650))
  const known = new Map<SignerName, CredentialSigner>()
  const signer = (name: SignerName): CredentialSigner => {
    const made = known.get(name)
    if (made !== undefined) return made
    const keys = ecKeys()
    const certificate = signerCertificate(name, root, keys.publicKey, off(-30), off(400))
    const fresh = { chain: [certificate], privateKey: keys.privateKey }
    known.set(name, fresh)
    return fresh
  }
  const roots = [root.certificate]
  return {
    root,
    signer,
    trust: {
      realm: 'practice',
      jpki: { authentication: [], signature: [] },
      issuers: roots,
      mdocIssuers: roots,
      verifiers: roots,
      registrars: roots,
      tls: [],
    },
  }
}
