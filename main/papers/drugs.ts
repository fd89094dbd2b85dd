// 薬剤情報 as a person downloads it from the portal: XML of YZK-IF-002, without a signature (facts section 6: 公).
import type { PaperSheet } from '../../preload/shapes/papers.ts'
import { dayOf, maybe } from './facts.ts'
import { childOf, childrenOf, textAt, type XmlElement } from './xml.ts'

type Dispensed = NonNullable<PaperSheet['dispensed']>[number]

/** undefined: not of this form. */
export function readDrugs(root: XmlElement): PaperSheet | undefined {
  if (root.name !== 'Message' || childOf(root, 'MessageBody') === undefined) return undefined
  const months = childrenOf(childOf(root, 'MessageBody'), 'MeTrMonthInf')
  if (months.length === 0) return undefined
  const dispensed = months
    .flatMap(dispensedIn)
    .sort((one, other) => (other.on ?? '').localeCompare(one.on ?? ''))
    .slice(0, 500)
  return {
    title: { ja: '薬剤情報', en: 'Medicines dispensed' },
    ...maybe('holder', textAt(root, 'MessageHeader', 'QualificationsInfo', 'Name').slice(0, 300) || undefined),
    ...maybe('asOf', dispensed[0]?.on),
    facts: [],
    dispensed,
    plain: false,
    practice: false,
  }
}

function dispensedIn(month: XmlElement): Dispensed[] {
  const institution = textAt(month, 'MedicalInstitutionName').slice(0, 300)
  return childrenOf(childOf(month, 'DiDateInfs'), 'DiDateInf').map((at) => ({
    ...maybe('on', dayOf(textAt(at, 'DiDate'))),
    institution,
    drugs: childrenOf(childOf(at, 'DrugInfs'), 'DrugInf')
      .slice(0, 200)
      .map((drug) => ({ code: textAt(drug, 'DrugC').slice(0, 30), name: textAt(drug, 'DrugN').slice(0, 300) })),
  }))
}
