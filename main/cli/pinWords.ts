// What the command line calls the PINs of a card, and how it tells their state.
import type { PinName } from '../ports.ts'

export type PinState = 'fine' | 'lastTry' | 'locked' | 'notSet'

interface PinWords {
  /** In a question. */
  readonly asked: Readonly<Record<PinName, string>>
  readonly official: Readonly<Record<PinName, string>>
  state(state: PinState, left: number): string
  readonly none: string
  changed(official: string): string
}

const asked = {
  authentication: '4-digit PIN (利用者証明用)',
  signature: 'signature PIN (署名用, 6 to 16 capitals and digits)',
  input: '4-digit PIN (券面事項入力補助用)',
  resident: '4-digit PIN (住民基本台帳用)',
  licence1: '4-digit licence PIN 1',
  licence2: '4-digit licence PIN 2',
  licenceOnCard: '4-digit PIN (マイナ免許証)',
} as const

const official = {
  authentication: '利用者証明用電子証明書',
  signature: '署名用電子証明書',
  input: '券面事項入力補助用',
  resident: '住民基本台帳用',
  licence1: '運転免許証 暗証番号1',
  licence2: '運転免許証 暗証番号2',
  licenceOnCard: 'マイナ免許証',
} as const

export const pinWords: Readonly<Record<'ja' | 'en', PinWords>> = {
  ja: {
    asked: {
      authentication: '利用者証明用の暗証番号（4けた）',
      signature: '署名用の暗証番号（英大文字と数字で6〜16文字）',
      input: '券面事項入力補助用の暗証番号（4けた）',
      resident: '住民基本台帳用の暗証番号（4けた）',
      licence1: '免許証の暗証番号1（4けた）',
      licence2: '免許証の暗証番号2（4けた）',
      licenceOnCard: 'マイナ免許証の暗証番号（4けた）',
    },
    official,
    state: (state, left) =>
      ({
        fine: `あと${left}回`,
        lastTry: 'あと1回（まちがえるとロックされます）',
        locked: 'ロックされています',
        notSet: '設定されていません',
      })[state],
    none: 'このカードに暗証番号はありません',
    changed: (name) => `${name}の暗証番号を変えました。`,
  },
  en: {
    asked,
    official: {
      authentication: `authentication (${official.authentication})`,
      signature: `signature (${official.signature})`,
      input: `input (${official.input})`,
      resident: `resident (${official.resident})`,
      licence1: `licence PIN 1 (${official.licence1})`,
      licence2: `licence PIN 2 (${official.licence2})`,
      licenceOnCard: `licence on the card (${official.licenceOnCard})`,
    },
    state: (state, left) =>
      ({
        fine: `${left} tries left`,
        lastTry: '1 try left; a wrong one locks it',
        locked: 'locked',
        notSet: 'not set',
      })[state],
    none: 'this card has no PINs',
    changed: (name) => `Changed: ${name}.`,
  },
}
