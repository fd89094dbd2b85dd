// `calendar`: what ends or is due.
import { z } from 'zod'
import { no } from '../notUnderstood.ts'
import { none, one, switched, type Values } from './values.ts'

export type CalendarCommand =
  | { readonly name: 'calendar list' }
  | { readonly name: 'calendar add'; readonly what: string; readonly on: string }
  | { readonly name: 'calendar remove'; readonly id: string }
  | { readonly name: 'calendar export'; readonly out: string }
  | { readonly name: 'calendar file'; readonly on: boolean }
  /** `on` absent: gives what is due to the desktop now. */
  | { readonly name: 'calendar remind'; readonly on?: boolean }

/** @returns undefined for other commands. @throws NotUnderstood */
export function calendarCommand(name: string, rest: readonly string[], values: Values): CalendarCommand | undefined {
  switch (name) {
    case 'calendar list':
      none(name, rest)
      return { name }
    case 'calendar add': {
      const what = one(name, 'what ends, as one word or in quotes', rest).trim()
      if (what === '' || what.length > 100) no('what ends has 1 to 100 characters')
      const on = z.iso.date().safeParse(values.until)
      return { name, what, on: on.success ? on.data : no('"calendar add" wants --until DAY, such as 2026-11-23') }
    }
    case 'calendar remove':
      return { name, id: one(name, 'the id of a date', rest) }
    case 'calendar export':
      return { name, out: one(name, 'the name of a new file', rest) }
    case 'calendar file':
      return { name, on: switched(name, one(name, 'on or off', rest)) }
    case 'calendar remind':
      return rest.length === 0 ? { name } : { name, on: switched(name, one(name, 'on, off or nothing', rest)) }
    default:
      return undefined
  }
}
