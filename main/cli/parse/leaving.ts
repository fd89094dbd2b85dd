// `person erase`, `person hand-over` … and `pc dispose`: leaving this PC.
import { none, one, type Values } from './values.ts'

export type LeavingCommand =
  /** `withoutKey`: a drawer that nobody can open. `confirm`: what a person would type at the terminal. */
  | {
      readonly name: 'person erase'
      readonly person: string
      readonly withoutKey: boolean
      readonly confirm?: string
      readonly report?: string
    }
  | { readonly name: 'person ask-removal'; readonly person: string; readonly confirm?: string }
  | { readonly name: 'person keep'; readonly person: string }
  /** `list`: where the checklist is written. */
  | { readonly name: 'person hand-over'; readonly file: string; readonly list?: string }
  | { readonly name: 'pc dispose'; readonly confirm?: string; readonly report?: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function leavingCommand(name: string, rest: readonly string[], values: Values): LeavingCommand | undefined {
  const { confirm, report, list } = values
  const confirmed = confirm === undefined ? {} : { confirm }
  const reported = report === undefined ? {} : { report }
  switch (name) {
    case 'person erase': {
      const withoutKey = values['without-key'] === true
      return { name, person: one(name, 'a name', rest), withoutKey, ...confirmed, ...reported }
    }
    case 'person ask-removal':
      return { name, person: one(name, 'a name', rest), ...confirmed }
    case 'person keep':
      return { name, person: one(name, 'a name', rest) }
    case 'person hand-over':
      return { name, file: one(name, 'a new file for the backup', rest), ...(list === undefined ? {} : { list }) }
    case 'pc dispose':
      none(name, rest)
      return { name, ...confirmed, ...reported }
    default:
      return undefined
  }
}
