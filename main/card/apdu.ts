// Command and answer of the card as bytes (ISO/IEC 7816-4 5.1): short form, which is all that an ordinary driver needs.
import { fail } from '../failure.ts'

export interface Command {
  /** What is being done, for a failure's `step`: words, never data. */
  readonly step: string
  /** 00 interindustry (default), 80 the card's own. */
  readonly cla?: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  /** At most 255 bytes. */
  readonly data?: Uint8Array
  /** Expected bytes, 1–256. Absent: none. */
  readonly le?: number
  /** Holds a PIN: sent once at most, and its bytes are wiped after. */
  readonly secret?: true
}

export interface Answer {
  readonly data: Uint8Array
  /** SW1 SW2. */
  readonly status: number
}

/** Status words (ISO/IEC 7816-4 5.1.3; what this card means by them is JICSAP 1.1's). */
export const ok = 0x9000

/** The bytes of a command. A `le` of 256 is written as 00. */
export function buildCommand({ cla = 0x00, ins, p1, p2, data, le }: Command): Uint8Array {
  if (data !== undefined && (data.length < 1 || data.length > 255)) throw new RangeError('Lc')
  if (le !== undefined && (le < 1 || le > 256)) throw new RangeError('Le')
  const body = data === undefined ? 0 : 1 + data.length
  const bytes = new Uint8Array(4 + body + (le === undefined ? 0 : 1))
  bytes.set([cla, ins, p1, p2])
  if (data !== undefined) {
    bytes[4] = data.length
    bytes.set(data, 5)
  }
  if (le !== undefined) bytes[bytes.length - 1] = le & 0xff
  return bytes
}

/** Splits data and status word. @throws card.garbled when no status word can be there, or more than an APDU can hold */
export function splitAnswer(bytes: Uint8Array, step: string): Answer {
  const data = bytes.subarray(0, -2)
  const [sw1, sw2] = bytes.subarray(-2)
  // Status words begin with 6 or 9; 60 is the T=0 null byte and no status (ISO/IEC 7816-3 10.3.3).
  if (sw1 === undefined || sw2 === undefined || bytes.length > 65_538 || !/^[69]/.test(hex(sw1)) || sw1 === 0x60)
    return fail({ code: 'card.garbled', step: `${step} (${bytes.length} bytes)` })
  return { data, status: (sw1 << 8) | sw2 }
}

export type StatusName =
  | 'ok'
  | 'moreData'
  | 'otherLength'
  | 'endOfFile'
  | 'triesLeft'
  | 'blocked'
  | 'pinNeeded'
  | 'wrongLength'
  | 'noCurrentFile'
  | 'notForThisFile'
  | 'notFound'
  | 'wrongParameters'
  | 'notSupported'
  | 'other'

/** What a status word means on this card. */
export function nameStatus(status: number): StatusName {
  if (status === ok) return 'ok'
  if (status >> 8 === 0x61) return 'moreData'
  if (status >> 8 === 0x6c) return 'otherLength'
  if (status >> 4 === 0x63c) return 'triesLeft'
  return named.get(status) ?? 'other'
}

const named = new Map<number, StatusName>([
  [0x6282, 'endOfFile'],
  [0x6b00, 'endOfFile'],
  [0x6700, 'wrongLength'],
  [0x6981, 'notForThisFile'],
  [0x6982, 'pinNeeded'],
  // 6984 is what this card says of a blocked PIN; 6983 is the word of ISO/IEC 7816-4 for it.
  [0x6983, 'blocked'],
  [0x6984, 'blocked'],
  [0x6985, 'notForThisFile'],
  [0x6986, 'noCurrentFile'],
  [0x6a81, 'notSupported'],
  [0x6a82, 'notFound'],
  [0x6a83, 'notFound'],
  [0x6a86, 'wrongParameters'],
  [0x6a88, 'notFound'],
  [0x6d00, 'notSupported'],
  [0x6e00, 'notSupported'],
])

/** An answer that no rule of this step allows. The status word is told, the data is not. */
export function unexpected(step: string, { status }: Answer): never {
  return fail({ code: 'card.garbled', step: `${step} (${hex(status >> 8)}${hex(status & 0xff)})` })
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')
