// The two credentials that the practice issuer issues, and how they and their claims are called on screen.
import { organisations } from '../../authorities.ts'
import { insuranceVct, japaneseNamespace, mdlDocType, mdlNamespace } from '../../issuing/types.ts'

export const credentialKinds = ['health-insurance', 'licence'] as const
export type CredentialKindId = (typeof credentialKinds)[number]

export interface Bilingual {
  readonly ja: string
  readonly en: string
}

export interface ClaimName extends Bilingual {
  readonly path: readonly string[]
  /** Not everybody has it. */
  readonly optional?: true
}

export const credentialNames: Readonly<Record<CredentialKindId, Bilingual>> = {
  'health-insurance': { ja: '健康保険の資格（練習用）', en: 'Health insurance (practice)' },
  licence: { ja: '運転免許（練習用）', en: "Driver's licence (practice)" },
}

export const credentialTypes: Readonly<Record<CredentialKindId, string>> = {
  'health-insurance': insuranceVct,
  licence: mdlDocType,
}

export const issuerName: Bilingual = { ja: organisations.credentialIssuer, en: 'Practice Issuer' }

/** In the order in which a card shows them. */
export const insuranceClaimNames: readonly ClaimName[] = [
  { path: ['insurer_name'], ja: '保険者名', en: 'Insurer' },
  { path: ['insurer_number'], ja: '保険者番号', en: 'Insurer number' },
  { path: ['symbol'], ja: '記号', en: 'Symbol', optional: true },
  { path: ['number'], ja: '番号', en: 'Number' },
  { path: ['branch_number'], ja: '枝番', en: 'Branch number' },
  { path: ['name'], ja: '氏名', en: 'Name' },
  { path: ['name_kana'], ja: '氏名（カナ）', en: 'Name in kana' },
  { path: ['birth_date'], ja: '生年月日', en: 'Date of birth' },
  { path: ['sex'], ja: '性別', en: 'Sex' },
  { path: ['relationship'], ja: '本人・家族の別', en: 'Insured person or family member' },
  { path: ['insured_name'], ja: '被保険者の氏名', en: 'Name of the insured person' },
  { path: ['copayment_rate'], ja: '負担割合', en: 'Co-payment' },
  { path: ['limit_class'], ja: '限度額適用認定の区分', en: 'Class of the co-payment limit', optional: true },
  { path: ['preschool'], ja: '未就学', en: 'Below school age' },
  { path: ['qualified_on'], ja: '資格取得日', en: 'Insured since' },
  { path: ['issued_on'], ja: '交付日', en: 'Issued on' },
  { path: ['valid_from'], ja: '有効開始日', en: 'Valid from' },
  { path: ['valid_until'], ja: '有効終了日', en: 'Valid until' },
]

const standard: Readonly<Record<string, Bilingual>> = {
  family_name: { ja: '氏（ローマ字）', en: 'Family name' },
  given_name: { ja: '名（ローマ字）', en: 'Given name' },
  family_name_national_character: { ja: '氏', en: 'Family name in national characters' },
  given_name_national_character: { ja: '名', en: 'Given name in national characters' },
  birth_date: { ja: '生年月日', en: 'Date of birth' },
  driving_privileges: { ja: '運転できる車の区分', en: 'Driving privileges' },
  document_number: { ja: '免許証の番号', en: 'Licence number' },
  issue_date: { ja: '交付年月日', en: 'Issued on' },
  expiry_date: { ja: '有効期間の末日', en: 'Valid until' },
  issuing_authority: { ja: '公安委員会', en: 'Issuing authority' },
  issuing_country: { ja: '発行国', en: 'Issuing country' },
  un_distinguishing_sign: { ja: '国際識別記号', en: 'UN distinguishing sign' },
  portrait: { ja: '顔写真', en: 'Portrait' },
  sex: { ja: '性別', en: 'Sex' },
  resident_address: { ja: '住所', en: 'Address' },
  resident_postal_code: { ja: '郵便番号', en: 'Postal code' },
  age_over_18: { ja: '18歳以上', en: '18 or older' },
  age_over_20: { ja: '20歳以上', en: '20 or older' },
  age_over_65: { ja: '65歳以上', en: '65 or older' },
  age_over_70: { ja: '70歳以上', en: '70 or older' },
}

const japanese: Readonly<Record<string, Bilingual>> = {
  name_kana: { ja: '氏名（カナ）', en: 'Name in kana' },
  licence_kinds: { ja: '免許の種類', en: 'Kinds of licence' },
  licence_colour: { ja: '免許証の色区分', en: 'Class of driver' },
  conditions: { ja: '免許の条件等', en: 'Conditions' },
  held_as: { ja: '免許証の持ち方', en: 'How the licence is held' },
}

export const licenceClaimNames: readonly ClaimName[] = [
  ...Object.entries(standard).map(([name, names]) => ({ path: [mdlNamespace, name], ...names })),
  ...Object.entries(japanese).map(([name, names]) => ({ path: [japaneseNamespace, name], ...names })),
]

/** As `display` wants it: one entry for each language (OpenID4VCI 1.0 12.2.4). */
export function display({ ja, en }: Bilingual): { name: string; locale: string }[] {
  return [
    { name: ja, locale: 'ja' },
    { name: en, locale: 'en' },
  ]
}
