import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applications, cardInHand, select, verifyPin } from './testTalk.ts'

const { jpki, helper, issuer } = applications
const hand = cardInHand()
const { send, take, talk } = hand

describe('a PIN', () => {
  it('is counted down, told without spending a try, and locks', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00A4020C020018', '9000'],
      ['00200080', '63C3'],
      ['00200080', '63C3'],
      [verifyPin('80', '0000'), '63C2'],
      ['00200098', '63C2'],
      [verifyPin('98', '00000'), '63C1'],
      [verifyPin('98', '0000'), '63C0'],
      ['00200098', '63C0'],
      [verifyPin('98', '1357'), '6984'],
      ['00200098', '63C0'],
      ['0020009B', '63C5'],
    )
    expect(hand.card.triesLeft('authentication')).toBe(0)
  })

  it('gives all tries back when right, and keeps answering the count while verified', async () => {
    await talk(
      [select(jpki), '9000'],
      [verifyPin('98', '0000'), '63C2'],
      [verifyPin('98', '1357'), '9000'],
      ['00200098', '63C3'],
    )
  })

  it('takes back with a failure what a success had opened', async () => {
    await talk(
      [select(jpki), '9000'],
      [verifyPin('9B', 'RENSHU01'), '9000'],
      ['00B0810001', '309000'],
      [verifyPin('9B', 'RENSHU02'), '63C4'],
      ['00B0810001', '6982'],
    )
  })

  it('is forgotten by any selection of an application and by a reset; its count is not', async () => {
    for (const leave of [select(jpki), select(helper), select(issuer), 'reset']) {
      await talk([select(jpki), '9000'], [verifyPin('98', '1357'), '9000'], ['802A00970400000000 00', '…9000'])
      if (leave === 'reset') hand.card.reset()
      else await send(leave)
      await talk([select(jpki), '9000'], ['802A00970400000000 00', '6982'])
    }
    await send(verifyPin('98', '9999'))
    hand.card.reset()
    await talk([select(jpki), '9000'], ['00200098', '63C2'])
  })

  it('is told as verified by cards that do so', async () => {
    take('taro', { tellsVerified: true })
    await talk([select(jpki), '9000'], ['00200098', '63C3'], [verifyPin('98', '1357'), '9000'], ['00200098', '9000'])
    await talk([verifyPin('98', '0000'), '63C2'], ['00200098', '63C2'])
  })

  it('wants its form kept', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00200180', '6A86'],
      ['00200018', '6A86'],
      ['00200080', '6986'],
      ['00200086', '6981'],
      ['00200093', '6A82'],
      [`0020009811${'31'.repeat(17)}`, '6700'],
      ['0020009800', '6700'],
      ['00200098', '63C3'],
    )
  })

  it('can be changed after it was proved, to something of its form', async () => {
    await talk(
      [select(jpki), '9000'],
      ['0024019804 32343630', '6982'],
      [verifyPin('98', '1357'), '9000'],
      ['00240198', '6700'],
      ['0024009804 32343630', '6A86'],
      ['0024019804 41414141', '6A80'],
      ['0024019805 3234363031', '6A80'],
      ['0024019804 32343630', '9000'],
      [select(jpki), '9000'],
      [verifyPin('98', '1357'), '63C2'],
      [verifyPin('98', '2460'), '9000'],
      [verifyPin('9B', 'RENSHU01'), '9000'],
      ['0024019B06 414141414141', '6A80'],
      ['0024019B06 414141414131', '9000'],
      [verifyPin('9B', 'AAAAA1'), '9000'],
    )
  })

  it('survives in a file, tries and value alike', async () => {
    const memoryFile = join(hand.folder(), 'taro-memory.json')
    take('taro', { memoryFile })
    await talk([select(jpki), '9000'], [verifyPin('98', '1357'), '9000'], ['0024019804 32343630', '9000'])
    await talk([verifyPin('9B', 'WRONG111'), '63C4'])
    take('taro', { memoryFile })
    await talk([select(jpki), '9000'], ['0020009B', '63C4'], [verifyPin('98', '2460'), '9000'])
  })

  it('can be nearly spent from the start', async () => {
    take('taro', { triesLeft: { authentication: 1, signature: 0, input: 2 } })
    await talk([select(jpki), '9000'], ['00200098', '63C1'], ['0020009B', '63C0'], [select(helper), '9000'])
    await talk(['00200091', '63C2'])
  })

  it('is missing on a card that was issued without any', async () => {
    take('ume')
    await talk(
      [select(jpki), '9000'],
      ['00A4020C020018', '6A82'],
      ['00200098', '6A82'],
      ['00B08A0002', '30829000'],
      ['00B0880000', '008F009000'],
      ['802A00970400000000 00', '6982'],
      [select(helper), '9000'],
      ['00200091', '6A82'],
      ['00200094', '63CA'],
    )
  })

  it('behaves as blocked where the holder has no such certificate', async () => {
    take('haruto')
    await talk([select(jpki), '9000'], ['0020009B', '63C0'], [verifyPin('9B', 'AAAAA1'), '6984'])
  })
})
