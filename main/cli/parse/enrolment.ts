// `pc enrol`, `pc list`, `pc end`: the PCs that log in without the card.
import { no } from '../notUnderstood.ts'
import { none, one } from './values.ts'

export type EnrolmentCommand =
  | { readonly name: 'pc enrol'; readonly pcName: string }
  | { readonly name: 'pc list' }
  | { readonly name: 'pc end'; readonly id: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function enrolmentCommand(name: string, rest: readonly string[]): EnrolmentCommand | undefined {
  switch (name) {
    case 'pc enrol': {
      const pcName = one(name, 'a name for this PC', rest).trim()
      return pcName === '' || pcName.length > 40 ? no('the name of a PC has 1 to 40 letters') : { name, pcName }
    }
    case 'pc list':
      none(name, rest)
      return { name }
    case 'pc end':
      return { name, id: one(name, 'the id of an enrolment', rest) }
    default:
      return undefined
  }
}
