// What stands in the calendar, in words: on the screen, at the command line, in reminders and in files for calendar programs.
// The Japanese carries readings, see ruby.ts.
import type { CalendarKind } from '../shapes/calendar.ts'
import type { Bilingual } from '../shapes/common.ts'
import { daysCounted } from './counters.ts'
import { withoutRuby } from './ruby.ts'

interface KindWords {
  /** What it is; `name` is '' where there is none. */
  readonly what: (name: string) => string
  /** What can be done about it, and from when. */
  readonly advice: string
}

export interface CalendarWords {
  readonly kinds: Readonly<Record<CalendarKind, KindWords>>
  /** How far away that day is, `days` from today. */
  readonly away: (days: number) => string
  /** In one line: what, of whom. */
  readonly line: (what: string, person: string) => string
  /** The calendar's name in other programs. */
  readonly title: string
  /** Of a reminder. */
  readonly reminderTitle: (person: string) => string
  readonly reminder: (what: string, day: string, days: number) => string
  readonly more: (count: number) => string
}

/** Past three months the days are no help: months then, and past two years the years, to the nearest. */
function ahead(days: number): readonly [number, 'days' | 'months' | 'years'] {
  if (days <= 90) return [days, 'days']
  return days <= 730 ? [Math.round(days / 30.44), 'months'] : [Math.round(days / 365.25), 'years']
}

function aheadJa(days: number): string {
  const [count, unit] = ahead(days)
  if (unit === 'days') return `あと ${count} ${daysCounted(count)}`
  return `あと{約|やく} ${count} ${unit === 'months' ? 'か{月|げつ}' : '{年|ねん}'}`
}

function aheadEn(days: number): string {
  const [count, unit] = ahead(days)
  if (unit === 'days') return count === 1 ? 'in 1 day' : `in ${count} days`
  return `in about ${count} ${unit}`
}

const atOffice =
  '{市区町村|しくちょうそん}の{窓口|まどぐち}で{更新|こうしん}します。{有効期限|ゆうこうきげん}の3か{月前|げつまえ}から{手続|てつづ}きできます。'

