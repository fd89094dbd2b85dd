// The sentences of the screens in Japanese, by area: short, plain, the official word with its explanation beside it.
// `{漢字|かんじ}` carries a reading, see preload/text/ruby.ts.
import { backup } from './backup.ja.ts'
import { board } from './board.ja.ts'
import { calendar } from './calendar.ja.ts'
import { card } from './card.ja.ts'
import { cardData } from './cardData.ja.ts'
import { certificates } from './certificates.ja.ts'
import { credential } from './credential.ja.ts'
import { doctor } from './doctor.ja.ts'
import { documents } from './documents.ja.ts'
import { drafts } from './drafts.ja.ts'
import { familyApplications } from './familyApplications.ja.ts'
import { guest } from './guest.ja.ts'
import { home } from './home.ja.ts'
import { keys } from './keys.ja.ts'
import { leaving } from './leaving.ja.ts'
import { ledger } from './ledger.ja.ts'
import { locks } from './locks.ja.ts'
import { logIn } from './logIn.ja.ts'
import { mandates } from './mandates.ja.ts'
import { papers } from './papers.ja.ts'
import { partners } from './partners.ja.ts'
import { payments } from './payments.ja.ts'
import { people } from './people.ja.ts'
import { photos } from './photos.ja.ts'
import { pinCare } from './pinCare.ja.ts'
import { portalMandates } from './portalMandates.ja.ts'
import { practiceCards } from './practiceCards.ja.ts'
import { procedures } from './procedures.ja.ts'
import { receive } from './receive.ja.ts'
import { recovery } from './recovery.ja.ts'
import { secret } from './secret.ja.ts'
import { selfInfo } from './selfInfo.ja.ts'
import { settings } from './settings.ja.ts'
import { share } from './share.ja.ts'
import { start } from './start.ja.ts'

