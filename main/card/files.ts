// Reads transparent files of the card.
import { fail } from '../failure.ts'
import { nameStatus, unexpected } from './apdu.ts'
import { selectFile } from './applications.ts'
import type { Exchange } from './channel.ts'
import { atFile, type FileAccess } from './fileAccess.ts'

/** `pinNeeded`: the file is there and opens only after a PIN. */
export type FileStart = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'absent' } | { kind: 'pinNeeded' }

/** Offsets are 15 bits (ISO/IEC 7816-4 7.2.2); no file of this card comes near. */
const longestFile = 0x7fff

/** The first bytes of a file, at most 256: one command where the card takes short identifiers. */
export async function readStart(
  exchange: Exchange,
  access: FileAccess,
  file: number,
  step: string,
  le = 256,
): Promise<FileStart> {
  const answer = await atFile(exchange, access, file, (shortId) => {
    return { step, ins: 0xb0, p1: shortId === undefined ? 0 : 0x80 | shortId, p2: 0, le }
  })
  if (answer === undefined) return { kind: 'absent' }
  const status = nameStatus(answer.status)
  if (status === 'pinNeeded') return { kind: 'pinNeeded' }
  if (answer.data.length > le) return fail({ code: 'card.garbled', step })
  if (status === 'endOfFile' || status === 'ok') return { kind: 'bytes', bytes: answer.data }
  return unexpected(step, answer)
}

/**
 * Reads on from what `readStart` gave until `length` bytes are there, by steps of at most 256 bytes: longer answers are
 * cut by some readers and phones.
 */
export async function readOn(
  exchange: Exchange,
  file: number,
  start: Uint8Array,
  length: number,
  step: string,
): Promise<Uint8Array> {
  if (length > longestFile) return fail({ code: 'card.garbled', step: `${step} (length)` })
  const whole = new Uint8Array(length)
  whole.set(start.subarray(0, length))
  let at = Math.min(start.length, length)
  while (at < length) {
    const le = Math.min(256, length - at)
    const part = await readPart(exchange, file, at, le, step)
    if (part.length === 0) return fail({ code: 'card.garbled', step })
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** `le` bytes from `at` on, or fewer where the file ends before. */
async function readPart(exchange: Exchange, file: number, at: number, le: number, step: string): Promise<Uint8Array> {
  const command = { step, ins: 0xb0, p1: at >> 8, p2: at & 0xff, le }
  let answer = await exchange(command)
  // Only one source says that reading by short identifier makes the file the current one.
  if (nameStatus(answer.status) === 'noCurrentFile' && (await selectFile(exchange, step, file)))
    answer = await exchange(command)
  const status = nameStatus(answer.status)
  if (status !== 'ok' && status !== 'endOfFile') return unexpected(step, answer)
  return answer.data.length > le ? fail({ code: 'card.garbled', step }) : answer.data
}

/**
 * A file to its physical end: for those whose length no object at their start tells. `most` is more than the file can hold.
 * @throws card.garbled when it goes on beyond that
 */
export async function readWhole(
  exchange: Exchange,
  access: FileAccess,
  file: number,
  step: string,
  most: number,
): Promise<FileStart> {
  const start = await readStart(exchange, access, file, step)
  if (start.kind !== 'bytes') return start
  const parts = [start.bytes]
  let last = start.bytes.length
  let at = last
  while (last === 256) {
    if (at > Math.min(most, longestFile)) return fail({ code: 'card.garbled', step: `${step} (length)` })
    const part = await readPart(exchange, file, at, 256, step)
    parts.push(part)
    last = part.length
    at += last
  }
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.concat(parts)) }
}

/** The object at the start of a file, with what stands behind it cut off. @throws card.garbled when there is none */
export async function readObject(
  exchange: Exchange,
  access: FileAccess,
  file: number,
  step: string,
): Promise<FileStart> {
  const start = await readStart(exchange, access, file, step)
  if (start.kind !== 'bytes') return start
  if (isEmpty(start.bytes)) return { kind: 'absent' }
  const length = objectLength(start.bytes)
  if (length === undefined) return fail({ code: 'card.garbled', step })
  return { kind: 'bytes', bytes: await readOn(exchange, file, start.bytes, length, step) }
}

/**
 * How many bytes the object at the start of a file takes, header included: the file itself is longer and filled with FF
 * (one source, and every driver trims). `undefined`: the bytes are no BER header (ITU-T X.690 8.1.2–8.1.3) or its length is indefinite.
 */
export function objectLength(bytes: Uint8Array): number | undefined {
  const first = bytes[0]
  if (first === undefined) return undefined
  let at = 1
  if ((first & 0x1f) === 0x1f) {
    while ((bytes[at] ?? 0) & 0x80) at += 1
    at += 1
  }
  const length = bytes[at]
  if (length === undefined) return undefined
  at += 1
  if (length < 0x80) return at + length
  const octets = length & 0x7f
  if (octets < 1 || octets > 2 || bytes.length < at + octets) return undefined
  let value = 0
  for (const octet of bytes.subarray(at, at + octets)) value = value * 256 + octet
  return at + octets + value
}

/** A file that holds nothing is filled with FF. */
export const isEmpty = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0xff)
