// From a procedure's JSON Schema (2020-12) to the fields that a screen shows. A form that has something that could not be
// shown is refused whole: nobody signs what they did not see. `title` is what a person reads, `x-fill` where the wallet may
// take a value from, `x-labels` the words of a choice (推: the real portal's forms are not published).
import { z } from 'zod'
import type { FormField } from '../../preload/shapes/drafts.ts'
import { fail } from '../failure.ts'
import { isFlatPattern } from './flatPattern.ts'

/** Groups within lists within groups. */
const mostDepth = 6
const mostFields = 300

const name = z.string().regex(/^[\w-]{1,60}$/)
const title = z.string().max(300).optional()
const length = z.int().min(0).max(1_000_000).optional()
const bound = z.int().optional()
const words = { title, description: z.string().max(2_000).optional(), 'x-fill': z.string().max(100).optional() }
const text = z.looseObject({
  ...words,
  type: z.literal('string'),
  minLength: length,
  maxLength: length,
  pattern: z.string().max(500).optional(),
  format: z.string().max(60).optional(),
})
const choice = z.looseObject({
  ...words,
  type: z.literal('string'),
  enum: z.array(z.string().max(200)).min(1).max(200),
  'x-labels': z.record(z.string().max(200), z.string().max(300)).optional(),
})
const number = z.looseObject({ ...words, type: z.literal('integer'), minimum: bound, maximum: bound })
const yesNo = z.looseObject({ ...words, type: z.literal('boolean'), const: z.literal(true).optional() })
const list = z.looseObject({
  ...words,
  type: z.literal('array'),
  items: z.record(z.string(), z.unknown()),
  minItems: length,
  maxItems: length,
})
const group = z.looseObject({
  ...words,
  type: z.literal('object'),
  properties: z.record(name, z.unknown()),
  required: z.array(z.string()).max(200).default([]),
})
/** Choices first: they are strings too. */
const node = z.union([choice, text, number, yesNo, list, group])

/** The places whose text is long rather than a line. */
const longFrom = 120

/**
 * @param schema of the whole form: an object
 * @throws portal.badAnswer naming the place that cannot be shown
 */
export function parseForm(schema: unknown): FormField[] {
  const count = { left: mostFields }
  const root = fieldOf(schema, { name: '', required: true, depth: 0, at: '', count })
  if (root.kind !== 'group') return notShown('')
  return [...(root.members ?? [])]
}

interface Place {
  readonly name: string
  readonly required: boolean
  readonly depth: number
  readonly at: string
  readonly count: { left: number }
}

function fieldOf(schema: unknown, place: Place): FormField {
  const { name, required, depth, at, count } = place
  const parsed = node.safeParse(schema)
  if (!parsed.success || depth > mostDepth || count.left-- <= 0 || isConditional(schema)) return notShown(at)
  const one = parsed.data
  const base = {
    name,
    title: one.title ?? name,
    required,
    ...(one.description === undefined ? {} : { help: one.description }),
    ...(one['x-fill'] === undefined ? {} : { fill: one['x-fill'] }),
  }
  switch (one.type) {
    case 'integer':
      return { ...base, kind: 'number', ...defined({ minimum: one.minimum, maximum: one.maximum }) }
    case 'boolean':
      return { ...base, kind: 'yesNo', ...(one.const === true ? { onlyYes: true } : {}) }
    case 'array': {
      const item = fieldOf(one.items, { ...place, name: '', required: true, depth: depth + 1, at: `${at}/0` })
      // What a list repeats is called like the list where it has no name of its own.
      const titled = item.title === '' ? { ...item, title: base.title } : item
      return { ...base, kind: 'list', item: titled, ...defined({ minItems: one.minItems, maxItems: one.maxItems }) }
    }
    case 'object':
      return {
        ...base,
        kind: 'group',
        members: Object.entries(one.properties).map(([key, inner]) =>
          fieldOf(inner, {
            ...place,
            name: key,
            required: one.required.includes(key),
            depth: depth + 1,
            at: `${at}/${key}`,
          }),
        ),
      }
    case 'string':
      return 'enum' in one && isChoice(one) ? choiceOf(one, base) : textOf(text.parse(one), base)
  }
}

type Base = Pick<FormField, 'name' | 'title' | 'required'>

const isChoice = (one: object): one is z.output<typeof choice> => choice.safeParse(one).success

function choiceOf({ enum: values, 'x-labels': labels = {} }: z.output<typeof choice>, base: Base): FormField {
  const worded = values.map((value) => ({
    value,
    label: Object.hasOwn(labels, value) ? (labels[value] ?? value) : value,
  }))
  return { ...base, kind: 'choice', choices: worded }
}

function textOf({ format, pattern, minLength, maxLength }: z.output<typeof text>, base: Base): FormField {
  // A day is compared as a day.
  if (format === 'date') return { ...base, kind: 'date' }
  return {
    ...base,
    kind: (maxLength ?? 0) > longFrom ? 'longText' : 'text',
    ...defined({ minLength, maxLength }),
    ...(pattern !== undefined && isFlatPattern(pattern) ? { pattern } : {}),
  }
}

/** Rules by which a form has other fields than those that are shown. */
function isConditional(schema: unknown): boolean {
  const keys = ['$ref', '$dynamicRef', 'if', 'anyOf', 'oneOf', 'allOf', 'not', 'prefixItems', 'dependentSchemas']
  return typeof schema === 'object' && schema !== null && keys.some((key) => Object.hasOwn(schema, key))
}

const notShown = (at: string): never => fail({ code: 'portal.badAnswer', detail: `form: ${at === '' ? '/' : at}` })

function defined<T extends Record<string, number | undefined>>(given: T): Partial<Record<keyof T, number>> {
  const there: Partial<Record<keyof T, number>> = {}
  for (const key in given) if (given[key] !== undefined) there[key] = given[key]
  return there
}
