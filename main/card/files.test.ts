import { describe, expect, it } from 'vitest'
import { openChannel } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { objectLength, readObject, readOn, readStart, readWhole } from './files.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

/** One file of an application, with or without short identifiers. */
function card(content: Uint8Array, { shortIds = true, current = true } = {}) {
  const sent: string[] = []
  let selected = false
  const exchange = openChannel(async (command) => {
    sent.push(Buffer.from(command).toString('hex').toUpperCase())
    const [, ins = 0, p1 = 0, p2 = 0, last = 0] = command
    if (ins === 0xa4) {
      selected = true
      return bytes('9000')
    }
    if ((p1 & 0x80) !== 0) {
      if (!shortIds) return bytes('6A86')
      selected = current
    } else if (!selected) return bytes('6986')
    const offset = (p1 & 0x80) !== 0 ? p2 : p1 * 256 + p2
    if (offset >= content.length) return bytes('6B00')
    return Uint8Array.from([...content.subarray(offset, offset + (last || 256)), 0x90, 0x00])
  })
  return { exchange, sent }
}

const content = Uint8Array.from({ length: 700 }, (_, index) => index & 0xff)
const access = (): FileAccess => ({ shortIds: true })

describe('reading a file', () => {
  it('takes one command by short identifier, and two where the card has none, which is learned once', async () => {
    const modern = card(content)
    expect(await readStart(modern.exchange, access(), 0x000a, 'read')).toEqual({
      kind: 'bytes',
      bytes: content.subarray(0, 256),
    })
    expect(modern.sent).toEqual(['00B08A0000'])
    const old = card(content, { shortIds: false })
    const learned = access()
    await readStart(old.exchange, learned, 0x000a, 'read')
    await readStart(old.exchange, learned, 0x000a, 'read')
    expect(old.sent).toEqual(['00B08A0000', '00A4020C02000A', '00B0000000', '00A4020C02000A', '00B0000000'])
  })

  it('reads on by offsets to the very length', async () => {
    const { exchange, sent } = card(content)
    const start = await readStart(exchange, access(), 0x000a, 'read')
    if (start.kind !== 'bytes') throw new Error('nothing was read')
    expect(await readOn(exchange, 0x000a, start.bytes, 600, 'read')).toEqual(content.subarray(0, 600))
    expect(sent.slice(1)).toEqual(['00B0010000', '00B0020058'])
  })

  it('selects the file where reading by short identifier did not make it the current one', async () => {
    const { exchange, sent } = card(content, { current: false })
    const start = await readStart(exchange, access(), 0x000a, 'read')
    if (start.kind !== 'bytes') throw new Error('nothing was read')
    expect(await readOn(exchange, 0x000a, start.bytes, 300, 'read')).toEqual(content.subarray(0, 300))
    expect(sent.slice(1)).toEqual(['00B001002C', '00A4020C02000A', '00B001002C'])
  })

  it('does not wait for bytes that the file does not have', async () => {
    const { exchange } = card(content)
    const start = content.subarray(0, 256)
    await readStart(exchange, access(), 0x000a, 'read')
    await expect(readOn(exchange, 0x000a, start, 2000, 'read')).rejects.toMatchObject({
      failure: { code: 'card.garbled' },
    })
    await expect(readOn(exchange, 0x000a, start, 0x8000, 'read')).rejects.toMatchObject({
      failure: { code: 'card.garbled' },
    })
  })
})

describe('a file without a length', () => {
  it.each([
    [700, 3],
    [512, 3],
    [256, 2],
    [10, 1],
  ])('of %i bytes is read to its end in %i commands', async (length, commands) => {
    const { exchange, sent } = card(content.subarray(0, length))
    expect(await readWhole(exchange, access(), 0x0001, 'read', 900)).toEqual({
      kind: 'bytes',
      bytes: content.subarray(0, length),
    })
    expect(sent).toHaveLength(commands)
  })

  it('is refused when it goes on beyond what it can hold', async () => {
    const { exchange } = card(new Uint8Array(3000))
    await expect(readWhole(exchange, access(), 0x0001, 'read', 900)).rejects.toMatchObject({
      failure: { code: 'card.garbled' },
    })
  })

  it('is cut to the object at its start where there is one, and absent where it holds nothing', async () => {
    const object = Uint8Array.from([0xff, 0x20, 0x03, 1, 2, 3])
    const filled = card(Uint8Array.from([...object, ...new Uint8Array(40).fill(0xff)]))
    expect(await readObject(filled.exchange, access(), 0x0002, 'read')).toEqual({ kind: 'bytes', bytes: object })
    const empty = card(new Uint8Array(40).fill(0xff))
    expect(await readObject(empty.exchange, access(), 0x0002, 'read')).toEqual({ kind: 'absent' })
    const odd = card(Uint8Array.from([0xff, 0x20, 0x84, 0, 0, 0, 1]))
    await expect(readObject(odd.exchange, access(), 0x0002, 'read')).rejects.toMatchObject({
      failure: { code: 'card.garbled' },
    })
  })
})

describe('the length of an object (X.690 8.1.3)', () => {
  it.each([
    ['3005', 7],
    ['308180', 131],
    ['30820621', 1573],
    ['FF2062', 101],
    ['FF10 0C', 15],
    ['7F21820233', 568],
  ])('%s: %i', (text, length) => {
    expect(objectLength(bytes(text))).toBe(length)
  })

  it.each(['', '30', '3080', '308206', '3083010000', '1F8080'])('of "%s" cannot be told', (text) => {
    expect(objectLength(bytes(text))).toBeUndefined()
  })
})
