// A person: what they are called and look like, what the family may see, and whose drawer is open; in Japanese.
import { daysCounted } from '../../preload/text/counters.ts'

export const people = {
  /** In the title of every window. */
  openTitle: (name: string) => `${name} の{引|ひ}き{出|だ}し`,
  nobodyTitle: '{引|ひ}き{出|だ}しは{閉|し}まっています',
  acting: (actor: string, principal: string, basis: 'guardian' | 'appointed') =>
    `${basis === 'guardian' ? '{保護者|ほごしゃ}の' : '{頼|たの}まれた'} ${actor} が ${principal} の{引|ひ}き{出|だ}しを{開|あ}けています`,
  nowOpen: (name: string) => `いま{開|あ}いているのは ${name} の{引|ひ}き{出|だ}しです`,

  edit: '{名前|なまえ}や{絵|え}を{変|か}える',
  title: '{名前|なまえ}・{絵|え}・{色|いろ}',
  lead: '{家族|かぞく}がこの{人|ひと}を{見分|みわ}けるためのしるしです。{引|ひ}き{出|だ}しが{開|あ}いている{本人|ほんにん}（{子|こ}どもなら{保護者|ほごしゃ}）だけが{変|か}えられます。',
  back: '{家族|かぞく}の{画面|がめん}へ',
  nameTitle: '{名前|なまえ}',
  nameSave: 'この{名前|なまえ}にする',
  saved: '{変|か}えました',
  colourTitle: '{色|いろ}',
  pictureTitle: '{絵|え}か{写真|しゃしん}',
  pictureChoice: 'しるしの{絵|え}',
  letter: '{名前|なまえ}の{文字|もじ}',
  ownPhoto: '{選|えら}んだ{写真|しゃしん}',
  photo: '{写真|しゃしん}を{選|えら}ぶ',
  photoAgain: '{別|べつ}の{写真|しゃしん}を{選|えら}ぶ',
  photoNote:
    'JPEG か PNG の{写真|しゃしん}を、{真|ま}ん{中|なか}を{四角|しかく}く{切|き}り{取|と}って{小|ちい}さくしてしまいます。{元|もと}のファイルや{撮|と}った{場所|ばしょ}は{残|のこ}しません。',
  photoSeen: 'この{写真|しゃしん}は、このパソコンを{使|つか}う{人|ひと}なら{誰|だれ}でも{見|み}られます。',
  drawings: {
    cat: 'ねこ',
    dog: 'いぬ',
    rabbit: 'うさぎ',
    bear: 'くま',
    bird: 'ことり',
    fish: 'さかな',
    tulip: 'チューリップ',
    tree: '{木|き}',
    clover: 'クローバー',
    sun: 'たいよう',
    boat: 'ヨット',
    umbrella: 'かさ',
  },

  overview: {
    title: '{閉|し}まっているときに{家族|かぞく}に{見|み}せる{期限|きげん}',
    lead: '「{家族|かぞく}」と「{予定|よてい}」の{画面|がめん}は、このパソコンを{使|つか}う{人|ひと}なら{誰|だれ}でも{見|み}られます。{引|ひ}き{出|だ}しを{開|あ}けなくても{見|み}える{内容|ないよう}を、{自分|じぶん}で{決|き}めてください。',
    choice: '{見|み}せるもの',
    shows: {
      nothing: '{期限|きげん}は{見|み}せない',
      date: '{日付|ひづけ}だけ{見|み}せる',
      named: '{日付|ひづけ}と{名前|なまえ}を{見|み}せる',
      calendar: '{予定|よてい}をぜんぶ{見|み}せる',
    },
    notes: {
      nothing: 'はじめはこれです。{期限|きげん}のことは{何|なに}も{見|み}えません。',
      date: '{何|なに}の{期限|きげん}かは{見|み}えません。',
      named: '{持|も}っている{証明|しょうめい}の{名前|なまえ}がひとつ、{家族|かぞく}にわかります。',
      calendar:
        '{証明|しょうめい}、カード、{代理|だいり}、{申請|しんせい}や{支払|しはら}いの{期限|きげん}と、{自分|じぶん}で{足|た}した{予定|よてい}が、{名前|なまえ}といっしょに「{予定|よてい}」の{画面|がめん}に{出|で}ます。',
    },
    seen: '{家族|かぞく}にはこう{見|み}えます',
    seenNothing: '{期限|きげん}のことは{何|なに}も{見|み}えません。',
    seenEmpty: 'いまは{期限|きげん}のあるものがないので、{何|なに}も{見|み}えません。',
    follows:
      '{証明|しょうめい}を{受|う}け{取|と}ったり{取|と}り{除|のぞ}いたりすると、{自動|じどう}で{変|か}わります。「{期限|きげん}は{見|み}せない」にすると、すぐに{消|き}えます。',
  },

  next: {
    title: '{次|つぎ}の{期限|きげん}',
    something: '{期限|きげん}のあるもの',
    inTime: (name: string, day: string) => `${name}：${day} まで`,
    soon: (days: number) => (days === 0 ? 'きょうまで' : `もうすぐ（あと ${days} ${daysCounted(days)}）`),
    late: '{期限|きげん}が{過|す}ぎています',
  },
  openableBy: '{開|あ}けられるもの',

  order: {
    button: '{並|なら}び{順|じゅん}を{変|か}える',
    done: '{並|なら}び{順|じゅん}を{決|き}めました',
    earlier: '{前|まえ}へ',
    later: '{後|うし}ろへ',
    earlierOf: (name: string) => `{前|まえ}へ：${name}`,
    laterOf: (name: string) => `{後|うし}ろへ：${name}`,
    moved: (name: string, place: number) => `${name} は ${place} {番目|ばんめ}になりました`,
  },
}
