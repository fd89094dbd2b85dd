import { describe, expect, it } from 'vitest'
import { writingsOf } from './birthdayWritings.ts'
import { weaknessOf } from './weakPin.ts'

const nobody = { days: [], names: [] }
/** 昭和55年2月17日, and 令和元年5月3日. */
const known = { days: ['19800217', '20190503'], names: ['TARO', 'RENSHU'] }

describe('writings of a birthday', () => {
  it.each(['0217', '1702', '8002', '0280', '1980', '5502', '0255', '5517', '1755'])(
    'knows %s of 17 February 1980 (昭和55年)',
    (typed) => expect(weaknessOf('authentication', typed, known)).toBe('birthday'),
  )
  it.each(['0503', '0305', '1905', '2019', '0105', '0501', '5319', '1953'])(
    'knows %s of 3 May 2019 (令和元年)',
    (typed) => expect(weaknessOf('input', typed, known)).toBe('birthday'),
  )
  it.each([
    'AB19800217',
    'S550217X',
    'X800217',
    'TANUKI0217',
    'KX1702P',
    'A550217B',
    'H20190503',
    'R10503ABC',
    '1980ABCX',
    'A1B9C8D0',
  ])('knows the one in the signing PIN %s', (typed) => expect(weaknessOf('signature', typed, known)).toBe('birthday'))
  it('is nothing for a day that is none', () => {
    expect(writingsOf('1980-02-17').short.size).toBe(0)
    expect(writingsOf('').long.size).toBe(0)
  })
  it('counts the era by its first day', () => {
    expect(writingsOf('19890107').short.has('6401')).toBe(true)
    expect(writingsOf('19890108').short.has('0101')).toBe(true)
    expect(writingsOf('20190430').short.has('3104')).toBe(true)
  })
})

describe('weak PINs of four digits', () => {
  it.each([
    ['1234', 'run'],
    ['4321', 'run'],
    ['7890', 'run'],
    ['0987', 'run'],
    ['9012', 'run'],
    ['0000', 'repeated'],
    ['1212', 'repeated'],
    ['1122', 'repeated'],
    ['1112', 'repeated'],
    ['2580', 'keyboard'],
    ['1999', 'year'],
    ['2026', 'year'],
  ] as const)('refuses %s: %s', (typed, reason) => expect(weaknessOf('resident', typed, nobody)).toBe(reason))
  it.each(['1357', '2468', '8319', '5071', '0217', '4173'])('takes %s when nothing is known', (typed) =>
    expect(weaknessOf('authentication', typed, nobody)).toBeUndefined(),
  )
  it('takes what is nobody’s birthday', () => expect(weaknessOf('input', '8319', known)).toBeUndefined())
})

describe('weak signing PINs', () => {
  it.each([
    ['ABC123', 'run'],
    ['ABCDEF1', 'run'],
    ['654321A', 'run'],
    ['X123456', 'run'],
    ['QWERTY1', 'keyboard'],
    ['1QAZ2WSX', 'keyboard'],
    ['ASDFGH12', 'keyboard'],
    ['A1A1A1', 'repeated'],
    ['AB12AB12', 'repeated'],
    ['AAAAAA1', 'repeated'],
    ['PASSWORD1', 'common'],
    ['MYNUMBER2026', 'common'],
    ['TARO1234', 'name'],
    ['RENSHU01', 'name'],
    ['TARO0731', 'name'],
  ] as const)('refuses %s: %s', (typed, reason) => expect(weaknessOf('signature', typed, known)).toBe(reason))
  it.each(['K7MOMIJI4', 'TANUKI92X', 'SORA8UMI3', 'HAKO5BUNE', 'TAROIMO7NEKO'])('takes %s', (typed) =>
    expect(weaknessOf('signature', typed, known)).toBeUndefined(),
  )
})