const ja: CalendarWords = {
  kinds: {
    insurance: {
      what: (name) => `${name}：{手札|てふだ}の{中|なか}の{証明|しょうめい}の{期限|きげん}`,
      advice: '{新|あたら}しいものを、ポータルから{受|う}け{取|と}り{直|なお}してください。',
    },
    licence: {
      what: (name) => `${name}：{手札|てふだ}の{中|なか}の{証明|しょうめい}の{期限|きげん}`,
      advice: '{新|あたら}しいものを、ポータルから{受|う}け{取|と}り{直|なお}してください。',
    },
    licenceEnds: {
      what: (name) => `${name}：{有効期間|ゆうこうきかん}の{末日|まつじつ}`,
      advice:
        '{免許|めんきょ}の{更新|こうしん}は、{誕生日|たんじょうび}の{前後|ぜんご}1か{月|げつ}の{間|あいだ}です。{更新|こうしん}のあとで、{証明|しょうめい}を{受|う}け{取|と}り{直|なお}してください。',
    },
    insuranceEnds: {
      what: (name) => `${name}：{資格|しかく}が{終|お}わる{日|ひ}`,
      advice: '{切|き}り{替|か}えの{手続|てつづ}きを、{保険者|ほけんしゃ}に{確|たし}かめてください。',
    },
    certificate: {
      what: (name) => `${name} の{期限|きげん}`,
      advice: 'いるときに、{発行元|はっこうもと}から{取|と}り{直|なお}します。',
    },
    credential: {
      what: (name) => `${name} の{期限|きげん}`,
      advice: 'いるときに、{発行元|はっこうもと}から{取|と}り{直|なお}します。',
    },
    authentication: {
      what: () => 'マイナンバーカードの{電子証明書|でんししょうめいしょ}（ログイン{用|よう}）の{期限|きげん}',
      advice: atOffice,
    },
    signature: {
      what: () => 'マイナンバーカードの{電子証明書|でんししょうめいしょ}（{署名用|しょめいよう}）の{期限|きげん}',
      advice: atOffice,
    },
    phone: {
      what: () => 'スマートフォンの{電子証明書|でんししょうめいしょ}の{期限|きげん}',
      advice:
        'カードの{電子証明書|でんししょうめいしょ}を{更新|こうしん}してから、スマートフォンでもう{一度|いちど}{申|もう}し{込|こ}みます。',
    },
    card: {
      what: () => 'マイナンバーカードの{有効期限|ゆうこうきげん}',
      advice:
        '{新|あたら}しいカードを{申請|しんせい}してください。{有効期限|ゆうこうきげん}の3か{月前|げつまえ}から{手続|てつづ}きできます。{受|う}け{取|と}るまで1か{月|げつ}ほどかかります。',
    },
    mandateGiven: {
      what: (name) => `${name} への{代理|だいり}の{最後|さいご}の{日|ひ}（この{手札|てふだ}）`,
      advice: '{続|つづ}けるときは「{代理|だいり}」の{画面|がめん}で{決|き}め{直|なお}します。',
    },
    mandateHeld: {
      what: (name) => `${name} の{代理|だいり}の{最後|さいご}の{日|ひ}（この{手札|てふだ}）`,
      advice: '{続|つづ}けるときは、{本人|ほんにん}が「{代理|だいり}」の{画面|がめん}で{決|き}め{直|なお}します。',
    },
    portalMandateGiven: {
      what: (name) => `${name} への{代理|だいり}の{最後|さいご}の{日|ひ}（ポータル）`,
      advice: '{続|つづ}けるときは、ポータルに{登録|とうろく}し{直|なお}します。',
    },
    portalMandateHeld: {
      what: (name) => `${name} の{代理|だいり}の{最後|さいご}の{日|ひ}（ポータル）`,
      advice: '{続|つづ}けるときは、{本人|ほんにん}とふたりでポータルに{登録|とうろく}し{直|なお}します。',
    },
    fifteen: {
      what: (name) => `${name === '' ? '' : `${name} の`}15{歳|さい}の{誕生日|たんじょうび}`,
      advice:
        'この{日|ひ}から、{署名用|しょめいよう}{電子証明書|でんししょうめいしょ}を{窓口|まどぐち}で{入|い}れてもらえます。',
    },
    ofAge: {
      what: (name) => `${name === '' ? '' : `${name} の`}18{歳|さい}の{誕生日|たんじょうび}（{成人|せいじん}）`,
      advice:
        'この{日|ひ}から{保護者|ほごしゃ}は{開|あ}けられません。{引|ひ}き{出|だ}しを{本人|ほんにん}に{渡|わた}してください。',
    },
    followUp: {
      what: (name) => `${name}（{手続|てつづ}きの{期限|きげん}）`,
      advice:
        '「{手続|てつづ}き」の{画面|がめん}の{申請|しんせい}で、{根拠|こんきょ}と{行|い}き{先|さき}を{見|み}られます。',
    },
    payment: {
      what: (name) => `${name} の{納期限|のうきげん}`,
      advice: '「{手続|てつづ}き」の{画面|がめん}から{納|おさ}められます。',
    },
    own: { what: (name) => name, advice: '' },
    something: {
      what: () => '{期限|きげん}のあるもの',
      advice: '{何|なに}の{期限|きげん}かは、{本人|ほんにん}の{引|ひ}き{出|だ}しの{中|なか}です。',
    },
  },
  away: (days) =>
    days === 0 ? 'きょう' : days > 0 ? aheadJa(days) : `${-days} ${daysCounted(-days)}{前|まえ}に{過|す}ぎました`,
  line: (what, person) => `${person}：${what}`,
  title: '{手札|てふだ}の{予定|よてい}',
  reminderTitle: (person) => `{手札|てふだ}：${person}`,
  reminder: (what, day, days) =>
    days === 0
      ? `${what}：きょう（${day}）`
      : days > 0
        ? `${what}：${day}（あと ${days} ${daysCounted(days)}）`
        : `${what}：${day}（{過|す}ぎています）`,
  more: (count) => `ほか ${count} {件|けん}`,
}

