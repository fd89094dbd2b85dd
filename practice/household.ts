// The practice household, made for the day on which the practice world is generated, so that ages and ends fit for years.
import { addDays, addMonths, addYears, ageOn, birthdayAfter } from './calendar.ts'
import { drivingPrivileges } from './drivingPrivileges.ts'
import type { CardFacts, Insurance, Licence, PersonFacts } from './person.ts'
import { portraitOf } from './portraits.ts'

const setagaya = { code: '13112', name: '東京都世田谷区', roman: 'Setagaya-ku' }
const home = {
  postalCode: '154-0000',
  address: '東京都世田谷区三軒茶屋９９丁目９９番９９号',
  municipality: setagaya,
}

const domicile = '東京都世田谷区三軒茶屋９９丁目９９番'

/** Everybody, on that day (YYYY-MM-DD, Japan). */
export function household(today: string): PersonFacts[] {
  return [taro(today), hanako(today), sakura(today), haruto(today), ume(today), ichiro(today)]
}

/** Head of the household; his signing certificate ends in 60 days, his authentication certificate was renewed since. */
function taro(today: string): PersonFacts {
  const birthDate = addYears(addDays(today, 60), -43)
  const cardIssued = addDays(addYears(today, -5), 120)
  return {
    id: 'taro',
    name: { kanji: '練習　太郎', kana: 'レンシュウ　タロウ', roman: 'RENSHU TARO' },
    birthDate,
    sex: '1',
    ...home,
    pins: { authentication: '1357', signature: 'RENSHU01', input: '2468', resident: '8642', licenceOnCard: '5476' },
    card: card(birthDate, cardIssued, '900000000000001', '1101', '900000000010'),
    issuedOn: { signature: cardIssued, authentication: addDays(today, -400) },
    phone: { kind: 'android', issuedOn: addDays(today, -200) },
    insurance: taroInsurance(today, '00', '本人', birthDate),
    licence: licence(today, birthDate, {
      number: '300799999930',
      colour: '優良',
      conditions: ['準中型車は準中型車（５ｔ）に限る', '準中型車（５ｔ）と普通車はＡＴ車に限る'],
      kinds: [
        { kind: '準中型', limits: ['5t限定', 'AT限定'], heldSince: '2007-03-12' },
        { kind: '原付', limits: [], heldSince: '2007-03-12' },
      ],
      heldAs: 'myNumberCard',
      written: { name: '練習　太郎', address: home.address },
      domicile,
      externalCharacters: {},
      changes: [],
      domicileChanges: [],
    }),
    portrait: portraitOf('taro'),
  }
}

function hanako(today: string): PersonFacts {
  const birthDate = born(today, 40, '05-12')
  const cardIssued = addDays(today, -380)
  return {
    id: 'hanako',
    name: { kanji: '練習　花子', kana: 'レンシュウ　ハナコ', roman: 'RENSHU HANAKO' },
    birthDate,
    sex: '2',
    ...home,
    pins: {
      authentication: '2469',
      signature: 'RENSHU02',
      input: '3571',
      resident: '7531',
      licence1: '2143',
      licence2: '3254',
      licenceOnCard: '4365',
    },
    card: card(birthDate, cardIssued, '900000000000002', '2202', '900000000028'),
    issuedOn: { signature: cardIssued, authentication: cardIssued },
    phone: { kind: 'iphone', issuedOn: addDays(today, -100) },
    insurance: {
      insurerNumber: '01139997',
      insurerName: '練習健保支部',
      symbol: '99990001',
      number: '12',
      branch: '00',
      relation: '本人',
      insuredName: '練習　花子',
      ratio: '030',
      preschool: false,
      ...insuredFor(today),
    },
    licence: licence(today, birthDate, {
      number: '300999999810',
      colour: '優良',
      conditions: ['眼鏡等', '準中型車は準中型車（５ｔ）に限る', '普通二輪は小型二輪に限る'],
      kinds: [
        { kind: '準中型', limits: ['5t限定'], heldSince: '2009-08-20' },
        { kind: '普通二輪', limits: ['小型限定'], heldSince: '2012-04-16' },
      ],
      heldAs: 'both',
      // As the register writes her name; the My Number Card has the common form. She moved since.
      written: { name: '練習　\ue001子', address: '東京都練馬区見本町９９丁目４番５号' },
      domicile,
      externalCharacters: { 1: '花' },
      changes: [{ on: addDays(today, -90), kind: 'address', text: home.address }],
      domicileChanges: [],
    }),
    portrait: portraitOf('hanako'),
  }
}

