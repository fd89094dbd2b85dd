// Secure messaging of 券面事項入力補助AP, as one source measured it: confidentiality alone, no MAC.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto'
import { answer, ok } from './answer.ts'
import type { Command } from './apdu.ts'
import type { CardState } from './cardState.ts'
import { joined, tlv } from './tlv.ts'

export interface Session {
  /** AES-128. */
  readonly key: Uint8Array
  /** Of the next command; begins at 1 and counts every command of the session, refused ones too. */
  counter: number
}

const block = 16
/** Behind it 32 random bytes, of which the first 16 are the key. */
const keyHeader = Buffer.from('a0228020', 'hex')

/** SET SESSION KEY: 256 bytes, RSA-OAEP with SHA-256, to the public key of EF 0006; the PIN was verified in the clear. */
export function setSessionKey({ p1, p2, data }: Command, card: CardState): Uint8Array {
  const { sessionKey } = card.here
  if (sessionKey === undefined) return answer(0x66f1)
  if (p1 !== 0 || p2 !== 0) return answer(0x6a86)
  if (!card.opens(sessionKey.access)) return answer(0x6982)
  if (data.length !== 256) return answer(0x6700)
  if (Buffer.compare(data, modulusOf(sessionKey.key)) >= 0) return answer(0x6f00)
  const message = decryptKey(sessionKey.key, data)
  if (message?.length !== 36 || !message.subarray(0, 4).equals(keyHeader)) return answer(0x6a80)
  card.session = { key: Uint8Array.from(message.subarray(4, 4 + block)), counter: 1 }
  return answer(ok)
}

/**
 * A command of class 08 inside the session: taken out of its cryptogram, carried out, the answer's data put into one.
 * Anything wrong with the object ends the session.
 */
export function exchangeSecure(
  command: Command,
  card: CardState,
  carryOut: (plain: Command) => Uint8Array,
): Uint8Array {
  const { session } = card
  if (session === undefined) return answer(0x69fc)
  const iv = vector(session)
  session.counter++
  const plain = command.ins === 0xb0 ? plainRead(command) : plainData(command, session.key, iv)
  if (plain === undefined) {
    card.session = undefined
    return answer(0x6988)
  }
  const said = carryOut(plain)
  const data = said.subarray(0, said.length - 2)
  if (data.length === 0) return said
  return joined(tlv(0x86, Uint8Array.of(1), encrypt(session.key, iv, data)), said.subarray(said.length - 2))
}

/** AES of the counter as 16 bytes; the same for a command and its answer. */
export function vector({ key, counter }: Session): Uint8Array {
  const number = Buffer.alloc(block)
  number.writeUInt32BE(counter, block - 4)
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  return joined(cipher.update(number), cipher.final())
}

/** 96 03 00 hh ll in a command of extended length: how much to read, 0 the whole file. */
function plainRead({ data, extended, ...rest }: Command): Command | undefined {
  const [tag, length, zero, high = 0, low = 0] = data
  if (!extended || data.length !== 5 || tag !== 0x96 || length !== 3 || zero !== 0) return undefined
  return { ...rest, extended, data: new Uint8Array(), le: high * 256 + low || 65_536 }
}

/** 86 len 01 and the cryptogram. */
function plainData(command: Command, key: Uint8Array, iv: Uint8Array): Command | undefined {
  const [tag, length, indicator] = command.data
  const cryptogram = command.data.subarray(3)
  if (tag !== 0x86 || length !== command.data.length - 2 || indicator !== 1) return undefined
  if (cryptogram.length === 0 || cryptogram.length % block !== 0) return undefined
  const decipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(cryptogram), decipher.final()])
  const end = padded.lastIndexOf(0x80)
  const padding = padded.subarray(end + 1)
  if (end < padded.length - block || padding.some((byte) => byte !== 0)) return undefined
  // What a command asks to be answered is not told for these two: none.
  return { ...command, data: Uint8Array.from(padded.subarray(0, end)), le: undefined }
}

/** Padded with 80 00…, always. */
function encrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const padding = Buffer.alloc(block - (data.length % block))
  padding[0] = 0x80
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
  return joined(cipher.update(joined(data, padding)), cipher.final())
}

function decryptKey(key: KeyObject, data: Uint8Array): Buffer | undefined {
  try {
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, data)
  } catch {
    return undefined
  }
}

function modulusOf(key: KeyObject): Buffer {
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).n ?? '', 'base64url')
}
