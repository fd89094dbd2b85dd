// What a person sees of a credential: its attributes as text, and the lines on the face of its card.
import type { CredentialCard, ShownAttribute } from '../../preload/shapes/credentials.ts'
import { type AttributeLabel, labelOf } from './attributes.ts'
import type { Attribute, AttributeValue, CredentialKind } from './credential.ts'
import { dayInJapan } from './dateText.ts'
import { pictureFromUrl } from './picture.ts'
import { valueText } from './valueText.ts'

/** @param labels the issuer's own, which win over those the attributes carry */
export function showAttributes(
  verified: { readonly attributes: readonly Attribute[] },
  labels: readonly AttributeLabel[] = [],
): ShownAttribute[] {
  return verified.attributes.map((attribute) => showAttribute(attribute, labels))
}

export function showAttribute(
  { path, label, value }: Attribute,
  labels: readonly AttributeLabel[] = [],
): ShownAttribute {
  // Kept data is looked at again: only bytes that are a JPEG or PNG become a picture on screen.
  const picture = isPicture(value) ? pictureFromUrl(value.picture) : undefined
  return {
    path: [...path],
    label: labels.length === 0 ? label : labelOf(path, [...labels, { path, label }]),
    text: valueText(path, value),
    ...(picture === undefined ? {} : { picture }),
  }
}

/** The attributes on a card's face, by kind; each stands on one line, and those that are not there are left out. */
const faces: Readonly<Record<CredentialKind, readonly string[]>> = {
  insurance: ['name', 'number', 'insurer_name', 'valid_until'],
  licence: ['name', 'document_number', 'driving_privileges', 'expiry_date'],
  // Who issued it stands at the foot of every face, and the long name of a certificate's issuer fits on none.
  certificate: ['name', 'serial', 'valid_until'],
  other: [],
}

/** At most four lines. Values are the same in every language, so that dates stay YYYY-MM-DD. */
export function cardFace(
  verified: { readonly attributes: readonly Attribute[] },
  kind: CredentialKind,
): CredentialCard['face'] {
  const wanted = faces[kind]
  if (wanted.length === 0) {
    return verified.attributes
      .filter(({ value }) => typeof value === 'string' || typeof value === 'number')
      .slice(0, 3)
      .map(({ label, value }) => ({ label, value: String(value) }))
  }
  return wanted.flatMap((name) => {
    const line = faceLine(name, kind, verified.attributes)
    return line === undefined ? [] : [line]
  })
}

function faceLine(
  name: string,
  kind: CredentialKind,
  attributes: readonly Attribute[],
): CredentialCard['face'][number] | undefined {
  const find = (wanted: string) => attributes.find(({ path }) => path.at(-1) === wanted)
  if (kind === 'insurance' && name === 'number') return insuredNumber(find)
  if (kind === 'licence' && name === 'name') return licenceName(find)
  const attribute = find(name)
  if (attribute === undefined) return undefined
  if (name === 'driving_privileges') {
    const categories = categoriesOf(attribute.value)
    return categories === '' ? undefined : { label: attribute.label, value: categories }
  }
  const text = typeof attribute.value === 'string' ? attribute.value : valueText(attribute.path, attribute.value).ja
  return { label: attribute.label, value: (dayInJapan(text) ?? text).replaceAll('\u3000', ' ') }
}

/** 記号・番号（枝番） as one line. */
function insuredNumber(find: (name: string) => Attribute | undefined): CredentialCard['face'][number] | undefined {
  const [symbol, number, branch] = [find('symbol'), find('number'), find('branch_number')]
  if (number === undefined) return undefined
  const text = [symbol, number].flatMap((part) => (part === undefined ? [] : [String(part.value)])).join('・')
  return {
    label: symbol === undefined ? number.label : { ja: '記号・番号（枝番）', en: 'Symbol, number (branch)' },
    value: branch === undefined ? text : `${text}（${String(branch.value)}）`,
  }
}

function licenceName(find: (name: string) => Attribute | undefined): CredentialCard['face'][number] | undefined {
  const pick = (part: string) => find(`${part}_name_national_character`) ?? find(`${part}_name`)
  const parts = [pick('family'), pick('given')].flatMap((part) => (part === undefined ? [] : [String(part.value)]))
  return parts.length === 0 ? undefined : { label: { ja: '氏名', en: 'Name' }, value: parts.join(' ') }
}

function categoriesOf(value: AttributeValue): string {
  if (!Array.isArray(value)) return ''
  return value
    .flatMap((entry: AttributeValue) =>
      typeof entry === 'object' && 'vehicle_category_code' in entry ? [String(entry['vehicle_category_code'])] : [],
    )
    .join(' ')
}

function isPicture(value: AttributeValue): value is { readonly picture: string } {
  return typeof value === 'object' && 'picture' in value && typeof value.picture === 'string'
}
