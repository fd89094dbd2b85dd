// 社会保険の定期手続 (算定基礎届): an employer's, with the words of the documented neighbour (e-Gov: 到達番号, 補正, 公文書).
import { z } from 'zod'
import { makePdf } from '../../documents/pdf.ts'
import { practiceCompany } from '../../register/families.ts'
import { consentField } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  company: z
    .strictObject({
      name: z.string().min(1).max(80).meta({ title: '事業所の名称' }),
      number: z
        .string()
        .regex(/^\d{13}$/)
        .meta({ title: '法人番号（13桁）' }),
    })
    .meta({ title: '事業所' }),
  year: z.int().min(2020).max(2100).meta({ title: '対象の年' }),
  employees: z
    .array(
      z.strictObject({
        number: z.int().min(1).max(9999).meta({ title: '被保険者整理番号' }),
        name: z.string().min(1).max(60).meta({ title: '氏名' }),
        /** Yen in April, May and June. */
        pay: z.array(z.int().min(0).max(100_000_000)).length(3).meta({ title: '4月・5月・6月の報酬（円）' }),
        days: z.array(z.int().min(0).max(31)).length(3).meta({ title: '支払いの基礎となった日数' }),
      }),
    )
    .min(1)
    .max(500)
    .meta({ title: '被保険者' }),
  consent: consentField,
})

export const socialInsurance: Procedure = {
  id: 'social-insurance',
  title: '社会保険の定期手続（算定基礎届）',
  organisation: '練習年金事務所',
  summary: '会社が年に一度、従業員の報酬を届け出ます。',
  content:
    '外部のソフトウェアから送れます。到達番号で状況を確かめ、補正に応じ、標準報酬決定通知書を公文書として受け取ります。',
  law: '健康保険法・厚生年金保険法',
  lifeEvents: ['work'],
  personKinds: ['employer'],
  municipalities: [],
  keywords: ['社会保険', '算定基礎', '事業主', '標準報酬'],
  fee: '無料',
  contact: '練習年金事務所',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'sign',
    eligible: [{ standing: 'officer', note: '事業主、または届出の担当として登録された方' }],
    attachments: [],
    minutes: 5,
    taps: 1,
    form,
    arrivalNumber: true,
    check: ({ form: sent }) =>
      sent.company.number === practiceCompany.number
        ? []
        : [{ pointer: '/form/company/number', message: 'この担当者の事業所ではありません' }],
    decide: ({ form: sent }) => {
      const doubtful = sent.employees.flatMap(({ days, pay }, index) =>
        days.some((count, month) => count === 0 && (pay[month] ?? 0) > 0)
          ? [{ pointer: `/form/employees/${index}/days`, message: '報酬があるのに日数が0日の月があります' }]
          : [],
      )
      return doubtful.length === 0
        ? { kind: 'complete', note: '決定通知書を交付しました。' }
        : { kind: 'return', note: '内容を確かめてください。', fields: doubtful }
    },
    issue: ({ form: sent, receiptNo, today }) => [
      {
        name: `標準報酬決定通知書_${receiptNo}.pdf`,
        media: 'application/pdf',
        bytes: makePdf({
          title: '健康保険・厚生年金保険 標準報酬決定通知書',
          lines: [
            ['事業所', sent.company.name],
            ['対象の年', String(sent.year)],
            ['交付日', today],
            ...sent.employees
              .slice(0, 20)
              .map(({ name, pay, days }): [string, string] => [name, `${standardPay(pay, days)}円`]),
          ],
        }),
      },
    ],
  }),
}

/** The mean of months with 17 days or more, rounded to a thousand; the real table of grades is finer (推). */
function standardPay(pay: readonly number[], days: readonly number[]): number {
  const counted = pay.filter((_, month) => (days[month] ?? 0) >= 17)
  if (counted.length === 0) return 0
  return Math.round(counted.reduce((sum, one) => sum + one, 0) / counted.length / 1000) * 1000
}
