// Which items there are and what the practice agencies hold of each person. Numbers have the published form (TM and 14 digits);
// which number means what is invented but for 84 (予防接種), and so is every value (推 throughout).
import { addDays, addYears, ageOn } from '../../calendar.ts'
import type { PracticePerson } from '../../person.ts'
import { householdOf, isParentOf } from '../register/families.ts'

export interface ItemField {
  readonly code: string
  readonly label: string
  readonly value: string
}

export interface Item {
  readonly id: string
  readonly name: string
  readonly agency: string
  /** undefined: nothing is held. */
  readonly held: (person: PracticePerson, today: string) => readonly ItemField[] | undefined
}

export const items: readonly Item[] = [
  {
    id: 'TM00000000000001',
    name: '世帯情報',
    agency: '練習区役所',
    held: ({ id }) => {
      const { head, members } = householdOf(id)
      return [
        field('relation', '続柄', head === id ? '世帯主' : '世帯員'),
        field('members', '世帯の人数', String(members.length)),
      ]
    },
  },
  {
    id: 'TM00000000000012',
    name: '税・所得',
    agency: '練習区役所',
    held: (person, today) =>
      ageOn(person.birthDate, today) < 18
        ? undefined
        : [
            field('year', '年度', String(Number(today.slice(0, 4)))),
            field(
              'income',
              '合計所得金額（円）',
              person.id === householdOf(person.id).mainEarner ? '4200000' : '1800000',
            ),
          ],
  },
  {
    id: 'TM00000000000031',
    name: '児童手当',
    agency: '練習区役所',
    held: (person) =>
      householdOf(person.id).mainEarner === person.id && isParentOf(person.id, 'haruto')
        ? [field('state', '受給の状況', '受給中'), field('children', '対象の児童', '2人')]
        : undefined,
  },
  {
    id: 'TM00000000000045',
    name: '介護保険',
    agency: '練習区役所',
    held: (person, today) =>
      ageOn(person.birthDate, today) < 65
        ? undefined
        : [field('number', '被保険者番号', '0000000012'), field('ratio', '負担割合', '1割')],
  },
  {
    id: 'TM00000000000060',
    name: '年金',
    agency: '練習年金事務所',
    held: (person, today) =>
      ageOn(person.birthDate, today) < 20
        ? undefined
        : [
            field('kind', '加入の種別', ageOn(person.birthDate, today) < 60 ? '第2号' : '受給中'),
            field('months', '納付月数', '220'),
          ],
  },
  {
    id: 'TM00000000000072',
    name: '健康保険証',
    agency: '練習保険者中間サーバー',
    held: ({ insurance }) =>
      insurance && [
        field('insurer', '保険者', insurance.insurerName),
        field('number', '記号・番号', `${insurance.symbol ?? ''} ${insurance.number}`.trim()),
        field('until', '有効期限', insurance.validUntil),
      ],
  },
  {
    id: 'TM00000000000084',
    name: '予防接種',
    agency: '練習区役所',
    held: (person, today) => [
      field('vaccine-1', '麻しん風しん 1期', addYears(person.birthDate, 1)),
      ...(ageOn(person.birthDate, today) >= 5
        ? [field('vaccine-2', '麻しん風しん 2期', addDays(addYears(person.birthDate, 5), 30))]
        : []),
    ],
  },
]

export function findItem(id: string): Item | undefined {
  return items.find((item) => item.id === id)
}

function field(code: string, label: string, value: string): ItemField {
  return { code, label, value }
}
