// A letter to whoever got attributes or asked for them: to have them deleted, or to report abuse. Made of what the ledger
// knows, in words that an office can work with; the person adds who they are, and sends it, or not.
import type { LedgerEntry, LedgerLetter, LetterAbout } from '../../preload/shapes/ledger.ts'
import { failureTitle } from '../../preload/text/failureText.ts'
import { mandateWords } from '../../preload/text/mandateWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'

/** Where it can be sent, what was registered for that first. */
function addressesOf({ contact, privacyPolicy, host }: NonNullable<LedgerEntry['contact']>): string[] {
  return [contact, privacyPolicy, host].flatMap((one) => (one === undefined ? [] : [one]))
}

export function buildLetter(entry: LedgerEntry, about: LetterAbout, language: 'ja' | 'en'): LedgerLetter {
  const addresses = addressesOf(entry.contact ?? {})
  const { subject, body } = letters[language][about](factsOf(entry, language))
  return { addresses, subject, body: `${body.join('\n')}\n` }
}

interface Facts {
  readonly party: string
  /** Lines that say what happened. */
  readonly happened: readonly string[]
}

function factsOf(
  { id, at, party, contact, purpose, items, outcome, failure, actor, principal }: LedgerEntry,
  language: 'ja' | 'en',
): Facts {
  const ja = language === 'ja'
  const line = (name: { ja: string; en: string }, value: string | undefined) =>
    value === undefined || value === '' ? [] : [ja ? `${name.ja}：${value}` : `${name.en}: ${value}`]
  const names = items
    .map(({ credential, attributes }) => {
      const list = attributes.map((attribute) => attribute[language]).join(ja ? '、' : ', ')
      return list === '' ? credential[language] : `${credential[language]}${ja ? `（${list}）` : ` (${list})`}`
    })
    .join(ja ? '、' : ', ')
  return {
    party,
    happened: [
      ...line({ ja: '日時', en: 'When' }, timeInJapan(at, language)),
      ...line({ ja: '提示した人', en: 'Presented by' }, onBehalf(actor, principal, language)),
      ...line({ ja: '提示先', en: 'Who' }, party),
      ...line({ ja: '証明書の名義', en: 'Certificate in the name of' }, contact?.certificateSubject),
      ...line({ ja: '示された目的', en: 'Purpose that was stated' }, purpose),
      ...line(sent(outcome) ? { ja: '送った項目の名前', en: 'Attributes sent (names)' } : asked, names),
      ...line(
        { ja: '手札の判定', en: 'What the wallet found' },
        failure && withoutRuby(failureTitle(failure, language)),
      ),
      ...line({ ja: '控えの番号', en: 'Receipt number' }, id),
    ],
  }
}

/** Only where somebody acted for somebody else: a letter of the owner's own says who they are below. */
function onBehalf(
  actor: LedgerEntry['actor'],
  principal: LedgerEntry['principal'],
  language: 'ja' | 'en',
): string | undefined {
  if (actor === undefined || principal === undefined || actor.basis === 'self') return undefined
  const { bases, instead } = mandateWords[language]
  const aside = language === 'ja' ? `（${bases[actor.basis]}）` : ` (${bases[actor.basis]})`
  return withoutRuby(`${instead(actor.name, principal.name)}${aside}`)
}

const asked = { ja: '求められた項目の名前', en: 'Attributes asked for (names)' }
/** Also what may have arrived. */
const sent = (outcome: LedgerEntry['outcome']) => outcome !== 'declined' && outcome !== 'refused'

const timeInJapan = (instant: string, language: 'ja' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  }).format(new Date(instant)) + (language === 'ja' ? '（日本時間）' : ' (Japan time)')

interface Letter {
  readonly subject: string
  readonly body: readonly string[]
}

/**
 * The law that is named: 個人情報の保護に関する法律 (Act on the Protection of Personal Information), Article 35 for
 * businesses and Article 98 for administrative bodies, as renumbered in 2022 and 2023.
 */
const letters: Readonly<Record<'ja' | 'en', Readonly<Record<LetterAbout, (facts: Facts) => Letter>>>> = {
  ja: {
    deletion: ({ party, happened }) => ({
      subject: '提示した個人データの利用停止と消去のお願い',
      body: [
        `${party || '（宛先）'} 御中`,
        '',
        '下記のとおり、身元や資格を確かめるために、私の個人データを貴所に提示しました。',
        '目的は済んだと考えますので、受け取ったデータの利用の停止と消去をお願いします。',
        'あわせて、いつ、何を消去したか（消去できないものがあればその理由と保存の期限）を文書でお知らせください。',
        '',
        ...happened.map((line) => `・${line}`),
        '',
        '根拠：個人情報の保護に関する法律第35条（行政機関等の場合は第98条）。',
        '控えの番号は私の手元の記録の番号です。本人の確認に必要なことがあれば、下記にご連絡ください。',
        '',
        '日付：',
        '氏名：',
        '連絡先：',
      ],
    }),
    abuse: ({ party, happened }) => ({
      subject: '個人データの求め方・使い方についての申し出',
      body: [
        '個人情報の取扱いの窓口 御中',
        '',
        `${party || '（相手の名前）'} の個人データの求め方または使い方に問題があると考え、申し出ます。`,
        '事実を調べ、対応を文書でお知らせください。',
        '',
        ...happened.map((line) => `・${line}`),
        '',
        '問題と考える点：',
        '',
        'この申し出は、相手の苦情の窓口、または個人情報保護委員会（https://www.ppc.go.jp/）に宛てるものです。',
        '控えの番号は私の手元の記録の番号です。',
        '',
        '日付：',
        '氏名：',
        '連絡先：',
      ],
    }),
  },
  en: {
    deletion: ({ party, happened }) => ({
      subject: 'Request to stop using and delete personal data that I presented',
      body: [
        `To: ${party || '(recipient)'}`,
        '',
        'As listed below, I presented personal data of mine to you to prove who I am or what I am entitled to.',
        'I believe that the purpose has been served, and ask you to stop using the data you received and to delete it.',
        'Please tell me in writing when and what you deleted, and, if something cannot be deleted, why and until when.',
        '',
        ...happened.map((line) => `- ${line}`),
        '',
        'Basis: Act on the Protection of Personal Information (Japan), Article 35; for administrative bodies Article 98.',
        'The receipt number is that of my own record. Please write to me below for what you need to identify me.',
        '',
        'Date:',
        'Name:',
        'How to reach me:',
      ],
    }),
    abuse: ({ party, happened }) => ({
      subject: 'Complaint about how personal data is asked for or used',
      body: [
        'To the office in charge of personal data',
        '',
        `I believe that ${party || '(who it was)'} asks for or uses personal data in a way that is not right.`,
        'Please look into it and tell me in writing what was done.',
        '',
        ...happened.map((line) => `- ${line}`),
        '',
        'What I believe is wrong:',
        '',
        'This goes to the complaints office of the party, or to the Personal Information Protection Commission',
        '(https://www.ppc.go.jp/en/). The receipt number is that of my own record.',
        '',
        'Date:',
        'Name:',
        'How to reach me:',
      ],
    }),
  },
}
