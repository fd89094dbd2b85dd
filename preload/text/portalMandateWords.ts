// What scopes, kinds and states of mandates at a portal are called: on screens, at the command line, in the ledger. The
// Japanese carries readings, see ruby.ts.
import type { PortalMandate, PortalMandateScope, PortalMandateState } from '../shapes/portalMandates.ts'

interface PortalMandateWords {
  readonly kinds: Readonly<Record<PortalMandate['kind'], string>>
  readonly scopes: Readonly<Record<PortalMandateScope, string>>
  readonly states: Readonly<Record<PortalMandateState, string>>
  readonly registered: string
  readonly ended: string
}

const ja: PortalMandateWords = {
  kinds: { legal: '{法定代理|ほうていだいり}（{親権者|しんけんしゃ}）', appointed: '{任意代理|にんいだいり}' },
  scopes: {
    applications: '{申請|しんせい}・{届出|とどけで}をする',
    selfinfo: '{自己情報|じこじょうほう}を{取|と}り{寄|よ}せる',
    insurance: '{健康保険|けんこうほけん}などの{情報|じょうほう}を{見|み}る',
    notices: 'お{知|し}らせを{見|み}る',
    documents: '{公文書|こうぶんしょ}を{受|う}け{取|と}る',
  },
  states: {
    active: '{有効|ゆうこう}',
    not_yet: 'まだ{始|はじ}まっていません',
    over: '{期限|きげん}が{過|す}ぎました',
    ended: 'やめました',
    come_of_age: '{成人|せいじん}して{終|お}わりました',
  },
  registered: '{代理人|だいりにん}の{登録|とうろく}',
  ended: '{代理|だいり}をやめる',
}

const en: PortalMandateWords = {
  kinds: { legal: 'by law (parent)', appointed: 'appointed' },
  scopes: {
    applications: 'send applications',
    selfinfo: 'request self-information',
    insurance: 'see health insurance and records',
    notices: 'see notices',
    documents: 'receive official documents',
  },
  states: {
    active: 'valid',
    not_yet: 'not begun yet',
    over: 'its last day has passed',
    ended: 'ended',
    come_of_age: 'ended: the child has come of age',
  },
  registered: 'Registering an agent',
  ended: 'Ending a mandate',
}

export const portalMandateWords: Readonly<Record<'ja' | 'en', PortalMandateWords>> = { ja, en }
