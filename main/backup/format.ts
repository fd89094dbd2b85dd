// The backup file: a readable header that names nobody, and then chunks of AES-256-GCM. See docs/backup-format.md.
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../drawer/canonical.ts'
import { recoverySlot, scryptParameters } from '../drawer/header.ts'
import { derive, joined, sameBytes, sha256 } from '../drawer/seal.ts'
import { fail } from '../failure.ts'

/** The line end and the end-of-file mark show at once when a file was changed by a program that takes it for text. */
const magic = Buffer.from('TEFUDA-BACKUP\r\n\x1a', 'latin1')
const formatVersion = 1
/** Magic 16, version 2, length of the header 4. */
export const preambleLength = 22
const checkLength = 32
export const mostHeaderBytes = 16 * 1024
export const chunkLength = 64 * 1024
export const tagLength = 16
/** Counters have 32 bits; a file of more chunks was not made by us (256 TiB). */
const mostChunks = 2 ** 32 - 1

const sealedKey = z.string().regex(/^[A-Za-z0-9_-]{80}$/)
const recoveryKey = z.strictObject({
  kind: z.literal('recovery'),
  /** The drawer and its recovery slot as they were: their private half is sealed for that drawer's id. */
  drawerId: z.uuid(),
  slot: recoverySlot,
  ephemeral: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
  fileKey: sealedKey,
})
const passphraseKey = z.strictObject({
  kind: z.literal('passphrase'),
  salt: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  scrypt: scryptParameters,
  fileKey: sealedKey,
})
const header = z.strictObject({
  realm: z.enum(['practice', 'real']),
  keys: z
    .array(z.discriminatedUnion('kind', [recoveryKey, passphraseKey]))
    .min(1)
    .max(4),
})
export type BackupHeader = z.infer<typeof header>
export type BackupKey = BackupHeader['keys'][number]

/** The bytes of a header, check included. */
export function headerBytes(value: BackupHeader): Uint8Array {
  const text = Buffer.from(canonical(header.parse(value)), 'utf8')
  const numbers = Buffer.alloc(6)
  numbers.writeUInt16BE(formatVersion, 0)
  numbers.writeUInt32BE(text.length, 2)
  const told = joined(magic, numbers, text)
  return joined(told, sha256(told))
}

/**
 * Judges the first 22 bytes of a file.
 *
 * @returns how many bytes header and check have after them
 * @throws backup.notOne, backup.damaged
 */
export function parsePreamble(bytes: Uint8Array): number {
  if (bytes.length < magic.length || !magic.equals(bytes.subarray(0, magic.length))) fail({ code: 'backup.notOne' })
  if (bytes.length < preambleLength) fail({ code: 'backup.damaged' })
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(18)
  if (length === 0 || length > mostHeaderBytes) fail({ code: 'backup.damaged' })
  return length + checkLength
}

/**
 * Reads preamble, header and check. Later versions keep these three in their places, so that an old program knows a new
 * file from a broken one. Only the canonical spelling is a header.
 *
 * @throws backup.notOne, backup.damaged, backup.newer
 */
export function parseHeader(bytes: Uint8Array): BackupHeader {
  if (bytes.length !== preambleLength + parsePreamble(bytes)) fail({ code: 'backup.damaged' })
  const told = bytes.subarray(0, bytes.length - checkLength)
  if (!sameBytes(sha256(told), bytes.subarray(bytes.length - checkLength))) fail({ code: 'backup.damaged' })
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint16(16)
  if (version > formatVersion) fail({ code: 'backup.newer' })
  const text = Buffer.from(told.subarray(preambleLength)).toString('utf8')
  const parsed = header.safeParse(parsedJson(text))
  if (version < formatVersion || !parsed.success || text !== canonical(parsed.data)) fail({ code: 'backup.damaged' })
  return parsed.data
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The key of the chunks, from the file's key and all bytes before them: another header is another key. */
export const payloadKey = (fileKey: Uint8Array, wholeHeader: Uint8Array): Uint8Array =>
  derive(fileKey, sha256(wholeHeader), 'tefuda/backup/payload/1')

/**
 * Seals chunk after chunk (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce holds its place and whether it is
 * the last, so that none can be moved, doubled, left out or cut off. The key belongs to one file alone.
 *
 * @param last the file's last chunk; only that one may be shorter than 64 KiB, none is empty
 */
export function sealChunk(key: Uint8Array, place: number, last: boolean, plain: Uint8Array): Uint8Array {
  if (plain.length === 0 || plain.length > chunkLength || (!last && plain.length !== chunkLength))
    throw new Error('not the length of a chunk')
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place, last), { authTagLength: tagLength })
  return joined(cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

/** The chunk's bytes; undefined when they are not those that were sealed in this place. */
export function openChunk(key: Uint8Array, place: number, last: boolean, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length <= tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place, last), { authTagLength: tagLength })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength))
  try {
    decipher.final()
    return plain
  } catch {
    plain.fill(0)
    return undefined
  }
}

function nonceOf(place: number, last: boolean): Uint8Array {
  if (!Number.isInteger(place) || place < 0 || place >= mostChunks) throw new Error('too many chunks')
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(place, 7)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}
