// Tagged objects in the files of a card, read strictly: every length lies within what is there, and nothing is guessed.
import { fail } from '../../failure.ts'

export interface CardObject {
  readonly tag: number
  readonly value: Uint8Array
  /** Tag, length and value, as a signature takes them. */
  readonly whole: Uint8Array
  /** Where the object begins, counted as `start` says. */
  readonly at: number
}

export interface ObjectForm {
  /** `ber`: one byte, or two as in DF21 (ITU-T X.690 8.1.2). `one`: always one byte, as in a driver's licence, whose tags reach 1F. */
  readonly tags: 'ber' | 'one'
  /** What the file is, for a failure's step: words, never data. */
  readonly step: string
  /** Where the bytes begin in their file, so that `at` counts from the file's start. */
  readonly start?: number
}

/** More than any file of these cards holds. */
const mostObjects = 128

/**
 * The objects that stand one behind another in these bytes. FF in the place of a tag ends a licence's file; elsewhere the
 * bytes have to end with an object.
 * @throws card.garbled
 */
export function parseObjects(bytes: Uint8Array, form: ObjectForm): CardObject[] {
  const objects: CardObject[] = []
  let at = 0
  while (at < bytes.length) {
    if (form.tags === 'one' && bytes[at] === 0xff) break
    const found = objectAt(bytes, at, form)
    objects.push(found)
    at += found.whole.length
    if (objects.length > mostObjects) return broken(form)
  }
  return objects
}

/**
 * The one object at the start of a file, whose filler behind it is left aside. @throws card.garbled also when another tag is there
 */
export function parseFile(bytes: Uint8Array, tag: number, form: ObjectForm): CardObject {
  const found = objectAt(bytes, 0, form)
  return found.tag === tag ? found : broken(form)
}

/** What is inside an object that holds others. */
export function parseInside(outer: CardObject, form: ObjectForm): CardObject[] {
  const header = outer.whole.length - outer.value.length
  const start = outer.at + header
  return parseObjects(outer.value, { ...form, start })
}

/** The only object with that tag. @throws card.garbled when there are several; undefined when there is none */
export function onlyObject(objects: readonly CardObject[], tag: number, form: ObjectForm): CardObject | undefined {
  const [first, second] = objects.filter((object) => object.tag === tag)
  return second === undefined ? first : broken(form)
}

/** The only object with that tag. @throws card.garbled when there is none, or several */
export function requiredObject(objects: readonly CardObject[], tag: number, form: ObjectForm): CardObject {
  return onlyObject(objects, tag, form) ?? broken(form)
}

function objectAt(bytes: Uint8Array, at: number, form: ObjectForm): CardObject {
  const first = bytes[at]
  if (first === undefined) return broken(form)
  let tag = first
  let next = at + 1
  if (form.tags === 'ber' && (first & 0x1f) === 0x1f) {
    const second = bytes[next]
    // A third tag byte exists on none of these cards.
    if (second === undefined || (second & 0x80) !== 0) return broken(form)
    tag = first * 256 + second
    next += 1
  }
  const length = lengthAt(bytes, next, form)
  const end = length.next + length.value
  if (end > bytes.length) return broken(form)
  return {
    tag,
    value: bytes.subarray(length.next, end),
    whole: bytes.subarray(at, end),
    at: (form.start ?? 0) + at,
  }
}

/** Short form, 81 or 82 (X.690 8.1.3); longer ones than needed are allowed, because cards write them. */
function lengthAt(bytes: Uint8Array, at: number, form: ObjectForm): { value: number; next: number } {
  const [first, second, third] = bytes.subarray(at, at + 3)
  if (first === undefined) return broken(form)
  if (first < 0x80) return { value: first, next: at + 1 }
  if (first === 0x81 && second !== undefined) return { value: second, next: at + 2 }
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { value: second * 256 + third, next: at + 3 }
  return broken(form)
}

/** The bytes do not follow the form of that file. */
export function broken({ step }: Pick<ObjectForm, 'step'>): never {
  return fail({ code: 'card.garbled', step })
}
