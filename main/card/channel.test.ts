import { describe, expect, it } from 'vitest'
import { WalletError } from '../failure.ts'
import { openChannel } from './channel.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

/** A card that gives these answers in turn and notes what it was sent. */
function script(...answers: string[]) {
  const sent: string[] = []
  const kept: Uint8Array[] = []
  const exchange = openChannel(async (command) => {
    sent.push(Buffer.from(command).toString('hex').toUpperCase())
    kept.push(command)
    return bytes(answers.shift() ?? '6F00')
  })
  return { exchange, sent, kept }
}

const read = { step: 'read', ins: 0xb0, p1: 0, p2: 0, le: 256 }
const verify = { step: 'verify', ins: 0x20, p1: 0, p2: 0x80, data: bytes('31323334'), secret: true } as const

describe('one command to one whole answer', () => {
  it('fetches what the card has more of', async () => {
    const { exchange, sent } = script('0102 6103', '030405 6101', '06 9000')
    expect(await exchange(read)).toEqual({ data: bytes('010203040506'), status: 0x9000 })
    expect(sent).toEqual(['00B0000000', '00C0000003', '00C0000001'])
  })

  it('asks again with the length that the card names, once', async () => {
    const { exchange, sent } = script('6C02', '0102 9000')
    expect(await exchange(read)).toEqual({ data: bytes('0102'), status: 0x9000 })
    expect(sent).toEqual(['00B0000000', '00B0000002'])
    const stubborn = script('6C02', '6C03')
    expect(await stubborn.exchange(read)).toMatchObject({ status: 0x6c03 })
    expect(stubborn.sent).toHaveLength(2)
  })

  it('never sends a PIN again, and wipes the command that held it', async () => {
    const { exchange, sent, kept } = script('6C04', '9000')
    expect(await exchange(verify)).toMatchObject({ status: 0x6c04 })
    expect(sent).toEqual(['002000800431323334'])
    expect(kept[0]).toEqual(new Uint8Array(9))
  })

  it('wipes the command that held a PIN also when the card is gone', async () => {
    const kept: Uint8Array[] = []
    const exchange = openChannel(async (command) => {
      kept.push(command)
      throw new WalletError({ code: 'card.removed' })
    })
    await expect(exchange(verify)).rejects.toMatchObject({ failure: { code: 'card.removed' } })
    expect(kept[0]).toEqual(new Uint8Array(9))
  })

  it('gives up on an answer that never ends, or ends nowhere', async () => {
    const endless = openChannel(async () => Uint8Array.from([...new Uint8Array(254), 0x61, 0x00]))
    await expect(endless(read)).rejects.toMatchObject({ failure: { code: 'card.garbled' } })
    await expect(script('6102', '6102').exchange(read)).rejects.toMatchObject({ failure: { code: 'card.garbled' } })
  })
})
