// What was added to a driver's licence after it was issued: a new address, a condition lifted.
import { parseEraDay } from '../data/days.ts'
import { type CardObject, type ObjectForm, parseObjects } from '../data/objects.ts'
import { type JisText, parseJisText, plainJisText } from './jisText.ts'

export interface Change {
  /** YYYY-MM-DD. */
  readonly on: string | undefined
  readonly text: JisText
  readonly authority: string
}

const dayLength = 7
/** EF04 holds 640 bytes. */
const mostChanges = 40

/**
 * 50 01 xx tells whether there is anything; then groups of year of the character table, day, value and authority, one
 * behind another. The tags within a group are not public, so what kind of entry it is cannot be told: the day, which is
 * seven digits, begins each one.
 * @throws card.garbled
 */
export function parseChanges(file: Uint8Array, step: string): Change[] {
  const form: ObjectForm = { tags: 'one', step }
  const [said, ...objects] = parseObjects(file, form)
  if (said === undefined || (said.tag === 0x50 && said.value[0] === 0)) return []
  const starts = objects.flatMap((object, index) => (isDay(object) ? [index] : [])).slice(0, mostChanges)
  return starts.flatMap((start, index) => {
    const group = objects.slice(start, starts[index + 1])
    const [day, value, authority] = group
    if (day === undefined || value === undefined || value.value.length === 0) return []
    return [
      {
        on: parseEraDay(asText(day)) ?? undefined,
        text: parseJisText(value.value, step),
        authority: isAuthority(authority) ? plainJisText(authority.value, step) : '',
      },
    ]
  })
}

const asText = ({ value }: CardObject): string => Buffer.from(value).toString('latin1')

const isDay = (object: CardObject): boolean =>
  object.value.length === dayLength && /^[1-5]\d{6}$/.test(asText(object)) && !/^\d000000$/.test(asText(object))

/** The year number of the next group, one byte, stands behind where a group has no authority. */
const isAuthority = (object: CardObject | undefined): object is CardObject =>
  object !== undefined && object.value.length > 1 && object.value.length % 2 === 0
