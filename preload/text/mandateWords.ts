// What bases, scopes and ends of mandates are called: on screens, at the command line, in the ledger and its exports. The
// Japanese carries readings, see ruby.ts.
import type { LedgerActor } from '../shapes/ledger.ts'
import type { MandateEnd, MandateScope } from '../shapes/mandates.ts'

interface MandateWords {
  readonly bases: Readonly<Record<LedgerActor['basis'], string>>
  readonly scopes: Readonly<Record<MandateScope, string>>
  readonly ends: Readonly<Record<MandateEnd, string>>
  /** Somebody acts for somebody else. */
  instead(actor: string, principal: string): string
}

const ja: MandateWords = {
  bases: {
    self: '{本人|ほんにん}',
    guardian: '{法定代理|ほうていだいり}（{親権者|しんけんしゃ}など）',
    appointed: '{任意代理|にんいだいり}',
  },
  scopes: {
    look: '{証明|しょうめい}と{記録|きろく}を{見|み}る',
    share: '{証明|しょうめい}を{提示|ていじ}する',
    receive: '{証明|しょうめい}を{受|う}け{取|と}る',
    logIn: 'ポータルにログインする（{本人|ほんにん}のカードで）',
    sign: '{代理人|だいりにん}のカードで{署名|しょめい}する',
    apply: '{手続|てつづ}きを{申請|しんせい}する',
  },
  ends: {
    date: '{期限|きげん}が{来|き}ました',
    principal: '{本人|ほんにん}がやめました',
    agent: '{代理人|だいりにん}が{返|かえ}しました',
    ofAge: '{成人|せいじん}しました',
    keyGone: '{鍵|かぎ}が{引|ひ}き{出|だ}しからなくなりました',
  },
  instead: (actor, principal) => `${actor} が ${principal} の{代|か}わりに`,
}

const en: MandateWords = {
  bases: { self: 'the owner', guardian: 'guardian (by law)', appointed: 'appointed' },
  scopes: {
    look: 'look at credentials and the ledger',
    share: 'present credentials',
    receive: 'receive credentials',
    logIn: 'log in to the portal (with the owner’s card)',
    sign: 'sign with the agent’s own card',
    apply: 'apply for procedures',
  },
  ends: {
    date: 'its last day has passed',
    principal: 'taken back by the owner',
    agent: 'given up by who held it',
    ofAge: 'the child has come of age',
    keyGone: 'its key is in the drawer no more',
  },
  instead: (actor, principal) => `${actor} for ${principal}`,
}

export const mandateWords: Readonly<Record<'ja' | 'en', MandateWords>> = { ja, en }
