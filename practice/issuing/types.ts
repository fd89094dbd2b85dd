// The kinds of credential that the practice portal issues, and what each says about a practice person.
import type { CborInput } from '../../main/credentials/encodeCbor.ts'
import type { PersonFacts } from '../person.ts'
import { fullDate } from './mdoc.ts'

export const insuranceVct = 'urn:tefuda:practice:health-insurance:1'
export const mdlDocType = 'org.iso.18013.5.1.mDL'
export const mdlNamespace = 'org.iso.18013.5.1'
/** Domestic data elements: a namespace of its own below the standard's (ISO/IEC 18013-5 7.2.8). */
export const japaneseNamespace = 'org.iso.18013.5.1.jp'

/** Claims of the insurance credential; undefined for a person without insurance. Dates are YYYY-MM-DD. */
export function insuranceClaims(person: PersonFacts): Record<string, string | boolean> | undefined {
  const { insurance } = person
  if (insurance === undefined) return undefined
  return {
    insurer_number: insurance.insurerNumber,
    insurer_name: insurance.insurerName,
    ...(insurance.symbol === undefined ? {} : { symbol: insurance.symbol }),
    number: insurance.number,
    branch_number: insurance.branch,
    name: person.name.kanji,
    name_kana: person.name.kana,
    birth_date: person.birthDate,
    sex: person.sex,
    relationship: insurance.relation,
    insured_name: insurance.insuredName,
    copayment_rate: insurance.ratio,
    ...(insurance.limitClass === undefined ? {} : { limit_class: insurance.limitClass }),
    preschool: insurance.preschool,
    qualified_on: insurance.qualifiedOn,
    issued_on: insurance.issuedOn,
    valid_from: insurance.validFrom,
    valid_until: insurance.validUntil,
  }
}

/** Namespaces of the driver's licence as of that day; undefined for a person without one. */
export function licenceNamespaces(
  person: PersonFacts,
  today: string,
): Record<string, Record<string, CborInput>> | undefined {
  const { licence } = person
  if (licence === undefined) return undefined
  const [family = '', given = ''] = person.name.kanji.split('\u3000')
  const [romanFamily = family, romanGiven = given] = person.name.roman.split(' ')
  return {
    [mdlNamespace]: {
      family_name: romanFamily,
      given_name: romanGiven,
      family_name_national_character: family,
      given_name_national_character: given,
      birth_date: fullDate(person.birthDate),
      issue_date: fullDate(licence.issuedOn),
      expiry_date: fullDate(licence.expiresOn),
      issuing_country: 'JP',
      issuing_authority: licence.authority,
      document_number: licence.number,
      portrait: person.portrait,
      un_distinguishing_sign: 'J',
      sex: Number(person.sex),
      resident_address: person.address,
      resident_postal_code: person.postalCode,
      driving_privileges: licence.privileges.map((privilege) => ({
        vehicle_category_code: privilege.vehicle_category_code,
        issue_date: fullDate(privilege.issue_date),
        expiry_date: fullDate(privilege.expiry_date),
        ...(privilege.codes === undefined ? {} : { codes: privilege.codes.map((code) => ({ ...code })) }),
      })),
      ...ageOver(person.birthDate, today),
    },
    [japaneseNamespace]: {
      name_kana: person.name.kana,
      licence_kinds: licence.kinds.map(({ kind, limits, heldSince }) => ({
        kind,
        limits: [...limits],
        held_since: fullDate(heldSince),
      })),
      licence_colour: licence.colour,
      conditions: [...licence.conditions],
      held_as: licence.heldAs,
    },
  }
}

/** age_over_NN for the ages that Japanese law asks about: adult, drinking, and older people's rules for driving. */
function ageOver(birthDate: string, today: string): Record<string, boolean> {
  const reached = (years: number) => {
    const [year = '', rest = ''] = [birthDate.slice(0, 4), birthDate.slice(4)]
    return `${Number(year) + years}${rest}` <= today
  }
  return { age_over_18: reached(18), age_over_20: reached(20), age_over_65: reached(65), age_over_70: reached(70) }
}
