// The cards of the practice people in the practice tools, in Japanese.
export const practiceCards = {
  kinds: {
    myNumber: 'マイナンバーカード',
    licence: '{運転免許証|うんてんめんきょしょう}',
    phone: 'スマートフォン',
  },
  which: (name: string) => `${name} の{出|だ}すもの`,
  holds: (name: string, kind: string) => `${name} の${kind}`,
  // What a button is called begins with the words that it shows.
  insertLabel: (name: string, kind: string, reader: number) => `リーダー ${reader} へ：${name} の${kind}`,
  numbers: '{暗証番号|あんしょうばんごう}と{照合番号|しょうごうばんごう}B',
  numbersOf: (name: string) => `${name} の{暗証番号|あんしょうばんごう}と{照合番号|しょうごうばんごう}B`,
  checkNumberB: '{照合番号|しょうごうばんごう}B',
  licenceWithoutPins: '{免許証|めんきょしょう}の{暗証番号|あんしょうばんごう}',
  notSet: '{設定|せってい}なし',
}
