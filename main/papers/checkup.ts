// 特定健診 as a person downloads it: HL7 CDA in the form of the health ministry, without a signature (facts section 6: 公).
import type { PaperSheet } from '../../preload/shapes/papers.ts'
import { ownMember } from '../ownMember.ts'
import { dayFact, dayOf, maybe } from './facts.ts'
import { childOf, descendantsOf, textAt, type XmlElement } from './xml.ts'

type Measured = NonNullable<PaperSheet['measured']>[number]

/** Codes of the ministry's list of items (JLAC10; not checked against a listed source), for files that bring no names. */
const names: Readonly<Record<string, string>> = {
  '9N001000000000001': '身長',
  '9N006000000000001': '体重',
  '9N011000000000001': 'BMI',
  '9A751000000000001': '収縮期血圧',
  '9A761000000000001': '拡張期血圧',
}
/** Units are written in UCUM's machine form. */
const units: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  'kg/m2': 'kg/m²',
  '10*4/uL': '万/μL',
  '{times}': '回',
}

/** undefined: not of this form. */
export function readCheckup(root: XmlElement): PaperSheet | undefined {
  if (root.name !== 'ClinicalDocument' || root.namespace !== 'urn:hl7-org:v3') return undefined
  const [patient] = descendantsOf(root, 'patient')
  const name = childOf(patient, 'name')
  const holder = name?.children.map(({ text }) => text).join('\u3000') || name?.text
  const [author] = descendantsOf(root, 'representedOrganization')
  const measured = descendantsOf(root, 'observation').flatMap(measuredIn).slice(0, 500)
  return {
    title: { ja: '特定健診の結果', en: 'Health check-up' },
    ...maybe('holder', holder?.slice(0, 300) || undefined),
    ...maybe('issuer', textAt(author, 'name').slice(0, 300) || undefined),
    ...maybe('asOf', dayOf(childOf(root, 'effectiveTime')?.attributes['value'] ?? '')),
    facts: dayFact({ ja: '生年月日', en: 'Born on' }, childOf(patient, 'birthTime')?.attributes['value'] ?? ''),
    measured,
    plain: false,
    practice: false,
  }
}

function measuredIn(observation: XmlElement): Measured[] {
  const [code, value] = [childOf(observation, 'code')?.attributes, childOf(observation, 'value')]
  const id = code?.['code'] ?? ''
  if (id === '' || value === undefined) return []
  const written = value.attributes['value'] ?? value.attributes['displayName'] ?? value.attributes['code'] ?? value.text
  const unit = value.attributes['unit'] ?? ''
  const number = /^-?\d{1,9}(\.\d{1,6})?$/.test(written) ? Number(written) : undefined
  return [
    {
      code: id.slice(0, 40),
      label: (code?.['displayName'] ?? ownMember(names, id) ?? id).slice(0, 200),
      value: written.slice(0, 200),
      ...maybe('number', number),
      unit: (ownMember(units, unit) ?? (unit === '1' ? '' : unit)).slice(0, 40),
    },
  ]
}
