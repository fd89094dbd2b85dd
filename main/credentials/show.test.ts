import { describe, expect, test } from 'vitest'
import type { Attribute, AttributeValue } from './credential.ts'
import { defaultLabel } from './labels.ts'
import { pictureUrl } from './picture.ts'
import { cardFace, showAttributes } from './show.ts'
import { valueText } from './valueText.ts'

const mdl = 'org.iso.18013.5.1'
const attribute = (path: readonly string[], value: AttributeValue): Attribute => ({
  path,
  label: defaultLabel(path) ?? { ja: '？', en: '?' },
  value,
})

test.each<[string, AttributeValue, string, string]>([
  ['birth_date', '1984-05-06', '昭和59年5月6日（1984年5月6日）', '6 May 1984'],
  ['birth_date', '2019-05-01', '令和元年5月1日（2019年5月1日）', '1 May 2019'],
  ['birth_date', '2019-04-30', '平成31年4月30日（2019年4月30日）', '30 April 2019'],
  ['birth_date', '2019-02-30', '2019-02-30', '2019-02-30'],
  ['valid_until', '2026-11-23T15:00:00Z', '令和8年11月24日（2026年11月24日）', '24 November 2026'],
  ['preschool', false, 'いいえ', 'No'],
  ['age_over_20', true, 'はい', 'Yes'],
  ['sex', '2', '女', 'Female'],
  ['sex', 1, '男', 'Male'],
  ['copayment_rate', '030', '3割', '30%'],
  ['relationship', '家族', '家族', 'Family member'],
  ['limit_class', 'B05', '低所得Ⅱ', 'B05 (low income II)'],
  ['limit_class', 'B07', 'B07', 'B07'],
  ['issuing_country', 'JP', '日本', 'Japan'],
  ['issuing_country', 'not a code', 'not a code', 'not a code'],
  ['nationality', '__', '__', '__'],
  ['conditions', ['眼鏡等', 'AT限定'], '眼鏡等、AT限定', '眼鏡等, AT限定'],
  ['anything', { a: 1, b: true }, 'a：1、b：はい', 'a: 1, b: Yes'],
  ['constructor', 'x', 'x', 'x'],
])('%s of %o is said in both languages', (name, value, ja, en) => {
  expect(valueText([name], value)).toEqual({ ja, en })
})

test('driving privileges are readable', () => {
  const value = [
    {
      vehicle_category_code: 'B',
      issue_date: '2007-06-03',
      expiry_date: '2030-06-30',
      codes: [{ code: '78' }, { code: '01' }],
    },
    { vehicle_category_code: 'AM' },
  ]
  expect(valueText([mdl, 'driving_privileges'], value)).toEqual({
    ja: 'B（AT限定、眼鏡等、令和12年6月30日（2030年6月30日）まで）、AM',
    en: 'B (automatic only, glasses or lenses, until 30 June 2030), AM',
  })
  expect(
    valueText(
      ['licence_kinds'],
      [
        { kind: '準中型', limits: ['5t限定', 'AT限定'], held_since: '2007-06-03' },
        { kind: '原付', limits: [] },
      ],
    ).ja,
  ).toBe('準中型（5t限定、AT限定）、原付')
  expect(valueText([mdl, 'driving_privileges'], 'odd').ja).toBe('odd')
})

describe('pictures', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new Uint8Array(40)])
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(40)])
  test('only what is one becomes one', () => {
    expect(pictureUrl(jpeg)).toMatch(/^data:image\/jpeg;base64,/)
    expect(pictureUrl(png)).toMatch(/^data:image\/png;base64,/)
    expect(pictureUrl(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'))).toBeUndefined()
    expect(pictureUrl(new Uint8Array(3))).toBeUndefined()
    expect(pictureUrl(Uint8Array.from([...jpeg, ...new Uint8Array(1024 * 1024)]))).toBeUndefined()
  })
  test('a kept value that claims to be a picture is looked at again', () => {
    const shown = showAttributes({
      attributes: [
        attribute([mdl, 'portrait'], { picture: pictureUrl(jpeg) ?? '' }),
        attribute([mdl, 'portrait'], {
          picture: `data:image/png;base64,${Buffer.from('<script>alert(1)</script>'.repeat(2)).toString('base64')}`,
        }),
        attribute([mdl, 'portrait'], { picture: 'https://tracker.invalid/x.png' }),
      ],
    })
    expect(shown.map(({ picture }) => picture !== undefined)).toEqual([true, false, false])
    expect(shown[0]).toMatchObject({
      label: { ja: '顔写真', en: 'Portrait' },
      text: { ja: '（画像）', en: '(picture)' },
    })
  })
})

