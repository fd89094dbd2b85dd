import { describe, expect, it } from 'vitest'
import { applications, ascii, cardInHand, select, verifyPin } from './testTalk.ts'

const { jpki, helper } = applications
const hand = cardInHand()
const { cardOf, person, send, take, talk } = hand

describe('faults', () => {
  it('are told by the answer to reset, the label and what is missing on a phone', async () => {
    expect(Buffer.from(hand.card.atr).toString('hex')).toBe('3b888001000041e0b381a1003b')
    expect(Buffer.from(cardOf('taro', { atr: 'contact' }).atr).toString('hex')).toBe('3be000ff8131fe4514')
    for (const [token, label] of [
      ['android', 'JPKIAPGPSETOKEN'],
      ['iphone', 'JPKIAPIOSTOKEN'],
    ] as const) {
      take('taro', { token })
      await talk(
        [select(helper), '6A82'],
        [select(jpki), '9000'],
        ['00B0860020', `${ascii(label.padEnd(32)).toUpperCase()}9000`],
        ['00B08A0004', '6982'],
        [verifyPin('98', '1357'), '9000'],
        ['00B08A0002', '30829000'],
      )
    }
  })

  it('strike at the command they were set for', async () => {
    hand.card.failAt(2, { kind: 'garbled' })
    hand.card.failAt(3, { kind: 'truncated', length: 1 })
    hand.card.failAt(4, { kind: 'answer', bytes: Uint8Array.of(0x6f, 0x00) })
    await talk([select(jpki), '9000'], [select(jpki), '6FFF'], [select(jpki), '90'], [select(jpki), '6F00'])
    await talk([select(jpki), '9000'])
    expect(hand.card.received).toBe(5)
  })

  it('pull the card out before a PIN arrives, or after it was spent', async () => {
    await send(select(jpki))
    hand.card.failAt(1, { kind: 'removal', moment: 'beforeCommand' })
    await expect(send(verifyPin('98', '0000'))).rejects.toMatchObject({ name: 'CardPulledOut' })
    expect(hand.card.triesLeft('authentication')).toBe(3)
    await send(select(jpki))
    hand.card.failAt(1, { kind: 'removal', moment: 'beforeAnswer' })
    await expect(send(verifyPin('98', '0000'))).rejects.toMatchObject({ name: 'CardPulledOut' })
    expect(hand.card.triesLeft('authentication')).toBe(2)
    expect(await send('00A4020C020018')).toBe('6A82')
  })

  it('end a slow command when power goes, before it did anything', async () => {
    await send(select(jpki))
    hand.card.setDelay(60_000)
    const verifying = send(verifyPin('98', '0000'))
    const told = expect(verifying).rejects.toMatchObject({ name: 'CardReset' })
    await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    hand.card.reset()
    await told
    expect(hand.card.triesLeft('authentication')).toBe(3)
  })

  it('cut long reads as some readers do, whatever was asked for', async () => {
    hand.card.setLongestRead(400)
    await talk([select(jpki), '9000'], ['00A4020C02000A', '9000'])
    expect(await send('00B00000000000')).toHaveLength(2 * 402)
    expect(await send('00B0000000')).toHaveLength(2 * 258)
    hand.card.setLongestRead(undefined)
    expect(await send('00B00000000000')).toHaveLength(2 * 2050)
  })

  it('split long answers as other cards do, without losing a byte', async () => {
    const { certificate } = person('taro').authentication ?? { certificate: new Uint8Array() }
    hand.card.setSplitAnswers(true)
    await send(select(jpki))
    await send('00A4020C02000A')
    let answer = await send('00B0000000')
    let whole = ''
    while (answer.slice(-4).startsWith('61')) {
      whole += answer.slice(0, -4)
      answer = await send(`00C00000${answer.slice(-2)}`)
    }
    whole += answer.slice(0, -4)
    expect(whole.toLowerCase()).toBe(Buffer.from(certificate.subarray(0, 256)).toString('hex'))
    expect(await send('00B0880000')).toBe('6C03')
    await send('00A4020C020008')
    expect(await send('00B0000003')).toBe('8F8F009000')
  })
})
