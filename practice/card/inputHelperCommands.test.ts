import { createHash, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkNumberB } from './checkNumbers.ts'
import { applications, ascii, cardInHand, select, verifyPin } from './testTalk.ts'

const { helper } = applications
const hand = cardInHand()
const { person, send, talk } = hand

describe('券面事項入力補助', () => {
  it('opens number and attributes with the PIN, with A and with B each what it may', async () => {
    const facts = person('taro').card
    await talk(
      [select(helper), '9000'],
      ['00B0810011', '6982'],
      ['00B0820004', '6982'],
      [verifyPin('94', facts.individualNumber), '9000'],
      ['00B0810003', 'FF100C9000'],
      ['00B0820004', '6982'],
      ['00B0830002', 'FF309000'],
      [select(helper), '9000'],
      ['00200095', '63CA'],
      [verifyPin('95', '00000000000000'), '63C9'],
      [verifyPin('95', checkNumberB(person('taro'))), '9000'],
      ['00B0820002', 'FF209000'],
      ['00B0810003', '6982'],
      [select(helper), '9000'],
      [verifyPin('91', '2468'), '9000'],
      ['00B0810011', `FF100C${ascii(facts.individualNumber)}FFFF9000`],
      ['00B0820002', 'FF209000'],
      ['00B0810012', `FF100C${ascii(facts.individualNumber)}FFFF9000`],
      ['00B0811101', '6B00'],
    )
  })

  it('keeps the reference that is always blocked, and lets nobody change what is printed', async () => {
    await talk(
      [select(helper), '9000'],
      ['00200092', '63C0'],
      [verifyPin('92', '0000'), '6984'],
      [verifyPin('94', person('taro').card.individualNumber), '9000'],
      [`002401940C${ascii('900000000010')}`, '6985'],
      ['802A0093 0100 00', '…9000'],
      ['00A4020C020013', '9000'],
      ['802A0000 0100 00', '…9000'],
    )
  })

  it('has files of the published sizes, and a record whose signature its own certificate proves', async () => {
    await talk([select(helper), '9000'], [verifyPin('91', '2468'), '9000'])
    const file = async (id: string): Promise<Buffer> => {
      await talk([`00A4020C0200${id}`, '9000'])
      return Buffer.from((await send('00B00000000000')).slice(0, -4), 'hex')
    }
    const record = await file('03')
    const certificate = await file('04')
    expect(
      [record, certificate, await file('05'), await file('07'), await file('08')].map(({ length }) => length),
    ).toEqual([336, 568, 164, 536, 16])
    expect(record.subarray(0, 5).toString('hex')).toBe('ff3082014b')
    const modulus = certificate.subarray(10 + 41, 10 + 297)
    const key = { kty: 'RSA', e: 'AQAB', n: modulus.toString('base64url') }
    const signed = record.subarray(5, 75)
    expect(verify('sha256', signed, { key, format: 'jwk' }, record.subarray(80))).toBe(true)
    expect(signed.subarray(3, 35)).toEqual(
      createHash('sha256')
        .update(await file('01'))
        .digest(),
    )
  })
})
