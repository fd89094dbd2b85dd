import { describe, expect, it } from 'vitest'
import { type MandateScope, mandateScope } from '../../preload/shapes/mandates.ts'
import { WalletError } from '../failure.ts'
import { type Acting, actNeeds, allow, callNeeds, type Need } from './scope.ts'
import { birthdayReminders, checkDays, endReminder, orderedScope } from './terms.ts'

const now = '2026-11-26T01:00:00.000Z'
const answer = (work: () => void): string => {
  try {
    work()
    return 'allowed'
  } catch (error) {
    if (error instanceof WalletError) return error.failure.code
    throw error
  }
}
const appointed = (scope: MandateScope[], until = '2027-01-31'): Acting => ({
  basis: 'appointed',
  scope,
  until,
  ended: false,
  birthDate: undefined,
})
const guardianOf = (birthDate: string, until: string): Acting => ({
  basis: 'guardian',
  scope: mandateScope.options,
  until,
  ended: false,
  birthDate,
})
const child = guardianOf('2020-06-15', '2038-06-14')
const needs = [...new Set<Need>([...Object.values(callNeeds), ...Object.values(actNeeds)])]

describe('somebody who was appointed', () => {
  it.each(mandateScope.options)('may do %s only when it was given', (one) => {
    expect(answer(() => allow(appointed([one]), one, now))).toBe('allowed')
    const others = mandateScope.options.filter((other) => other !== one)
    expect(answer(() => allow(appointed(others), one, now))).toBe('mandate.outOfScope')
  })

  it('never gets at keys, backups or what is the owner’s, whatever was given', () => {
    for (const need of ['guardian', 'ownHand', 'owner', 'ofAge'] as const)
      expect(
        answer(() => allow(appointed(mandateScope.options), need, now)),
        need,
      ).toBe('mandate.outOfScope')
  })

  it('may act until the end of the last day in Japan, and not a moment longer', () => {
    const until = appointed(['look'], '2026-11-26')
    expect(answer(() => allow(until, 'look', '2026-11-26T14:59:59.999Z'))).toBe('allowed')
    expect(answer(() => allow(until, 'look', '2026-11-26T15:00:00.000Z'))).toBe('mandate.ended')
    expect(answer(() => allow({ ...until, ended: true }, 'look', now))).toBe('mandate.ended')
  })
})

describe('a guardian', () => {
  it('may do all but what is the child’s alone', () => {
    for (const need of needs) {
      const wanted = need === 'owner' ? 'mandate.childAlone' : need === 'ofAge' ? 'mandate.outOfScope' : 'allowed'
      expect(
        answer(() => allow(child, need, now)),
        need,
      ).toBe(wanted)
    }
  })

  it('leaves the PINs to a child of fifteen', () => {
    const turning = guardianOf('2011-11-26', '2029-11-25')
    expect(answer(() => allow(turning, 'ownHand', '2026-11-25T14:59:59.000Z'))).toBe('allowed')
    expect(answer(() => allow(turning, 'ownHand', '2026-11-25T15:00:00.000Z'))).toBe('mandate.childAlone')
    expect(answer(() => allow(turning, 'share', now))).toBe('allowed')
  })

  it('can hand over and do nothing else from the eighteenth birthday on', () => {
    const grown = guardianOf('2008-11-26', '2026-11-25')
    const before = '2026-11-25T14:59:59.000Z'
    for (const need of needs) {
      expect(answer(() => allow(grown, need, before)) === 'mandate.ofAge', need).toBe(false)
      const after = answer(() => allow(grown, need, '2026-11-25T15:00:00.000Z'))
      expect(after, need).toBe(need === 'ofAge' || need === 'always' ? 'allowed' : 'mandate.ofAge')
    }
  })
})

it('an owner is not asked', () => {
  for (const need of needs.filter((one) => one !== 'ofAge'))
    expect(
      answer(() => allow(undefined, need, now)),
      need,
    ).toBe('allowed')
})

it('no act that changes keys or leaves with the drawer is within anybody’s appointment', () => {
  for (const act of [
    'slotChange',
    'backup',
    'remove',
    'restore',
    'cardBinding',
    'pinChange',
    'erase',
    'beginAnew',
  ] as const)
    expect(
      answer(() => allow(appointed(mandateScope.options), actNeeds[act], now)),
      act,
    ).toBe('mandate.outOfScope')
})

describe('terms', () => {
  it('a last day lies between today and a year', () => {
    expect(answer(() => checkDays('2026-11-26', now))).toBe('allowed')
    expect(answer(() => checkDays('2026-11-25', now))).toBe('mandate.days')
    expect(answer(() => checkDays('2027-11-27', now))).toBe('allowed')
    expect(answer(() => checkDays('2027-11-28', now))).toBe('mandate.days')
  })

  it('looking belongs to every scope, and each stands once', () => {
    expect(orderedScope(['share', 'share', 'receive'])).toEqual(['look', 'share', 'receive'])
    expect(orderedScope([])).toEqual(['look'])
  })

  it('reminds thirty days before an appointment ends', () => {
    const on = (until: string) => endReminder('架空 花', { basis: 'appointed', scope: [], until }, now)
    expect(on('2026-12-26')).toEqual([{ kind: 'ends', name: '架空 花', on: '2026-12-26', days: 30 }])
    expect(on('2026-12-27')).toEqual([])
    expect(on('2026-11-25')).toEqual([])
  })

  it('reminds ninety days before a birthday that changes something, and on, until it is handed over', () => {
    const on = (ofAgeOn: string, guarded = true) => birthdayReminders('架空 実', ofAgeOn, now, guarded)
    expect(on('2027-02-24')).toEqual([{ kind: 'ofAge', name: '架空 実', on: '2027-02-24', days: 90 }])
    expect(on('2027-02-25')).toEqual([])
    expect(on('2025-01-01')).toMatchObject([{ kind: 'ofAge', days: -694 }])
    expect(on('2025-01-01', false)).toEqual([])
    expect(on('2029-11-20')).toEqual([{ kind: 'fifteen', name: '架空 実', on: '2026-11-20', days: -6 }])
    expect(on('2029-10-20')).toEqual([])
  })
})
