// What `tefuda ledger` says, in both languages.
import type { HeadComparison, LedgerFinding } from '../../../preload/shapes/ledger.ts'

export interface LedgerSentences {
  sound(count: number): string
  empty: string
  unsound: string
  rules: Record<LedgerFinding['rule'], string>
  place(place: number): string
  kept(comparison: HeadComparison): string
  given(comparison: HeadComparison): string
  receipt: string
  erased(count: number): string
  eraseQuestion: string
  eraseDone: string
  anewQuestion: string
  anewDone: string
  saved(name: string): string
}

const numbers = ({ count = 0, since = 0 }: HeadComparison) => ({ count, since })

const en: LedgerSentences = {
  sound: (count) => `The ledger is as it was written (${count} rows).`,
  empty: 'The ledger is empty.',
  unsound: 'The ledger is not as it was written.',
  rules: {
    misplaced: 'out of order, missing or one too many',
    unchained: 'does not follow from the one before',
    altered: 'has been altered',
    erasedWithoutTrace: 'empty, and nothing says that it was erased',
    notErased: 'has its content back, though it was erased',
    unreadable: 'cannot be read',
  },
  place: (place) => `row ${place}`,
  kept(comparison) {
    const { count, since } = numbers(comparison)
    return {
      same: `It fits what the keychain keeps (row ${count}).`,
      extends: `It goes on from what the keychain keeps (row ${count}), with ${since} rows since.`,
      cutOff: `The keychain keeps row ${count}, and the ledger ends before: an older backup was restored, or an older copy of the drawer was put in its place. If you restored it: tefuda ledger begin-anew`,
      differs: `Row ${count} is not the one that the keychain keeps: an older backup was restored and used since, or the ledger was rewritten. If you restored it: tefuda ledger begin-anew`,
      foreign: 'What the keychain keeps was not signed by this drawer: not compared.',
      none: 'The keychain keeps nothing of this ledger: not compared.',
      unavailable: 'The keychain does not answer: not compared.',
    }[comparison.state]
  },
  given(comparison) {
    const { count, since } = numbers(comparison)
    return {
      same: `It fits row ${count} of what was given.`,
      extends: `It goes on from row ${count} of what was given, with ${since} rows since.`,
      cutOff: `What was given is of row ${count}, and the ledger ends before.`,
      differs: `Row ${count} is not the one of what was given.`,
      foreign: 'What was given was not signed by this drawer.',
      none: '',
      unavailable: '',
    }[comparison.state]
  },
  receipt: 'Receipt number',
  erased: (count) => `The content of ${count} rows was erased by the owner.`,
  eraseQuestion: 'Its content cannot be brought back; that it was erased stays. Erase it?',
  eraseDone: 'Erased.',
  anewQuestion: 'The ledger as it is now is kept from here on, and what was kept before is given up. Begin anew?',
  anewDone: 'Kept from here on.',
  saved: (name) => `Saved as ${name}`,
}

const ja: LedgerSentences = {
  sound: (count) => `記録は書いたときのままです（${count} 件）。`,
  empty: '記録はまだありません。',
  unsound: '記録に、書いたときと違うところがあります。',
  rules: {
    misplaced: '順番が違うか、抜けているか、余分です',
    unchained: '前の記録とつながっていません',
    altered: '中身が書き換えられています',
    erasedWithoutTrace: '中身が消えていますが、消したという記録がありません',
    notErased: '消したはずの中身が戻っています',
    unreadable: '中身を読めません',
  },
  place: (place) => `${place} 番`,
  kept(comparison) {
    const { count, since } = numbers(comparison)
    return {
      same: `鍵束の控え（${count} 件目）と合っています。`,
      extends: `鍵束の控え（${count} 件目）から続いていて、そのあと ${since} 件増えました。`,
      cutOff: `鍵束には ${count} 件目まで控えてありますが、記録はそこまでありません。古いバックアップから戻したか、引き出しが古いものに入れ替えられています。戻したのなら: tefuda ledger begin-anew`,
      differs: `鍵束に控えた ${count} 件目と、いまの ${count} 件目が違います。古いバックアップから戻して使い続けたか、記録が書きなおされています。戻したのなら: tefuda ledger begin-anew`,
      foreign: '鍵束の控えは、この引き出しのものではありません。比べていません。',
      none: '鍵束に控えがないので、比べていません。',
      unavailable: '鍵束が使えないので、控えとは比べていません。',
    }[comparison.state]
  },
  given(comparison) {
    const { count, since } = numbers(comparison)
    return {
      same: `渡された控えの ${count} 件目と合っています。`,
      extends: `渡された控えの ${count} 件目から続いていて、そのあと ${since} 件増えました。`,
      cutOff: `渡された控えは ${count} 件目ですが、記録はそこまでありません。`,
      differs: `渡された控えの ${count} 件目と、いまの ${count} 件目が違います。`,
      foreign: '渡された控えは、この引き出しのものではありません。',
      none: '',
      unavailable: '',
    }[comparison.state]
  },
  receipt: '控えの番号',
  erased: (count) => `そのうち ${count} 件は、持ち主が中身を消しました。`,
  eraseQuestion: '中身は元に戻せません。消したことは記録に残ります。消しますか。',
  eraseDone: '消しました。',
  anewQuestion: 'いまの記録をこれからの控えにし、前の控えは捨てます。控えなおしますか。',
  anewDone: '控えなおしました。',
  saved: (name) => `${name} に保存しました`,
}

export const ledgerText: Readonly<Record<'ja' | 'en', LedgerSentences>> = { ja, en }
