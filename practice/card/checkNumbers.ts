// What is printed on the card and opens parts of it, made of the holder's data.
import { eraOf } from '../calendar.ts'
import type { PracticePerson } from '../person.ts'

/** 照合番号B: birth date with the year of its era, year in which the card ends, security code; 14 digits. */
export function checkNumberB(person: {
  readonly birthDate: string
  readonly card: Pick<PracticePerson['card'], 'expiresOn' | 'securityCode'>
}): string {
  const { expiresOn, securityCode } = person.card
  return `${eraBirthDate(person.birthDate)}${expiresOn.slice(0, 4)}${securityCode}`
}

/** YYMMDD, the year being the era's. */
export function eraBirthDate(birthDate: string): string {
  const [year, month, day] = birthDate.split('-')
  const eraYear = Number(year) - eraOf(birthDate).firstYear + 1
  return `${String(eraYear).padStart(2, '0')}${month}${day}`
}
