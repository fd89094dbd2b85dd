// What a procedure and its pre-flight are told in, on screens and at the command line. The Japanese carries readings, see
// ruby.ts.
import type { CardNeed, LifeEvent, Mark, PersonKind, StandingCheck } from '../shapes/procedures.ts'

type Use = CardNeed['use']
type Standing = StandingCheck['standing']

interface ProcedureWords {
  readonly lifeEvents: Readonly<Record<LifeEvent, string>>
  readonly personKinds: Readonly<Record<PersonKind, string>>
  readonly marks: Readonly<Record<Mark, string>>
  readonly verdicts: Readonly<Record<Mark, { readonly title: string; readonly text: string }>>
  readonly standings: Readonly<Record<Standing, string>>
  readonly fits: Readonly<Record<StandingCheck['fits'], string>>
  /** For whom of the family it could be done so. */
  standingPeople(standing: Standing, names: string): string
  owner(owner: string): string
  acting(actor: string, owner: string): string
  /** Whose log-in and card it is then, and how an agent applies. */
  actingHow(owner: string): string
  readonly mayApply: string
  readonly session: {
    readonly none: string
    readonly enrolled: string
    readonly by: Readonly<Record<'card' | 'pc' | 'phone', string>>
    ends(time: string): string
  }
  readonly uses: Readonly<Record<Use, string>>
  readonly pins: Readonly<Record<Use, string>>
  /** When the card is used with it: nothing, log-in, sending, or both. */
  purposes(purposes: CardNeed['purposes']): string
  readonly card: Readonly<Record<CardNeed['card']['state'], (whose: string) => string>>
  /** Where no card lies there to be looked at. */
  readonly onceCard: string
  readonly pin: {
    readonly locked: string
    left(tries: number): string
  }
  readonly certificate: Readonly<Record<CardNeed['certificate']['state'], (day: string) => string>>
  readonly fromDrawer: string
  readonly accepted: string
  readonly notRevoked: string
  readonly required: string
  readonly ifNeeded: string
  papers(titles: string, more: number): string
  readonly noPapers: string
  held(names: string): string
  readonly credentialToo: string
  /** As the portal reckons. */
  effort(minutes: number, taps: number): string
  tapsNow(taps: number): string
}

