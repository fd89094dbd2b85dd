// Signers that nobody has reason to trust: the same names under another root. Faults use them in the place of the real ones.
import { X509Certificate } from 'node:crypto'
import { rootAuthority, rootOf, type SignerName, signerCertificate } from '../authorities.ts'
import type { Signer } from '../world.ts'
import { newSigningKey } from './sign.ts'

/** A signer with that role's names and extensions whose root is made here and now. */
export function strangerFor(name: SignerName, now: Date): Signer {
  const begin = new Date(now.getTime() - 3_600_000)
  const end = new Date(now.getTime() + 86_400_000)
  const root = rootAuthority(rootOf[name], newSigningKey(), begin, end)
  const keys = newSigningKey()
  return { chain: [signerCertificate(name, root, keys.publicKey, begin, end)], privateKey: keys.privateKey }
}

/** `x509_hash:` and the SHA-256 of the leaf, base64url (OpenID4VP 5.9.3). */
export function clientIdOf({ chain }: Signer): string {
  const fingerprint = new X509Certificate(chain[0] ?? new Uint8Array()).fingerprint256.replaceAll(':', '')
  return `x509_hash:${Buffer.from(fingerprint, 'hex').toString('base64url')}`
}
