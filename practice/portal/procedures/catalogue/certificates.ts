// 住民票の写し and 課税証明書 in the practice form: there is no public schema for either (公), so they follow GIF's 証明・通知
// (DS-451-2), as XML that the office signed and as PDF.
import { z } from 'zod'
import { ageOn } from '../../../calendar.ts'
import type { PracticePerson } from '../../../person.ts'
import type { PortalContext } from '../../context.ts'
import { makePdf } from '../../documents/pdf.ts'
import { signedXml } from '../../documents/signedXml.ts'
import { householdOf } from '../../register/families.ts'
import { consentField } from '../parts.ts'
import { type OfficialDocument, online, type Procedure } from '../procedure.ts'

const namespace = 'urn:tefuda:practice:certificate:1'
const office = '練習区長'

const residenceForm = z.strictObject({
  whole_household: z.boolean().meta({ title: '世帯全員の分' }),
  purpose: z.string().min(1).max(60).meta({ title: '使う目的' }),
  consent: consentField,
})

export const residenceCertificate: Procedure = {
  id: 'residence-certificate',
  title: '住民票の写し（練習用の電子データ）',
  organisation: '練習区役所',
  summary: '住民票の写しを、練習用の電子データで受け取ります。',
  content:
    '本物の住民票の写しには、公開された電子データの形式がありません。ここで出るものは練習用です。個人番号は載りません。',
  law: '住民基本台帳法',
  lifeEvents: ['move', 'work'],
  personKinds: ['adult'],
  municipalities: ['131121'],
  keywords: ['住民票', '証明', '世帯'],
  fee: '無料（練習用）',
  contact: '練習区役所 住民係',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'user',
    eligible: [{ standing: 'self', note: '本人' }],
    attachments: [],
    minutes: 5,
    taps: 2,
    form: residenceForm,
    issue: ({ context, applicant, form, receiptNo, today }) => {
      const ids = form.whole_household ? householdOf(applicant.id).members : [applicant.id]
      const people = ids.flatMap((id) => context.world.person(id) ?? [])
      return certificate(context, applicant, '住民票の写し', receiptNo, today, [
        ['住所', applicant.address],
        ...people.flatMap((one): [string, string][] => [
          ['氏名', one.name.kanji],
          ['生年月日', one.birthDate],
        ]),
      ])
    },
  }),
}

const incomeForm = z.strictObject({
  year: z.int().min(2020).max(2100).meta({ title: '年度（西暦）' }),
  purpose: z.string().min(1).max(60).meta({ title: '使う目的' }),
  consent: consentField,
})

export const incomeCertificate: Procedure = {
  ...residenceCertificate,
  id: 'income-certificate',
  title: '課税証明書（練習用の電子データ）',
  summary: '課税証明書を、練習用の電子データで受け取ります。',
  content: '本物の課税証明書には、公開された電子データの形式がありません。ここで出るものは練習用です。',
  law: '地方税法',
  lifeEvents: ['school', 'tax'],
  keywords: ['課税', '所得', '非課税', '証明'],
  contact: '練習区役所 税務係',
  online: online({
    signature: 'user',
    eligible: [{ standing: 'self', note: '本人' }],
    attachments: [],
    minutes: 5,
    taps: 2,
    form: incomeForm,
    check: ({ form, applicant, today }) => [
      ...(form.year > Number(today.slice(0, 4))
        ? [{ pointer: '/form/year', message: 'まだ証明できない年度です' }]
        : []),
      ...(ageOn(applicant.birthDate, today) < 18 ? [{ pointer: '/form', message: '課税の記録がありません' }] : []),
    ],
    issue: ({ context, applicant, form, receiptNo, today }) =>
      certificate(context, applicant, '課税証明書', receiptNo, today, [
        ['年度', String(form.year)],
        ['総所得金額（円）', householdOf(applicant.id).mainEarner === applicant.id ? '4200000' : '1800000'],
        ['住民税額（円）', '198000'],
      ]),
  }),
}

/** 宛先, 証明日, ID, 名称, 内容と値, 発行元. */
function certificate(
  { world }: PortalContext,
  { name }: PracticePerson,
  title: string,
  receiptNo: string,
  today: string,
  content: readonly (readonly [string, string])[],
): OfficialDocument[] {
  const lines: (readonly [string, string])[] = [
    ['宛先', name.kanji],
    ['証明日', today],
    ['番号', receiptNo],
    ...content,
    ['発行元', office],
  ]
  const xml = signedXml(
    'Certificate',
    namespace,
    [
      ['Realm', 'practice'],
      ['Id', receiptNo],
      ['Name', title],
      ['Recipient', name.kanji],
      ['Date', today],
      ...content.map(([label, value]): [string, [string, string][]] => [
        'Content',
        [
          ['Label', label],
          ['Value', value],
        ],
      ]),
      ['Issuer', office],
    ],
    world.signers.credentialIssuer,
  )
  return [
    { name: `${title}_${receiptNo}.xml`, media: 'application/xml', bytes: xml },
    { name: `${title}_${receiptNo}.pdf`, media: 'application/pdf', bytes: makePdf({ title, lines }) },
  ]
}