const ja: ProcedureWords = {
  lifeEvents: {
    birth: '{子|こ}どもが{生|う}まれた',
    move: '{引|ひ}っ{越|こ}す',
    school: '{学校|がっこう}・{保育|ほいく}',
    work: '{仕事|しごと}',
    care: '{介護|かいご}',
    retirement: '{退職|たいしょく}・{年金|ねんきん}',
    death: '{家族|かぞく}が{亡|な}くなった',
    travel: '{海外|かいがい}へ{行|い}く',
    tax: '{税金|ぜいきん}',
  },
  personKinds: {
    adult: 'おとな',
    child: '{子|こ}ども',
    parent: '{子|こ}どもの{親|おや}',
    elderly: '{高齢|こうれい}の{人|ひと}',
    household_head: '{世帯主|せたいぬし}',
    employer: '{会社|かいしゃ}',
  },
  marks: {
    ok: 'できています',
    look: '{見|み}ておくこと',
    todo: 'これからすること',
    stops: 'いまは{送|おく}れません',
  },
  verdicts: {
    ok: {
      title: '{準備|じゅんび}はできています',
      text: 'このまま{始|はじ}めて、{最後|さいご}まで{進|すす}めます。',
    },
    look: {
      title: '{始|はじ}められます。{見|み}ておくことがあります',
      text: '{下|した}の「{見|み}ておくこと」を{先|さき}に{読|よ}んでおくと、{途中|とちゅう}で{困|こま}りません。',
    },
    todo: {
      title: '{始|はじ}められます。{送|おく}る{前|まえ}にすることがあります',
      text: '{下|した}の「これからすること」は、{送|おく}るまでにすれば{間|ま}に{合|あ}います。',
    },
    stops: {
      title: 'いまのままでは{送|おく}れません',
      text: '{下書|したが}きは{作|つく}れますが、「いまは{送|おく}れません」のところが{直|なお}るまで{送|おく}れません。',
    },
  },
  standings: {
    self: '{本人|ほんにん}',
    legal: '{法定代理人|ほうていだいりにん}（{親権者|しんけんしゃ}など）',
    appointed: '{任意代理人|にんいだいりにん}（{本人|ほんにん}が{選|えら}んだ{人|ひと}）',
    family: '{家族|かぞく}（{提出代行|ていしゅつだいこう}）',
    officer: '{会社|かいしゃ}の{担当|たんとう}の{人|ひと}',
  },
  fits: {
    yes: 'この{引|ひ}き{出|だ}しで{送|おく}れます',
    portal: 'あてはまるかどうかは、ポータルが{確|たし}かめます',
    no: 'この{引|ひ}き{出|だ}しには、あてはまる{代理|だいり}がありません',
  },
  standingPeople: (standing, names) =>
    standing === 'family'
      ? `この{手札|てふだ}の{家族|かぞく}：${names}`
      : `この{手札|てふだ}であなたが{代理|だいり}をしている{人|ひと}：${names}（ポータルの{代理人|だいりにん}の{登録|とうろく}も{要|い}ります）`,
  owner: (owner) => `${owner} の{手続|てつづ}きとして{確|たし}かめました`,
  acting: (actor, owner) => `${actor} が ${owner} の{代|か}わりに{使|つか}っています`,
  actingHow: (owner) =>
    `ここから{送|おく}ると、${owner} {本人|ほんにん}のログインとカードで{送|おく}ります。ポータルに{登録|とうろく}した{代理人|だいりにん}として{送|おく}るときは、ご{自分|じぶん}の{引|ひ}き{出|だ}しで{始|はじ}めて、「だれのための{申請|しんせい}ですか」で{選|えら}びます。`,
  mayApply: 'この{手続|てつづ}きを{送|おく}れる{人|ひと}：',
  session: {
    none: 'まだログインしていません。カードかスマートフォンでログインします。',
    enrolled: 'まだログインしていません。このパソコンの{登録|とうろく}で、カードなしでログインできます。',
    by: {
      card: 'カードでログインしています',
      pc: 'このパソコンの{登録|とうろく}でログインしています',
      phone: 'スマートフォンでログインしています',
    },
    ends: (time) => `${time} まで{何|なに}もしないと{切|き}れます。`,
  },
  uses: {
    authentication: 'ログイン{用|よう}（{利用者証明用|りようしゃしょうめいよう}）',
    signature: '{署名用|しょめいよう}',
  },
  pins: {
    authentication: '{数字|すうじ}4けたの{暗証番号|あんしょうばんごう}',
    signature: '{英大文字|えいおおもじ}と{数字|すうじ}6〜16{文字|もじ}の{暗証番号|あんしょうばんごう}',
  },
  purposes: (purposes) =>
    purposes.length === 0
      ? 'いまは{要|い}りません（ログインできているか、カードなしでログインできます）'
      : `${[...purposes].map((one) => (one === 'logIn' ? 'ログインするとき' : '{送|おく}るとき')).join('と、')}に{使|つか}います`,
  card: {
    ready: (whose) => `${whose} のカードがリーダーにあります`,
    noService: (whose) =>
      `カードを{読|よ}むしくみが{動|うご}いていません。${whose} のカードを{使|つか}う{前|まえ}に「{診断|しんだん}」で{直|なお}してください`,
    noReader: (whose) => `カードリーダーをつなぎ、${whose} のカードを{置|お}いてください`,
    absent: (whose) => `${whose} のカードをリーダーに{置|お}いてください`,
    reading: () => 'カードを{見|み}ています',
    unreadable: (whose) => `このカードは{読|よ}めませんでした。${whose} のカードを{置|お}き{直|なお}してください`,
    notMyNumber: (whose) => `マイナンバーカードではありません。${whose} のマイナンバーカードを{置|お}いてください`,
    withoutPins: () =>
      '{暗証番号|あんしょうばんごう}のないカード（{顔認証|かおにんしょう}マイナンバーカード）のようです。ログインにも{署名|しょめい}にも{使|つか}えません',
    otherPerson: (whose) => `{別|べつ}の{人|ひと}のカードです。${whose} のカードに{替|か}えてください`,
    unfamiliar: (whose) =>
      `この{引|ひ}き{出|だ}しがまだ{知|し}らないカードです。${whose} のものかどうかを、{使|つか}うときに{聞|き}きます`,
    unnamed: (whose) =>
      `{誰|だれ}のものかは、{暗証番号|あんしょうばんごう}のあとでわかります。${whose} のものかどうかを、{使|つか}うときに{聞|き}きます`,
    unknown: (whose) => `${whose} のカードを{使|つか}います`,
  },
  onceCard: '{残|のこ}り{回数|かいすう}と{期限|きげん}は、カードを{置|お}くとわかります。',
  pin: {
    locked: 'ロックされています。{市区町村|しくちょうそん}の{窓口|まどぐち}で{解除|かいじょ}してもらってください',
    left: (tries) =>
      tries === 1
        ? '{残|のこ}り1{回|かい}です。まちがえるとロックされます'
        : `{残|のこ}り${tries}{回|かい}（{見|み}ただけでは{減|へ}りません）`,
  },
  certificate: {
    valid: (day) => `{有効|ゆうこう}です（${day} まで）`,
    endsSoon: (day) =>
      `{有効|ゆうこう}ですが、${day} に{切|き}れます。{市区町村|しくちょうそん}の{窓口|まどぐち}で{更新|こうしん}できます`,
    expired: (day) =>
      `${day} に{切|き}れました。{市区町村|しくちょうそん}の{窓口|まどぐち}で{更新|こうしん}してください`,
    notYet: () => 'まだ{有効|ゆうこう}ではありません。パソコンの{日付|ひづけ}を{確|たし}かめてください',
    notOnList: (day) =>
      `{期限|きげん}は ${day} です。{出|だ}した{機関|きかん}が{手札|てふだ}の{名簿|めいぼ}にないので、それ{以上|いじょう}は{確|たし}かめられません`,
    invalid: () =>
      '{正|ただ}しい{証明書|しょうめいしょ}と{認|みと}められません。「カード」の{画面|がめん}でくわしく{見|み}てください',
    none: () =>
      'カードに{入|はい}っていません。15{歳|さい}{未満|みまん}の{人|ひと}のカードや、{申|もう}し{込|こ}まなかったカードには{入|はい}りません',
    hidden: () => '{期限|きげん}は、{暗証番号|あんしょうばんごう}を{入|い}れるまで{見|み}えません',
    unknown: () => '{電子証明書|でんししょうめいしょ}は、カードを{置|お}くと{調|しら}べられます',
  },
  fromDrawer:
    '{引|ひ}き{出|だ}しにある{写|うつ}しで{確|たし}かめました。カードを{作|つく}り{直|なお}していると、{違|ちが}うことがあります。',
  accepted: 'いまのログインのときに、ポータルが{受|う}け{付|つ}けています。',
  notRevoked: '{失効|しっこう}していないかは、{使|つか}うときにポータルが{確|たし}かめます。',
  required: 'かならず{付|つ}けます',
  ifNeeded: '{要|い}るときだけ',
  papers: (titles, more) =>
    `{引|ひ}き{出|だ}しにある{書類|しょるい}：${titles}${more === 0 ? '' : `、ほか${more}{件|けん}`}`,
  noPapers:
    '{引|ひ}き{出|だ}しに、{形|かたち}の{合|あ}う{書類|しょるい}はありません。このパソコンのファイルも{選|えら}べます。',
  held: (names) =>
    `ファイルのかわりに{示|しめ}せる{証明|しょうめい}：${names}（{要|い}る{項目|こうもく}だけを{送|おく}ります）`,
  credentialToo:
    'ファイルのかわりに{証明|しょうめい}を{示|しめ}すこともできますが、{引|ひ}き{出|だ}しにはまだありません。',
  effort: (minutes, taps) =>
    `ポータルのめやす：{約|やく}${minutes}{分|ぷん}、${taps === 0 ? '{送|おく}るときにカードは{使|つか}いません' : `カードを{使|つか}うのは${taps}{回|かい}`}`,
  tapsNow: (taps) =>
    taps === 0
      ? 'いまの{状態|じょうたい}では、このあとカードを{使|つか}いません。'
      : `いまの{状態|じょうたい}では、このあとカードを${taps}{回|かい}{使|つか}います。`,
}

