// The practice people and desks as the practice tools show them.
import { cardsOf } from '../../practice/card/cardsOf.ts'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import type { PracticePerson } from '../../practice/person.ts'
import type { PracticeState } from '../../preload/shapes/practice.ts'
import { comesOfAge, dayOf } from '../mandates/days.ts'

/** With the PINs of all their cards: nothing here is secret. The 個人番号 stays on the card all the same. */
export function practicePerson(person: PracticePerson, now = new Date()): PracticeState['people'][number] {
  return {
    id: person.id,
    name: person.name.kanji,
    note: notes[person.id] ?? { ja: '', en: '' },
    pins: { ...person.pins },
    checkNumberB: checkNumberB(person),
    cards: cardsOf(person),
    ...(comesOfAge(person.birthDate) > dayOf(now.toISOString()) ? { minorBorn: person.birthDate } : {}),
  }
}

const notes: Readonly<Record<string, { ja: string; en: string }>> = {
  taro: {
    ja: '世帯主。署名用の証明書があと60日で切れます。マイナ免許証',
    en: 'Head of the household; the signing certificate ends in 60 days; licence on the card',
  },
  hanako: {
    ja: '太郎の妻。会社の健康保険。免許証は2枚持ちで、名前に外字があります',
    en: 'Works; has health insurance of her own, and her licence in both forms, with a character that no font has',
  },
  sakura: { ja: '16歳。署名用の証明書も持っています', en: 'Aged 16; has both certificates' },
  haruto: { ja: '6歳。署名用の証明書はありません', en: 'Aged 6; has no signing certificate' },
  ume: {
    ja: '78歳。暗証番号のない顔認証カード（ログインできません）',
    en: 'Aged 78; a card without PINs, which cannot log in',
  },
  ichiro: {
    ja: '証明書の期限が2か月前に切れました。免許証には暗証番号がありません',
    en: 'The certificate ended two months ago; the licence card has no PINs',
  },
}

/** Who asks for things in practice. */
export const desks: PracticeState['verifiers'] = [
  {
    id: 'clinic',
    name: { ja: '練習クリニック受付', en: 'Practice clinic, reception' },
    asks: { ja: '健康保険の資格', en: 'Health insurance' },
  },
  {
    id: 'rental',
    name: { ja: '練習レンタカー', en: 'Practice car rental' },
    asks: { ja: '免許の種類と20歳以上かどうか', en: 'Licence categories and age over 20' },
  },
  {
    id: 'portal',
    name: { ja: '練習用ポータル', en: 'Practice portal' },
    asks: { ja: '手続に使う情報', en: 'Data for a procedure' },
  },
]
