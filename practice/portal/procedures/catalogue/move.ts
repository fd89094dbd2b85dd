// 引越し: 転出届 with 来庁予定の連絡 (facts of the real service: 公; the form's members: 推).
import { z } from 'zod'
import { addDays, ageOn } from '../../../calendar.ts'
import { findByNameAndBirth, householdOf } from '../../register/families.ts'
import { addressField, consentField, personFields, phoneField, sameName } from '../parts.ts'
import { type FollowUp, online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  movers: z.array(personFields).min(1).max(8).meta({ title: '引っ越す人' }),
  old_address: addressField.meta({ title: 'いまの住所' }),
  new_address: addressField.meta({ title: '新しい住所', 'x-fill': undefined }),
  new_municipality: z
    .string()
    .regex(/^\d{6}$/)
    .meta({ title: '引っ越し先の市区町村コード' }),
  moving_on: z.iso.date().meta({ title: '引っ越す日（異動日）' }),
  phone: phoneField,
  visit_on: z.iso.date().meta({ title: '引っ越し先の窓口に行く日' }),
  visit_office: z.string().min(1).max(60).meta({ title: '行く窓口' }),
  visitor: z.string().min(1).max(60).meta({ title: '窓口に行く人' }),
  consent: consentField,
})

export const move: Procedure = {
  id: 'moving-out',
  title: '引越し手続（転出届・来庁予定の連絡）',
  organisation: '練習区役所',
  summary: '引っ越す前の市区町村に転出を届け、引っ越し先の窓口に行く日を知らせます。',
  content:
    '引っ越す日の30日前から10日後まで、一枚のカードで世帯の何人分も届けられます。転入届と転居届は、引っ越し先の窓口で行います。海外への引っ越しはできません。',
  law: '住民基本台帳法',
  lifeEvents: ['move'],
  personKinds: ['adult', 'household_head'],
  municipalities: [],
  keywords: ['引っ越し', '転出', '転入', '転居', '住所'],
  fee: '無料',
  contact: '練習区役所 住民係',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'sign',
    eligible: [
      {
        standing: 'self',
        note: '引っ越す本人、またはいまの住所の世帯主か世帯員。15歳未満の方のカードでは送れません。',
      },
    ],
    attachments: [],
    minutes: 15,
    taps: 3,
    form,
    single: true,
    check: ({ form: sent, applicant, context, today }) => {
      const faults = sent.movers.flatMap((mover, index) => {
        const person = findByNameAndBirth(context, mover.name, mover.birth_date)
        const inHousehold = person !== undefined && householdOf(applicant.id).members.includes(person.id)
        return inHousehold ? [] : [{ pointer: `/form/movers/${index}`, message: '同じ世帯の人ではありません' }]
      })
      if (today < addDays(sent.moving_on, -30) || today > addDays(sent.moving_on, 10)) {
        faults.push({ pointer: '/form/moving_on', message: '引っ越す日の30日前から10日後までに届けてください' })
      }
      if (sent.visit_on < today || sent.visit_on < sent.moving_on || sent.visit_on > addDays(sent.moving_on, 14)) {
        faults.push({ pointer: '/form/visit_on', message: '引っ越した日から14日以内の日にしてください' })
      }
      if (sameName(sent.old_address, sent.new_address)) {
        faults.push({ pointer: '/form/new_address', message: 'いまの住所と同じです' })
      }
      return faults
    },
    decide: () => ({
      kind: 'complete',
      note: '転出届を受け付けました。紙の転出証明書は出ません。引っ越す人全員のカードを持って、引っ越し先の窓口へ行ってください。',
    }),
    followUps: ({ form: sent, today }) => followUps(sent, today),
  }),
}

/** What follows, each with its owner and basis (推): proposed, not done. */
function followUps(sent: z.output<typeof form>, today: string): FollowUp[] {
  const everybody = sent.movers.map(({ name }) => name).join('、')
  const deadline = addDays(sent.moving_on, 14)
  const children = sent.movers.filter(({ birth_date }) => ageOn(birth_date, today) < 18)
  const elderly = sent.movers.filter(({ birth_date }) => ageOn(birth_date, today) >= 65)
  const grown = sent.movers.filter(({ birth_date }) => ageOn(birth_date, today) >= 18)
  return [
    { title: '転入届（引っ越し先の窓口）', who: everybody, basis: '住民基本台帳法', due_on: deadline },
    {
      title: '署名用電子証明書の新しい発行（窓口）',
      who: everybody,
      basis: '住所が変わると失効するため',
      due_on: deadline,
    },
    ...children.slice(0, 1).map(() => ({
      title: '児童手当の認定請求',
      who: grown[0]?.name ?? everybody,
      basis: '引っ越しから15日以内',
      procedure: 'child-allowance',
      due_on: addDays(sent.moving_on, 15),
    })),
    ...children.map(({ name }) => ({
      title: '保育・学校の手続き',
      who: name,
      basis: '引っ越し先の市区町村の案内による',
      procedure: 'childcare',
    })),
    ...elderly.map(({ name }) => ({
      title: '介護保険の受給資格の引き継ぎ',
      who: name,
      basis: '介護保険法',
      due_on: deadline,
    })),
    ...grown.map(({ name }) => ({ title: '運転免許の住所変更', who: name, basis: '道路交通法' })),
  ]
}
