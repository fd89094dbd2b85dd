// What the doctor says where no failure has the words for it.
import type { Bilingual } from '../../preload/shapes.ts'

export interface Told {
  readonly cause: Bilingual
  /** Absent: nothing is to be done. */
  readonly remedy?: Bilingual
}

export const words = {
  serviceRunning: { cause: { ja: 'カードのサービスが動いています。', en: 'The smart card service is running.' } },
  readerFound: { cause: { ja: 'カードリーダーがつながっています。', en: 'A card reader is connected.' } },
  cardRead: { cause: { ja: 'マイナンバーカードを読み取れました。', en: 'The My Number Card can be read.' } },
  phone: {
    cause: {
      ja: 'スマートフォンの電子証明書です。証明書は暗証番号を入れるまで読めません。',
      en: 'This is the certificate on a phone. It cannot be read before its PIN was entered.',
    },
  },
  licence: { cause: { ja: '運転免許証を読み取れました。', en: 'The driver’s licence can be read.' } },
  triesLow: {
    cause: {
      ja: 'あと1回まちがえるとロックされる暗証番号があります。',
      en: 'One more wrong entry would lock one of the PINs.',
    },
    remedy: {
      ja: '番号をたしかめてから入れてください。わからないときは、市区町村の窓口で設定しなおせます。',
      en: 'Make sure of the PIN before you enter it. If you do not know it, your municipal office can set it anew.',
    },
  },
  clockRight: { cause: { ja: 'パソコンの時刻は合っています。', en: 'This computer’s clock is right.' } },
  clockUnchecked: {
    cause: {
      ja: 'パソコンの時刻は、くらべる相手がないので、たしかめられませんでした。',
      en: 'This computer’s clock could not be compared with another one.',
    },
  },
  clockWrong: {
    cause: {
      ja: 'パソコンの時刻がずれています。証明書が有効かどうかを正しく判断できません。',
      en: 'This computer’s clock is wrong, so the validity of certificates is misjudged.',
    },
    remedy: {
      ja: 'パソコンの設定で、日付と時刻を自動で合わせるようにしてください。',
      en: 'Set date and time to be adjusted automatically in the computer’s settings.',
    },
  },
  keychainAnswers: {
    cause: { ja: 'パソコンの鍵束（キーチェーン）を使えます。', en: 'This computer’s keychain answers.' },
  },
  keychainLocked: {
    cause: {
      ja: 'パソコンの鍵束（キーチェーン）がロックされています。カードと合言葉では引き出しを開けられません。',
      en: 'This computer’s keychain is locked. Card and passphrase cannot open a drawer.',
    },
    remedy: {
      ja: '下のボタンを押すと、パソコンが鍵束のパスワードをたずねます。ふつうはパソコンにログインするときのパスワードです。',
      en: 'Press the button below, and the computer asks for the keychain’s password. It is usually the one you log in with.',
    },
  },
  drawersWritable: { cause: { ja: '引き出しを保存できます。', en: 'Drawers can be saved.' } },
  drawersNotWritable: {
    cause: {
      ja: '引き出しを保存するフォルダーに書き込めません。',
      en: 'The folder of the drawers cannot be written to.',
    },
    remedy: {
      ja: 'フォルダーの権限とディスクの空きをたしかめてください。',
      en: 'Check the folder’s permissions and the free space on the disk.',
    },
  },
  drawersPermissions: {
    cause: {
      ja: '引き出しのフォルダーから、あなた自身の権限がなくなっています。',
      en: 'Your own rights were taken from the folder of the drawers.',
    },
    remedy: { ja: '下のボタンで元に戻せます。', en: 'The button below gives them back.' },
  },
  drawersOpen: {
    cause: {
      ja: '引き出しのフォルダーを、このパソコンのほかの利用者ものぞけます。中身は暗号化されていますが、よくありません。',
      en: 'Other users of this computer can look into the folder of the drawers. What is in it is encrypted, but that is not right.',
    },
    remedy: { ja: '下のボタンで、あなただけのものにできます。', en: 'The button below makes it yours alone.' },
  },
  portalReachable: { cause: { ja: 'ポータルにつながります。', en: 'The portal can be reached.' } },
} as const satisfies Record<string, Told>
