import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applications, ascii, cardInHand, select } from './testTalk.ts'

const { jpki, helper, face, common, register, issuer } = applications
const hand = cardInHand()
const { person, send, take, talk } = hand

describe('other commands', () => {
  it('gives random numbers of exactly the length asked for', async () => {
    expect(await send('0084000008')).toHaveLength(20)
    expect(await send('0084000000')).toHaveLength(516)
    expect(await send('0084000008')).not.toBe(await send('0084000008'))
    await talk(['00840000000008', '6985'], ['0084000108', '6A86'], ['00840000', '6700'])
  })

  it('tells municipality, end and answer to reset where no application is selected', async () => {
    await talk(
      ['00CA00F000', `${ascii('13112')}9000`],
      ['00CA5F5100', 'E000FF8131FE45149000'],
      ['00CADF3005', '6A88'],
      [select(jpki), '9000'],
      ['00CA00F000', '6A88'],
      [select(issuer), '9000'],
      ['00CA00F200', `${ascii(person('taro').card.expiresOn.replaceAll('-', ''))}9000`],
      ['00CA00F204', '6700'],
    )
  })

  it('tells at the level above all applications who issued it, with a certificate too long for a short answer', async () => {
    await talk(
      ['00CA004200', `${ascii('9900020')}0805${ascii('001')}00000000 9000`],
      ['00CA004500', `${ascii('PRACTICE900000000000001')}9000`],
      ['00CA00F700', `${ascii('9900020')}0805${ascii('001')}000000A8 9000`],
      ['00CA00F800', '6700'],
      ['00CA7F2100', '6A88'],
      ['00A4020C02001E', '9000'],
      ['00B0000001', '6981'],
      ['00A4020C022F10', '6A82'],
      ['00A4020C022F11', '6A82'],
    )
    const certificate = Buffer.from((await send('00CA00F8000000')).slice(0, -4), 'hex')
    expect(certificate).toHaveLength(297)
    expect(certificate.subarray(16, 32).toString('hex')).toBe(`${ascii('9900020')}0805${ascii('001')}00000000`)
    expect((await send('00CA006600')).slice(0, 6)).toBe('661973')
  })

  it('refuses other classes, channels and secure messaging each in its way', async () => {
    await talk(
      [select(jpki), '9000'],
      ['01B0860001', '6881'],
      ['41B0860001', '6881'],
      ['08B0860001', '69FC'],
      ['0820009804 31333537', '69FC'],
      [`08A4040C0A${jpki}`, '6882'],
      ['0CB0860001', '6987'],
      ['10B0860001', '6E00'],
      ['90B0860001', '6E00'],
      ['80AE0000', '6982'],
      ['80A206C1 0100', '6982'],
      ['80FC0000', '6700'],
      ['00CB3FFF035C017E08', '6D00'],
      ['00FF0000', '6D00'],
      ['0088009701FF00', '6982'],
    )
  })

  // What OpenSC 0.23 sent before it came to JPKI, in its order.
  it.each([
    ['00A4040007627601FF000000', '6A82'],
    ['00A4040006A00000000101', '6A82'],
    ['00A404000BE82B0601040181C31F020100', '6A82'],
    ['00A4040C0FD23300000045737445494420763335', '6A82'],
    ['00CADF3005', '6A88'],
    ['00CB3FFF035C017E08', '6D00'],
    ['00A4040009A0000003080000100000', '6A82'],
    ['00A4040C07A0000001 16DB0000', '6A82'],
    ['00A4040C07A000000079100000', '6A82'],
    ['00A4040C07A00000007901 0F00', '6A82'],
    ['00A404000CF276A288BCFBA69D34F31001', '6A82'],
    ['00A4040009A0000003974254465900', '6A82'],
    ['00A4040006D2760001240100', '6A82'],
    ['00A4040C0CA0000000635 04B43532D3135', '6A82'],
  ])('refuses %s, a probe for a card of another kind', async (command, expected) => {
    await talk([command, expected], [select(jpki), '9000'])
    take('hanako')
    await talk([command, expected])
  })

  it('never falls over anything a reader could send, and spends no try but by VERIFY', async () => {
    const header = fc.tuple(
      fc.constantFrom(0x00, 0x80, 0x08, 0x0c, 0x01, 0xff),
      fc.constantFrom(0xa4, 0xb0, 0xb2, 0x24, 0x32, 0x2a, 0x84, 0x88, 0xca, 0xc0, 0xae, 0x00),
      fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x80, 0x8a, 0x97, 0xff),
      fc.constantFrom(0x00, 0x0c, 0x80, 0x81, 0x97, 0x98, 0x9a, 0x9b, 0xff),
    )
    const shaped = fc.tuple(header, fc.uint8Array({ maxLength: 40 }), fc.boolean(), fc.boolean()).map((parts) => {
      const [start, data, length, le] = parts
      const body = length && data.length > 0 ? [data.length, ...data] : [...data]
      return Uint8Array.from([...start, ...body, ...(le ? [0] : [])])
    })
    const known = fc.constantFrom(
      ...[select(jpki), select(helper), select(issuer), select(face), select(common), select(register)],
      ...['00A4020C020017', '00A4020C020018', '00A4020C020001', '00A4020C020019', '00A4020C02001C'],
    )
    const anything = fc.oneof(
      shaped,
      fc.uint8Array({ maxLength: 300 }).filter((bytes) => bytes[1] !== 0x20),
      known.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 30 }), async (commands) => {
        for (const command of commands) {
          const answer = await hand.card.transmit(command)
          expect(answer.length).toBeGreaterThanOrEqual(2)
          const first = answer[answer.length - 2] ?? 0
          expect(first >= 0x61 && first <= 0x90).toBe(true)
          if (first !== 0x90) expect(answer).toHaveLength(2)
        }
        expect(hand.card.triesLeft('authentication')).toBe(3)
        expect(hand.card.triesLeft('signature')).toBe(5)
        expect(hand.card.triesLeft('resident')).toBe(3)
        expect(hand.card.triesLeft('faceCheckNumberB')).toBe(10)
      }),
      { numRuns: 300 },
    )
  })
})
