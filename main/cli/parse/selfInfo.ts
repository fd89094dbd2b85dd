// `selfinfo`: what offices hold about a person, requested at the portal.
import { z } from 'zod'
import { type SelfInfoPeriod, selfInfoItemId } from '../../../preload/shapes/selfInfo.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type SelfInfoCommand =
  | { readonly name: 'selfinfo list' | 'selfinfo items' | 'selfinfo refresh' }
  | {
      readonly name: 'selfinfo ask'
      readonly items: readonly string[]
      readonly period: SelfInfoPeriod
      readonly purpose: string
      readonly mandateId?: string
    }
  | { readonly name: 'selfinfo show' | 'selfinfo compare' | 'selfinfo remove'; readonly id: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function selfInfoCommand(name: string, rest: readonly string[], values: Values): SelfInfoCommand | undefined {
  switch (name) {
    case 'selfinfo list':
    case 'selfinfo items':
    case 'selfinfo refresh':
      none(name, rest)
      return { name }
    case 'selfinfo ask': {
      const items = z.array(selfInfoItemId).min(1).max(108).safeParse(rest)
      if (!items.success) return no('"selfinfo ask" wants items such as TM00000000000072; see selfinfo items')
      const purpose = z.string().trim().min(1).max(200).safeParse(values.purpose)
      if (!purpose.success) return no('"selfinfo ask" wants --purpose TEXT')
      const { mandate: mandateId } = values
      return {
        name,
        items: items.data,
        period: periodOf(values),
        purpose: purpose.data,
        ...(mandateId === undefined ? {} : { mandateId }),
      }
    }
    case 'selfinfo show':
    case 'selfinfo compare':
    case 'selfinfo remove':
      return { name, id: one(name, 'the id of a request', rest) }
    default:
      return undefined
  }
}

/** The latest, or from one day to another. */
function periodOf({ from, until: to }: Values): SelfInfoPeriod {
  if (from === undefined && to === undefined) return { type: 'latest' }
  const days = z.object({ from: z.iso.date(), to: z.iso.date() }).safeParse({ from, to })
  if (!days.success) return no('a period wants --from DAY and --until DAY, such as 2026-11-23')
  return days.data.from > days.data.to ? no('--until is before --from') : { type: 'range', ...days.data }
}
