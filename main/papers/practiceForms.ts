// Certificates in the forms of the practice offices: 納税証明書, 住民票の写し, 課税証明書, 控除証明書. The real schema of a 納税証明書
// is 国税庁's own; 住民票 and 課税証明書 have no public one (facts section 6: 公).
import type { PaperKind, PaperSheet } from '../../preload/shapes/papers.ts'
import { ownMember } from '../ownMember.ts'
import { dayFact, dayOf, factOf, maybe, same } from './facts.ts'
import { childOf, childrenOf, textAt, type XmlElement } from './xml.ts'

interface Known {
  readonly kind: PaperKind
  readonly sheet: PaperSheet
}

/** undefined: none of these forms. */
export function readPracticeForm(root: XmlElement): Known | undefined {
  switch (`${root.namespace} ${root.name}`) {
    case 'urn:tefuda:practice:tax-certificate:1 TaxCertificate':
      return { kind: 'taxCertificate', sheet: taxCertificate(root) }
    case 'urn:tefuda:practice:certificate:1 Certificate':
      return certificate(root)
    case 'urn:tefuda:practice:deduction:1 Deduction':
      return { kind: 'deduction', sheet: deduction(root) }
    default:
      return undefined
  }
}

const practiceOf = (root: XmlElement): boolean => textAt(root, 'Realm') === 'practice'

function taxCertificate(root: XmlElement): PaperSheet {
  const years = childrenOf(root, 'Year').flatMap((year) =>
    factOf(
      { ja: `${textAt(year, 'Fiscal')}年度`, en: `Fiscal year ${textAt(year, 'Fiscal')}` },
      textAt(year, 'Amounts'),
    ),
  )
  return {
    title: { ja: '納税証明書', en: 'Tax payment certificate' },
    ...maybe('holder', textAt(root, 'Name') || undefined),
    ...maybe('issuer', textAt(root, 'IssuedBy') || undefined),
    ...maybe('asOf', dayOf(textAt(root, 'IssuedOn'))),
    facts: [
      ...factOf({ ja: '種類', en: 'Kind' }, textAt(root, 'Kind')),
      ...factOf({ ja: '税目', en: 'Tax' }, textAt(root, 'Tax')),
      ...years,
      ...factOf({ ja: '住所', en: 'Address' }, textAt(root, 'Address')),
      ...factOf({ ja: '使う目的', en: 'Purpose' }, textAt(root, 'Purpose')),
      ...factOf({ ja: '番号', en: 'Number' }, textAt(root, 'Number')),
      ...dayFact({ ja: '発行日', en: 'Issued on' }, textAt(root, 'IssuedOn')),
    ],
    plain: false,
    practice: practiceOf(root),
  }
}

/** The labels that the practice offices write, in English. */
const labels: Readonly<Record<string, string>> = {
  住所: 'Address',
  氏名: 'Name',
  生年月日: 'Born on',
  年度: 'Fiscal year',
  '総所得金額（円）': 'Total income (yen)',
  '住民税額（円）': 'Resident tax (yen)',
}

function certificate(root: XmlElement): Known {
  const name = textAt(root, 'Name')
  const income = name.startsWith('課税')
  return {
    kind: income ? 'income' : name.startsWith('住民票') ? 'residence' : 'official',
    sheet: {
      title: { ja: name, en: income ? 'Income and tax certificate' : 'Certificate of residence' },
      ...maybe('holder', textAt(root, 'Recipient') || undefined),
      ...maybe('issuer', textAt(root, 'Issuer') || undefined),
      ...maybe('asOf', dayOf(textAt(root, 'Date'))),
      facts: [
        ...childrenOf(root, 'Content').flatMap(contentFact),
        ...factOf({ ja: '番号', en: 'Number' }, textAt(root, 'Id')),
        ...dayFact({ ja: '証明日', en: 'Certified on' }, textAt(root, 'Date')),
      ],
      plain: false,
      practice: practiceOf(root),
    },
  }
}

function contentFact(content: XmlElement) {
  const [label, value] = [textAt(content, 'Label'), textAt(content, 'Value')]
  const words = { ja: label.replace('（円）', ''), en: (ownMember(labels, label) ?? label).replace(' (yen)', '') }
  if (label.endsWith('（円）') && /^\d{1,15}$/.test(value)) return factOf(words, value, 'yen')
  return label === '生年月日' ? dayFact(words, value) : factOf(words, value)
}

const deductionLabels = {
  Paid: { ja: '払った額', en: 'Paid' },
  Premium: { ja: '保険料', en: 'Premium' },
  Amount: { ja: '金額', en: 'Amount' },
  Month: { ja: '月', en: 'Month' },
  Hospital: { ja: '医療機関', en: 'Hospital' },
} as const

function deduction(root: XmlElement): PaperSheet {
  const known = Object.entries(deductionLabels).flatMap(([name, label]) => {
    const value = childOf(root, name)?.text ?? ''
    return factOf(label, value, /^\d{3,15}$/.test(value) ? 'yen' : 'text')
  })
  const title = textAt(root, 'Title')
  return {
    title: { ...same(title), en: `Certificate for a tax deduction: ${title}`.slice(0, 2_000) },
    ...maybe('holder', textAt(root, 'Name') || undefined),
    ...maybe('issuer', textAt(root, 'Issuer') || undefined),
    facts: [...factOf({ ja: '年', en: 'Year' }, textAt(root, 'Year')), ...known],
    plain: false,
    practice: practiceOf(root),
  }
}
