// An input for every call of the contract, made of its own schema: whatever takes a name of something is given somebody
// else's.
import { z } from 'zod'
import { contract } from '../../preload/contract.ts'

export interface AnyCall {
  readonly group: string
  readonly name: string
  /** Some inputs that fit, one for each choice that there is. */
  readonly inputs: readonly unknown[]
}

/** @param id what stands in the place of every free text */
export function everyCall(id: string): AnyCall[] {
  return Object.entries(contract).flatMap(([group, members]) =>
    Object.entries(members).flatMap(([name, member]) => {
      if (member.kind !== 'call') return []
      const fitting = valuesOf(member.input, id).filter((input) => member.input.safeParse(input).success)
      return [{ group, name, inputs: fitting.slice(0, 6) }]
    }),
  )
}

/** Values of that shape; those that do not fit are left out by who asks. */
function valuesOf(schema: z.ZodType, id: string): unknown[] {
  if (schema instanceof z.ZodOptional) return [...valuesOf(inner(schema), id), undefined]
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return valuesOf(inner(schema), id)
  if (schema instanceof z.ZodUndefined || schema instanceof z.ZodVoid) return [undefined]
  if (schema instanceof z.ZodEnum) return [...schema.options]
  if (schema instanceof z.ZodLiteral) return [...schema.values]
  if (schema instanceof z.ZodBoolean) return [true, false]
  if (schema instanceof z.ZodNumber) return [0, 1]
  if (schema instanceof z.ZodArray) return valuesOf(element(schema), id).map((one) => [one])
  if (schema instanceof z.ZodRecord) return [{}, { [id]: id }]
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => valuesOf(wide(option), id))
  if (schema instanceof z.ZodObject) return objects(Object.entries(schema.shape), id)
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return [id, '2026-11-23', '練習 花子']
  return [id]
}

/** The first of each member, and for each choice of one member another object. */
function objects(shape: readonly (readonly [string, unknown])[], id: string): unknown[] {
  const all = shape.map(([name, schema]) => [name, valuesOf(wide(schema), id)] as const)
  const first = Object.fromEntries(all.map(([name, values]) => [name, values[0]]))
  return [first, ...all.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...first, [name]: value })))]
}

// Zod's own types know the inner schemas by their core only.
const wide = (schema: unknown): z.ZodType => schema as z.ZodType
const inner = (schema: z.ZodOptional | z.ZodNullable | z.ZodDefault): z.ZodType => wide(schema.unwrap())
const element = (schema: z.ZodArray): z.ZodType => wide(schema.element)
