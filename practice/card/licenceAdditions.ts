// What is added to a driver's licence: changes, and characters that no table has.
import { externalCharacterPicture } from '../cardPictures.ts'
import type { Licence, LicenceChange } from '../person.ts'
import { tableYear } from './licenceEntries.ts'
import { eraDay, licenceText } from './licenceText.ts'
import { ascii, filled, joined, tlv } from './tlv.ts'

/** A GUESS, all of it: that the tags follow 50, and in the order in which an implementer lists the fields. */
const changeTags = {
  tableYear: 0x51,
  day: 0x52,
  name: 0x54,
  address: 0x56,
  condition: 0x57,
  conditionLifted: 0x58,
  remark: 0x59,
  domicile: 0x5b,
  authority: 0x5c,
} as const

/** EF04: whether there is anything, then a group a change. */
export function licenceChanges({ changes, authority }: Licence): Uint8Array {
  return joined(
    tlv(0x50, Uint8Array.of(changes.length > 0 ? 1 : 0)),
    ...changes.map(({ on, kind, text }) => change(on, kind, text, authority)),
  )
}

/** EF06, the same of 本籍. */
export function domicileChanges({ domicileChanges: changes, authority }: Licence): Uint8Array {
  return joined(
    tlv(0x50, Uint8Array.of(changes.length > 0 ? 1 : 0)),
    ...changes.map(({ on, text }) => change(on, 'domicile', text, authority)),
  )
}

function change(on: string, kind: LicenceChange['kind'] | 'domicile', text: string, authority: string): Uint8Array {
  return joined(
    tlv(changeTags.tableYear, tableYear),
    tlv(changeTags.day, ascii(eraDay(on))),
    tlv(changeTags[kind], licenceText(text)),
    tlv(changeTags.authority, licenceText(authority)),
  )
}

/** EF03: 外字 1 and 2, 264 bytes. */
export function issuedCharacters(licence: Licence): Uint8Array {
  return joined(character(licence, 1), character(licence, 2))
}

/** EF05: whether there is anything, then 外字 3–7, 663 bytes. */
export function addedCharacters(licence: Licence): Uint8Array {
  const five = ([3, 4, 5, 6, 7] as const).map((number) => character(licence, number))
  const some = ([3, 4, 5, 6, 7] as const).some((number) => licence.externalCharacters[number] !== undefined)
  return joined(tlv(0x50, Uint8Array.of(some ? 1 : 0)), ...five)
}

/**
 * 132 bytes: 文字構成 (48) and the character (49). A GUESS: only tags and sizes are public. Here 48 is empty and 49 has
 * 128 bytes, its length in one byte: 32 rows of 32 dots, 1 is ink. FF where there is no such character.
 */
function character({ externalCharacters }: Licence, number: 1 | 2 | 3 | 4 | 5 | 6 | 7): Uint8Array {
  const written = externalCharacters[number]
  if (written === undefined) return filled(new Uint8Array(), 132)
  return joined(Uint8Array.of(0x48, 0x00, 0x49, 0x80), externalCharacterPicture(written))
}
