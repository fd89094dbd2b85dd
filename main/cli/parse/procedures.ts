// `procedure`: what there is to apply for, and what one of them takes.
import { z } from 'zod'
import { type LifeEvent, lifeEvent, type PersonKind, personKind } from '../../../preload/shapes/procedures.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type ProcedureCommand =
  | {
      readonly name: 'procedure search'
      readonly text: string
      readonly event?: LifeEvent
      readonly kind?: PersonKind
      /** Name or code of a municipality. */
      readonly place?: string
    }
  | { readonly name: 'procedure last' }
  | { readonly name: 'procedure show'; readonly id: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function procedureCommand(name: string, rest: readonly string[], values: Values): ProcedureCommand | undefined {
  switch (name) {
    case 'procedure search': {
      const event = oneOf('event', lifeEvent, values.event)
      const kind = oneOf('kind', personKind, values.kind)
      const text = rest.join(' ')
      if (text.length > 100) no('the words are 100 characters at most')
      return {
        name,
        text,
        ...(event === undefined ? {} : { event }),
        ...(kind === undefined ? {} : { kind }),
        ...(values.in === undefined ? {} : { place: values.in }),
      }
    }
    case 'procedure last':
      none(name, rest)
      return { name }
    case 'procedure show':
      return { name, id: one(name, 'the id of a procedure', rest) }
    default:
      return undefined
  }
}

function oneOf<T extends string>(
  option: string,
  shape: z.ZodType<T> & { options: readonly T[] },
  text: string | undefined,
) {
  const chosen = z.optional(shape).safeParse(text)
  return chosen.success ? chosen.data : no(`--${option} is one of ${shape.options.join(', ')}`)
}
