// Insurance and licence as the portal shows them. Names are those of the online qualification check (オンライン資格確認), whose XML
// belongs to clinics; here they only lend the words.
import { z } from 'zod'
import { dayInJapan } from '../../calendar.ts'
import type { Insurance } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { json, Problem } from '../problem.ts'
import { personal, type Route } from '../route.ts'

const qualification = z.object({
  InsuredCardClassification: z.literal('01'),
  InsurerNumber: z.string(),
  InsurerName: z.string(),
  InsuredCardSymbol: z.string().optional(),
  InsuredIdentificationNumber: z.string(),
  InsuredBranchNumber: z.string(),
  PersonalFamilyClassification: z.enum(['1', '2']),
  InsuredName: z.string(),
  Name: z.string(),
  NameKana: z.string(),
  Sex1: z.string(),
  Birthdate: z.string(),
  QualificationDate: z.string(),
  InsuredCertificateIssuanceDate: z.string(),
  InsuredCardValidDate: z.string(),
  InsuredCardExpirationDate: z.string(),
  InsuredPartialContributionRatio: z.string(),
  PreschoolClassification: z.literal('1').optional(),
  /** 限度額適用認定証 */
  LimitClassificationFlag: z.string().optional(),
  /** 1: valid */
  QualificationValidity: z.enum(['1', '2']),
  /** Whether the card is registered for use as the insurance card. */
  registered: z.boolean(),
})

const licence = z.object({
  number: z.string(),
  authority: z.string(),
  colour: z.string(),
  kinds: z.array(z.object({ kind: z.string(), limits: z.array(z.string()), held_since: z.string() })),
  conditions: z.array(z.string()),
  issued_on: z.string(),
  expires_on: z.string(),
  held_as: z.enum(['myNumberCard', 'licenceCard', 'both']),
  /** ISO/IEC 18013-5 7.2.4, derived: for reference alone (参考). */
  driving_privileges: z.array(z.record(z.string(), z.unknown())),
})

export function recordRoutes(context: PortalContext): Route[] {
  const { now, world } = context
  return [
    personal('GET /api/insurance/v1/qualification', {
      summary: '医療保険の資格情報',
      scope: 'insurance',
      answers: { 200: z.array(qualification) },
      handle: ({ principal }) => {
        const person = world.person(principal)
        if (person?.insurance === undefined) return json([])
        const { insurance } = person
        return json([{ ...qualified(insurance), ...named(person), ...validity(insurance, now()) }])
      },
    }),
    personal('GET /api/licence/v1', {
      summary: '運転免許の情報, its kinds in Japanese words and as ISO lists them',
      answers: { 200: licence },
      handle: ({ session }) => {
        const held = world.person(session.person)?.licence
        if (held === undefined) throw new Problem('no_data')
        return json({
          number: held.number,
          authority: held.authority,
          colour: held.colour,
          kinds: held.kinds.map(({ kind, limits, heldSince }) => ({ kind, limits, held_since: heldSince })),
          conditions: held.conditions,
          issued_on: held.issuedOn,
          expires_on: held.expiresOn,
          held_as: held.heldAs,
          driving_privileges: held.privileges,
        })
      },
    }),
  ]
}

function qualified(insurance: Insurance) {
  return {
    InsuredCardClassification: '01',
    InsurerNumber: insurance.insurerNumber,
    InsurerName: insurance.insurerName,
    ...(insurance.symbol === undefined ? {} : { InsuredCardSymbol: insurance.symbol }),
    InsuredIdentificationNumber: insurance.number,
    InsuredBranchNumber: insurance.branch,
    PersonalFamilyClassification: insurance.relation === '本人' ? '1' : '2',
    InsuredName: insurance.insuredName,
    QualificationDate: plainDay(insurance.qualifiedOn),
    InsuredCertificateIssuanceDate: plainDay(insurance.issuedOn),
    InsuredCardValidDate: plainDay(insurance.validFrom),
    InsuredCardExpirationDate: plainDay(insurance.validUntil),
    InsuredPartialContributionRatio: insurance.ratio,
    ...(insurance.preschool ? { PreschoolClassification: '1' } : {}),
    ...(insurance.limitClass === undefined ? {} : { LimitClassificationFlag: insurance.limitClass }),
  }
}

function named({ name, sex, birthDate }: { name: { kanji: string; kana: string }; sex: string; birthDate: string }) {
  return { Name: name.kanji, NameKana: name.kana, Sex1: sex, Birthdate: plainDay(birthDate) }
}

function validity({ validUntil }: Insurance, at: Date) {
  return { QualificationValidity: validUntil >= dayInJapan(at) ? '1' : '2', registered: true }
}

/** YYYYMMDD */
function plainDay(day: string): string {
  return day.replaceAll('-', '')
}