test("the issuer's label wins, the default stands in", () => {
  const attributes = [attribute(['name'], '練習 太郎'), attribute(['branch_number'], '00')]
  const labels = [{ path: ['name'], label: { ja: 'お名前', en: 'Full name' } }]
  expect(showAttributes({ attributes }, labels).map(({ label }) => label.ja)).toEqual(['お名前', '枝番'])
  expect(showAttributes({ attributes }).map(({ label }) => label.en)).toEqual(['Name', 'Branch number'])
})

describe('the face of a card', () => {
  test('insurance', () => {
    const attributes = [
      attribute(['name'], '練習\u3000太郎'),
      attribute(['symbol'], '100'),
      attribute(['number'], '2345'),
      attribute(['branch_number'], '00'),
      attribute(['insurer_name'], '見本健康保険組合'),
      attribute(['valid_until'], '2027-03-31'),
    ]
    expect(cardFace({ attributes }, 'insurance').map(({ value }) => value)).toEqual([
      '練習 太郎',
      '100・2345（00）',
      '見本健康保険組合',
      '2027-03-31',
    ])
    const without = attributes.filter(({ path }) => path[0] !== 'symbol')
    expect(cardFace({ attributes: without }, 'insurance')[1]).toEqual({
      label: { ja: '番号', en: 'Number' },
      value: '2345（00）',
    })
  })
  test('licence', () => {
    const attributes = [
      attribute([mdl, 'family_name'], 'RENSHU'),
      attribute([mdl, 'family_name_national_character'], '練習'),
      attribute([mdl, 'given_name_national_character'], '太郎'),
      attribute([mdl, 'document_number'], '300799999930'),
      attribute([mdl, 'expiry_date'], '2030-06-30'),
      attribute([mdl, 'driving_privileges'], [{ vehicle_category_code: 'B' }, { vehicle_category_code: 'AM' }]),
    ]
    expect(cardFace({ attributes }, 'licence').map(({ value }) => value)).toEqual([
      '練習 太郎',
      '300799999930',
      'B AM',
      '2030-06-30',
    ])
  })
  test('certificate: without the long name of its issuer', () => {
    const attributes = [
      attribute(['issuer'], 'C=JP, O=JPKI, OU=JPKI for user authentication'),
      attribute(['serial'], '70335686'),
      attribute(['valid_until'], '2030-01-25T14:59:59.000Z'),
    ]
    expect(cardFace({ attributes }, 'certificate').map(({ value }) => value)).toEqual(['70335686', '2030-01-25'])
  })
  test('anything else shows its first texts, and never more than four lines', () => {
    const attributes = ['a', 'b', 'c', 'd', 'e'].map((name) => attribute([name], name))
    expect(cardFace({ attributes }, 'other')).toHaveLength(3)
    expect(cardFace({ attributes: [] }, 'licence')).toEqual([])
  })
})

test('an instant on the face of a card is the day that it is in Japan', () => {
  const face = (until: string) =>
    cardFace({ attributes: [attribute([mdl, 'expiry_date'], until)] }, 'licence').map(({ value }) => value)
  expect(face('2030-04-30T14:59:59Z')).toEqual(['2030-04-30'])
  expect(face('2030-04-30T15:00:00Z')).toEqual(['2030-05-01'])
  expect(face('2030-05-01T00:00:00+09:00')).toEqual(['2030-05-01'])
  expect(face('2030-05-01')).toEqual(['2030-05-01'])
  expect(face('2030-02-31')).toEqual(['2030-02-31'])
})
