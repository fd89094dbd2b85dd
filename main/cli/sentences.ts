// What the command line says, in both languages. Failures have their own sentences (preload/text).
import type { Verdict } from '../../preload/secretContract.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { weakPins } from '../../preload/text/weakPin.ts'
import type { SecretQuestion } from '../ports.ts'
import { pinWords } from './pinWords.ts'

type Refused = Extract<Verdict, { accepted: false }>
type Question<K extends SecretQuestion['kind']> = Extract<SecretQuestion, { kind: K }>

export interface Sentences {
  pin(question: Question<'pin'>): string
  newPin(question: Question<'newPin'>): string
  checkNumber(question: Question<'checkNumberB'>): string
  passphrase(person: string): string
  newPassphrase: string
  backupPassphrase: string
  newBackupPassphrase: string
  backupRecoveryCode: string
  again: string
  notSame: string
  suggestion(words: string): string
  recoveryCode: string
  recoveryShow(code: string): string
  shareShow(question: Question<'shareShow'>): string
  share(place: 1 | 2): string
  /** Before what cannot be taken back easily. */
  sure: string
  typeBack: string
  refused(refused: Refused): string
  noTerminal: string
  /** After --my-card. */
  remembered: string
  /** Progress, by step of the wallet's work. */
  steps: Readonly<Record<string, string>>
  labels: Record<Label, string>
  acceptOffer: string
  chooseOption: string
  nothingSent: string
  sentTo(verifier: string): string
  namePerson(names: readonly string[]): string
  nobody: string
  practiceBand: string
}

type Label =
  | 'reader'
  | 'empty'
  | 'atr'
  | 'card'
  | 'tries'
  | 'authentication'
  | 'signature'
  | 'input'
  | 'locked'
  | 'absent'
  | 'present'
  | 'certificate'
  | 'signatureCertificate'
  | 'validUntil'
  | 'expired'
  | 'clockBehind'
  | 'unknownCard'
  | 'withoutPins'
  | 'phone'
  | 'loggedIn'
  | 'until'
  | 'issuer'
  | 'received'
  | 'attributes'
  | 'verifier'
  | 'purpose'
  | 'option'
  | 'least'
  | 'valid'
  | 'invalid'
  | 'recoveryCode'
  | 'opensBy'
  | 'byCard'
  | 'byPassphrase'
  | 'byRecovery'
  | 'byMandate'
  | 'byFamily'
  | 'remedy'
  | 'fine'

const enRefused: Readonly<Record<Exclude<Refused['because'], 'weakPin' | 'shareLine'>, string>> = {
  form: 'That cannot be it. Nothing was sent.',
  weak: 'That would be guessed too easily.',
  notTypedBack: 'That is another code.',
  shareOther: 'That is a share of somebody else’s drawer.',
  shareOld: 'That share is an old one: shares were made anew since, or recovery by the family was switched off.',
  shareSame: 'That is the share that was given already.',
  lastTry: 'One try is left; after a wrong one the card is locked. Are you sure of the PIN?',
}