export const ja = {
  documents,
  drafts,
  procedures,
  leaving,
  ledger,
  locks,
  doctor,
  keys,
  recovery,
  mandates,
  calendar,
  board,
  familyApplications,
  payments,
  partners,
  portalMandates,
  selfInfo,
  pinCare,
  backup,
  cardData,
  certificates,
  papers,
  people,
  photos,
  guest,
  practiceCards,
  start,
  home,
  card,
  logIn,
  receive,
  share,
  credential,
  settings,
  secret,
  product: '{手札|てふだ}',
  marks: { colon: '：', dot: '・', comma: '、', aside: (words: string) => `（${words}）` },
  shell: {
    skip: '{本文|ほんぶん}へ{移|うつ}る',
    navigation: 'メニュー',
    home: 'わたしの{手札|てふだ}',
    logIn: 'ログイン',
    ledger: '{記録|きろく}',
    settings: '{設定|せってい}',
    family: '{家族|かぞく}',
    documents: '{書類|しょるい}に{署名|しょめい}',
    doctor: 'パソコンの{診断|しんだん}',
    lock: '{閉|し}める',
    lockKey: 'Ctrl+L',
    drawerOf: (name: string) => `${name} の{引|ひ}き{出|だ}し`,
    drawerOpen: '{開|あ}いています',
    nameless: '{名前|なまえ}のわからない{引|ひ}き{出|だ}し',
    nobody: 'どの{引|ひ}き{出|だ}しも{閉|し}まっています',
    loading: '{準備|じゅんび}しています',
    cancel: '{中止|ちゅうし}する',
    again: 'もう{一度|いちど}{試|ため}す',
    toHome: 'わたしの{手札|てふだ}へ',
    whatNow: 'どうすればよいか',
    loggedIn: 'ログイン{中|ちゅう}',
  },
  band: {
    title: '{練習|れんしゅう}',
    sentence: 'ここにある{人|ひと}・カード・{証明|しょうめい}は、すべて{練習用|れんしゅうよう}です。',
    showTools: '{練習|れんしゅう}の{道具|どうぐ}を{出|だ}す',
    hideTools: '{練習|れんしゅう}の{道具|どうぐ}をしまう',
  },
  progress: {
    working: '{処理|しょり}しています',
    asking: '{別|べつ}の{小|ちい}さな{窓|まど}で{入力|にゅうりょく}を{待|ま}っています',
    steps: {
      refreshingBoard: '{申請|しんせい}・お{知|し}らせ・{納付|のうふ}のようすを{取|と}り{寄|よ}せています',
      paying: '{納付|のうふ}しています',
      searchingProcedures: procedures.progress,
      askingPortal: 'ポータルにログインを{申|もう}し{込|こ}んでいます',
      changingPin: pinCare.changing,
      ...cardData.steps,
      ...backup.steps,
      ...leaving.steps,
      ...portalMandates.steps,
      readingCard: 'カードを{読|よ}んでいます。{抜|ぬ}かないでください',
      checkingStatus: '{失効|しっこう}していないかを{発行元|はっこうもと}に{確|たし}かめています',
      fetchingCredential: '{発行元|はっこうもと}から{受|う}け{取|と}り、{正|ただ}しいかどうかを{確|たし}かめています',
      sendingAnswer: '{相手|あいて}に{送|おく}っています',
      signing: 'カードで{署名|しょめい}しています。{抜|ぬ}かないでください',
      saving: '{署名|しょめい}した{書類|しょるい}を{保存|ほぞん}しています',
      verifying: '{署名|しょめい}を{調|しら}べています',
      examining: 'ひとつずつ{調|しら}べています',
      readingPapers: papers.reading,
      fetchingRecords: papers.fetch.working,
      fixing: '{直|なお}しています',
    } as Record<string, string>,
  },
  colours: {
    blue: '{青|あお}',
    green: '{緑|みどり}',
    orange: 'だいだい',
    magenta: '{赤紫|あかむらさき}',
    purple: '{紫|むらさき}',
    cyan: '{水色|みずいろ}',
  },
  family: {
    title: '{家族|かぞく}の{引|ひ}き{出|だ}し',
    lead: '{自分|じぶん}の{引|ひ}き{出|だ}しを{選|えら}んで{開|あ}けてください。ひとつ{開|あ}けると、ほかの{引|ひ}き{出|だ}しは{閉|し}まります。',
    open: '{開|あ}いています',
    locked: '{閉|し}まっています',
    unlockCard: 'カードで{開|あ}ける',
    unlockPassphrase: '{合言葉|あいことば}で{開|あ}ける',
    unlockRecovery: '{復旧|ふっきゅう}コードで{開|あ}ける',
    show: '{中|なか}を{見|み}る',
    cardHere: 'この{人|ひと}のカードが{入|はい}っています',
    cardOnly:
      'カードがないと{開|あ}きません。{開|あ}けたあとに{合言葉|あいことば}を{加|くわ}えておくと、カードがないときも{見|み}られます。',
    add: '{家族|かぞく}を{加|くわ}える',
    addNote:
      '{人|ひと}ごとに{別|べつ}の{引|ひ}き{出|だ}しを{作|つく}ります。{本人|ほんにん}が{自分|じぶん}で{鍵|かぎ}を{決|き}めてください。',
    waiting: '{届|とど}いたリンクがあります。{引|ひ}き{出|だ}しを{開|あ}けると{続|つづ}きます。',
    privateKeychain:
      'この{練習|れんしゅう}では、{練習|れんしゅう}だけの{鍵束|かぎたば}（キーチェーン）を{使|つか}っています。そのパスワードは、{練習用|れんしゅうよう}フォルダーの{中|なか}に{置|お}いてあります。',
    ways: (name: string) => `${name} の{引|ひ}き{出|だ}しを{開|あ}ける`,
  },
  practice: {
    title: '{練習|れんしゅう}の{道具|どうぐ}',
    people: '{練習|れんしゅう}の{人|ひと}たち',
    pin: 'ログイン{用|よう}の{暗証番号|あんしょうばんごう}',
    noPin: '{暗証番号|あんしょうばんごう}なし',
    readers: 'カードリーダー',
    readerName: (index: number) => `リーダー ${index}`,
    empty: '{空|から}です',
    into: (reader: number) => `リーダー ${reader} へ`,
    pullOutLabel: (reader: number) => `{抜|ぬ}く：リーダー ${reader}`,
    standLabel: (name: string) => `{行|い}ってみる：${name}`,
    pullOut: '{抜|ぬ}く',
    realReaders:
      'カードは、つながっているカードリーダーに{入|はい}ります（この{画面|がめん}からは{動|うご}かせません）。',
    portal: '{練習用|れんしゅうよう}ポータル',
    running: '{動|うご}いています',
    stopped: '{止|と}まっています',
    start: '{動|うご}かす',
    stop: '{止|と}める',
    desks: '{窓口|まどぐち}に{立|た}ってみる',
    desksNote: '{相手|あいて}から{提示|ていじ}の{依頼|いらい}が{届|とど}きます。',
    stand: '{行|い}ってみる',
    needOpen: '{先|さき}に{引|ひ}き{出|だ}しを{開|あ}けてください。',
  },
}

export type Text = typeof ja
