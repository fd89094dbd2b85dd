// What the partners have for a person: 控除証明書等 as XML for a tax return, ねんきん定期便 as PDF. All amounts are made up, and
// the XML has a form of its own: e-Tax's is larger.
import { dayInJapan } from '../../calendar.ts'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { makePdf } from '../documents/pdf.ts'
import { signedXml, type XmlContent } from '../documents/signedXml.ts'
import type { OfficialDocument } from '../procedures/procedure.ts'
import { type Partner, partners } from './store.ts'

const namespace = 'urn:tefuda:practice:deduction:1'

export interface PartnerDocument extends OfficialDocument {
  readonly id: string
}

export function partnerDocuments(context: PortalContext, partner: Partner, person: PracticePerson): PartnerDocument[] {
  const year = Number(dayInJapan(context.now()).slice(0, 4)) - 1
  if (partner === 'nenkin') {
    return [
      deduction(context, person, 'pension', '社会保険料（国民年金保険料）控除証明書', year, '練習年金事務所', [
        ['Paid', '199680'],
      ]),
      {
        id: 'pension-letter',
        name: `ねんきん定期便_${year}.pdf`,
        media: 'application/pdf',
        bytes: makePdf({
          title: 'ねんきん定期便（練習用）',
          lines: [
            ['氏名', person.name.kanji],
            ['生年月日', person.birthDate],
            ['年度', String(year)],
            ['受給資格期間', '220か月'],
            ['これまでの保険料納付額（累計）', '5,480,000円'],
            ['65歳からの見込額（年額）', '1,230,000円'],
            ['作成', partners.nenkin.ja],
          ],
        }),
      },
    ]
  }
  return [
    deduction(context, person, 'life-insurance', '生命保険料控除証明書', year, '見本生命保険', [['Premium', '84000']]),
    deduction(context, person, 'medical', '医療費通知', year, person.insurance?.insurerName ?? '見本保険者', [
      ['Month', '01'],
      ['Hospital', '練習クリニック'],
      ['Paid', '4320'],
    ]),
    deduction(context, person, 'donation', '寄附金受領証明書（ふるさと納税）', year, '見本市', [['Amount', '30000']]),
  ]
}

function deduction(
  { world }: PortalContext,
  person: PracticePerson,
  id: string,
  title: string,
  year: number,
  issuer: string,
  content: readonly (readonly [string, XmlContent])[],
): PartnerDocument {
  const facts: XmlContent = [
    ['Realm', 'practice'],
    ['Title', title],
    ['Year', String(year)],
    ['Name', person.name.kanji],
    ['Issuer', issuer],
    ...content,
  ]
  return {
    id,
    name: `${title}_${year}.xml`,
    media: 'application/xml',
    bytes: signedXml('Deduction', namespace, facts, world.signers.credentialIssuer),
  }
}
