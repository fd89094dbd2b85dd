// 児童手当 認定請求: claimed by the parent who mainly keeps the household, with that parent's own signature (公).
import { z } from 'zod'
import { findByNameAndBirth, householdOf, isParentOf } from '../../register/families.ts'
import { insuranceOfApplicant } from '../credentialRules.ts'
import { accountFields, addressField, consentField, nameField, otherPersonFields, sameName } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  claimant: nameField.meta({ title: '請求者の氏名' }),
  address: addressField,
  children: z.array(otherPersonFields).min(1).max(8).meta({ title: '児童' }),
  reason: z
    .enum(['birth', 'move', 'other'])
    .meta({ title: '請求する理由', 'x-labels': { birth: '出生', move: '引っ越し', other: 'そのほか' } }),
  happened_on: z.iso.date().meta({ title: '生まれた日・引っ越した日' }),
  civil_servant: z.boolean().meta({ title: '公務員です' }),
  living_apart: z.boolean().meta({ title: '児童と別居しています' }),
  account: accountFields,
  consent: consentField,
})

export const childAllowance: Procedure = {
  id: 'child-allowance',
  title: '児童手当（認定請求）',
  organisation: '練習区役所',
  summary: '子どもが生まれたとき、引っ越したときに、児童手当を請求します。',
  content:
    '世帯の生計を主に支える親が、自分のカードで署名して請求します。もう一方の親の署名では認められません。口座は請求者の名義です。公務員の方は職場に請求します。',
  law: '児童手当法',
  lifeEvents: ['birth', 'move'],
  personKinds: ['parent'],
  municipalities: ['131121'],
  keywords: ['児童手当', '子育て', '出生'],
  fee: '無料',
  contact: '練習区役所 子育て係',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'sign',
    eligible: [{ standing: 'self', note: '生計を主に支える親（本人）' }],
    attachments: [
      {
        id: 'insurance',
        title: '請求者の健康保険の資格',
        required: false,
        media: ['application/pdf', 'image/jpeg', 'image/png'],
        credentials: [insuranceOfApplicant],
      },
      { id: 'separation', title: '別居監護申立書（別居しているとき）', required: false, media: ['application/pdf'] },
    ],
    minutes: 15,
    taps: 2,
    form,
    single: true,
    check: ({ form: sent, applicant, context, attachments }) => {
      const faults = sent.children.flatMap((child, index) => {
        const person = findByNameAndBirth(context, child.name, child.birth_date)
        const theirs = person !== undefined && isParentOf(applicant.id, person.id)
        return theirs ? [] : [{ pointer: `/form/children/${index}`, message: '請求者の子どもではありません' }]
      })
      if (!sameName(sent.claimant, applicant.name.kanji)) {
        faults.push({ pointer: '/form/claimant', message: '署名する方と請求者が違います' })
      }
      if (!sameName(sent.account.holder_kana, applicant.name.kana)) {
        faults.push({ pointer: '/form/account/holder_kana', message: '請求者本人の口座にしてください' })
      }
      if (sent.civil_servant)
        faults.push({ pointer: '/form/civil_servant', message: '公務員の方は職場に請求してください' })
      if (sent.living_apart && !attachments.some(({ id }) => id === 'separation')) {
        faults.push({ pointer: '/attachments/separation', message: '別居監護申立書を付けてください' })
      }
      return faults
    },
    decide: ({ applicant }) =>
      householdOf(applicant.id).mainEarner === applicant.id
        ? { kind: 'complete', note: '認定しました。次の支給月から振り込みます。' }
        : {
            kind: 'reject',
            note: '生計を主に支える方からの請求ではないため、認定できません。もう一方の親の方が請求してください。',
          },
  }),
}
