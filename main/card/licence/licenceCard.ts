// A driver's licence on a card of its own: what its files say. Tags, coding and sizes by two or more implementers of the
// National Police Agency's specification; what only the wallet guesses is said where it is guessed.
import type { CardCheck } from '../../../preload/shapes/cardData.ts'
import { parseEraDay } from '../data/days.ts'
import { broken, type CardObject, type ObjectForm, onlyObject, parseObjects } from '../data/objects.ts'
import { asciiText } from '../data/texts.ts'
import { categories } from './categories.ts'
import { type Change, parseChanges } from './changes.ts'
import { type Bitmap, parseExternal } from './external.ts'
import { type JisText, parseJisText, plainJisText } from './jisText.ts'

/** Files as read, filler and all; undefined: not opened, or not there. */
export interface LicenceFiles {
  /** DF1/EF01. */
  readonly entries: Uint8Array
  /** DF1/EF03. */
  readonly external: Uint8Array | undefined
  /** DF1/EF04 and EF05. */
  readonly changes: Uint8Array | undefined
  readonly changesExternal: Uint8Array | undefined
  /** DF1/EF02, EF06 and EF07, and DF2/EF01: behind the second PIN. */
  readonly domicile: Uint8Array | undefined
  readonly domicileChanges: Uint8Array | undefined
  readonly signature: Uint8Array | undefined
  readonly photo: Uint8Array | undefined
}

/** Days are YYYY-MM-DD. */
export interface LicenceFacts {
  readonly name: JisText
  readonly kana: JisText
  readonly commonName: JisText
  readonly birthDate: string | undefined
  readonly address: JisText
  readonly issuedOn: string | undefined
  readonly colour: string
  readonly expiresOn: string | undefined
  readonly conditions: readonly JisText[]
  readonly authority: string
  readonly number: string
  /** By position in `categories`; only those that are held. */
  readonly held: readonly { readonly tag: number; readonly since: string | undefined }[]
  readonly changes: readonly Change[]
  readonly domicile: JisText | undefined
  readonly domicileChanges: readonly Change[]
  /** By number of the external character, 1 to 7. */
  readonly external: ReadonlyMap<number, Bitmap>
  /** JPEG 2000. */
  readonly photo: Uint8Array | undefined
  readonly checks: readonly CardCheck[]
}

const form: ObjectForm = { tags: 'one', step: 'licence (entries)' }

/** @throws card.garbled */
export function parseLicence(files: LicenceFiles): LicenceFacts {
  const objects = parseObjects(files.entries, form)
  if (objects.length === 0) return broken(form)
  const value = (tag: number): Uint8Array => onlyObject(objects, tag, form)?.value ?? new Uint8Array()
  const text = (tag: number): JisText => parseJisText(value(tag), form.step)
  const day = (tag: number): string | undefined => dayIn(onlyObject(objects, tag, form)) ?? undefined
  const kana = text(0x13)
  return {
    name: text(0x12),
    // 呼び名, or the unified name where no reading is given.
    kana: kana.length > 0 ? kana : text(0x15),
    commonName: text(0x14),
    birthDate: day(0x16),
    address: text(0x17),
    issuedOn: day(0x18),
    colour: plainJisText(value(0x1a), form.step),
    expiresOn: day(0x1b),
    conditions: [0x1c, 0x1d, 0x1e, 0x1f].map(text).filter((condition) => condition.length > 0),
    authority: plainJisText(value(0x20), form.step),
    number: asciiText(value(0x21), form),
    held: heldCategories(objects),
    changes: files.changes === undefined ? [] : parseChanges(files.changes, 'licence (changes)'),
    domicile: files.domicile === undefined ? undefined : parseDomicile(files.domicile),
    domicileChanges:
      files.domicileChanges === undefined ? [] : parseChanges(files.domicileChanges, 'licence (changes of domicile)'),
    external: externalCharacters(files),
    photo: files.photo === undefined ? undefined : parsePhoto(files.photo),
    checks: [{ check: 'licenceSignature', state: 'notChecked' }],
  }
}

/** A class that is not held has a day of zeros, and one that did not exist yet (準中型 before 2017) has no object. */
function heldCategories(objects: readonly CardObject[]): LicenceFacts['held'] {
  return categories.flatMap(({ tag }) => {
    const found = onlyObject(objects, tag, form)
    const since = dayIn(found)
    return found === undefined || found.value.length === 0 || since === null ? [] : [{ tag, since }]
  })
}

/** null: said to be none. undefined: not there. @throws card.garbled */
function dayIn(object: CardObject | undefined): string | null | undefined {
  if (object === undefined || object.value.length === 0) return undefined
  const day = parseEraDay(asciiText(object.value, form))
  return day === undefined ? broken(form) : day
}

function parseDomicile(file: Uint8Array): JisText {
  const step = 'licence (domicile)'
  const of: ObjectForm = { tags: 'one', step }
  const found = onlyObject(parseObjects(file, of), 0x41, of)
  return parseJisText(found?.value ?? new Uint8Array(), step)
}

/** 1 and 2 lie in EF03, 3 to 7 in EF05. */
function externalCharacters({ external, changesExternal }: LicenceFiles): ReadonlyMap<number, Bitmap> {
  const first = external === undefined ? [] : parseExternal(external).slice(0, 2)
  const later = changesExternal === undefined ? [] : parseExternal(changesExternal)
  const numbered = [
    ...first.map((bitmap, index) => [index + 1, bitmap] as const),
    ...later.map((bitmap, index) => [index + 3, bitmap] as const),
  ]
  return new Map(numbered.flatMap(([number, bitmap]) => (bitmap === undefined ? [] : [[number, bitmap] as const])))
}

const photoStep = 'licence (photo)'

/**
 * DF2/EF01: 5F40 82 hh ll and a JPEG 2000 picture, with a few bytes before its codestream on some cards.
 * @returns undefined when no picture begins in it
 */
export function parsePhoto(file: Uint8Array): Uint8Array | undefined {
  const [first, second, form82, high = 0, low = 0] = file
  if (first !== 0x5f || second !== 0x40 || form82 !== 0x82) return broken({ step: photoStep })
  const end = 5 + high * 256 + low
  if (end > file.length) return broken({ step: photoStep })
  return pictureWithin(file.subarray(5, end))
}

/** From the start of a JP2 file (ISO/IEC 15444-1 I.5.1) or of a bare codestream (A.4.1: SOC and SIZ) to the end. */
export function pictureWithin(bytes: Uint8Array): Uint8Array | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = [jp2Signature, codestream].map((mark) => whole.indexOf(mark)).filter((at) => at >= 0)
  return starts.length === 0 ? undefined : bytes.subarray(Math.min(...starts))
}

const jp2Signature = Buffer.from('0000000C6A5020200D0A870A', 'hex')
const codestream = Buffer.from('FF4FFF51', 'hex')
