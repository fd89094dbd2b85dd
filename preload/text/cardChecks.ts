// What each check of a card's data says, held or not. `notChecked` says why nobody could check.
import type { CardCheck } from '../shapes/cardData.ts'
import type { Bilingual } from '../shapes/common.ts'

type Words = Readonly<Record<CardCheck['check'], Readonly<Record<CardCheck['state'], Bilingual>>>>

const always = (words: Bilingual): Record<CardCheck['state'], Bilingual> => ({
  held: words,
  failed: words,
  notChecked: words,
})

/** Japanese with readings, as everywhere. */
export const cardCheckWords: Words = {
  offsets: {
    held: {
      ja: '{項目|こうもく}の{位置|いち}が、{目次|もくじ}と{合|あ}っています。',
      en: 'Every item lies where the table of contents says.',
    },
    failed: {
      ja: '{項目|こうもく}の{位置|いち}が、{目次|もくじ}と{合|あ}っていません。',
      en: 'Items do not lie where the table of contents says.',
    },
    notChecked: {
      ja: '{項目|こうもく}の{位置|いち}は{確|たし}かめていません。',
      en: 'Where the items lie was not checked.',
    },
  },
  content: {
    held: {
      ja: '4{情報|じょうほう}は、{発行者|はっこうしゃ}が{記録|きろく}した{要約|ようやく}（ハッシュ）と{同|おな}じです。',
      en: 'The attributes match the hash that the issuer recorded.',
    },
    failed: {
      ja: '4{情報|じょうほう}が、{発行者|はっこうしゃ}の{記録|きろく}した{要約|ようやく}（ハッシュ）と{違|ちが}います。',
      en: 'The attributes do not match the hash that the issuer recorded.',
    },
    notChecked: {
      ja: '{要約|ようやく}（ハッシュ）がカードにないので、{比|くら}べていません。',
      en: 'The card has no hash of the attributes to compare with.',
    },
  },
  signature: {
    held: {
      ja: 'カードにある{発行者|はっこうしゃ}の{鍵|かぎ}で、{署名|しょめい}が{正|ただ}しいと{確|たし}かめました。',
      en: 'The signature holds with the issuer’s key on the card.',
    },
    failed: {
      ja: 'カードにある{発行者|はっこうしゃ}の{鍵|かぎ}では、{署名|しょめい}が{正|ただ}しくありません。',
      en: 'The signature does not hold with the issuer’s key on the card.',
    },
    notChecked: {
      ja: '{署名|しょめい}か{発行者|はっこうしゃ}の{鍵|かぎ}がカードにないので、{確|たし}かめていません。',
      en: 'The card has no signature, or no key to check it with.',
    },
  },
  signer: {
    held: {
      ja: 'その{鍵|かぎ}は、{信頼|しんらい}する{発行元|はっこうもと}のものです。',
      en: 'The key is certified by an authority that is trusted here.',
    },
    failed: {
      ja: 'その{鍵|かぎ}は、{信頼|しんらい}する{発行元|はっこうもと}のものではありません。',
      en: 'The key is not certified by an authority that is trusted here.',
    },
    notChecked: {
      ja: 'その{鍵|かぎ}がだれのものかは{確|たし}かめていません。{発行元|はっこうもと}の{鍵|かぎ}は{公開|こうかい}されていません。',
      en: 'Whose key it is was not checked: the authority’s own key is not public.',
    },
  },
  expirySigned: always({
    ja: '{有効期限|ゆうこうきげん}とセキュリティコードは{署名|しょめい}に{含|ふく}まれていないので、{確|たし}かめていません。',
    en: 'Date of expiry and security code are outside the signature and were not checked.',
  }),
  picture: always({
    ja: '{表示|ひょうじ}できない{画像|がぞう}があります。',
    en: 'There is a picture that cannot be shown.',
  }),
  licenceSignature: always({
    ja: '{免許証|めんきょしょう}の{電子署名|でんししょめい}は{確|たし}かめていません。{何|なに}に{署名|しょめい}しているかが{公開|こうかい}されていません。',
    en: 'The signature of the licence was not checked: which bytes it covers is not public.',
  }),
  licenceOnCard: always({
    ja: 'マイナ{免許証|めんきょしょう}は、{有効期限|ゆうこうきげん}と{写真|しゃしん}のほかは{読|よ}み{方|かた}が{公開|こうかい}されていないので、{表示|ひょうじ}していません。',
    en: 'Of a licence on the card only its end and photo are shown: how the rest is written is not public.',
  }),
}
