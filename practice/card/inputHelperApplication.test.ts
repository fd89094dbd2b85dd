import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkNumberB } from './checkNumbers.ts'
import { attributesFile, integrityHashes, numberFile } from './inputHelperApplication.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

// Computed from the published layout for a person who does not exist.
const hanako = {
  name: { kanji: '日本　花子', kana: '', roman: '' },
  address: '東京都千代田区霞が関１丁目１番１号',
  birthDate: '1980-02-17',
  sex: '2',
} as const

describe('the text files', () => {
  it('hold the number in exactly 17 bytes', () => {
    expect(hex(numberFile('123456789018'))).toBe('FF100C313233343536373839303138FFFF')
  })

  it('hold the four attributes behind their offsets', () => {
    expect(hex(attributesFile(hanako))).toBe(
      'FF2062DF2108000E002000560061DF220FE697A5E69CACE38080E88AB1E5AD90DF2333E69DB1E4BAACE983BDE58D83E4BBA3E794B0E58CBAE99C9EE3818CE996A2EFBC91E4B881E79BAEEFBC91E795AAEFBC91E58FB7DF24083139383030323137DF250132',
    )
  })

  it('hold offsets that are right for long attributes too', () => {
    const file = attributesFile({ ...hanako, address: '東京都'.repeat(40) })
    expect(hex(file.subarray(0, 5))).toMatch(/^FF2082/)
    const offsets = Buffer.from(file)
    for (const [index, tag] of [0xdf22, 0xdf23, 0xdf24, 0xdf25].entries()) {
      expect(offsets.readUInt16BE(offsets.readUInt16BE(8 + index * 2))).toBe(tag)
    }
  })

  it('are hashed for the integrity record as published', () => {
    const hashes = integrityHashes(numberFile('123456789018'), attributesFile(hanako))
    expect(hex(hashes)).toBe(
      'DF3120C60C415D94405F03E9C454A8BAE073837D2C619925196526852FE61D9C58422DDF32204C3C7B4DCAD3575147B271429C2A366BD58F62049465E62244A27ADDCC4817B5',
    )
    expect(createHash('sha256').update(hashes).digest('hex').toUpperCase()).toBe(
      'D93B5845458DB5632975F25F8237707012271C525665281A21836DD2F8D48C51',
    )
  })
})

describe('照合番号B', () => {
  const card = { expiresOn: '2035-02-17', securityCode: '2285' } as const

  it.each([
    ['1980-02-17', '55021720352285'],
    ['1989-01-07', '64010720352285'],
    ['1989-01-08', '01010820352285'],
    ['2019-05-01', '01050120352285'],
    ['2020-06-15', '02061520352285'],
    ['1926-12-24', '15122420352285'],
  ])('counts the year of the era for %s', (birthDate, expected) => {
    expect(checkNumberB({ birthDate, card })).toBe(expected)
  })
})
