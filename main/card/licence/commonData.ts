// What a driver's licence card tells without any PIN (MF/EF01 and MF/EF02).
import { parseBcdDay } from '../data/days.ts'
import { type ObjectForm, onlyObject, parseObjects } from '../data/objects.ts'

export interface CommonData {
  /** Three ASCII characters such as 009. */
  readonly version: string
  /** YYYY-MM-DD. */
  readonly issuedOn: string | undefined
  readonly expiresOn: string | undefined
}

const form: ObjectForm = { tags: 'one', step: 'licence (common data)' }

/** 45 0B { version, issue and expiry in BCD } and 46 02, which is the maker's. @throws card.garbled */
export function parseCommonData(file: Uint8Array): CommonData | undefined {
  const found = onlyObject(parseObjects(file, form), 0x45, form)
  if (found?.value.length !== 11) return undefined
  const { value } = found
  return {
    version: Buffer.from(value.subarray(0, 3)).toString('latin1').replaceAll(/[^\d]/g, ''),
    issuedOn: parseBcdDay(value.subarray(3, 7)),
    expiresOn: parseBcdDay(value.subarray(7, 11)),
  }
}

/** 05 01 xx of the card of its own, C1 01 xx of マイナ免許証: 01 when the holder set PINs. */
export function parsePinSetting(file: Uint8Array, tag: 0x05 | 0xc1): boolean | undefined {
  const [first, length, value] = file
  if (first !== tag || length !== 1) return undefined
  return value === 1 ? true : value === 0 ? false : undefined
}
