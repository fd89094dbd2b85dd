// What `tefuda mandate` says, in both languages.
import type { MandateReminder } from '../../../preload/shapes/mandates.ts'
import { mandateWords } from '../../../preload/text/mandateWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'

interface MandateSentences {
  readonly given: string
  readonly held: string
  readonly none: string
  until(day: string): string
  ended(day: string, why: string): string
  reminder(reminder: MandateReminder): string
  readonly portal: string
  readonly endQuestion: string
  readonly giveUpQuestion: string
  readonly honest: string
  readonly appointQuestion: string
  readonly done: string
}

const en: MandateSentences = {
  given: 'May act for the owner of this drawer:',
  held: 'The owner of this drawer may act for:',
  none: '  nobody',
  until: (day) => `until ${day}`,
  ended: (day, why) => `ended ${day}: ${why}`,
  reminder: ({ kind, name, on, days }) =>
    ({
      ends: `The mandate with ${name} ends on ${on} (in ${days} days).`,
      fifteen: `${name} is 15 from ${on} on: a signing certificate is possible, and the PINs are the child's alone.`,
      ofAge: `${name} is 18 from ${on} on: guardians can then hand the drawer over, and nothing else.`,
    })[kind],
  portal:
    'This is about this wallet. Suspending or re-issuing a card does not end an agent’s registration at Mynaportal: end it there, in the list of its 代理人 menu.',
  endQuestion: 'Their key is removed and the drawer is encrypted anew. End the mandate?',
  giveUpQuestion: 'Your key is removed and their drawer is encrypted anew. Give the mandate up?',
  honest:
    'The agent’s drawer will hold a key to this one. Somebody able to change the program might open it beyond what was allowed; ending the mandate makes new keys.',
  appointQuestion: 'Appoint them?',
  done: 'Done.',
}

const ja: MandateSentences = {
  given: 'この引き出しの持ち主の代わりに使える人:',
  held: 'この引き出しの持ち主が、代わりに使える人:',
  none: '  いません',
  until: (day) => `${day} まで`,
  ended: (day, why) => `${day} に終わり: ${why}`,
  reminder: ({ kind, name, on, days }) =>
    ({
      ends: `${name} の代理は ${on} まで（あと ${days} 日）です。`,
      fifteen: `${name} は ${on} から15歳です。署名用の電子証明書を持てます。暗証番号は本人だけのものになります。`,
      ofAge: `${name} は ${on} から18歳です。保護者は引き渡すことだけができます。`,
    })[kind],
  portal:
    'これはこの手札だけのことです。カードを止めたり作り直したりしても、マイナポータルの代理人は外れません。マイナポータルの「代理人」のメニューの一覧で終わらせてください。',
  endQuestion: 'この人の鍵を外し、引き出しを新しい鍵で暗号化し直します。代理を終わらせますか。',
  giveUpQuestion: 'あなたの鍵を外し、相手の引き出しを新しい鍵で暗号化し直します。代理を返しますか。',
  honest:
    '代理人の引き出しに、この引き出しの鍵がひとつ入ります。プログラムを書き換えられる人は、決めた範囲を越えて開けられるかもしれません。終わらせると鍵を作り直します。',
  appointQuestion: 'この人に決めますか。',
  done: '終わりました。',
}

export const mandateText: Readonly<Record<'ja' | 'en', MandateSentences>> = { ja, en }

/** Somebody acts for somebody else. */
export const insteadOf = (actor: string, principal: string, language: 'ja' | 'en'): string =>
  withoutRuby(mandateWords[language].instead(actor, principal))
