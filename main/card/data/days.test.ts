import { describe, expect, it } from 'vitest'
import { parseBcdDay, parseDay, parseEraDay } from './days.ts'

describe('days', () => {
  it.each([
    ['19800217', '1980-02-17'],
    ['20000229', '2000-02-29'],
    ['19400000', '1940-00-00'],
    ['19400500', '1940-05-00'],
  ])('%s is %s', (text, day) => {
    expect(parseDay(text)).toBe(day)
  })

  it.each(['19801317', '19800231', '19800017', '1980021', '198002177', '１９８００２１７', ''])(
    '"%s" is none',
    (text) => {
      expect(parseDay(text)).toBeUndefined()
    },
  )

  it.each([
    ['1010125', '1868-01-25'],
    ['2010730', '1912-07-30'],
    ['3550217', '1980-02-17'],
    ['4310430', '2019-04-30'],
    ['5010501', '2019-05-01'],
    ['5171231', '2035-12-31'],
  ])('era day %s is %s', (text, day) => {
    expect(parseEraDay(text)).toBe(day)
  })

  it.each(['0000000', '3000000', '5000000'])('%s says that there is none', (text) => {
    expect(parseEraDay(text)).toBeNull()
  })

  it.each(['6010101', '3001301', '3551301', '3550100', '355021', '35502177', 'abcdefg'])(
    '"%s" is no era day',
    (text) => {
      expect(parseEraDay(text)).toBeUndefined()
    },
  )

  it('in four bytes BCD', () => {
    expect(parseBcdDay(Uint8Array.of(0x20, 0x35, 0x02, 0x17))).toBe('2035-02-17')
    expect(parseBcdDay(Uint8Array.of(0x20, 0x3a, 0x02, 0x17))).toBeUndefined()
    expect(parseBcdDay(Uint8Array.of(0x20, 0x35, 0x02))).toBeUndefined()
  })
})
