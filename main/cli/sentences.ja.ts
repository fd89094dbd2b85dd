import { withoutRuby } from '../../preload/text/ruby.ts'
import { weakPins } from '../../preload/text/weakPin.ts'
import { pinWords } from './pinWords.ts'
import type { Refusals, Sentences } from './sentences.ts'

const refusals: Refusals = {
  form: '形が違います。何も送っていません。',
  weak: 'かんたんに当てられてしまいます。',
  notTypedBack: '表示したコードと違います。',
  shareOther: 'ほかの人の引き出しのかけらです。',
  shareOld: '古いかけらです。あとで作り直されたか、家族による復旧が切られています。',
  shareSame: 'さきほどと同じかけらです。',
  lastTry: '残り1回です。まちがえるとカードがロックされます。番号に自信がありますか。',
}

export const ja: Sentences = {
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
        : refusals[refused.because],
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
