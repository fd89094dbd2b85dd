// The signed head: how many rows the ledger had and the hash of the last one, signed with a key of the drawer that is
// there for nothing else. Kept in the keychain and written into exports, it tells later whether the ledger goes on from there.
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonical, canonicalBytes } from '../drawer/canonical.ts'
import { fromBase64Url, toBase64Url } from '../drawer/seal.ts'
import type { HeadMark } from './chain.ts'

const base64Url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(200)
export const signedHead = z.strictObject({
  version: z.literal(1),
  count: z.int().min(1),
  /** SHA-256, of the last row. */
  hash: base64Url.length(43),
  at: z.iso.datetime(),
  /** DER SubjectPublicKeyInfo, P-256. */
  publicKey: base64Url,
  /** ECDSA over SHA-256, r and s of 32 bytes each. */
  signature: base64Url.length(86),
})
export type SignedHead = z.infer<typeof signedHead>

const mostText = 4_000
const signedBytes = (head: Omit<SignedHead, 'signature'>) => canonicalBytes({ use: 'tefuda/ledger-head/1', ...head })

/** The head as text, signed. @param key P-256 */
export function signHead({ count, hash }: HeadMark, at: string, key: KeyObject): string {
  const head = { version: 1, count, hash: toBase64Url(hash), at, publicKey: publicKeyOf(key) } as const
  const signature = toBase64Url(sign('sha256', signedBytes(head), { key, dsaEncoding: 'ieee-p1363' }))
  return canonical({ ...head, signature })
}

/** DER SubjectPublicKeyInfo in base64url, of either half. */
export const publicKeyOf = (key: KeyObject): string =>
  toBase64Url((key.type === 'public' ? key : createPublicKey(key)).export({ format: 'der', type: 'spki' }))

/** The head in a text; undefined where it is none. Nothing is verified. */
export function parseHead(text: string): SignedHead | undefined {
  if (text.length > mostText) return undefined
  try {
    return signedHead.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Whether this key signed it. The key tells whose ledger it is: it goes with the drawer, into its backups too. */
export function verifyHead(head: SignedHead, publicKey: string): boolean {
  const { signature, ...signed } = head
  if (head.publicKey !== publicKey) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
  return verify('sha256', signedBytes(signed), { key, dsaEncoding: 'ieee-p1363' }, fromBase64Url(signature))
}

export const markOf = ({ count, hash }: SignedHead): HeadMark => ({ count, hash: fromBase64Url(hash) })
