// What the attributes of the credentials that the wallet knows are called, where the issuer's metadata does not say.
import type { AttributePath } from './credential.ts'

type Labels = Readonly<Record<string, readonly [ja: string, en: string]>>

/** 医療保険の資格: the vocabulary of the online qualification check, in English spelling. */
const insurance: Labels = {
  insurer_number: ['保険者番号', 'Insurer number'],
  insurer_name: ['保険者名', 'Insurer'],
  symbol: ['記号', 'Symbol'],
  number: ['番号', 'Number'],
  branch_number: ['枝番', 'Branch number'],
  name: ['氏名', 'Name'],
  name_kana: ['氏名（カナ）', 'Name (kana)'],
  birth_date: ['生年月日', 'Date of birth'],
  sex: ['性別', 'Sex'],
  relationship: ['本人・家族の別', 'Insured person or family'],
  insured_name: ['世帯主等の氏名', 'Name of the insured person'],
  copayment_rate: ['負担割合', 'Co-payment rate'],
  limit_class: ['限度額適用認定の区分', 'Ceiling class'],
  preschool: ['未就学', 'Before school age'],
  qualified_on: ['資格取得年月日', 'Qualified since'],
  issued_on: ['交付年月日', 'Issued on'],
  valid_from: ['有効開始年月日', 'Valid from'],
  valid_until: ['有効終了年月日', 'Valid until'],
  address: ['住所', 'Address'],
  postal_code: ['郵便番号', 'Postal code'],
}

/** A certificate looked at as a credential. */
const certificate: Labels = {
  subject: ['名義', 'Subject'],
  issuer: ['発行者', 'Issuer'],
  serial: ['証明書の番号', 'Serial number'],
  key: ['鍵の種類', 'Kind of key'],
  usage: ['鍵の用途', 'Key usage'],
  policies: ['証明書ポリシー', 'Certificate policies'],
  fingerprint: ['証明書のハッシュ（SHA-256）', 'SHA-256 fingerprint'],
}

/** Element names of ISO/IEC 18013-5:2021 table 5. */
const mdl: Labels = {
  family_name: ['氏', 'Family name'],
  given_name: ['名', 'Given name'],
  birth_date: ['生年月日', 'Date of birth'],
  issue_date: ['交付年月日', 'Date of issue'],
  expiry_date: ['有効期間の末日', 'Date of expiry'],
  issuing_country: ['発行国', 'Issuing country'],
  issuing_authority: ['発行者（公安委員会）', 'Issuing authority'],
  document_number: ['免許証の番号', 'Licence number'],
  portrait: ['顔写真', 'Portrait'],
  driving_privileges: ['運転できる車の種類', 'Driving privileges'],
  un_distinguishing_sign: ['国際識別記号', 'Distinguishing sign'],
  administrative_number: ['管理番号', 'Administrative number'],
  sex: ['性別', 'Sex'],
  height: ['身長', 'Height'],
  weight: ['体重', 'Weight'],
  eye_colour: ['目の色', 'Eye colour'],
  hair_colour: ['髪の色', 'Hair colour'],
  birth_place: ['出生地', 'Place of birth'],
  resident_address: ['住所', 'Resident address'],
  resident_city: ['市区町村', 'City'],
  resident_state: ['都道府県', 'Prefecture'],
  resident_postal_code: ['郵便番号', 'Postal code'],
  resident_country: ['居住国', 'Country of residence'],
  portrait_capture_date: ['写真の撮影日', 'Portrait taken on'],
  age_in_years: ['年齢', 'Age'],
  age_birth_year: ['生まれた年', 'Year of birth'],
  issuing_jurisdiction: ['発行地域', 'Issuing jurisdiction'],
  nationality: ['国籍', 'Nationality'],
  family_name_national_character: ['氏（日本語）', 'Family name (Japanese)'],
  given_name_national_character: ['名（日本語）', 'Given name (Japanese)'],
  signature_usual_mark: ['署名', 'Signature'],
}

/** The Japanese kinds of licence, for which ISO has no exact counterpart. */
const domestic: Labels = {
  licence_kinds: ['免許の種類', 'Kinds of licence'],
  licence_colour: ['免許証の色区分', 'Colour class'],
  conditions: ['免許の条件等', 'Conditions'],
  name_kana: ['氏名（カナ）', 'Name (kana)'],
  held_as: ['免許証の持ち方', 'How the licence is held'],
}

export const mdlNamespace = 'org.iso.18013.5.1'
export const japaneseNamespace = 'org.iso.18013.5.1.jp'

/** @returns undefined for an attribute that no known credential has */
export function defaultLabel(path: AttributePath): { ja: string; en: string } | undefined {
  const [first, second] = path
  if (path.length === 1 && typeof first === 'string') return find(insurance, first) ?? find(certificate, first)
  if (path.length !== 2 || typeof second !== 'string') return undefined
  const age = /^age_over_(\d\d)$/.exec(second)
  if (age?.[1] !== undefined) return { ja: `${Number(age[1])}歳以上`, en: `Aged ${Number(age[1])} or over` }
  if (first === mdlNamespace) return find(mdl, second)
  return first === japaneseNamespace ? find(domestic, second) : undefined
}

const order = [insurance, certificate, mdl, domestic].flatMap((labels) => Object.keys(labels))

/** The place of an attribute among the others of its credential: as in the lists above, unknown ones last. */
export function labelRank(path: AttributePath): number {
  const rank = order.indexOf(String(path.at(-1)))
  return rank < 0 ? order.length : rank
}

function find(labels: Labels, name: string): { ja: string; en: string } | undefined {
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined
  return label === undefined ? undefined : { ja: label[0], en: label[1] }
}
