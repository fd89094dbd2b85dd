// What the command line calls the PINs of a card, and how it tells their state.
import type { PinName } from '../../ports.ts'

export type PinState = 'fine' | 'lastTry' | 'locked' | 'notSet'

interface PinWords {
  readonly official: Readonly<Record<PinName, string>>
  state(state: PinState, left: number): string
  readonly none: string
  changed(official: string): string
}

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
