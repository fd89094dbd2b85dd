// 納税証明書: applied for, its fee paid, then given as XML with the office's signature and as PDF with a QR code (公).
import { z } from 'zod'
import { keepTaxCertificate } from '../../tax/certificate.ts'
import { addressField, consentField, nameField, sameName } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

/** Yen a piece; the real one is not confirmed, so this is practice data. */
const feeEach = 370

const form = z.strictObject({
  name: nameField,
  address: addressField,
  kind: z.enum(['その1', 'その2', 'その3', 'その3の2']).meta({ title: '証明書の種類' }),
  tax: z.enum(['申告所得税', '消費税', '贈与税']).meta({ title: '税目' }),
  years: z.array(z.int().min(2019).max(2100)).min(1).max(3).meta({ title: '年度（西暦）' }),
  purpose: z.string().min(1).max(60).meta({ title: '使う目的' }),
  consent: consentField,
})

export const taxCertificate: Procedure = {
  id: 'tax-certificate',
  title: '納税証明書の交付請求',
  organisation: '練習税務署',
  summary: '納税証明書を、電子データとQRコード付きのPDFで受け取ります。',
  content: '請求のあとに手数料を納めると、署名の付いたXMLと、確認用のQRコードの付いたPDFが出ます。',
  law: '国税通則法',
  lifeEvents: ['tax'],
  personKinds: ['adult'],
  municipalities: [],
  keywords: ['納税', '証明', '税', 'e-Tax'],
  fee: `1年度につき${feeEach}円（練習用の額）`,
  contact: '練習税務署',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'sign',
    eligible: [{ standing: 'self', note: '本人' }],
    attachments: [],
    minutes: 10,
    taps: 2,
    form,
    check: ({ form: sent, applicant, today }) => [
      ...(sameName(sent.name, applicant.name.kanji)
        ? []
        : [{ pointer: '/form/name', message: '本人の氏名にしてください' }]),
      ...sent.years.flatMap((year, index) =>
        year < Number(today.slice(0, 4))
          ? []
          : [{ pointer: `/form/years/${index}`, message: 'まだ証明できない年度です' }],
      ),
    ],
    decide: ({ form: sent }) => ({ kind: 'charge', amount: feeEach * sent.years.length }),
    issue: ({ context, applicant, form: sent, receiptNo, today }) =>
      keepTaxCertificate(context, { ...sent, person: applicant, receiptNo, today }),
  }),
}
