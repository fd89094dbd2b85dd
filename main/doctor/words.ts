// What the doctor says where no failure has the words for it. `{漢字|かんじ}` carries a reading, see preload/text/ruby.ts.
import type { Bilingual } from '../../preload/shapes/common.ts'

export interface Told {
  readonly cause: Bilingual
  /** Absent: nothing is to be done. */
  readonly remedy?: Bilingual
}

export const words = {
  serviceRunning: {
    cause: { ja: 'カードのサービスが{動|うご}いています。', en: 'The smart card service is running.' },
  },
  readerFound: { cause: { ja: 'カードリーダーがつながっています。', en: 'A card reader is connected.' } },
  cardRead: {
    cause: { ja: 'マイナンバーカードを{読|よ}み{取|と}れました。', en: 'The My Number Card can be read.' },
  },
  phone: {
    cause: {
      ja: 'スマートフォンの{電子証明書|でんししょうめいしょ}です。{証明書|しょうめいしょ}は{暗証番号|あんしょうばんごう}を{入|い}れるまで{読|よ}めません。',
      en: 'This is the certificate on a phone. It cannot be read before its PIN was entered.',
    },
  },
  licence: {
    cause: {
      ja: '{運転免許証|うんてんめんきょしょう}を{読|よ}み{取|と}れました。',
      en: 'The driver’s licence can be read.',
    },
  },
  triesLow: {
    cause: {
      ja: 'あと1{回|かい}まちがえるとロックされる{暗証番号|あんしょうばんごう}があります。',
      en: 'One more wrong entry would lock one of the PINs.',
    },
    remedy: {
      ja: '{番号|ばんごう}をたしかめてから{入|い}れてください。わからないときは、{市区町村|しくちょうそん}の{窓口|まどぐち}で{設定|せってい}しなおせます。',
      en: 'Make sure of the PIN before you enter it. If you do not know it, your municipal office can set it anew.',
    },
  },
  clockRight: {
    cause: { ja: 'パソコンの{時刻|じこく}は{合|あ}っています。', en: 'This computer’s clock is right.' },
  },
  clockUnchecked: {
    cause: {
      ja: 'パソコンの{時刻|じこく}は、くらべる{相手|あいて}がないので、たしかめられませんでした。',
      en: 'This computer’s clock could not be compared with another one.',
    },
  },
  clockWrong: {
    cause: {
      ja: 'パソコンの{時刻|じこく}がずれています。{証明書|しょうめいしょ}が{有効|ゆうこう}かどうかを{正|ただ}しく{判断|はんだん}できません。',
      en: 'This computer’s clock is wrong, so the validity of certificates is misjudged.',
    },
    remedy: {
      ja: 'パソコンの{設定|せってい}で、{日付|ひづけ}と{時刻|じこく}を{自動|じどう}で{合|あ}わせるようにしてください。',
      en: 'Set date and time to be adjusted automatically in the computer’s settings.',
    },
  },
  keychainAnswers: {
    cause: {
      ja: 'パソコンの{鍵束|かぎたば}（キーチェーン）を{使|つか}えます。',
      en: 'This computer’s keychain answers.',
    },
  },
  keychainLocked: {
    cause: {
      ja: 'パソコンの{鍵束|かぎたば}（キーチェーン）がロックされています。カードと{合言葉|あいことば}では{引|ひ}き{出|だ}しを{開|あ}けられません。',
      en: 'This computer’s keychain is locked. Card and passphrase cannot open a drawer.',
    },
    remedy: {
      ja: '{下|した}のボタンを{押|お}すと、パソコンが{鍵束|かぎたば}のパスワードをたずねます。ふつうはパソコンにログインするときのパスワードです。',
      en: 'Press the button below, and the computer asks for the keychain’s password. It is usually the one you log in with.',
    },
  },
  drawersWritable: {
    cause: { ja: '{引|ひ}き{出|だ}しを{保存|ほぞん}できます。', en: 'Drawers can be saved.' },
  },
  drawersNotWritable: {
    cause: {
      ja: '{引|ひ}き{出|だ}しを{保存|ほぞん}するフォルダーに{書|か}き{込|こ}めません。',
      en: 'The folder of the drawers cannot be written to.',
    },
    remedy: {
      ja: 'フォルダーの{権限|けんげん}と、ディスクが{読|よ}み{取|と}り{専用|せんよう}になっていないかをたしかめてください。',
      en: 'Check the folder’s permissions, and whether the disk can only be read.',
    },
  },
  drawersPermissions: {
    cause: {
      ja: '{引|ひ}き{出|だ}しのフォルダーから、あなた{自身|じしん}の{権限|けんげん}がなくなっています。',
      en: 'Your own rights were taken from the folder of the drawers.',
    },
    remedy: { ja: '{下|した}のボタンで{元|もと}に{戻|もど}せます。', en: 'The button below gives them back.' },
  },
  drawersOpen: {
    cause: {
      ja: '{引|ひ}き{出|だ}しのフォルダーを、このパソコンのほかの{利用者|りようしゃ}ものぞけます。{中身|なかみ}は{暗号化|あんごうか}されていますが、よくありません。',
      en: 'Other users of this computer can look into the folder of the drawers. What is in it is encrypted, but that is not right.',
    },
    remedy: {
      ja: '{下|した}のボタンで、あなただけのものにできます。',
      en: 'The button below makes it yours alone.',
    },
  },
  portalReachable: { cause: { ja: 'ポータルにつながります。', en: 'The portal can be reached.' } },
} as const satisfies Record<string, Told>
