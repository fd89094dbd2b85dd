// 旅券の事前申請: under 15 by the 法定代理人; from 15 to 17 oneself, with an image of a parent's consent (公).
import { z } from 'zod'
import { ageOn } from '../../../calendar.ts'
import { addressField, consentField, nameField, sameName } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({
  name: nameField,
  name_roman: z
    .string()
    .regex(/^[A-Z]+ [A-Z]+$/)
    .meta({ title: '氏名（ローマ字）', 'x-fill': 'person.roman' }),
  birth_date: z.iso.date().meta({ title: '生年月日', 'x-fill': 'card.birthDate' }),
  address: addressField,
  validity: z.enum(['5', '10']).meta({ title: '有効期間', 'x-labels': { '5': '5年', '10': '10年' } }),
  family_register_id: z
    .string()
    .regex(/^\d{16}$/)
    .meta({ title: '戸籍電子証明書提供用識別符号（16桁）' }),
  travel_on: z.iso.date().optional().meta({ title: '出発する日' }),
  consent: consentField,
})

export const passport: Procedure = {
  id: 'passport',
  title: '旅券（パスポート）の事前申請',
  organisation: '練習県旅券事務所',
  summary: 'パスポートの申請を、窓口に行く前に済ませます。',
  content:
    '15歳未満の方は法定代理人が代理で申請します。15歳から17歳の方は、自分で申請し、親の同意書の画像を付けます。受け取りは窓口です。',
  law: '旅券法',
  lifeEvents: ['travel'],
  personKinds: ['adult', 'child'],
  municipalities: [],
  keywords: ['パスポート', '旅券', '海外'],
  fee: '受け取るときに窓口で納めます',
  contact: '練習県旅券事務所',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'sign',
    eligible: [
      { standing: 'self', note: '15歳以上の本人' },
      { standing: 'legal', note: '法定代理人（15歳未満）。署名は代理人のカードで行います。' },
    ],
    attachments: [
      { id: 'photo', title: '顔写真', required: true, media: ['image/jpeg'] },
      {
        id: 'parental-consent',
        title: '親の同意書の画像（15〜17歳）',
        required: false,
        media: ['image/jpeg', 'image/png'],
      },
    ],
    minutes: 20,
    taps: 2,
    form,
    single: true,
    check: ({ form: sent, applicant, standing, attachments, today }) => {
      const age = ageOn(applicant.birthDate, today)
      return [
        ...(sameName(sent.name, applicant.name.kanji) && sent.birth_date === applicant.birthDate
          ? []
          : [{ pointer: '/form/name', message: '申請する方の氏名と生年月日にしてください' }]),
        ...(age < 15 && standing === 'self'
          ? [{ pointer: '/form/birth_date', message: '15歳未満の方は法定代理人が申請します' }]
          : []),
        ...(age < 18 && sent.validity === '10'
          ? [{ pointer: '/form/validity', message: '18歳未満の方は5年だけです' }]
          : []),
        ...(age >= 15 && age < 18 && !attachments.some(({ id }) => id === 'parental-consent')
          ? [{ pointer: '/attachments/parental-consent', message: '親の同意書の画像を付けてください' }]
          : []),
      ]
    },
    decide: () => ({ kind: 'complete', note: '審査が終わりました。窓口で受け取ってください。' }),
  }),
}