const en: Sentences = {
  pin: ({ pin, triesLeft, person, origin, purpose }) => {
    const whose = person === undefined ? '' : ` of ${person}`
    const present = purpose === 'changePin' ? 'Present ' : ''
    return `${present}${pinWords.en.asked[pin]}${whose}${origin === undefined ? '' : ` for ${origin}`}, ${triesLeft} tries left`
  },
  newPin: ({ pin }) => `New ${pinWords.en.asked[pin]}`,
  checkNumber: ({ triesLeft }) =>
    `照合番号B: birth date as YYMMDD of the era, year of expiry, security code; 14 digits, ${triesLeft} tries left`,
  passphrase: (person) => `Passphrase of ${person}`,
  newPassphrase: 'New passphrase',
  backupPassphrase: 'Passphrase of the backup',
  newBackupPassphrase: 'New passphrase for the backup',
  backupRecoveryCode: 'Recovery code of the day on which the backup was made',
  again: 'Once more',
  notSame: 'The two are not the same.',
  suggestion: (words) => `A passphrase drawn at random, if you like: ${words}`,
  recoveryCode: 'Recovery code',
  recoveryShow: (code) =>
    `Recovery code: ${code}\nWrite it down and keep it safe: it opens the drawer when card and passphrase are lost. It is shown only now.`,
  shareShow: ({ holder, share }) =>
    `${holder === undefined ? 'Share that stays with you on paper' : `Share for ${holder}, on paper`}:\n${share}\nWrite it down. It is shown only now.`,
  share: (place) => `${place === 1 ? 'First' : 'Second'} share, all four lines in one`,
  sure: 'Do you want that?',
  typeBack: 'Type it back',
  refused: (refused) =>
    refused.because === 'weakPin'
      ? withoutRuby(weakPins.en[refused.reason])
      : refused.because === 'shareLine'
        ? `A letter in line ${refused.line} is wrong.`
        : enRefused[refused.because],
  remembered: 'The card is remembered as yours.',
  noTerminal:
    'a secret is needed and nobody can be asked: give --pin-stdin, --pin-fd N, --new-pin-fd N, --number-fd N, --passphrase-fd N or --recovery-fd N',
  steps: {
    askingPortal: 'Asking the portal …',
    searchingProcedures: 'Asking the portal …',
    refreshingBoard: 'Fetching how applications, notices and bills stand …',
    paying: 'Paying …',
    readingCard: 'Reading the card …',
    atPortal: 'Asking the portal …',
    placeOwnCard: 'Put in the card of whose drawer is open …',
    placeOtherCard: 'Take the card out and put in the other person’s card …',
    readingAttributes: 'Reading the attributes …',
    readingFace: 'Reading photo and face …',
    readingLicence: 'Reading the licence …',
    drawingPictures: 'Drawing the pictures …',
    changingPin: 'Changing the PIN …',
    openingDrawer: 'Opening the drawer …',
    fetchingCredential: 'Fetching the credential …',
    sendingAnswer: 'Sending the answer …',
    checkingStatus: 'Checking …',
    signing: 'Signing …',
    saving: 'Saving …',
    makingBackup: 'Encrypting and saving …',
    openingBackup: 'Opening the backup …',
    unpackingBackup: 'Reading and checking the backup …',
    tryingBackup: 'Opening it for a try …',
    restoringBackup: 'Making a drawer of it …',
    erasing: 'Erasing …',
    readingPapers: 'Reading …',
    fetchingRecords: 'Fetching from the portal …',
  },
  labels: {
    reader: 'Reader',
    empty: 'no card',
    atr: 'ATR',
    card: 'Card',
    tries: 'Tries left',
    authentication: 'authentication (利用者証明用)',
    signature: 'signature (署名用)',
    input: 'input helper (券面事項入力補助用)',
    locked: 'locked',
    absent: 'none',
    present: 'present',
    certificate: 'Certificate',
    signatureCertificate: 'Signing certificate',
    validUntil: 'valid until',
    expired: 'expired',
    clockBehind:
      'the computer’s clock was turned back: this drawer was open later than it says now; check date and time',
    unknownCard: 'a card of a kind that is not known',
    withoutPins: 'seems to have been issued without PINs (顔認証マイナンバーカード): it cannot log in',
    phone: 'a phone’s certificate',
    loggedIn: 'Logged in',
    until: 'until',
    issuer: 'Issuer',
    received: 'Received',
    attributes: 'Attributes',
    verifier: 'Who asks',
    purpose: 'For',
    option: 'Option',
    least: 'the least',
    valid: 'valid',
    invalid: 'not valid',
    recoveryCode: 'Recovery code',
    opensBy: 'opens by',
    byCard: 'card',
    byPassphrase: 'passphrase',
    byRecovery: 'recovery code',
    byMandate: 'who acts for them',
    byFamily: 'the family',
    remedy: 'What to do',
    fine: 'Everything is fine.',
  },
  acceptOffer: 'Accept it?',
  chooseOption: 'Which one? (number, or nothing to send nothing)',
  nothingSent: 'Nothing was sent. Choose with --choose NUMBER or --least.',
  sentTo: (verifier) => `Sent to ${verifier}:`,
  namePerson: (names) => `name the person with --person: ${names.join(', ')}`,
  nobody: 'nobody lives here yet: tefuda person add NAME',
  practiceBand: '[practice]',
}

const jaRefused: Readonly<Record<Exclude<Refused['because'], 'weakPin' | 'shareLine'>, string>> = {
  form: '形が違います。何も送っていません。',
  weak: 'かんたんに当てられてしまいます。',
  notTypedBack: '表示したコードと違います。',
  shareOther: 'ほかの人の引き出しのかけらです。',
  shareOld: '古いかけらです。あとで作り直されたか、家族による復旧が切られています。',
  shareSame: 'さきほどと同じかけらです。',
  lastTry: '残り1回です。まちがえるとカードがロックされます。番号に自信がありますか。',
}

