// What `tefuda selfinfo` says, in both languages.
import type { SelfInfoReason, SelfInfoState } from '../../../preload/shapes/selfInfo.ts'

interface SelfInfoSentences {
  readonly none: string
  readonly states: Readonly<Record<SelfInfoState, string>>
  readonly reasons: Readonly<Record<SelfInfoReason | 'unknown', string>>
  readonly asOf: string
  readonly missing: Readonly<Record<'no_data' | 'temporarily_unavailable', string>>
  readonly removeQuestion: string
  consent(address: string): string
  received(at: string, from: string): string
  gone(since: string): string
}

const en: SelfInfoSentences = {
  none: 'Nothing has been requested.',
  states: {
    consent: 'waiting for consent',
    compare: 'to be confirmed with the card (selfinfo compare)',
    waiting: 'waiting for the agencies',
    received: 'received',
    failed: 'not received',
    over: 'too late, or gone from the portal: start again',
  },
  reasons: {
    access_denied: 'no consent was given',
    user_mismatch: 'whoever consented is not the owner of this drawer',
    no_data: 'the agencies do not hold it',
    not_supported_by_municipality: 'the municipality is not connected',
    temporarily_unavailable: 'the agency cannot answer now',
    not_compared: 'not confirmed from here that it is about the owner of this drawer',
    mandate_not_valid: 'the mandate at the portal has ended',
    unknown: 'the portal gave no reason',
  },
  asOf: 'as of',
  missing: { no_data: 'not held', temporarily_unavailable: 'the agency cannot answer now' },
  removeQuestion: 'What was received is taken out of the drawer. Go on?',
  consent: (address) => `Open this page in a browser and consent there: ${address}`,
  received: (at, from) => `Received ${at} from ${from}`,
  gone: (since) => `Not at the portal any more since ${since}; this is the copy in the drawer.`,
}

const ja: SelfInfoSentences = {
  none: '取り寄せたものはありません。',
  states: {
    consent: '同意を待っています',
    compare: 'カードで本人の確認が必要です（selfinfo compare）',
    waiting: '行政機関からの回答を待っています',
    received: '受け取りました',
    failed: '受け取れませんでした',
    over: '時間が過ぎたか、ポータルに残っていません。もう一度お手続きください',
  },
  reasons: {
    access_denied: '同意がありませんでした',
    user_mismatch: '同意した人が、この引き出しの持ち主ではありません',
    no_data: '行政機関が持っていません',
    not_supported_by_municipality: '市区町村がまだつながっていません',
    temporarily_unavailable: '行政機関がいま答えられません',
    not_compared: 'この引き出しの持ち主かを、ここで確かめていません',
    mandate_not_valid: 'ポータルの代理が終わっています',
    unknown: 'ポータルは理由を言いませんでした',
  },
  asOf: 'いつの情報か:',
  missing: { no_data: '持っていません', temporarily_unavailable: 'いまは答えられません' },
  removeQuestion: '受け取った内容を引き出しから除きます。よろしいですか。',
  consent: (address) => `このページをブラウザーで開いて、同意してください: ${address}`,
  received: (at, from) => `${at} に ${from} から受け取りました`,
  gone: (since) => `${since} からポータルにはありません。引き出しにしまった控えです。`,
}

export const selfInfoText: Readonly<Record<'ja' | 'en', SelfInfoSentences>> = { ja, en }
