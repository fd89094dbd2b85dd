import { constants, createHash, publicDecrypt, verify, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { applications, cardInHand, select, verifyPin } from './testTalk.ts'

const { jpki } = applications
const hand = cardInHand()
const { person, send, talk } = hand

describe('signing', () => {
  const digestInfo = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    createHash('sha256').update('data').digest(),
  ])
  const sign = async (p1: string, input: Uint8Array): Promise<Buffer> => {
    const length = input.length.toString(16).padStart(2, '0')
    const answer = await send(`802A${p1}80${length}${Buffer.from(input).toString('hex')}00`)
    expect(answer.slice(-4)).toBe('9000')
    return Buffer.from(answer.slice(0, -4), 'hex')
  }
  const open = () => talk([select(jpki), '9000'], [verifyPin('98', '1357'), '9000'], ['00A4020C020017', '9000'])
  const publicKey = () => new X509Certificate(person('taro').authentication?.certificate ?? '').publicKey

  it('pads the input with PKCS#1 type 1 as it is, whatever it is', async () => {
    await open()
    expect(verify('sha256', Buffer.from('data'), publicKey(), await sign('00', digestInfo))).toBe(true)
    for (const input of [Buffer.of(0), Buffer.from('no DigestInfo'), Buffer.alloc(245, 7)]) {
      const block = publicDecrypt({ key: publicKey(), padding: constants.RSA_NO_PADDING }, await sign('00', input))
      const padding = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(253 - input.length, 0xff), Buffer.of(0)])
      expect(block).toEqual(Buffer.concat([padding, input]))
    }
  })

  it('gives the same signature for the same bytes', async () => {
    await open()
    expect(await sign('00', digestInfo)).toEqual(await sign('00', digestInfo))
  })

  it('hashes by itself where P1 says so', async () => {
    await open()
    const hash = createHash('sha256').update('data').digest()
    expect(publicDecrypt(publicKey(), await sign('01', Buffer.from('data')))).toEqual(hash)
    expect(verify('sha256', Buffer.from('data'), publicKey(), await sign('02', hash))).toBe(true)
    expect(verify('sha256', Buffer.from('data'), publicKey(), await sign('03', Buffer.from('data')))).toBe(true)
    const pss = { key: publicKey(), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    expect(verify('sha256', Buffer.from('data'), pss, await sign('04', hash))).toBe(true)
    expect(verify('sha256', Buffer.from('data'), pss, await sign('05', Buffer.from('data')))).toBe(true)
  })

  it('refuses what it cannot pad, does not know or may not do', async () => {
    await talk(
      [select(jpki), '9000'],
      ['802A00800100 00', '6986'],
      ['00A4020C020017', '9000'],
      ['802A00800100 00', '6982'],
      [verifyPin('98', '1357'), '9000'],
      ['00A4020C020017', '9000'],
      [`802A0080F6${'00'.repeat(246)}00`, '6985'],
      ['802A0280 0100 00', '6985'],
      ['802A0680 0100 00', '6A86'],
      ['802A0080 0100', '6700'],
      ['802A0080 00', '6700'],
      ['802A0098 0100 00', '6985'],
      ['802A0086 0100 00', '6981'],
      ['802A009A 0100 00', '6982'],
      ['802A0097 0100 00', '…9000'],
    )
  })

  it('answers every step of the golden trace of OpenSC', async () => {
    const digest = createHash('sha256').update('golden').digest('hex')
    await talk([select(jpki), '9000'])
    await talk(
      ['00A4020C02001B', '9000'],
      ['00200080', '63C5'],
      ['00A4020C02001B', '9000'],
      ['00200080', '63C5'],
      ['00A4020C02001B', '9000'],
      [verifyPin('80', 'RENSHU01'), '9000'],
      ['00A4020C02001B', '9000'],
      ['00200080', '63C5'],
      ['00A4020C02001B', '9000'],
      [verifyPin('80', 'RENSHU01'), '9000'],
      ['00A4020C02001A', '9000'],
    )
    const answer = await send(`802A0080333031300D060960864801650304020105000420${digest}00`)
    expect(answer).toHaveLength(2 * 258)
    const signing = new X509Certificate(person('taro').signature?.certificate ?? '').publicKey
    expect(verify('sha256', Buffer.from('golden'), signing, Buffer.from(answer.slice(0, 512), 'hex'))).toBe(true)
  })
})
