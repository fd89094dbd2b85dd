// 納税証明書 in the practice form: XML that the office signed, PDF with a QR code, and the page that the code leads to.
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { makePdf } from '../documents/pdf.ts'
import { signedXml } from '../documents/signedXml.ts'
import { escapeHtml, htmlPage, page } from '../page.ts'
import { Problem } from '../problem.ts'
import type { OfficialDocument } from '../procedures/procedure.ts'
import { open, type Route } from '../route.ts'
import { newSecret, sha256 } from '../secrets.ts'

/** Of the practice form alone: the real schema is 国税庁's. */
const namespace = 'urn:tefuda:practice:tax-certificate:1'
const office = '練習税務署長'

export interface TaxCertificatePlan {
  readonly person: PracticePerson
  readonly address: string
  readonly kind: string
  readonly tax: string
  readonly years: readonly number[]
  readonly purpose: string
  readonly receiptNo: string
  readonly today: string
}

export function keepTaxCertificate(context: PortalContext, plan: TaxCertificatePlan): OfficialDocument[] {
  const { database, now, origin, world } = context
  const code = newSecret()
  const lines: [string, string][] = [
    ['氏名', plan.person.name.kanji],
    ['住所', plan.address],
    ['種類', `納税証明書（${plan.kind}）`],
    ...plan.years.map((year): [string, string] => [`${year}年度 ${plan.tax}`, amounts(year)]),
    ['使う目的', plan.purpose],
    ['発行日', plan.today],
    ['発行元', office],
    ['番号', plan.receiptNo],
  ]
  database
    .prepare('INSERT INTO tax_certificates (code_sha256, lines, issued_at) VALUES (?, ?, ?)')
    .run(sha256(code), JSON.stringify(lines), now().getTime())
  const xml = signedXml(
    'TaxCertificate',
    namespace,
    [
      ['Realm', 'practice'],
      ['Number', plan.receiptNo],
      ['Kind', plan.kind],
      ['Name', plan.person.name.kanji],
      ['Address', plan.address],
      ['Tax', plan.tax],
      ...plan.years.map((year): [string, [string, string][]] => [
        'Year',
        [
          ['Fiscal', String(year)],
          ['Amounts', amounts(year)],
        ],
      ]),
      ['Purpose', plan.purpose],
      ['IssuedOn', plan.today],
      ['IssuedBy', office],
    ],
    world.signers.credentialIssuer,
  )
  const qr = `${origin}/tax/certificates/${code}`
  const pdf = makePdf({ title: `納税証明書（${plan.kind}）`, lines, qr })
  return [
    { name: `納税証明書_${plan.receiptNo}.xml`, media: 'application/xml', bytes: xml },
    { name: `納税証明書_${plan.receiptNo}.pdf`, media: 'application/pdf', bytes: pdf },
  ]
}

/** Made up, and the same each time. */
function amounts(year: number): string {
  const due = 90_000 + (year % 10) * 1_100
  return `納付すべき額 ${due}円、納付済みの額 ${due}円、未納の額 0円`
}

export function certificateRoutes({ database }: PortalContext): Route[] {
  return [
    open('GET /tax/certificates/:code', {
      summary: 'The original that a 納税証明書’s QR code leads to',
      answers: { 200: htmlPage },
      handle: ({ params }) => {
        const stored = database
          .prepare<[string], string>('SELECT lines FROM tax_certificates WHERE code_sha256 = ?')
          .pluck()
          .get(sha256(params['code'] ?? ''))
        if (stored === undefined) throw new Problem('not_found')
        const lines: [string, string][] = JSON.parse(stored)
        const rows = lines.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`)
        return page({ ja: '納税証明書の原本', en: 'Original of a tax certificate' }, `<dl>${rows.join('')}</dl>`)
      },
    }),
  ]
}
