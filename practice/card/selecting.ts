// SELECT: applications by their name, files by their identifier, and the level above all applications.
import { answer, ok } from './answer.ts'
import type { Command } from './apdu.ts'
import type { CardState } from './cardState.ts'
import { tlv } from './tlv.ts'

/** @param masterFile `broken`: as measured on My Number Cards */
export function select({ p1, p2, data, le }: Command, card: CardState, masterFile: 'works' | 'broken'): Uint8Array {
  if (p1 === 0x04) return selectApplication(p2, data, le, card)
  if (p1 === 0x02) return selectFile(p2, data, card)
  if (p1 !== 0x00) return answer(0x6a86)
  if (masterFile === 'works') return selectMasterFile(data, card)
  // It fails after power-on and leaves no application later.
  if (data.length > 0) return answer(0x6a82)
  return answer(card.selected === undefined ? 0x6a86 : ok)
}

function selectApplication(p2: number, data: Uint8Array, le: number | undefined, card: CardState): Uint8Array {
  if (p2 !== 0x0c && p2 !== 0x00 && p2 !== 0x02) return answer(0x6a86)
  // A shorter prefix would claim cards that other drivers look for.
  const matches = data.length < 5 ? [] : card.selectable.filter(({ aid }) => startsWith(aid, data))
  const next = p2 === 0x02 && card.selected !== undefined ? matches.indexOf(card.selected) + 1 : 0
  const found = matches[next]
  if (found === undefined) return answer(0x6a82)
  card.enter(found)
  // The file control information is known to exist, its content is a guess.
  return p2 === 0x0c || le === undefined ? answer(ok) : answer(ok, tlv(0x6f, tlv(0x84, found.aid)))
}

function selectFile(p2: number, data: Uint8Array, card: CardState): Uint8Array {
  if (p2 !== 0x0c && p2 !== 0x00) return answer(0x6a86)
  if (data.length !== 2) return answer(0x6700)
  // Unknown: the file before stays current (inferred).
  return answer(card.setFile((data[0] ?? 0) * 256 + (data[1] ?? 0)) ? ok : 0x6a82)
}

/** With no identifier or 3F00. */
function selectMasterFile(data: Uint8Array, card: CardState): Uint8Array {
  if (data.length > 0 && Buffer.from(data).toString('hex') !== '3f00') return answer(0x6a82)
  card.enter(undefined)
  return answer(ok)
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.length <= bytes.length && prefix.every((byte, index) => byte === bytes[index])
}
