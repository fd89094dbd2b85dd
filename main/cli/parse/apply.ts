// `apply`: applications while they are filled in, and sent. `application withdraw` takes one back.
import { z } from 'zod'
import type { Concerned } from '../../../preload/shapes/drafts.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type ApplyCommand =
  | { readonly name: 'apply list' }
  | { readonly name: 'apply begin'; readonly procedure: string; readonly whom: Concerned; readonly form?: string }
  | { readonly name: 'apply show' | 'apply send' | 'apply drop'; readonly id: string }
  /** `file`: the whole form as JSON; `-` for standard input. */
  | { readonly name: 'apply save'; readonly id: string; readonly file: string }
  | { readonly name: 'apply fill'; readonly id: string; readonly from?: string }
  | {
      readonly name: 'apply attach'
      readonly id: string
      readonly rule: string
      readonly what:
        | { readonly file: string }
        | { readonly paper: string }
        | { readonly credential: string; readonly attributes: readonly string[] }
    }
  | { readonly name: 'apply detach'; readonly id: string; readonly rule: string }
  | { readonly name: 'apply correct' | 'application withdraw'; readonly receiptNo: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function applyCommand(name: string, rest: readonly string[], values: Values): ApplyCommand | undefined {
  switch (name) {
    case 'apply list':
      none(name, rest)
      return { name }
    case 'apply begin': {
      const { 'form-file': form } = values
      const procedure = one(name, 'the id of a procedure', rest)
      return { name, procedure, whom: whomOf(values), ...(form === undefined ? {} : { form }) }
    }
    case 'apply show':
    case 'apply send':
    case 'apply drop':
      return { name, id: one(name, 'the id of a draft', rest) }
    case 'apply save': {
      const [id, file] = two(name, 'the id of a draft and a file', rest)
      return { name, id, file }
    }
    case 'apply fill': {
      const [id = '', from, more] = rest
      if (id === '' || more !== undefined) return no(`"${name}" wants the id of a draft and where to fill it from`)
      return { name, id, ...(from === undefined ? {} : { from }) }
    }
    case 'apply attach':
      return attaching(name, rest, values)
    case 'apply detach': {
      const [id, rule] = two(name, 'the id of a draft and of what is attached', rest)
      return { name, id, rule }
    }
    case 'apply correct':
    case 'application withdraw':
      return { name, receiptNo: one(name, 'a receipt number', rest) }
    default:
      return undefined
  }
}

function attaching(name: 'apply attach', rest: readonly string[], values: Values): ApplyCommand {
  const { credential = [], attributes = '', paper } = values
  const [id = '', rule = '', file, more] = rest
  const [first, second] = credential
  const given = [file, paper, first].filter((one) => one !== undefined)
  if (id === '' || rule === '' || more !== undefined || given.length !== 1 || second !== undefined)
    return no(`"${name}" wants the id of a draft, what it is for, and one of: a file, --paper ID, --credential ID`)
  if (attributes !== '' && first === undefined) return no('--attributes are those of a --credential')
  if (file !== undefined) return { name, id, rule, what: { file } }
  if (paper !== undefined) return { name, id, rule, what: { paper } }
  const chosen = attributes.split(',').filter((one) => one !== '')
  return { name, id, rule, what: { credential: first ?? '', attributes: chosen } }
}

/** `--family NAME --born DAY` without a mandate, `--mandate ID` of the portal, or oneself. */
function whomOf({ family, born, mandate }: Values): Concerned {
  if (family !== undefined && mandate !== undefined) return no('--family and --mandate exclude each other')
  if (mandate !== undefined) return { kind: 'mandate', id: mandate }
  if (family === undefined) return born === undefined ? { kind: 'self' } : no('--born belongs to --family')
  const birthDate = z.iso.date().safeParse(born)
  return birthDate.success
    ? { kind: 'family', name: family, birthDate: birthDate.data }
    : no('--family wants --born with a day such as 1950-04-01')
}

function two(name: string, what: string, rest: readonly string[]): [string, string] {
  const [first, second, more] = rest
  return first === undefined || first === '' || second === undefined || second === '' || more !== undefined
    ? no(`"${name}" wants ${what}, and nothing else`)
    : [first, second]
}
