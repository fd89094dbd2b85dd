// External characters (外字) of a driver's licence: names hold characters that no table has, and the card carries their
// pictures.

/** One bit a point, 1 being ink, rows from the top, the highest bit leftmost. */
export interface Bitmap {
  readonly side: number
  readonly bits: Uint8Array
}

/** EF03 has two characters and EF05 five, by the sizes of the files: 264 = 2 × 132, 663 = 3 + 5 × 132. */
const pairLength = 132
const side = 32

/**
 * The pictures in a file, in order. A GUESS: only the sizes of the files and the tags 48 (文字構成) and 49 (外字) are public.
 * Taken is that each character's 132 bytes end in a square of 32 by 32 points; whatever does not fit gives no picture.
 *
 * @param file EF03, or EF05 whose first object 50 says whether anything was added
 */
export function parseExternal(file: Uint8Array): (Bitmap | undefined)[] {
  const start = file[0] === 0x50 ? 3 : 0
  const pictures: (Bitmap | undefined)[] = []
  for (let at = start; at + pairLength <= file.length && pictures.length < 5; at += pairLength)
    pictures.push(pictureIn(file.subarray(at, at + pairLength)))
  return pictures
}

function pictureIn(pair: Uint8Array): Bitmap | undefined {
  const bits = pair.subarray(pairLength - (side * side) / 8)
  const blank = bits.every((byte) => byte === 0xff) || bits.every((byte) => byte === 0)
  return pair[0] === 0x48 && !blank ? { side, bits } : undefined
}
