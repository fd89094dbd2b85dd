// A share on its way to the drawer of who keeps it: sealed for a key that only that drawer has, so that nobody need be there
// at the same time. It waits in the sealed list of people until that person opens their drawer.
import type { ECDH } from 'node:crypto'
import { z } from 'zod'
import { agreedKey, agreeFor } from '../drawer/agreement.ts'
import { canonicalBytes } from '../drawer/canonical.ts'
import { fromBase64Url, joined, seal, toBase64Url, unseal, wipe } from '../drawer/seal.ts'
import { shareLength } from './share.ts'

const base64Url = (most: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{1,${most}}$`))

export const sealedShare = z.strictObject({
  /** Whose drawer it helps to open, and with which family slot. */
  drawerId: z.uuid(),
  slotId: z.uuid(),
  /** Uncompressed point, 65 bytes. */
  ephemeral: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
  sealed: base64Url(600),
})
export type SealedShare = z.infer<typeof sealedShare>

export interface HeldShare {
  /** Whose drawer it is, by name as it was when the share was made. */
  readonly person: string
  readonly share: Uint8Array
}

const label = 'tefuda/kept-share/1'
/** Bytes; names have 60 characters at most. */
const mostName = 240

/** @param publicKey of the drawer that shall keep it: uncompressed point, 65 bytes */
export function sealShare(
  { person, share }: HeldShare,
  publicKey: Uint8Array,
  { drawerId, slotId }: Pick<SealedShare, 'drawerId' | 'slotId'>,
): SealedShare {
  const { key, ephemeral } = agreeFor(publicKey, label)
  const plain = joined(share, Buffer.from(person, 'utf8').subarray(0, mostName))
  const told = { drawerId, slotId, ephemeral: toBase64Url(ephemeral) }
  const sealed = toBase64Url(seal(key, plain, use(told)))
  wipe(key, plain)
  return { ...told, sealed }
}

/** Undefined when it was sealed for another drawer, or altered. */
export function openShare({ sealed, ...told }: SealedShare, pair: ECDH): HeldShare | undefined {
  const key = agreedKey(pair, fromBase64Url(told.ephemeral), label)
  if (key === undefined) return undefined
  const plain = unseal(key, fromBase64Url(sealed), use(told))
  wipe(key)
  if (plain === undefined || plain.length < shareLength) return undefined
  const held = {
    share: plain.slice(0, shareLength),
    person: Buffer.from(plain.subarray(shareLength)).toString('utf8').slice(0, 60),
  }
  wipe(plain)
  return held
}

const use = (told: Omit<SealedShare, 'sealed'>): Uint8Array => canonicalBytes({ use: label, ...told })
