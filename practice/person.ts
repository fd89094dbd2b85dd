// The people of the practice household: what their cards, insurers and licences say about them. All of it is made up.
import type { KeyObject } from 'node:crypto'
import type { ExternalCharacter } from './cardPictures.ts'

export interface CardKey {
  /** DER. */
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
}

/** Texts as the card's PIN objects want them: four digits, the signing one 6–16 of A–Z and 0–9. */
interface Pins {
  readonly authentication?: string
  readonly signature?: string
  readonly input?: string
  readonly resident?: string
  /** 暗証番号1 and 2 of the licence card. Both absent where there is such a card: its holder set none. */
  readonly licence1?: string
  readonly licence2?: string
  /** マイナ免許証's; absent on one: its holder set none. */
  readonly licenceOnCard?: string
}

/** 医療保険の資格, with the vocabulary of the online qualification check (element names in brackets there). */
export interface Insurance {
  /** 保険者番号: 8 or 6 digits, right in form; the insurer is invented. */
  readonly insurerNumber: string
  readonly insurerName: string
  /** 記号; 国保 and 後期 may have none. */
  readonly symbol?: string
  readonly number: string
  /** 枝番, two digits. */
  readonly branch: string
  readonly relation: '本人' | '家族'
  readonly insuredName: string
  /** 負担割合: 010, 020, 030. */
  readonly ratio: '010' | '020' | '030'
  /** 限度額適用認定の区分 (A01–B10). */
  readonly limitClass?: string
  readonly preschool: boolean
  readonly qualifiedOn: string
  readonly issuedOn: string
  readonly validFrom: string
  readonly validUntil: string
}

/** One 免許の種類 as Japan writes it. */
export interface LicenceKind {
  readonly kind: '大型' | '中型' | '準中型' | '普通' | '大型二輪' | '普通二輪' | '原付'
  readonly limits: readonly ('8t限定' | '5t限定' | 'AT限定' | '小型限定')[]
  readonly heldSince: string
}

/** ISO/IEC 18013-5 7.2.4, names as the standard has them; dates are full-dates. */
export interface DrivingPrivilege {
  readonly vehicle_category_code: string
  readonly issue_date: string
  readonly expiry_date: string
  readonly codes?: readonly { readonly code: string; readonly sign?: string; readonly value?: string }[]
}

export interface Licence {
  /** 12 digits. */
  readonly number: string
  /** 公安委員会名, invented. */
  readonly authority: string
  /** 色区分. */
  readonly colour: '優良' | '一般' | '新規'
  readonly conditions: readonly string[]
  /** The source of truth; `privileges` is derived from it. */
  readonly kinds: readonly LicenceKind[]
  readonly privileges: readonly DrivingPrivilege[]
  readonly issuedOn: string
  readonly expiresOn: string
  /** マイナ免許証のみ, 免許証のみ, 2枚持ち. */
  readonly heldAs: 'myNumberCard' | 'licenceCard' | 'both'
  /** Name and address as the licence was issued with; U+E001–U+E007 stand for 外字 1–7. */
  readonly written: { readonly name: string; readonly address: string }
  /** 本籍. */
  readonly domicile: string
  /** 外字 by number: 1 and 2 in what was issued, 3–7 in what was added. */
  readonly externalCharacters: Readonly<Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, ExternalCharacter>>>
  /** What was added later, oldest first. */
  readonly changes: readonly LicenceChange[]
  readonly domicileChanges: readonly { readonly on: string; readonly text: string }[]
}

/** One entry on the back of a licence. */
export interface LicenceChange {
  readonly on: string
  readonly kind: 'name' | 'address' | 'condition' | 'conditionLifted' | 'remark'
  readonly text: string
}

/** What is printed on or kept inside the card beside the keys. */
export interface CardFacts {
  readonly kind: 'ordinary' | 'withoutPins'
  readonly issuedOn: string
  readonly expiresOn: string
  /** 28 digits of 共通カードAP start with these 15. */
  readonly serial: string
  /** セキュリティコード, part of 照合番号B. */
  readonly securityCode: string
  /** 個人番号: right in form, made up, and known to the practice card alone; portal and wallet never ask for it. */
  readonly individualNumber: string
}

/** A person without keys: pure data, made from the day of generation. */
export interface PersonFacts {
  readonly id: string
  /** Family and given name separated by U+3000, as the card has them. */
  readonly name: { readonly kanji: string; readonly kana: string; readonly roman: string }
  readonly birthDate: string
  /** JIS X 0303: 1 male, 2 female. */
  readonly sex: '1' | '2'
  readonly postalCode: string
  /** Full-width digits, as the card has them. */
  readonly address: string
  readonly municipality: { readonly code: string; readonly name: string; readonly roman: string }
  readonly pins: Pins
  readonly card: CardFacts
  /** When each certificate was issued; one that is absent the holder does not have. */
  readonly issuedOn: { readonly authentication?: string; readonly signature?: string }
  /** A phone that carries certificates too. */
  readonly phone?: { readonly kind: 'android' | 'iphone'; readonly issuedOn: string }
  readonly insurance?: Insurance
  readonly licence?: Licence
  /** 運転免許の自主返納. */
  readonly licenceReturnedOn?: string
  /** JPEG, a drawing. */
  readonly portrait: Uint8Array
}

export interface PracticePerson extends PersonFacts {
  readonly authentication?: CardKey
  readonly signature?: CardKey
  /** Authentication certificates that a renewal replaced (DER), oldest first. */
  readonly formerAuthentication: readonly Uint8Array[]
  /** Keys in the person's phone. */
  readonly phoneKeys?: { readonly authentication: CardKey; readonly signature: CardKey }
}