const ja: Sentences = {
  pin: ({ pin, triesLeft, person, origin, purpose }) => {
    const whose = person === undefined ? '' : `${person}さんの`
    const present = purpose === 'changePin' ? 'いまの' : ''
    return `${origin === undefined ? '' : `${origin} に使う、`}${whose}${present}${pinWords.ja.asked[pin]}、残り${triesLeft}回`
  },
  newPin: ({ pin }) => `新しい${pinWords.ja.asked[pin]}`,
  checkNumber: ({ triesLeft }) =>
    `照合番号B（和暦の生年月日6けた、有効期限の年4けた、セキュリティコード4けたの、続けて14けた）、残り${triesLeft}回`,
  passphrase: (person) => `${person}さんの合言葉`,
  newPassphrase: '新しい合言葉',
  backupPassphrase: 'バックアップの合言葉',
  newBackupPassphrase: 'バックアップの新しい合言葉',
  backupRecoveryCode: 'バックアップを作った日の復旧コード',
  again: 'もう一度',
  notSame: '2回の入力が同じではありません。',
  suggestion: (words) => `無作為に選んだ合言葉の例: ${words}`,
  recoveryCode: '復旧コード',
  recoveryShow: (code) =>
    `復旧コード: ${code}\n書きとめて、大切に保管してください。カードも合言葉もなくなったとき、これで引き出しが開きます。表示は今だけです。`,
  shareShow: ({ holder, share }) =>
    `${holder === undefined ? '紙で手元に置くかけら' : `${holder}さんに渡す紙のかけら`}:\n${share}\n書きとめてください。表示は今だけです。`,
  share: (place) => `${place}つめのかけら（4行を続けて）`,
  sure: 'そうしますか。',
  typeBack: '同じものを入力してください',
  refused: (refused) =>
    refused.because === 'weakPin'
      ? withoutRuby(weakPins.ja[refused.reason])
      : refused.because === 'shareLine'
        ? `${refused.line}行目の文字が違います。`
        : jaRefused[refused.because],
  remembered: 'このカードをご自分のものとして覚えました。',
  noTerminal:
    '暗証番号などをたずねる相手がいません。--pin-stdin、--pin-fd N、--new-pin-fd N、--number-fd N、--passphrase-fd N、--recovery-fd N のどれかで渡してください',
  steps: {
    askingPortal: 'ポータルに問い合わせています…',
    searchingProcedures: 'ポータルに問い合わせています…',
    refreshingBoard: '申請・お知らせ・納付のようすを取り寄せています…',
    paying: '納付しています…',
    readingCard: 'カードを読み取っています…',
    atPortal: 'ポータルに問い合わせています…',
    placeOwnCard: '開いている引き出しの人のカードを置いてください…',
    placeOtherCard: 'カードを抜いて、もうひとりのカードを置いてください…',
    readingAttributes: '4情報を読み取っています…',
    readingFace: '写真と表を読み取っています…',
    readingLicence: '免許証を読み取っています…',
    drawingPictures: '画像を作っています…',
    changingPin: '暗証番号を変えています…',
    openingDrawer: '引き出しを開けています…',
    fetchingCredential: '証明を受け取っています…',
    sendingAnswer: '送っています…',
    checkingStatus: '確認しています…',
    signing: '署名しています…',
    saving: '保存しています…',
    makingBackup: '暗号にして保存しています…',
    openingBackup: 'バックアップを開いています…',
    unpackingBackup: 'バックアップを読んで確かめています…',
    tryingBackup: '試しに開けて調べています…',
    restoringBackup: '新しい引き出しにしまっています…',
    erasing: '消しています…',
    readingPapers: '書類を読んでいます…',
    fetchingRecords: 'ポータルから受け取っています…',
  },
  labels: {
    reader: 'リーダー',
    empty: 'カードなし',
    atr: 'ATR',
    card: 'カード',
    tries: '残り回数',
    authentication: '利用者証明用',
    signature: '署名用',
    input: '券面事項入力補助用',
    locked: 'ロック',
    absent: 'なし',
    present: 'あり',
    certificate: '証明書',
    signatureCertificate: '署名用の証明書',
    validUntil: '有効期限',
    expired: '期限切れ',
    clockBehind:
      'パソコンの時計が戻っています。この引き出しは、いまの時刻より後にも使われました。日付と時刻を確かめてください',
    unknownCard: '知らない種類のカード',
    withoutPins: '暗証番号のないカード（顔認証マイナンバーカード）のようです。ログインには使えません',
    phone: 'スマートフォンの電子証明書',
    loggedIn: 'ログインしました',
    until: '期限',
    issuer: '発行者',
    received: '受け取りました',
    attributes: '項目',
    verifier: '相手',
    purpose: '目的',
    option: '選択肢',
    least: '最も少ない',
    valid: '有効',
    invalid: '有効ではありません',
    recoveryCode: '復旧コード',
    opensBy: '開け方',
    byCard: 'カード',
    byPassphrase: '合言葉',
    byRecovery: '復旧コード',
    byMandate: '代理の人',
    byFamily: '家族',
    remedy: 'どうするか',
    fine: '問題ありません。',
  },
  acceptOffer: '受け取りますか。',
  chooseOption: 'どれにしますか（番号。何も入れなければ送りません）',
  nothingSent: '何も送っていません。--choose 番号 か --least で選んでください。',
  sentTo: (verifier) => `${verifier} に送りました:`,
  namePerson: (names) => `--person で人を選んでください: ${names.join('、')}`,
  nobody: 'まだ誰もいません。tefuda person add 名前 で追加してください',
  practiceBand: '［練習］',
}

export const sentences: Readonly<Record<'ja' | 'en', Sentences>> = { ja, en }

/** The language of the command line: --lang, else the locale, else Japanese. */
export function languageOf(
  asked: 'ja' | 'en' | undefined,
  env: Readonly<Record<string, string | undefined>>,
): 'ja' | 'en' {
  if (asked !== undefined) return asked
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'ja'
  return locale.startsWith('ja') ? 'ja' : 'en'
}
