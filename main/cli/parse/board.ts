// `application`, `notice`, `pay`: what was sent, what the offices tell, what is to be paid.
import { none, one } from './values.ts'

export type BoardCommand =
  | { readonly name: 'application list' | 'application refresh' | 'notice list' | 'pay list' }
  | { readonly name: 'application family' }
  | { readonly name: 'application show'; readonly receiptNo: string }
  | { readonly name: 'application done' | 'application undone'; readonly receiptNo: string; readonly place: number }
  | { readonly name: 'notice read'; readonly id: string }
  /** `what`: the id of a bill that is kept, or numbers with hyphens between. */
  | { readonly name: 'pay look' | 'pay bill'; readonly what: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function boardCommand(name: string, rest: readonly string[]): BoardCommand | undefined {
  switch (name) {
    case 'application list':
    case 'application family':
    case 'application refresh':
    case 'notice list':
    case 'pay list':
      none(name, rest)
      return { name }
    case 'application show':
      return { name, receiptNo: one(name, 'a receipt number', rest) }
    case 'application done':
    case 'application undone': {
      const [receiptNo = '', place] = one(name, 'RECEIPT:NUMBER of what follows', rest).split(':')
      return { name, receiptNo, place: /^\d{1,2}$/.test(place ?? '') ? Number(place) : -1 }
    }
    case 'notice read':
      return { name, id: one(name, 'the id of a notice', rest) }
    case 'pay look':
    case 'pay bill':
      return { name, what: one(name, 'the id of a bill, or its numbers with hyphens between', rest) }
    default:
      return undefined
  }
}
