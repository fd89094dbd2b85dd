// What the command line calls the things on a card.
import type { Medium } from '../../../preload/shapes/card.ts'
import type { FourAttributes } from '../../../preload/shapes/certificates.ts'

interface CardWords {
  readonly media: Record<Medium, string>
  readonly pins: Record<'resident' | 'licence1' | 'licence2' | 'licenceOnCard', string>
  readonly noPinSet: string
  readonly licenceCard: string
  readonly licenceOnCard: string
  readonly issuedOn: string
  readonly expiresOn: string
  readonly name: string
  readonly kana: string
  readonly commonName: string
  readonly birthDate: string
  readonly sex: string
  readonly sexes: Record<FourAttributes['sex'], string>
  readonly address: string
  readonly domicile: string
  readonly colour: string
  readonly conditions: string
  readonly authority: string
  readonly number: string
  readonly categories: string
  readonly since: string
  readonly changes: string
  readonly external: string
  readonly photo: string
  readonly none: string
  readonly saved: string
}

export const cardWords: Record<'ja' | 'en', CardWords> = {
  en: {
    media: {
      myNumberCard: 'My Number Card',
      residentCard: '住基カード, the card before the My Number Card',
      android: 'certificates on an Android phone',
      iphone: 'certificates on an iPhone',
      unknown: 'card with certificates, of an unknown kind',
    },
    pins: {
      resident: 'resident register (住民基本台帳用)',
      licence1: 'licence PIN 1',
      licence2: 'licence PIN 2',
      licenceOnCard: 'licence on the card (マイナ免許証)',
    },
    noPinSet: 'no PIN was set',
    licenceCard: "driver's licence",
    licenceOnCard: "Driver's licence on this card",
    issuedOn: 'Issued',
    expiresOn: 'Valid until',
    name: 'Name',
    kana: 'Reading',
    commonName: 'Common name',
    birthDate: 'Born',
    sex: 'Sex',
    sexes: { male: 'male', female: 'female', other: 'other', unknown: 'not known' },
    address: 'Address',
    domicile: 'Registered domicile',
    colour: 'Colour class',
    conditions: 'Conditions',
    authority: 'Authority',
    number: 'Licence number',
    categories: 'Classes',
    since: 'since',
    changes: 'Added later',
    external: '[character as a picture]',
    photo: 'Photo',
    none: 'none',
    saved: 'Photo written to',
  },
  ja: {
    media: {
      myNumberCard: 'マイナンバーカード',
      residentCard: '住基カード（マイナンバーカードの前のカード）',
      android: 'スマホ用電子証明書（Android）',
      iphone: 'スマホ用電子証明書（iPhone）',
      unknown: '電子証明書のある、種類のわからないカード',
    },
    pins: {
      resident: '住民基本台帳用',
      licence1: '免許証の暗証番号1',
      licence2: '免許証の暗証番号2',
      licenceOnCard: 'マイナ免許証用',
    },
    noPinSet: '暗証番号は設定されていません',
    licenceCard: '運転免許証',
    licenceOnCard: 'マイナ免許証',
    issuedOn: '交付日',
    expiresOn: '有効期限',
    name: '氏名',
    kana: '読み',
    commonName: '通称名',
    birthDate: '生年月日',
    sex: '性別',
    sexes: { male: '男', female: '女', other: 'その他', unknown: '不明' },
    address: '住所',
    domicile: '本籍',
    colour: '色区分',
    conditions: '免許の条件',
    authority: '公安委員会',
    number: '免許証の番号',
    categories: '免許の種類',
    since: '取得日',
    changes: '追記',
    external: '［外字］',
    photo: '写真',
    none: 'なし',
    saved: '写真の保存先',
  },
}
