// Why a field or an attachment does not fit yet, said beside it. Without furigana, as the portal's own remarks are.

export const checkWords = {
  ja: {
    missing: '記入してください。',
    choose: '選んでください。',
    unfit: '選び直してください。',
    onlyYes: '確かめて、しるしを付けてください。',
    noDay: '年月日を入れてください。',
    noNumber: '数字だけで入れてください。',
    pattern: '書き方が合いません。項目の説明のとおりに入れてください。',
    atLeast: (least: number) => `${least}以上の数にしてください。`,
    atMost: (most: number) => `${most}以下の数にしてください。`,
    tooShort: (least: number) => `${least}文字以上で入れてください。`,
    tooLong: (most: number) => `${most}文字までで入れてください。`,
    tooFew: (least: number) => `${least}つ以上入れてください。`,
    tooMany: (most: number) => `${most}つまでにしてください。`,
    attach: 'この書類を付けてください。',
    notTaken: 'この手続きでは受け取らない書類です。外してください。',
    gone: '付けた書類が、もうありません。付け直してください。',
    attributesGone: '付けた証明書から、選んだ項目を渡せません。付け直してください。',
  },
  en: {
    missing: 'Please fill this in.',
    choose: 'Please choose one.',
    unfit: 'Please choose again.',
    onlyYes: 'Please check this and tick it.',
    noDay: 'Please enter a date.',
    noNumber: 'Please enter digits only.',
    pattern: 'This is not written as the form wants it. Follow the words beside the field.',
    atLeast: (least: number) => `The number has to be ${least} or more.`,
    atMost: (most: number) => `The number has to be ${most} or less.`,
    tooShort: (least: number) => `Enter at least ${least} characters.`,
    tooLong: (most: number) => `Enter at most ${most} characters.`,
    tooFew: (least: number) => `Enter at least ${least}.`,
    tooMany: (most: number) => `At most ${most} are possible.`,
    attach: 'Please attach this document.',
    notTaken: 'This procedure does not take this document. Remove it.',
    gone: 'What was attached is not there any more. Attach it again.',
    attributesGone: 'The chosen attributes of this credential cannot be given. Attach it again.',
  },
} as const satisfies Record<'ja' | 'en', Record<string, string | ((count: number) => string)>>

export type CheckWords = (typeof checkWords)['ja'] | (typeof checkWords)['en']
