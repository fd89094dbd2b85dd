import { describe, expect, it } from 'vitest'
import { applications, cardInHand, select } from './testTalk.ts'

const { jpki, helper, issuer } = applications
const hand = cardInHand()
const { cardOf, send, talk } = hand

describe('selecting', () => {
  it('knows its applications whole and by a prefix of five bytes, nothing shorter and nothing else', async () => {
    await talk(
      [select(jpki), '9000'],
      [select('D392F00026'), '9000'],
      [select('D392F000'), '6A82'],
      [select(`${jpki}00`), '6A82'],
      [select(helper), '9000'],
      [select(issuer), '9000'],
      [select('A000000308000010 00'.replace(' ', '')), '6A82'],
      [select('D27600012401'), '6A82'],
    )
  })

  it('gives file control information only when asked for', async () => {
    expect(await send(`00A404000A${jpki}00`)).toBe(`6F0C840A${jpki}9000`)
    expect(await send(`00A404000A${jpki}`)).toBe('9000')
    expect(await send(`00A4040A0A${jpki}`)).toBe('6A86')
  })

  it('has the broken SELECT MF of the real card', async () => {
    await talk(
      ['00A40000', '6A86'],
      [select(jpki), '9000'],
      ['00A40000', '9000'],
      ['00B0860004', '4A504B499000'],
      ['00A40000023F00', '6A82'],
    )
  })

  it('finds a file only inside an application, and keeps the one before when it does not', async () => {
    await talk(
      ['00A4020C02000A', '6A82'],
      [select(jpki), '9000'],
      ['00B0000004', '6986'],
      ['00A4020C020006', '9000'],
      ['00A4020C020077', '6A82'],
      ['00B0000004', '4A504B499000'],
      ['00A4020C0106', '6700'],
    )
  })

  it('is not there for those who look for a card of another kind', async () => {
    const other = cardOf('taro', { foreign: true })
    expect(await send(select(jpki), other)).toBe('6A82')
    expect(await send(select(helper), other)).toBe('6A82')
  })
})
