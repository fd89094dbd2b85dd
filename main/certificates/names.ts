// Reads the names in certificates: distinguished names and the general names of alternative-name extensions.
import * as asn1js from 'asn1js'
import type { GeneralName, RelativeDistinguishedNames } from 'pkijs'

/** One attribute of a name; `type` is its usual short form, or the OID where there is none. */
export interface NamePart {
  readonly type: string
  readonly value: string
}

/** One entry of a subjectAltName (RFC 5280 4.2.1.6); `other` is an otherName with a text, as JPKI uses. */
export type AlternativeName =
  | { readonly kind: 'dns' | 'uri' | 'email'; readonly value: string }
  | { readonly kind: 'ip'; readonly value: string }
  | { readonly kind: 'directory'; readonly parts: readonly NamePart[] }
  | { readonly kind: 'other'; readonly oid: string; readonly value: string }

const shortForms: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

export function nameParts(name: RelativeDistinguishedNames): NamePart[] {
  return name.typesAndValues.map(({ type, value }) => ({ type: shortForms[type] ?? type, value: textOf(value) }))
}

/** In the order of the certificate, for reading, not for comparing. */
export function nameText(parts: readonly NamePart[]): string {
  return parts.map(({ type, value }) => `${type}=${value}`).join(', ')
}

/** What to call the holder of the certificate: organisation, else common name, else the whole name. */
export function organisationOf(parts: readonly NamePart[]): string {
  const find = (type: string) => parts.find((part) => part.type === type)?.value
  return find('O') ?? find('CN') ?? nameText(parts)
}

/** Kinds that nothing here uses (x400, EDI party, registered id) are left out. */
export function alternativeNames(names: readonly GeneralName[]): AlternativeName[] {
  return names.flatMap((name): AlternativeName[] => {
    switch (name.type) {
      case 0:
        return otherName(name.value)
      case 1:
        return [{ kind: 'email', value: String(name.value) }]
      case 2:
        return [{ kind: 'dns', value: String(name.value) }]
      case 4:
        return [{ kind: 'directory', parts: nameParts(name.value as RelativeDistinguishedNames) }]
      case 6:
        return [{ kind: 'uri', value: String(name.value) }]
      case 7:
        return [{ kind: 'ip', value: ipText(name.value) }]
      default:
        return []
    }
  })
}

function otherName(value: unknown): AlternativeName[] {
  if (!(value instanceof asn1js.Constructed)) return []
  const [oid, wrapped] = value.valueBlock.value
  if (!(oid instanceof asn1js.ObjectIdentifier) || !(wrapped instanceof asn1js.Constructed)) return []
  const inner = wrapped.valueBlock.value[0]
  return inner === undefined ? [] : [{ kind: 'other', oid: oid.valueBlock.toString(), value: textOf(inner) }]
}

function ipText(value: unknown): string {
  if (!(value instanceof asn1js.OctetString)) return ''
  const bytes = [...value.valueBlock.valueHexView]
  if (bytes.length === 4) return bytes.join('.')
  return Buffer.from(bytes).toString('hex').match(/.{4}/g)?.join(':') ?? ''
}

function textOf(block: unknown): string {
  const value =
    typeof block === 'object' && block !== null && 'valueBlock' in block
      ? (block.valueBlock as { value?: unknown }).value
      : undefined
  return typeof value === 'string' ? value : ''
}
