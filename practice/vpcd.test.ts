// The card's side of the vpcd protocol, before a reader that is played here; tests/pcsc has the real one.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPracticeCard, type PracticeCard } from './card/practiceCard.ts'
import { personOf, sharedWorld } from './testWorld.ts'
import { plugIn } from './vpcd.ts'
import type { World } from './world.ts'

let world: World
let card: PracticeCard
let server: Server
let port: number
let reader: Promise<Socket>
const connections: Socket[] = []

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
})
beforeEach(async () => {
  card = createPracticeCard(world, personOf(world, 'taro'))
  connections.length = 0
  server = createServer((socket) => connections.push(socket))
  reader = once(server, 'connection').then(([socket]) => socket as Socket)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  const closed = new Promise((resolve) => server.close(resolve))
  for (const socket of connections) socket.destroy()
  await closed
})

const frame = (hex: string): Buffer => {
  const bytes = Buffer.from(hex, 'hex')
  const head = Buffer.alloc(2)
  head.writeUInt16BE(bytes.length)
  return Buffer.concat([head, bytes])
}

/** What arrived and was not asked for yet. */
const waiting = new WeakMap<Socket, Buffer>()

/** The next whole message from the card. */
async function message(socket: Socket): Promise<string> {
  let received = waiting.get(socket) ?? Buffer.alloc(0)
  while (received.length < 2 || received.length < 2 + received.readUInt16BE()) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    received = Buffer.concat([received, chunk])
  }
  const end = 2 + received.readUInt16BE()
  waiting.set(socket, received.subarray(end))
  return received.subarray(2, end).toString('hex').toUpperCase()
}

/** Powers the card as pcscd does. */
async function powered(): Promise<{ socket: Socket; plugged: Awaited<ReturnType<typeof plugIn>> }> {
  const plugging = plugIn(card, port)
  const socket = await reader
  socket.write(frame('01'))
  socket.write(frame('04'))
  expect(await message(socket)).toBe('3B888001000041E0B381A1003B')
  return { socket, plugged: await plugging }
}

const select = '00A4040C0AD392F000260100000001'

describe('the card behind vpcd', () => {
  it('gives its answer to reset, then answers commands, however they are cut', async () => {
    const { socket, plugged } = await powered()
    for (const byte of frame(select)) {
      socket.write(Uint8Array.of(byte))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await message(socket)).toBe('9000')
    socket.write(frame('00B0860004'))
    expect(await message(socket)).toBe('4A504B499000')
    await plugged.unplug()
  })

  it('keeps order when several messages arrive at once', async () => {
    const { socket, plugged } = await powered()
    card.failAt(1, { kind: 'delay', milliseconds: 30 })
    socket.write(Buffer.concat([frame(select), frame('00B0860004')]))
    expect(await message(socket)).toBe('9000')
    expect(await message(socket)).toBe('4A504B499000')
    await plugged.unplug()
  })

  it('forgets what was verified when it loses power or is reset', async () => {
    const { socket, plugged } = await powered()
    for (const signal of ['00', '01', '02']) {
      socket.write(frame(select))
      await message(socket)
      socket.write(frame('002000980431333537'))
      expect(await message(socket)).toBe('9000')
      socket.write(Buffer.concat([frame(signal), frame(select)]))
      await message(socket)
      socket.write(frame('802A0097010000'))
      expect(await message(socket)).toBe('6982')
    }
    await plugged.unplug()
  })

  it('leaves when it is unplugged, and when it is pulled out at a command', async () => {
    const first = await powered()
    const gone = once(first.socket, 'close')
    await first.plugged.unplug()
    await gone
    reader = once(server, 'connection').then(([socket]) => socket as Socket)
    const second = await powered()
    card.failAt(1, { kind: 'removal', moment: 'beforeAnswer' })
    second.socket.write(frame(select))
    await second.plugged.out
  })

  it('tells when the service lets go of it', async () => {
    const { socket, plugged } = await powered()
    socket.destroy()
    await plugged.out
  })

  it('gives up on a reader that does not take it, and on a port where nobody listens', async () => {
    await expect(plugIn(card, port, { withinMs: 100 })).rejects.toThrow('is another one in it?')
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port: free } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    await expect(plugIn(card, free, { withinMs: 300 })).rejects.toThrow('no virtual reader listens')
  })
})