const en: ProcedureWords = {
  lifeEvents: {
    birth: 'A child is born',
    move: 'Moving',
    school: 'School and childcare',
    work: 'Work',
    care: 'Care',
    retirement: 'Retirement and pension',
    death: 'A death in the family',
    travel: 'Going abroad',
    tax: 'Taxes',
  },
  personKinds: {
    adult: 'Adults',
    child: 'Children',
    parent: 'Parents of children',
    elderly: 'Elderly people',
    household_head: 'Heads of household',
    employer: 'Companies',
  },
  marks: { ok: 'Ready', look: 'To look at', todo: 'Still to do', stops: 'Cannot be sent now' },
  verdicts: {
    ok: { title: 'Everything is ready', text: 'You can begin now and carry it through.' },
    look: {
      title: 'You can begin; there is something to look at',
      text: 'Read what is marked “To look at” first, so that it does not stop you on the way.',
    },
    todo: {
      title: 'You can begin; something is to be done before sending',
      text: 'What is marked “Still to do” is early enough if it is done before you send.',
    },
    stops: {
      title: 'As it is now, it cannot be sent',
      text: 'You can make a draft, but it cannot be sent before what is marked “Cannot be sent now” is mended.',
    },
  },
  standings: {
    self: 'The person concerned',
    legal: 'Guardian by law (法定代理人)',
    appointed: 'Appointed agent (任意代理人)',
    family: 'Family who hands it in (提出代行)',
    officer: 'Somebody in charge at a company',
  },
  fits: {
    yes: 'Can be sent from this drawer',
    portal: 'Whether this fits is checked by the portal',
    no: 'This drawer knows of nobody for whom this would hold',
  },
  standingPeople: (standing, names) =>
    standing === 'family'
      ? `Family in this wallet: ${names}`
      : `You act in this wallet for: ${names} (the portal wants its own registration of an agent too)`,
  owner: (owner) => `Checked as ${owner}’s own procedure`,
  acting: (actor, owner) => `${actor} is acting for ${owner}`,
  actingHow: (owner) =>
    `What is sent from here is sent by ${owner}’s own log-in and card. To apply as an agent whom the portal has registered, begin in your own drawer and choose there whom it concerns.`,
  mayApply: 'Who may send it:',
  session: {
    none: 'Nobody is logged in yet. Log in with the card or a phone.',
    enrolled: 'Nobody is logged in yet. This PC is enrolled and logs in without the card.',
    by: {
      card: 'Logged in with the card',
      pc: 'Logged in by this PC',
      phone: 'Logged in by phone',
    },
    ends: (time) => `It ends at ${time} unless it is used before.`,
  },
  uses: { authentication: 'Log-in (利用者証明用)', signature: 'Signature (署名用)' },
  pins: { authentication: 'PIN of 4 digits', signature: 'password of 6 to 16 capitals and digits' },
  purposes: (purposes) =>
    purposes.length === 0
      ? 'Not needed now: somebody is logged in, or this PC logs in without the card'
      : `Used ${[...purposes].map((one) => (one === 'logIn' ? 'to log in' : 'to send')).join(' and ')}`,
  card: {
    ready: (whose) => `${whose}’s card is in the reader`,
    noService: (whose) =>
      `The service that reads cards is not running. Have “Check-up” mend it before ${whose}’s card is used`,
    noReader: (whose) => `Attach a card reader and put ${whose}’s card on it`,
    absent: (whose) => `Put ${whose}’s card on the reader`,
    reading: () => 'Looking at the card',
    unreadable: (whose) => `This card could not be read. Put ${whose}’s card on the reader again`,
    notMyNumber: (whose) => `This is no My Number Card. Put ${whose}’s on the reader`,
    withoutPins: () =>
      'This seems to be a card without PINs (顔認証マイナンバーカード). It can neither log in nor sign',
    otherPerson: (whose) => `This is somebody else’s card. Put ${whose}’s card there instead`,
    unfamiliar: (whose) =>
      `This drawer does not know the card yet. You are asked whether it is ${whose}’s when it is used`,
    unnamed: (whose) => `Whose it is shows only after its PIN. You are asked whether it is ${whose}’s when it is used`,
    unknown: (whose) => `${whose}’s card is used`,
  },
  onceCard: 'Tries left and dates show once the card is in the reader.',
  pin: {
    locked: 'Locked. Your municipal office unlocks it',
    left: (tries) => (tries === 1 ? '1 try left. A wrong one locks it' : `${tries} tries left (looking uses up none)`),
  },
  certificate: {
    valid: (day) => `Valid (until ${day})`,
    endsSoon: (day) => `Valid, but it ends on ${day}. Your municipal office renews it`,
    expired: (day) => `Ended on ${day}. Have it renewed at your municipal office`,
    notYet: () => 'Not valid yet. Check the date of this computer',
    notOnList: (day) => `It ends on ${day}. Tefuda does not know the authority that issued it, so more cannot be said`,
    invalid: () => 'It does not hold as a certificate. See “Card” for what was found',
    none: () => 'The card has none. Cards of children under 15 have none, nor cards for which none was asked',
    hidden: () => 'Until when it is valid shows only after its password',
    unknown: () => 'The certificate can be checked once the card is there',
  },
  fromDrawer: 'As the copy in the drawer says. A card that was issued anew has another.',
  accepted: 'The portal accepted it at the log-in that still lasts.',
  notRevoked: 'Whether it was revoked is checked by the portal when it is used.',
  required: 'Has to be attached',
  ifNeeded: 'Only if needed',
  papers: (titles, more) => `In the drawer: ${titles}${more === 0 ? '' : ` and ${more} more`}`,
  noPapers: 'Nothing in the drawer is of the right kind. A file of this PC can be chosen too.',
  held: (names) => `Can be presented instead of a file: ${names} (only the items that are needed)`,
  credentialToo: 'A credential could be presented instead of a file; the drawer has none yet.',
  effort: (minutes, taps) =>
    `The portal reckons with about ${minutes} minutes and ${taps === 0 ? 'no card for sending' : taps === 1 ? 'using the card once' : `using the card ${taps} times`}`,
  tapsNow: (taps) =>
    taps === 0
      ? 'As things stand, the card is not used any more from here.'
      : `As things stand, the card is used ${taps === 1 ? 'once' : `${taps} times`} from here.`,
}

export const procedureWords: Readonly<Record<'ja' | 'en', ProcedureWords>> = { ja, en }
