import { describe, expect, it } from 'vitest'
import { applications, cardInHand, select, verifyPin } from './testTalk.ts'

const { jpki } = applications
const hand = cardInHand()
const { person, send, take, talk } = hand

describe('reading', () => {
  it('goes to the end of the file, which is filled with FF behind the certificate, and no further', async () => {
    const { certificate } = person('taro').authentication ?? { certificate: new Uint8Array() }
    await send(select(jpki))
    await send('00A4020C02000A')
    const whole = await hand.card.transmit(Uint8Array.from(Buffer.from('00B00000000000', 'hex')))
    expect(Buffer.from(whole.subarray(0, certificate.length))).toEqual(Buffer.from(certificate))
    expect(whole.subarray(certificate.length, 2048).every((byte) => byte === 0xff)).toBe(true)
    expect(whole).toHaveLength(2050)
    await talk(['00B0080000', '6B00'], ['00B07FFF01', '6B00'], ['00B007FF00', 'FF9000'])
  })

  it('takes short identifiers, and the file is then the current one', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00B0860E01', '329000'],
      ['00B0000004', '4A504B499000'],
      ['00B08600A1', '…9000'],
      ['00B086A001', '6B00'],
      ['00B0970001', '6981'],
      ['00B09F0001', '6A82'],
      ['00B0800001', '6A86'],
    )
  })

  it('wants the right lengths', async () => {
    await talk([select(jpki), '9000'], ['00B08600', '6700'], ['00B0860001FF00', '6700'], ['00B0860001FF', '6700'])
  })

  it('says that a PIN object or a key cannot be read, and that a certificate is closed', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00B0980001', '6981'],
      ['00B09A0001', '6981'],
      ['00B0810004', '6982'],
      ['00B0890004', '6982'],
      [verifyPin('9B', 'RENSHU01'), '9000'],
      ['00B0810002', '30829000'],
      ['00B2010400', '6981'],
    )
  })

  it('has token information of exactly 160 bytes, as published', async () => {
    await send(select(jpki))
    expect(await send('00B0860000')).toBe(
      `${[
        '4A504B494150494343544F4B454E32202020202020202020202020202020202030303030303030303030303030303030',
        '303030303030303030303030303030314531365230314E4A202020202020202030303030303030303230353030303033',
        '0000040D000000010000000000000001000000000000001000000006FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF30333031',
        '39393939393939393939393939393939',
      ].join('')}9000`,
    )
  })

  it('tells which certificates there are', async () => {
    await talk([select(jpki), '9000'], ['00B0880000', '8F8F009000'])
    for (const [id, options] of [
      ['haruto', {}],
      ['taro', { without: ['signature'] }],
    ] as const) {
      take(id, options)
      await talk([select(jpki), '9000'], ['00B0880000', '008F009000'], ['00B0810001', '6982'])
    }
  })
})
