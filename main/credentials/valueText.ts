// Values of attributes as sentences that a person reads: codes become words, lists become text.
import type { AttributePath, AttributeValue } from './credential.ts'
import { dateText, instantText } from './dateText.ts'

export interface Text {
  readonly ja: string
  readonly en: string
}

type Words = Readonly<Record<string, readonly [ja: string, en: string]>>

const sexes: Words = {
  '0': ['不明', 'Unknown'],
  '1': ['男', 'Male'],
  '2': ['女', 'Female'],
  '9': ['適用不能', 'Not applicable'],
}

/** Codes of the online qualification check (別紙3-1): which attribute has which words. */
const codes: Readonly<Record<string, Words>> = {
  sex: sexes,
  relationship: { 本人: ['本人', 'Insured person'], 家族: ['家族', 'Family member'] },
  copayment_rate: { '010': ['1割', '10%'], '020': ['2割', '20%'], '030': ['3割', '30%'] },
  limit_class: {
    A01: ['ア', 'A01 (ア)'],
    A02: ['イ', 'A02 (イ)'],
    A03: ['ウ', 'A03 (ウ)'],
    A04: ['エ', 'A04 (エ)'],
    A05: ['オ', 'A05 (オ)'],
    A06: ['オ（境界層）', 'A06 (オ, borderline)'],
    B01: ['現役並みⅢ', 'B01 (active income III)'],
    B02: ['現役並みⅡ', 'B02 (active income II)'],
    B03: ['現役並みⅠ', 'B03 (active income I)'],
    B04: ['一般', 'B04 (general)'],
    B05: ['低所得Ⅱ', 'B05 (low income II)'],
    B06: ['低所得Ⅰ', 'B06 (low income I)'],
    B09: ['一般Ⅱ', 'B09 (general II)'],
    B10: ['一般Ⅰ', 'B10 (general I)'],
  },
  licence_colour: {
    優良: ['優良', 'Excellent (gold)'],
    一般: ['一般', 'General (blue)'],
    新規: ['新規', 'New (green)'],
  },
  held_as: {
    myNumberCard: ['マイナ免許証のみ', 'On the My Number Card only'],
    licenceCard: ['運転免許証のみ', 'On a licence card only'],
    both: ['2枚持ち', 'On both cards'],
  },
}

/** ISO/IEC 18013-2 annex A: the two codes that Japanese licences use. */
const restrictions: Words = { '01': ['眼鏡等', 'glasses or lenses'], '78': ['AT限定', 'automatic only'] }

export function valueText(path: AttributePath, value: AttributeValue): Text {
  const name = String(path.at(-1))
  if (name === 'driving_privileges') return privileges(value) ?? plain(value)
  if (name === 'licence_kinds') return kinds(value) ?? plain(value)
  if (/country$|^nationality$/.test(name) && typeof value === 'string') return country(value)
  const words = Object.hasOwn(codes, name) ? codes[name] : undefined
  const known = words !== undefined && Object.hasOwn(words, String(value)) ? words[String(value)] : undefined
  return known === undefined ? plain(value) : { ja: known[0], en: known[1] }
}

function plain(value: AttributeValue): Text {
  if (typeof value === 'boolean') return value ? { ja: 'はい', en: 'Yes' } : { ja: 'いいえ', en: 'No' }
  if (typeof value === 'string') return dateText(value) ?? instantText(value) ?? same(value)
  if (typeof value === 'number') return same(String(value))
  if (isList(value)) return joined(value.map(plain))
  if (isPicture(value)) return { ja: '（画像）', en: '(picture)' }
  return joined(
    Object.entries(value).map(([name, inner]) => {
      const text = plain(inner)
      return { ja: `${name}：${text.ja}`, en: `${name}: ${text.en}` }
    }),
  )
}

/** ISO/IEC 18013-5 7.2.4: category, until when, and what restricts it. */
function privileges(value: AttributeValue): Text | undefined {
  if (!isList(value)) return undefined
  const texts = value.map((entry): Text | undefined => {
    const category = memberOf(entry, 'vehicle_category_code')
    if (typeof category !== 'string') return undefined
    const expiry = memberOf(entry, 'expiry_date')
    const until = typeof expiry === 'string' ? dateText(expiry) : undefined
    const given = memberOf(entry, 'codes')
    const limits = (isList(given) ? given : []).map((code) => restriction(memberOf(code, 'code')))
    const ja = [...limits.map((limit) => limit.ja), ...(until === undefined ? [] : [`${until.ja}まで`])]
    const en = [...limits.map((limit) => limit.en), ...(until === undefined ? [] : [`until ${until.en}`])]
    return {
      ja: ja.length === 0 ? category : `${category}（${ja.join('、')}）`,
      en: en.length === 0 ? category : `${category} (${en.join(', ')})`,
    }
  })
  return texts.every((text) => text !== undefined) ? joined(texts) : undefined
}

function restriction(code: AttributeValue | undefined): Text {
  const known = typeof code === 'string' && Object.hasOwn(restrictions, code) ? restrictions[code] : undefined
  return known === undefined ? same(String(code ?? '')) : { ja: known[0], en: known[1] }
}

/** 免許の種類: the Japanese names stay Japanese, because no other language has them. */
function kinds(value: AttributeValue): Text | undefined {
  if (!isList(value)) return undefined
  const texts = value.map((entry): Text | undefined => {
    const kind = memberOf(entry, 'kind')
    if (typeof kind !== 'string') return undefined
    const given = memberOf(entry, 'limits')
    const limits = (isList(given) ? given : []).map(String)
    return {
      ja: limits.length === 0 ? kind : `${kind}（${limits.join('、')}）`,
      en: limits.length === 0 ? kind : `${kind} (${limits.join(', ')})`,
    }
  })
  return texts.every((text) => text !== undefined) ? joined(texts) : undefined
}

function country(code: string): Text {
  if (!/^[A-Z]{2}$/.test(code)) return same(code)
  const name = (locale: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
  return { ja: name('ja'), en: name('en') }
}

function memberOf(value: AttributeValue | undefined, name: string): AttributeValue | undefined {
  if (typeof value !== 'object' || isList(value) || isPicture(value)) return undefined
  return Object.hasOwn(value, name) ? value[name] : undefined
}

function isList(value: AttributeValue | undefined): value is readonly AttributeValue[] {
  return Array.isArray(value)
}

function isPicture(value: AttributeValue): value is { readonly picture: string } {
  return typeof value === 'object' && 'picture' in value && typeof value.picture === 'string'
}

function joined(texts: readonly Text[]): Text {
  return { ja: texts.map(({ ja }) => ja).join('、'), en: texts.map(({ en }) => en).join(', ') }
}

function same(text: string): Text {
  return { ja: text, en: text }
}