/** Sixteen: her card was made at 13, its signing certificate added at 15. */
function sakura(today: string): PersonFacts {
  const birthDate = born(today, 16, '04-03')
  return {
    id: 'sakura',
    name: { kanji: '練習　さくら', kana: 'レンシュウ　サクラ', roman: 'RENSHU SAKURA' },
    birthDate,
    sex: '2',
    ...home,
    pins: { authentication: '3583', signature: 'RENSHU03', input: '4680', resident: '6420' },
    card: card(birthDate, addDays(addYears(birthDate, 13), 40), '900000000000003', '3303', '900000000036'),
    issuedOn: {
      authentication: addDays(addYears(birthDate, 13), 40),
      signature: addDays(addYears(birthDate, 15), 14),
    },
    insurance: taroInsurance(today, '01', '家族', birthDate),
    portrait: portraitOf('sakura'),
  }
}

/** Six: no signing certificate under 15; his parents set the PINs. */
function haruto(today: string): PersonFacts {
  const birthDate = born(today, 6, '06-15')
  const cardIssued = addDays(addYears(birthDate, 3), 90)
  return {
    id: 'haruto',
    name: { kanji: '練習　はると', kana: 'レンシュウ　ハルト', roman: 'RENSHU HARUTO' },
    birthDate,
    sex: '1',
    ...home,
    pins: { authentication: '4694', input: '5791', resident: '5310' },
    card: card(birthDate, cardIssued, '900000000000004', '4404', '900000000044'),
    issuedOn: { authentication: cardIssued },
    insurance: taroInsurance(today, '02', '家族', birthDate),
    portrait: portraitOf('haruto'),
  }
}

/** 顔認証マイナンバーカード: no PIN was ever set, no signing certificate. */
function ume(today: string): PersonFacts {
  const birthDate = born(today, 78, '09-09')
  const cardIssued = addDays(today, -700)
  return {
    id: 'ume',
    name: { kanji: '練習　ウメ', kana: 'レンシュウ　ウメ', roman: 'RENSHU UME' },
    birthDate,
    sex: '2',
    ...home,
    pins: {},
    card: { ...card(birthDate, cardIssued, '900000000000005', '5505', '900000000052'), kind: 'withoutPins' },
    issuedOn: { authentication: cardIssued },
    insurance: {
      insurerNumber: '39139993',
      insurerName: '見本広域連合',
      number: '99000012',
      branch: '00',
      relation: '本人',
      insuredName: '練習　ウメ',
      ratio: '010',
      limitClass: 'B05',
      preschool: false,
      ...insuredFor(today),
    },
    licenceReturnedOn: addDays(today, -900),
    portrait: portraitOf('ume'),
  }
}

