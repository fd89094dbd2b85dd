// A procedure's form as JSON Schema, and what of a filled form does not fit it.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'
import type { Field } from '../problem.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
const compiled = new WeakMap<z.ZodObject, { schema: Record<string, unknown>; validate: ValidateFunction }>()

export function formSchema(form: z.ZodObject): Record<string, unknown> {
  return compile(form).schema
}

/** Places as JSON pointers below /form; at most 50. */
export function formFaults(form: z.ZodObject, filled: unknown): Field[] {
  const { validate } = compile(form)
  if (validate(filled)) return []
  return (validate.errors ?? []).slice(0, 50).map(({ instancePath, message, params }) => {
    const missing = z.object({ missingProperty: z.string() }).safeParse(params)
    const below = missing.success ? `/${missing.data.missingProperty}` : ''
    return { pointer: `/form${instancePath}${below}`, message: message ?? 'does not fit' }
  })
}

function compile(form: z.ZodObject) {
  const known = compiled.get(form)
  if (known !== undefined) return known
  const { '~standard': _, ...schema }: Record<string, unknown> = z.toJSONSchema(form, { io: 'input' })
  const made = { schema, validate: ajv.compile(schema) }
  compiled.set(form, made)
  return made
}
