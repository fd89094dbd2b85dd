// 保育所 利用申込 and 就学: by a parent, with a 就労証明書 of each parent (municipal rules: 公/般; members: 推).
import { z } from 'zod'
import { findByNameAndBirth, isParentOf } from '../../register/families.ts'
import { consentField, otherPersonFields } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  child: otherPersonFields.meta({ title: '子ども' }),
  kind: z.enum(['childcare', 'after_school', 'school_support']).meta({
    title: '申し込むもの',
    'x-labels': { childcare: '保育所', after_school: '学童', school_support: '就学援助' },
  }),
  hopes: z.array(z.string().min(1).max(60)).min(1).max(5).meta({ title: '希望する施設（順に）' }),
  from: z.iso.date().meta({ title: '利用を始めたい日' }),
  parents: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60).meta({ title: '保護者の氏名' }),
        reason: z.enum(['work', 'illness', 'care', 'study']).meta({
          title: '保育が必要な理由',
          'x-labels': { work: '仕事', illness: '病気', care: '介護', study: '就学' },
        }),
      }),
    )
    .min(1)
    .max(2)
    .meta({ title: '保護者と、保育が必要な理由' }),
  consent: consentField,
})

export const childcare: Procedure = {
  id: 'childcare',
  title: '保育・就学（保育所の利用申込など）',
  organisation: '練習区役所',
  summary: '保育所や学童の利用、就学援助を申し込みます。',
  content: '保護者が申し込みます。働いている保護者それぞれの就労証明書を付けます。',
  law: '子ども・子育て支援法',
  lifeEvents: ['birth', 'school', 'work', 'move'],
  personKinds: ['parent', 'child'],
  municipalities: ['131121'],
  keywords: ['保育', '学童', '就学', '学校', '入園'],
  fee: '無料',
  contact: '練習区役所 保育係',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'none',
    eligible: [{ standing: 'self', note: '保護者' }],
    attachments: [
      { id: 'employment-1', title: '就労証明書（一人目の保護者）', required: false, media: ['application/pdf'] },
      { id: 'employment-2', title: '就労証明書（二人目の保護者）', required: false, media: ['application/pdf'] },
    ],
    minutes: 20,
    taps: 0,
    form,
    check: ({ form: sent, applicant, context }) => {
      const child = findByNameAndBirth(context, sent.child.name, sent.child.birth_date)
      return child !== undefined && isParentOf(applicant.id, child.id)
        ? []
        : [{ pointer: '/form/child', message: '申し込む方の子どもではありません' }]
    },
    decide: ({ form: sent, attachments }) => {
      const missing = sent.parents.flatMap(({ name, reason }, index) =>
        reason === 'work' && !attachments.some(({ id }) => id === `employment-${index + 1}`)
          ? [{ pointer: `/attachments/employment-${index + 1}`, message: `${name}さんの就労証明書を付けてください` }]
          : [],
      )
      return missing.length === 0
        ? { kind: 'complete', note: '受け付けました。結果は利用調整のあとにお知らせします。' }
        : { kind: 'return', note: '就労証明書が足りません。', fields: missing }
    },
  }),
}