/** Outside the family: his certificates ended two months ago. */
function ichiro(today: string): PersonFacts {
  const birthDate = addYears(addMonths(today, -2), -29)
  const cardIssued = addDays(addYears(addMonths(today, -2), -5), 100)
  return {
    id: 'ichiro',
    name: { kanji: '見本　一郎', kana: 'ミホン　イチロウ', roman: 'MIHON ICHIRO' },
    birthDate,
    sex: '1',
    postalCode: '155-0000',
    address: '東京都世田谷区北沢９９丁目１番１号　見本荘１０１',
    municipality: setagaya,
    pins: { authentication: '5709', signature: 'MIHON006', input: '6803', resident: '4208' },
    card: card(birthDate, cardIssued, '900000000000006', '6606', '900000000060'),
    issuedOn: { authentication: cardIssued, signature: cardIssued },
    insurance: {
      insurerNumber: '132993',
      insurerName: '見本国保',
      number: '9900345',
      branch: '00',
      relation: '本人',
      insuredName: '見本　一郎',
      ratio: '030',
      preschool: false,
      ...insuredFor(today),
    },
    licence: licence(today, birthDate, {
      number: '301899999720',
      colour: '一般',
      conditions: ['普通車はＡＴ車に限る'],
      kinds: [{ kind: '普通', limits: ['AT限定'], heldSince: '2018-02-26' }],
      heldAs: 'licenceCard',
      // He moved since, and set no PINs on the licence.
      written: { name: '見本　一郎', address: '東京都練馬区見本町９９丁目２番３号' },
      domicile: '東京都練馬区見本町９９丁目２番',
      externalCharacters: { 3: '荘' },
      changes: [
        { on: addDays(today, -300), kind: 'address', text: '東京都世田谷区北沢９９丁目１番１号　見本\ue003１０１' },
        { on: addDays(today, -120), kind: 'remark', text: '練習用の記載です' },
      ],
      domicileChanges: [{ on: addDays(today, -250), text: '東京都世田谷区北沢９９丁目１番' }],
    }),
    portrait: portraitOf('ichiro'),
  }
}

/** A birth date on that month and day for somebody who is so old today. */
function born(today: string, age: number, monthDay: string): string {
  const year = Number(today.slice(0, 4)) - age
  const birthDate = `${year}-${monthDay}`
  return ageOn(birthDate, today) === age ? birthDate : addYears(birthDate, -1)
}

/** Valid to the tenth birthday after issue, the fifth when the holder is under 18. */
function card(
  birthDate: string,
  issuedOn: string,
  serial: string,
  securityCode: string,
  individualNumber: string,
): CardFacts {
  const expiresOn = birthdayAfter(birthDate, issuedOn, ageOn(birthDate, issuedOn) >= 18 ? 10 : 5)
  return { kind: 'ordinary', issuedOn, expiresOn, serial, securityCode, individualNumber }
}

function insuredFor(today: string): Pick<Insurance, 'qualifiedOn' | 'issuedOn' | 'validFrom' | 'validUntil'> {
  const qualifiedOn = `${Number(today.slice(0, 4)) - 2}-04-01`
  return {
    qualifiedOn,
    issuedOn: qualifiedOn,
    validFrom: qualifiedOn,
    validUntil: addDays(addYears(qualifiedOn, 6), -1),
  }
}

function taroInsurance(today: string, branch: string, relation: Insurance['relation'], birthDate: string): Insurance {
  const preschool = today < firstOfSchool(birthDate)
  return {
    insurerNumber: '06139992',
    insurerName: '見本健康保険組合',
    symbol: '100',
    number: '2345',
    branch,
    relation,
    insuredName: '練習　太郎',
    ratio: preschool ? '020' : '030',
    preschool,
    ...insuredFor(today),
  }
}

/** School begins on the first of April after the sixth birthday. */
function firstOfSchool(birthDate: string): string {
  const sixth = addYears(birthDate, 6)
  const april = `${sixth.slice(0, 4)}-04-01`
  return sixth <= april ? april : addYears(april, 1)
}

/** Renewed about two years ago; ends one month after a birthday, five birthdays on (three for a first renewal). */
function licence(
  today: string,
  birthDate: string,
  own: Omit<Licence, 'authority' | 'privileges' | 'issuedOn' | 'expiresOn'>,
): Licence {
  const issuedOn = addDays(today, -730)
  const expiresOn = addMonths(birthdayAfter(birthDate, issuedOn, own.colour === '優良' ? 5 : 3), 1)
  return {
    ...own,
    authority: '練習県公安委員会',
    issuedOn,
    expiresOn,
    privileges: drivingPrivileges(own.kinds, expiresOn, own.conditions.includes('眼鏡等')),
  }
}
