import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, ageOn, birthdayAfter, dayInJapan, endOfDayInJapan } from './calendar.ts'
import { fourDigits, signaturePassword } from './card/application.ts'
import { household } from './household.ts'
import type { PersonFacts } from './person.ts'

const everyDay = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map(dayInJapan)

function find(people: readonly PersonFacts[], id: string): PersonFacts {
  const found = people.find((person) => person.id === id)
  if (found === undefined) throw new Error(`the household has no ${id}`)
  return found
}

describe('the household on any day', () => {
  it('has the same ages', () => {
    fc.assert(
      fc.property(everyDay, (today) => {
        expect(household(today).map(({ birthDate }) => ageOn(birthDate, today))).toEqual([42, 40, 16, 6, 78, 29])
      }),
    )
  })

  it('has cards and licences that are valid, but for what is meant to be over', () => {
    fc.assert(
      fc.property(everyDay, (today) => {
        for (const { id, card, issuedOn, birthDate, licence } of household(today)) {
          expect(card.expiresOn > today, id).toBe(true)
          for (const day of Object.values(issuedOn)) expect(day <= today && day >= card.issuedOn, id).toBe(true)
          const authenticationEnds = birthdayAfter(birthDate, issuedOn.authentication ?? today, 5)
          expect(authenticationEnds > today || id === 'ichiro', id).toBe(true)
          if (licence) expect(licence.expiresOn > today && licence.issuedOn < today, id).toBe(true)
        }
        const taro = find(household(today), 'taro')
        const signingEnds = birthdayAfter(taro.birthDate, taro.issuedOn.signature ?? '', 5)
        // Nobody here is born on a leap day.
        expect([addDays(today, 60), addDays(today, 59)]).toContain(signingEnds)
      }),
    )
  })

  it('has PINs of the right form, and none on the card without', () => {
    for (const { id, pins } of household('2026-11-23')) {
      if (id === 'ume') expect(pins).toEqual({})
      for (const pin of [pins.authentication, pins.input, pins.resident]) if (pin) expect(pin).toMatch(fourDigits)
      if (pins.signature) expect(pins.signature).toMatch(signaturePassword)
    }
  })

  it('has numbers of valid form', () => {
    const people = household('2026-11-23')
    for (const { card, insurance, licence } of people) {
      expect(Number(card.individualNumber[11])).toBe(individualCheck(card.individualNumber))
      if (insurance)
        expect(Number(insurance.insurerNumber.at(-1))).toBe(insurerCheck(insurance.insurerNumber.slice(0, -1)))
      if (licence) expect(Number(licence.number[10])).toBe(licenceCheck(licence.number.slice(0, 10)))
    }
    expect(new Set(people.map(({ card }) => card.individualNumber)).size).toBe(people.length)
  })

  it('says who is insured how', () => {
    const insured = (id: string) => find(household('2026-11-23'), id).insurance
    expect(insured('taro')).toMatchObject({
      insurerNumber: '06139992',
      symbol: '100',
      number: '2345',
      branch: '00',
      relation: '本人',
    })
    expect(insured('sakura')).toMatchObject({
      number: '2345',
      branch: '01',
      relation: '家族',
      ratio: '030',
      preschool: false,
    })
    expect(insured('haruto')).toMatchObject({ branch: '02', relation: '家族', ratio: '020', preschool: true })
    expect(insured('ume')).toMatchObject({ insurerNumber: '39139993', ratio: '010', limitClass: 'B05' })
    expect(insured('ume')?.symbol).toBeUndefined()
    expect(find(household('2027-05-01'), 'haruto').insurance).toMatchObject({ ratio: '030', preschool: false })
    expect(find(household('2027-12-01'), 'haruto').birthDate).toBe('2021-06-15')
  })

  it('derives the ISO privileges from the Japanese kinds', () => {
    const privileges = (id: string) =>
      find(household('2026-11-23'), id).licence?.privileges.map(({ vehicle_category_code, issue_date, codes }) => [
        vehicle_category_code,
        issue_date,
        codes?.map(({ code }) => code).join() ?? '',
      ])
    expect(privileges('taro')).toEqual([
      ['B', '2007-03-12', '78'],
      ['AM', '2007-03-12', ''],
    ])
    expect(privileges('hanako')).toEqual([
      ['B', '2009-08-20', '01'],
      ['A1', '2012-04-16', '01'],
    ])
    expect(privileges('ichiro')).toEqual([['B', '2018-02-26', '78']])
  })

  it('has drawn portraits, small ones', () => {
    const portraits = household('2026-11-23').map(({ portrait }) => portrait)
    for (const portrait of portraits) {
      expect(portrait.length).toBeLessThan(4096)
      expect(Buffer.from(portrait.subarray(0, 3)).toString('hex')).toBe('ffd8ff')
      expect(Buffer.from(portrait.subarray(-2)).toString('hex')).toBe('ffd9')
    }
    expect(new Set(portraits.map((portrait) => Buffer.from(portrait).toString('base64'))).size).toBe(6)
  })
})

describe('the calendar', () => {
  it('keeps to days in Japan', () => {
    expect(dayInJapan(new Date('2026-11-22T15:00:00Z'))).toBe('2026-11-23')
    expect(dayInJapan(new Date('2026-11-22T14:59:59Z'))).toBe('2026-11-22')
    expect(endOfDayInJapan('2026-11-22').toISOString()).toBe('2026-11-22T14:59:59.000Z')
  })

  it('counts months to the last day and birthdays from the day after', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-01-15', -2)).toBe('2025-11-15')
    expect(birthdayAfter('1984-05-12', '2026-05-12', 1)).toBe('2027-05-12')
    expect(birthdayAfter('1984-05-12', '2026-05-11', 1)).toBe('2026-05-12')
    expect(ageOn('2000-02-29', '2025-02-28')).toBe(25)
  })
})

/** 総務省令 on the check digit of the 個人番号. */
function individualCheck(number: string): number {
  let sum = 0
  for (let n = 1; n <= 11; n++) sum += Number(number[11 - n]) * (n <= 6 ? n + 1 : n - 5)
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11)
}

/** 保険者番号: weights 2, 1 from the right, digits of the products added. */
function insurerCheck(body: string): number {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + Math.trunc(product / 10) + (product % 10)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** 運転免許証番号, known unofficially. */
function licenceCheck(body: string): number {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  return (11 - (weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0) % 11)) % 10
}
