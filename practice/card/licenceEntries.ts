// DF1/EF01 of a driver's licence: what is printed on it but for 本籍. Tags and coding by two or more implementers of the
// police agency's specification.
import type { Licence, LicenceKind, PracticePerson } from '../person.ts'
import { eraDay, licenceText } from './licenceText.ts'
import { ascii, joined, tlv } from './tlv.ts'

/** JIS X 0208 as of 1978. */
export const tableYear = Uint8Array.of(0x78)

/** Every class in the order of its tag; those not held too. */
const classTags: readonly (readonly [number, LicenceKind['kind'] | undefined])[] = [
  [0x25, '大型'],
  [0x26, '普通'],
  [0x27, undefined],
  [0x28, '大型二輪'],
  [0x29, '普通二輪'],
  [0x2a, undefined],
  [0x2b, '原付'],
  [0x2c, undefined],
  [0x2d, undefined],
  [0x2e, undefined],
  [0x2f, undefined],
  [0x30, undefined],
  [0x31, '中型'],
  [0x32, undefined],
  [0x33, '準中型'],
]

/** 二・小・原: one day for all of these; 他: one for the rest. */
const lightKinds: readonly LicenceKind['kind'][] = ['大型二輪', '普通二輪', '原付']

/** Without the filler behind it. */
export function licenceEntries(person: PracticePerson, licence: Licence): Uint8Array {
  const kana = licenceText(person.name.kana)
  const { written, conditions } = licence
  return joined(
    tlv(0x11, tableYear),
    tlv(0x12, licenceText(written.name)),
    tlv(0x13, kana),
    // Nobody here has a 通称名.
    tlv(0x14),
    tlv(0x15, kana),
    tlv(0x16, ascii(eraDay(person.birthDate))),
    tlv(0x17, licenceText(written.address)),
    tlv(0x18, ascii(eraDay(licence.issuedOn))),
    tlv(0x19, ascii('99999')),
    tlv(0x1a, licenceText(licence.colour)),
    tlv(0x1b, ascii(eraDay(licence.expiresOn))),
    ...[0, 1, 2, 3].map((line) => tlv(0x1c + line, licenceText(conditions[line] ?? ''))),
    tlv(0x20, licenceText(licence.authority)),
    tlv(0x21, ascii(licence.number)),
    ...licenceDays(licence).map(([tag, day]) => tlv(tag, day)),
  )
}

/** Day since when each group and class is held, zeros for those not held. */
function licenceDays(licence: Licence): (readonly [number, Uint8Array])[] {
  return [
    [0x22, firstDay(licence, true)],
    [0x23, firstDay(licence, false)],
    [0x24, dayOrZeros(undefined)],
    ...classTags.map(([tag, kind]) => {
      return [tag, dayOrZeros(licence.kinds.find((held) => held.kind === kind)?.heldSince)] as const
    }),
  ]
}

/** Since when any of 二・小・原, or of the others, is held. */
export function firstDay({ kinds }: Licence, light: boolean): Uint8Array {
  const [first] = kinds
    .filter(({ kind }) => lightKinds.includes(kind) === light)
    .map(({ heldSince }) => heldSince)
    .sort()
  return dayOrZeros(first)
}

/** That the era is zero too where nothing is held is a guess. */
function dayOrZeros(day: string | undefined): Uint8Array {
  return ascii(day === undefined ? '0000000' : eraDay(day))
}
