// The terms of a mandate: whether it holds, and what it allows.
import {
  type MandateBasis,
  type MandateReminder,
  type MandateScope,
  mandateScope,
  mostMandateDays,
} from '../../preload/shapes/mandates.ts'
import { fail } from '../failure.ts'
import { dayOf, daysBetween, reachesAge } from './days.ts'

export interface Terms {
  readonly basis: MandateBasis
  readonly scope: readonly MandateScope[]
  /** The last day in Japan, that day included. */
  readonly until: string
}

/** Whether its last day has passed. */
export const isOver = ({ until }: Pick<Terms, 'until'>, now: string): boolean => dayOf(now) > until

/** @throws mandate.days when it would end before it begins, or last longer than is allowed */
export function checkDays(until: string, now: string): void {
  const days = daysBetween(dayOf(now), until)
  if (days < 0 || days > mostMandateDays) fail({ code: 'mandate.days', most: mostMandateDays })
}

/** A guardian may do all that can be done for somebody. */
export const wholeScope: readonly MandateScope[] = mandateScope.options

/** Every scope once, in one order; looking belongs to all. */
export const orderedScope = (scope: readonly MandateScope[]): MandateScope[] =>
  mandateScope.options.filter((one) => one === 'look' || scope.includes(one))

/** Days before an end at which a person begins to be reminded. */
const appointedAhead = 30
const birthdayAhead = 90
/** So long it is told that a child has turned fifteen. */
const fifteenAfter = 30

/** What a mandate's agent and its principal are told ahead of its end. */
export function endReminder(name: string, { basis, until }: Terms, now: string): MandateReminder[] {
  const days = daysBetween(dayOf(now), until)
  return basis === 'appointed' && days >= 0 && days <= appointedAhead ? [{ kind: 'ends', name, on: until, days }] : []
}

/** What is told ahead of the birthdays of a child, by the day on which it comes of age. `guarded`: somebody still acts. */
export function birthdayReminders(name: string, ofAgeOn: string, now: string, guarded: boolean): MandateReminder[] {
  const told = (kind: 'fifteen' | 'ofAge', on: string, after: number): MandateReminder[] => {
    const days = daysBetween(dayOf(now), on)
    return days <= birthdayAhead && days >= -after ? [{ kind, name, on, days }] : []
  }
  return [
    ...told('fifteen', reachesAge(ofAgeOn, 15 - 18), fifteenAfter),
    ...told('ofAge', ofAgeOn, guarded ? Number.POSITIVE_INFINITY : -1),
  ]
}