const atOfficeEn = 'It is renewed at the municipal office, from three months before that day.'

const en: CalendarWords = {
  kinds: {
    insurance: {
      what: (name) => `${name}: the credential in this wallet ends`,
      advice: 'Receive a new one from the portal.',
    },
    licence: {
      what: (name) => `${name}: the credential in this wallet ends`,
      advice: 'Receive a new one from the portal.',
    },
    licenceEnds: {
      what: (name) => `${name}: last day of the licence`,
      advice:
        'A licence is renewed within a month before or after the birthday. Receive the credential anew afterwards.',
    },
    insuranceEnds: {
      what: (name) => `${name}: the insurance ends`,
      advice: 'Ask the insurer what has to be done to go on.',
    },
    certificate: { what: (name) => `${name} ends`, advice: 'Get it anew from its issuer when you need it.' },
    credential: { what: (name) => `${name} ends`, advice: 'Get it anew from its issuer when you need it.' },
    authentication: { what: () => 'The card’s certificate for logging in ends', advice: atOfficeEn },
    signature: { what: () => 'The card’s certificate for signing ends', advice: atOfficeEn },
    phone: {
      what: () => 'The phone’s certificate ends',
      advice: 'Renew the certificate of the card, then apply for the phone again.',
    },
    card: {
      what: () => 'The My Number Card ends',
      advice: 'Apply for a new card, from three months before that day. It takes about a month until you have it.',
    },
    mandateGiven: {
      what: (name) => `${name} may act for you until this day (in this wallet)`,
      advice: 'To go on, appoint them again under “Acting for others”.',
    },
    mandateHeld: {
      what: (name) => `You may act for ${name} until this day (in this wallet)`,
      advice: 'To go on, they appoint you again under “Acting for others”.',
    },
    portalMandateGiven: {
      what: (name) => `${name} may act for you until this day (at the portal)`,
      advice: 'To go on, register it at the portal again.',
    },
    portalMandateHeld: {
      what: (name) => `You may act for ${name} until this day (at the portal)`,
      advice: 'To go on, both of you register it at the portal again.',
    },
    fifteen: {
      what: (name) => (name === '' ? '15th birthday' : `${name} turns 15`),
      advice: 'From this day the municipal office can put a signing certificate on the card.',
    },
    ofAge: {
      what: (name) => (name === '' ? '18th birthday: of age' : `${name} turns 18 and is of age`),
      advice: 'From this day no guardian opens the drawer. Hand it over.',
    },
    followUp: {
      what: (name) => `${name} (to be done)`,
      advice: 'The application under “Procedures” says on what basis, and where.',
    },
    payment: { what: (name) => `${name} (to be paid)`, advice: 'It can be paid under “Procedures”.' },
    own: { what: (name) => name, advice: '' },
    something: { what: () => 'Something ends', advice: 'What it is stands in the person’s drawer.' },
  },
  away: (days) => (days === 0 ? 'today' : days > 0 ? aheadEn(days) : days === -1 ? '1 day ago' : `${-days} days ago`),
  line: (what, person) => `${person}: ${what}`,
  title: 'Tefuda calendar',
  reminderTitle: (person) => `Tefuda: ${person}`,
  reminder: (what, day, days) =>
    days === 0
      ? `${what}: today (${day})`
      : days === 1
        ? `${what}: ${day} (in 1 day)`
        : days > 0
          ? `${what}: ${day} (in ${days} days)`
          : `${what}: ${day} (has passed)`,
  more: (count) => `and ${count} more`,
}

export const calendarWords: Readonly<Record<'ja' | 'en', CalendarWords>> = { ja, en }

/** What it is, without readings, in both languages. */
export const plainDate = ({
  kind,
  name,
}: {
  readonly kind: CalendarKind
  readonly name?: Bilingual | undefined
}): Bilingual => ({
  ja: withoutRuby(ja.kinds[kind].what(name?.ja ?? '')),
  en: en.kinds[kind].what(name?.en ?? ''),
})
