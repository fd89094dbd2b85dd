// READ BINARY, READ RECORD, GET DATA.
import { answer, ok } from './answer.ts'
import type { Command } from './apdu.ts'
import type { CardState } from './cardState.ts'

/** From an offset of 15 bits in the current file, or of 8 bits in the one that P1 names, to the physical end at most. */
export function readBinary({ p1, p2, data, le }: Command, card: CardState): Uint8Array {
  if (data.length > 0 || le === undefined) return answer(0x6700)
  let offset = p1 * 256 + p2
  if (p1 >= 0x80) {
    const refused = card.setShortFile(p1 & 0x7f)
    if (refused) return answer(refused)
    offset = p2
  }
  const { file } = card
  if (file === undefined) return answer(0x6986)
  if (file.kind !== 'transparent') return answer(0x6981)
  if (!card.opens(file.access)) return answer(0x6982)
  if (offset >= file.bytes.length) return answer(0x6b00)
  return answer(ok, file.bytes.subarray(offset, offset + le))
}

/** One record by its number; reading all at once is not supported. */
export function readRecord({ p1, p2, data, le }: Command, card: CardState): Uint8Array {
  if (data.length > 0 || le === undefined) return answer(0x6700)
  if ((p2 & 0x07) !== 0x04 && (p2 & 0x07) !== 0x05) return answer(0x6a86)
  if (p2 >> 3 !== 0) {
    const refused = card.setShortFile(p2 >> 3)
    if (refused) return answer(refused)
  }
  const { file } = card
  if (file === undefined) return answer(0x6986)
  if (file.kind !== 'records') return answer(0x6981)
  if ((p2 & 0x07) === 0x05) return answer(0x6a81)
  if (!card.opens(file.access)) return answer(0x6982)
  const record = p1 === 0 ? undefined : file.records[p1 - 1]
  if (record === undefined) return answer(0x6a83)
  // That a record which does not fit is refused whole is a guess.
  return record.length > le ? answer(0x6700) : answer(ok, record)
}

export function getData({ p1, p2, data, le }: Command, card: CardState): Uint8Array {
  if (data.length > 0 || le === undefined) return answer(0x6700)
  const found = card.here.dataObjects?.get(p1 * 256 + p2)
  if (found === undefined) return answer(0x6a88)
  return found.length > le ? answer(0x6700) : answer(ok, found)
}
