// マイナ免許証: a driver's licence on the My Number Card. Its content is described, but most of its tags are not public:
// what is known is shown, and the rest is said to be unread.
import type { CardCheck } from '../../../preload/shapes/cardData.ts'
import { parseEraDay } from '../data/days.ts'
import { pictureWithin } from './licenceCard.ts'

export interface LicenceOnCardFacts {
  /** YYYY-MM-DD. */
  readonly expiresOn: string | undefined
  /** JPEG 2000. */
  readonly photo: Uint8Array | undefined
  readonly checks: readonly CardCheck[]
}

/**
 * EF 001B. C2 and C3 come first (whether driving-history certificates use it), and C5 07 is the end of validity (one
 * implementer, against real cards); a JPEG 2000 picture is somewhere in it (the specification as two quote it).
 */
export function parseLicenceOnCard(file: Uint8Array): LicenceOnCardFacts {
  return {
    expiresOn: expiryIn(file),
    photo: pictureWithin(file),
    checks: [
      { check: 'licenceOnCard', state: 'notChecked' },
      { check: 'licenceSignature', state: 'notChecked' },
    ],
  }
}

/** Objects of one tag byte, one behind another, up to the one that is looked for or the first that makes no sense. */
function expiryIn(file: Uint8Array): string | undefined {
  let at = 0
  while (at + 1 < file.length) {
    const [tag, length = 0, more = 0, most = 0] = file.subarray(at, at + 4)
    if (tag === 0xff) return undefined
    const long = length === 0x82
    const start = at + (long ? 4 : 2)
    const end = start + (long ? more * 256 + most : length)
    if (end > file.length) return undefined
    if (tag === 0xc5) {
      const text = Buffer.from(file.subarray(start, end)).toString('latin1')
      return parseEraDay(text) ?? undefined
    }
    at = end
  }
  return undefined
}
