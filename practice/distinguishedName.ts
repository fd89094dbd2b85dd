// Names as certificates write them: country as PrintableString, everything else as UTF8String (RFC 5280 4.1.2.4).
import * as asn1js from 'asn1js'
import { AttributeTypeAndValue, Certificate, RelativeDistinguishedNames } from 'pkijs'

const attributeTypes = {
  C: '2.5.4.6',
  ST: '2.5.4.8',
  L: '2.5.4.7',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  organizationIdentifier: '2.5.4.97',
} as const

/** In order, one attribute a step. */
export type DistinguishedName = readonly (readonly [keyof typeof attributeTypes, string])[]

/** One set a step: pkijs by itself would write a single set of many values. */
export function encodeName(name: DistinguishedName): RelativeDistinguishedNames {
  const steps = name.map(([type, value]) => {
    const text = type === 'C' ? new asn1js.PrintableString({ value }) : new asn1js.Utf8String({ value })
    const attribute = new AttributeTypeAndValue({ type: attributeTypes[type], value: text })
    return new asn1js.Set({ value: [attribute.toSchema()] })
  })
  return RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: steps }).toBER())
}

/** The subject of a certificate (DER), as {@link encodeName} would write it again. */
export function subjectOf(certificate: Uint8Array): DistinguishedName {
  return Certificate.fromBER(Uint8Array.from(certificate)).subject.typesAndValues.map(({ type, value }) => {
    const known = Object.entries(attributeTypes).find(([, oid]) => oid === type)
    if (known === undefined) throw new Error(`unknown attribute type ${type} in a practice certificate`)
    return [known[0] as keyof typeof attributeTypes, String(value.valueBlock.value)] as const
  })
}
