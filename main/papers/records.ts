// Insurance and licence as the portal tells them: JSON without a signature, with the names of the online qualification check
// (facts 4.2) and of the licence (facts 5.4).
import { z } from 'zod'
import type { PaperKind, PaperSheet } from '../../preload/shapes/papers.ts'
import { valueText } from '../credentials/valueText.ts'
import { ownMember } from '../ownMember.ts'
import { dayFact, dayOf, factOf, maybe } from './facts.ts'

const text = z.string().max(500)

const qualification = z.object({
  InsurerNumber: text,
  InsurerName: text,
  InsuredCardSymbol: text.optional(),
  InsuredIdentificationNumber: text,
  InsuredBranchNumber: text,
  PersonalFamilyClassification: text,
  Name: text,
  Birthdate: text,
  QualificationDate: text,
  InsuredCardValidDate: text,
  InsuredCardExpirationDate: text,
  InsuredPartialContributionRatio: text,
  LimitClassificationFlag: text.optional(),
  QualificationValidity: text,
  registered: z.boolean(),
})
/** At most one that is valid, and those before it. */
const insurance = z.array(qualification).min(1).max(20)

const licence = z.object({
  number: text,
  authority: text,
  colour: text,
  kinds: z.array(z.object({ kind: text, limits: z.array(text).max(20), held_since: text })).max(30),
  conditions: z.array(text).max(20),
  issued_on: text,
  expires_on: text,
  held_as: text,
})

/** undefined: neither of them. */
export function readRecord(value: unknown): { kind: PaperKind; sheet: PaperSheet } | undefined {
  const insured = insurance.safeParse(value)
  if (insured.success) return { kind: 'insurance', sheet: insuranceSheet(insured.data) }
  const licensed = licence.safeParse(value)
  return licensed.success ? { kind: 'licence', sheet: licenceSheet(licensed.data) } : undefined
}

const unsigned = { plain: false, practice: false } as const

function insuranceSheet(all: z.output<typeof insurance>): PaperSheet {
  const [newest] = all
  return {
    title: { ja: '医療保険の資格情報', en: 'Health insurance' },
    ...maybe('holder', newest?.Name.slice(0, 300)),
    ...maybe('issuer', newest?.InsurerName.slice(0, 300)),
    ...maybe('asOf', dayOf(newest?.InsuredCardValidDate ?? '')),
    facts: all.flatMap(insuranceFacts),
    ...unsigned,
  }
}

const validity: Readonly<Record<string, { ja: string; en: string }>> = {
  '1': { ja: '有効', en: 'Valid' },
  '2': { ja: '無効', en: 'Not valid' },
  '3': { ja: '無効（新しい資格があります）', en: 'Not valid: there is a newer one' },
  '4': { ja: '該当なし', en: 'None' },
  '5': { ja: '複数あります', en: 'Several' },
  '6': { ja: '有効（未登録）', en: 'Valid, not registered' },
}

function insuranceFacts(one: z.output<typeof qualification>) {
  const relation = { '1': { ja: '本人', en: 'Insured person' }, '2': { ja: '家族', en: 'Family member' } }
  const { PersonalFamilyClassification: whose, LimitClassificationFlag: limit } = one
  return [
    ...factOf(
      { ja: '資格', en: 'Qualification' },
      ownMember(validity, one.QualificationValidity) ?? one.QualificationValidity,
    ),
    ...factOf({ ja: '保険者', en: 'Insurer' }, one.InsurerName),
    ...factOf({ ja: '保険者番号', en: 'Insurer’s number' }, one.InsurerNumber),
    ...factOf({ ja: '記号', en: 'Symbol' }, one.InsuredCardSymbol ?? ''),
    ...factOf({ ja: '番号', en: 'Number' }, one.InsuredIdentificationNumber),
    ...factOf({ ja: '枝番', en: 'Branch' }, one.InsuredBranchNumber),
    ...factOf({ ja: '本人・家族', en: 'Whose' }, whose === '1' || whose === '2' ? relation[whose] : whose),
    ...factOf({ ja: '負担割合', en: 'Share paid' }, valueText(['copayment_rate'], one.InsuredPartialContributionRatio)),
    ...factOf({ ja: '限度額の区分', en: 'Limit' }, limit === undefined ? '' : valueText(['limit_class'], limit)),
    ...dayFact({ ja: '資格取得日', en: 'Insured since' }, one.QualificationDate),
    ...dayFact({ ja: '有効期間の始まり', en: 'Valid from' }, one.InsuredCardValidDate),
    ...dayFact({ ja: '有効期間の終わり', en: 'Valid until' }, one.InsuredCardExpirationDate),
    ...factOf(
      { ja: 'カードの保険証としての登録', en: 'Card registered as insurance card' },
      one.registered ? { ja: '登録済', en: 'Registered' } : { ja: '未登録', en: 'Not registered' },
    ),
  ]
}

function licenceSheet(one: z.output<typeof licence>): PaperSheet {
  return {
    title: { ja: '運転免許の情報', en: 'Driver’s licence' },
    ...maybe('issuer', one.authority.slice(0, 300) || undefined),
    ...maybe('asOf', dayOf(one.issued_on)),
    facts: [
      ...factOf({ ja: '番号', en: 'Number' }, one.number),
      ...factOf({ ja: '色の区分', en: 'Colour' }, valueText(['licence_colour'], one.colour)),
      ...one.kinds.flatMap(({ kind, limits, held_since }) =>
        dayFact({ ja: [kind, ...limits].join('・'), en: `${[kind, ...limits].join(', ')}, held since` }, held_since),
      ),
      ...factOf({ ja: '条件', en: 'Conditions' }, one.conditions.join('、')),
      ...factOf({ ja: '持ち方', en: 'Held' }, valueText(['held_as'], one.held_as)),
      ...dayFact({ ja: '交付日', en: 'Issued on' }, one.issued_on),
      ...dayFact({ ja: '有効期間の末日', en: 'Valid until' }, one.expires_on),
    ],
    ...unsigned,
  }
}
