// The first page of an open drawer, in Japanese.
import { search } from './search.ja.ts'

export const home = {
  search,
  title: (name: string) => `${name} の{手札|てふだ}`,
  credentials: '{証明|しょうめい}',
  noCredentials: 'まだ{証明|しょうめい}がありません',
  noCredentialsText:
    'ポータルにログインして、{健康保険|けんこうほけん}や{運転免許|うんてんめんきょ}の{証明|しょうめい}を{受|う}け{取|と}りましょう。{受|う}け{取|と}った{証明|しょうめい}は、インターネットがなくても{見|み}られます。',
  openCredential: (name: string) => `${name} を{開|ひら}く`,
  inbox: '{届|とど}いているもの',
  inboxEmpty: 'いま{届|とど}いているものはありません。',
  inboxLocked:
    'ポータルにログインすると、{受|う}け{取|と}れる{証明|しょうめい}と、{提示|ていじ}の{依頼|いらい}が{見|み}られます。',
  offer: '{受|う}け{取|と}れます',
  request: '{提示|ていじ}の{依頼|いらい}',
  from: (name: string) => `${name} から`,
  receive: '{内容|ないよう}を{見|み}る',
  answer: '{内容|ないよう}を{見|み}て{決|き}める',
  refresh: '{新|あたら}しく{調|しら}べる',
  logIn: 'カードでログインする',
  paste: 'リンクを{貼|は}り{付|つ}ける',
  pasteNote:
    'メールや Web ページにある、{受|う}け{取|と}りや{提示|ていじ}のリンク（openid-credential-offer: や openid4vp: で{始|はじ}まるもの）を{貼|は}り{付|つ}けます。',
  pasteLabel: 'リンク',
  pasteOpen: '{開|ひら}く',
  pasteWrong:
    '{手札|てふだ}のリンクではありません。openid-credential-offer: か openid4vp: で{始|はじ}まるリンクを、{全部|ぜんぶ}{貼|は}り{付|つ}けてください。',
  reader: 'カードリーダー',
  suggestTitle: 'カードがないときのために、{合言葉|あいことば}を{加|くわ}えませんか',
  suggestText:
    'この{引|ひ}き{出|だ}しは、いまカードでしか{開|あ}きません。カードを{持|も}ち{出|だ}しているときや、リーダーがこわれたときにも、{合言葉|あいことば}があれば{証明|しょうめい}を{見|み}られます。',
  suggestButton: '{合言葉|あいことば}を{加|くわ}える',
  suggestLater: 'あとで',
  suggestRecovered:
    '{復旧|ふっきゅう}コードで{開|あ}けました。ふだんの{開|あ}け{方|かた}を「{設定|せってい}」で{確|たし}かめてください。',
}
