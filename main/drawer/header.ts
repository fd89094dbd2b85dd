// header.json: what a drawer tells without any key. No name, no count of credentials; authenticated by the drawer key.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '../failure.ts'
import { canonical, canonicalBytes } from './canonical.ts'
import type { DrawerHeader } from './contract/door.ts'
import { derive, fromBase64Url, mac, sameBytes, sha256, toBase64Url } from './seal.ts'

export const headerVersion = 1
const slotVersion = 1
const mostBytes = 64 * 1024
/** How many ways into one drawer there may be. */
export const mostSlots = 16

const base64Url = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))
/** nonce 12, the sealed 32 bytes, tag 16. */
const sealedKey = base64Url(60)
const slotOwn = {
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  version: z.literal(slotVersion),
  createdAt: z.iso.datetime(),
  salt: base64Url(32),
  /** The slot's private P-256 key, sealed under the key that the person's secret gives. */
  privateKey: sealedKey,
}
const slotBase = {
  ...slotOwn,
  /** The other half of the agreement that wraps the drawer key (uncompressed point), new at every generation. */
  ephemeral: base64Url(65),
  drawerKey: sealedKey,
}
/**
 * Below the lower bound a stolen file would be cheaper to try; above the upper one a crafted header could exhaust the
 * memory of the PC (128 · N · r bytes: 128 MiB to 1 GiB).
 *
 * @see RFC 7914 2
 */
export const scryptParameters = z.strictObject({
  N: z.union([z.literal(2 ** 17), z.literal(2 ** 18), z.literal(2 ** 19), z.literal(2 ** 20)]),
  r: z.literal(8),
  p: z.int().min(1).max(4),
})
/** The recovery slot without what belongs to one generation of the drawer: a backup wraps its own key for it. */
export const recoverySlot = z.strictObject({ ...slotOwn, kind: z.literal('recovery') })
const storedSlot = z.discriminatedUnion('kind', [
  z.strictObject({ ...slotBase, kind: z.literal('passphrase'), scrypt: scryptParameters }),
  z.strictObject({ ...slotBase, kind: z.literal('card'), cardTag: base64Url(32), sealedSalt: sealedKey }),
  z.strictObject({ ...slotBase, kind: z.literal('recovery') }),
  z.strictObject({ ...slotBase, kind: z.literal('mandate') }),
  z.strictObject({ ...slotBase, kind: z.literal('family') }),
])
const storedHeader = z
  .strictObject({
    version: z.literal(headerVersion),
    drawerId: z.uuid(),
    realm: z.enum(['practice', 'real']),
    generation: z.int().min(1),
    slots: z.array(storedSlot).min(1).max(mostSlots),
    /** HMAC-SHA-256 under a key from the drawer key, over all members but `mac` and `check`. */
    mac: base64Url(32),
    /** SHA-256 over all members but itself: tells a damaged header from a wrong key; no protection against malice. */
    check: base64Url(32),
  })
  .refine((header) => new Set(header.slots.map((slot) => slot.id)).size === header.slots.length)

export type StoredHeader = z.infer<typeof storedHeader>
export type StoredSlot = StoredHeader['slots'][number]
type UnsignedHeader = Omit<StoredHeader, 'mac' | 'check'>

export const headerFile = (folder: string): string => join(folder, 'header.json')

const macKey = (drawerKey: Uint8Array) => derive(drawerKey, new Uint8Array(), 'tefuda/drawer/header-mac/1')
const checkOf = (header: Omit<StoredHeader, 'check'>) => toBase64Url(sha256(canonicalBytes(header)))

/** The header's file text, authenticated under this drawer key. */
export function signHeader(header: UnsignedHeader, drawerKey: Uint8Array): { header: StoredHeader; text: string } {
  const key = macKey(drawerKey)
  const signed = { ...header, mac: toBase64Url(mac(key, canonicalBytes(header))) }
  key.fill(0)
  const whole: StoredHeader = { ...signed, check: checkOf(signed) }
  return { header: whole, text: canonical(whole) }
}

/** Whether this drawer key wrote the header. */
export function headerHolds({ mac: claimed, check: _, ...header }: StoredHeader, drawerKey: Uint8Array): boolean {
  const key = macKey(drawerKey)
  const computed = mac(key, canonicalBytes(header))
  key.fill(0)
  return sameBytes(computed, fromBase64Url(claimed))
}

/**
 * Parses a header's text. Only the canonical spelling is a header.
 *
 * @throws drawer.damaged, drawer.newer
 */
export function parseHeader(text: string): StoredHeader {
  const value = parsedJson(text)
  const header = storedHeader.safeParse(value)
  if (!header.success) fail({ code: isNewer(value) ? 'drawer.newer' : 'drawer.damaged' })
  const { check, ...rest } = header.data
  if (text !== canonical(header.data) || check !== checkOf(rest)) fail({ code: 'drawer.damaged' })
  return header.data
}

/**
 * Reads a drawer's header. Needs no key and no lock: a header is only ever replaced whole.
 *
 * @throws drawer.damaged, drawer.newer, file.unreadable
 */
export async function readStoredHeader(folder: string): Promise<StoredHeader> {
  const bytes = await readFile(headerFile(folder)).catch((error: NodeJS.ErrnoException) =>
    fail({ code: error.code === 'ENOENT' ? 'drawer.damaged' : 'file.unreadable' }, error),
  )
  if (bytes.length > mostBytes) fail({ code: 'drawer.damaged' })
  return parseHeader(bytes.toString('utf8'))
}

/**
 * What a drawer tells without any key: how it may be opened, never whose it is.
 *
 * @throws drawer.damaged, drawer.newer, file.unreadable
 */
export const readHeader = async (folder: string): Promise<DrawerHeader> => shownHeader(await readStoredHeader(folder))

export function shownHeader(header: StoredHeader): DrawerHeader {
  return {
    drawerId: header.drawerId,
    realm: header.realm,
    generation: header.generation,
    slots: header.slots.map((slot) => ({
      id: slot.id,
      kind: slot.kind,
      createdAt: slot.createdAt,
      ...(slot.kind === 'card' ? { cardTag: slot.cardTag, sealedSalt: slot.sealedSalt } : {}),
    })),
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail({ code: 'drawer.damaged' }, error)
  }
}

/** Later versions keep `version`, the canonical spelling and `check`, so that an old program knows a new header from a broken one. */
function isNewer(value: unknown): boolean {
  const newer = z.looseObject({
    version: z.int(),
    check: z.string(),
    slots: z.array(z.looseObject({ kind: z.string(), version: z.int() })),
  })
  const parsed = newer.safeParse(value)
  if (!parsed.success) return false
  const { check, ...rest } = parsed.data
  if (check !== toBase64Url(sha256(Buffer.from(canonicalUnknown(rest))))) return false
  const known = (slot: { kind: string; version: number }) =>
    slot.version === slotVersion && ['passphrase', 'card', 'recovery', 'mandate', 'family'].includes(slot.kind)
  return parsed.data.version > headerVersion || parsed.data.slots.some((slot) => !known(slot))
}

/** For members that this version does not know; JSON.parse gives nothing but plain values. */
function canonicalUnknown(value: unknown): string {
  try {
    return canonical(value as Parameters<typeof canonical>[0])
  } catch {
    return ''
  }
}
