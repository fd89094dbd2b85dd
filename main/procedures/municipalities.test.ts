import { expect, it } from 'vitest'
import { municipalityCode } from '../../preload/shapes/procedures.ts'
import { findMunicipalities, municipalityOf } from './municipalities.ts'

const names = (typed: string) => findMunicipalities(typed).map(({ prefecture, name }) => `${prefecture}${name}`)

it('finds a municipality by name, by reading in either kana, with its prefecture, and by code', () => {
  for (const typed of ['世田谷', 'せたがや', 'セタガヤ', 'ｾﾀｶﾞﾔ', '東京都 世田谷区', 'とうきょうとせたがやく', '131121'])
    expect(names(typed)[0], typed).toBe('東京都世田谷区')
})

it('tells apart what is called alike, the exact name first, and offers a handful only', () => {
  expect(names('府中市').toSorted()).toEqual(['広島県府中市', '東京都府中市'])
  expect(names('しみずちょう').slice(0, 2).toSorted()).toEqual(['北海道清水町', '静岡県清水町'])
  expect(names('市')).toHaveLength(20)
})

it('finds nothing in nothing, and nothing that is not there', () => {
  expect(names(' 　')).toEqual([])
  expect(names('架空市')).toEqual([])
  expect(municipalityOf('999999')).toBeUndefined()
})

it('knows each by a code with the right check digit (JIS X 0402 as the ministry lists it)', () => {
  const codes = ['一', '市', '町', '村', '区'].flatMap((typed) => findMunicipalities(typed).map(({ code }) => code))
  expect(codes.length).toBeGreaterThan(60)
  for (const code of codes) {
    expect(municipalityCode.safeParse(code).success).toBe(true)
    const sum = [...code.slice(0, 5)].reduce((total, digit, index) => total + Number(digit) * (6 - index), 0)
    expect(Number(code[5]), code).toBe((11 - (sum % 11)) % 10)
  }
})
