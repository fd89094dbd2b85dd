// 要介護・要支援認定: by oneself, or sent by family in one's place (代行). Rules vary by municipality (公/般).
import { z } from 'zod'
import { ageOn } from '../../../calendar.ts'
import { addressField, consentField, personFields, phoneField, sameName } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  insured: personFields.meta({ title: '認定を受ける人' }),
  address: addressField,
  insured_number: z
    .string()
    .regex(/^\d{10}$/)
    .meta({ title: '介護保険の被保険者番号（10桁）' }),
  kind: z
    .enum(['new', 'renewal', 'change'])
    .meta({ title: '申請の種類', 'x-labels': { new: '新規', renewal: '更新', change: '区分変更' } }),
  doctor: z
    .strictObject({
      clinic: z.string().min(1).max(80).meta({ title: '主治医のいる医療機関' }),
      name: z.string().min(1).max(60).meta({ title: '主治医の氏名' }),
    })
    .meta({ title: '主治医' }),
  sender_relation: z.enum(['self', 'spouse', 'child', 'child_in_law', 'other']).meta({
    title: '送る人（本人から見た関係）',
    'x-labels': { self: '本人', spouse: '配偶者', child: '子', child_in_law: '子の配偶者', other: 'そのほか' },
  }),
  phone: phoneField,
  visit_hint: z.string().max(200).optional().meta({ title: '調査に来てほしい曜日や時間' }),
  consent: consentField,
})

export const careNeed: Procedure = {
  id: 'care-need',
  title: '要介護・要支援認定の申請',
  organisation: '練習区役所',
  summary: '介護保険のサービスを使うための認定を申請します。',
  content:
    '本人のほか、家族が代わりに送れます（提出代行）。結果はふつう30日以内に届きます。カードに暗証番号のない方は、家族が送ってください。',
  law: '介護保険法',
  lifeEvents: ['care'],
  personKinds: ['elderly'],
  municipalities: ['131121'],
  keywords: ['介護', '要介護', '認定', '高齢'],
  fee: '無料',
  contact: '練習区役所 介護保険係',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'none',
    eligible: [
      { standing: 'self', note: '本人' },
      { standing: 'family', note: '同じ世帯の家族（提出代行）' },
      { standing: 'appointed', note: '任意代理人' },
    ],
    attachments: [
      {
        id: 'insurance-card',
        title: '介護保険被保険者証の写し',
        required: false,
        media: ['application/pdf', 'image/jpeg'],
      },
    ],
    minutes: 15,
    taps: 0,
    form,
    single: true,
    check: ({ form: sent, applicant, standing, today }) => [
      ...(sameName(sent.insured.name, applicant.name.kanji) && sent.insured.birth_date === applicant.birthDate
        ? []
        : [{ pointer: '/form/insured', message: '認定を受ける方と違います' }]),
      ...(ageOn(applicant.birthDate, today) < 65
        ? [{ pointer: '/form/insured/birth_date', message: 'この窓口では65歳以上の方の申請を受け付けます' }]
        : []),
      ...((sent.sender_relation === 'self') === (standing === 'self')
        ? []
        : [{ pointer: '/form/sender_relation', message: '送る方との関係を選び直してください' }]),
    ],
    decide: () => ({
      kind: 'complete',
      note: '受け付けました。調査の日をご連絡します。結果は30日以内にお知らせします。',
    }),
  }),
}
