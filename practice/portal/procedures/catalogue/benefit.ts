// 給付金申請: one a household, claimed by its head (推: an invented benefit).
import { z } from 'zod'
import { householdOf } from '../../register/families.ts'
import { insuranceOfApplicant, licenceOfApplicant } from '../credentialRules.ts'
import { accountFields, addressField, consentField, nameField, phoneField, sameName } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  head: nameField.meta({ title: '世帯主の氏名' }),
  address: addressField,
  phone: phoneField,
  members: z.int().min(1).max(20).meta({ title: '世帯の人数' }),
  account: accountFields,
  consent: consentField,
})

export const benefit: Procedure = {
  id: 'benefit',
  title: '練習生活応援給付金',
  organisation: '練習区役所',
  summary: '世帯ごとに1回、練習用の給付金を申請します。',
  content: '世帯主が申請します。一人あたり10,000円（練習用の額）が、世帯主の口座に振り込まれます。',
  lifeEvents: [],
  personKinds: ['household_head'],
  municipalities: ['131121'],
  keywords: ['給付金', '支援', '生活'],
  fee: '無料',
  contact: '練習区役所 給付金係',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'sign',
    eligible: [{ standing: 'self', note: '世帯主' }],
    attachments: [
      {
        id: 'passbook',
        title: '通帳などの写し',
        required: true,
        media: ['application/pdf', 'image/jpeg', 'image/png'],
      },
      {
        id: 'identity',
        title: '本人確認書類（運転免許など）',
        required: false,
        media: ['image/jpeg', 'image/png'],
        credentials: [licenceOfApplicant, insuranceOfApplicant],
      },
    ],
    minutes: 10,
    taps: 2,
    form,
    single: true,
    check: ({ form: sent, applicant }) => [
      ...(householdOf(applicant.id).head === applicant.id && sameName(sent.head, applicant.name.kanji)
        ? []
        : [{ pointer: '/form/head', message: '世帯主ご本人が申請してください' }]),
      ...(sameName(sent.account.holder_kana, applicant.name.kana)
        ? []
        : [{ pointer: '/form/account/holder_kana', message: '世帯主の口座にしてください' }]),
    ],
    decide: ({ form: sent, applicant }) => {
      const members = householdOf(applicant.id).members.length
      return sent.members === members
        ? { kind: 'complete', note: `${members * 10_000}円を振り込みます。` }
        : {
            kind: 'return',
            note: '世帯の人数が登録と違います。',
            fields: [{ pointer: '/form/members', message: `登録は${members}人です` }],
          }
    },
  }),
}
