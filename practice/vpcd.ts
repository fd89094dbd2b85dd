// The practice card in a PC/SC reader that is not there: vpcd of the vsmartcard project, a driver of pcscd which listens
// on a port of its own (35963 for its first reader, 35964 for the second). The card is its client.
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { CardPulledOut, CardReset, type PracticeCard } from './card/practiceCard.ts'

/** Ports of vpcd's two readers. */
export const vpcdPorts = [35963, 35964] as const

/** Control messages have one byte; commands are longer. */
const control = { powerOff: 0, powerOn: 1, reset: 2, atr: 4 } as const

export interface PluggedCard {
  /** Pulls the card out; resolves when the service has noticed. */
  unplug(): Promise<void>
  /** Settles when the card is out, whoever did it: `unplug`, a removal fault of the card, or the service ending. */
  readonly out: Promise<void>
}

/** The service looks at its readers about every 0.44 s; whoever is quicker is not seen leaving. */
const noticedAfterMs = 700
/** In this time a service that saw an empty reader has powered a new card. */
const poweredWithinMs = 2_000

/**
 * Puts the card into the reader behind that port; resolves when the service has powered it and knows its ATR.
 *
 * @throws Error when nothing listens there or the reader does not take the card (another one is in it) in that time
 */
export async function plugIn(
  card: PracticeCard,
  port: number = vpcdPorts[0],
  { host = '127.0.0.1', withinMs = 15_000 } = {},
): Promise<PluggedCard> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const socket = await connected(host, port, deadline)
    const out = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const unplug = async (): Promise<void> => {
      socket.destroy()
      await out
      card.reset()
      await wait(noticedAfterMs)
    }
    const powered = await Promise.race([
      serve(card, socket).then(() => true),
      out.then(() => false),
      wait(poweredWithinMs, false, { ref: false }),
    ])
    if (powered) return { unplug, out }
    // The service still takes this card for one that left a moment ago; or another card is in that reader.
    await unplug()
    if (Date.now() > deadline)
      throw new Error(`the reader on port ${port} did not take the card: is another one in it?`)
  }
}

/** Answers the reader from now on; resolves once it powered the card and asked for its ATR. */
function serve(card: PracticeCard, socket: Socket): Promise<void> {
  return new Promise((ready) => {
    let powered = false
    let waiting = Buffer.alloc(0)
    let turn: Promise<void> = Promise.resolve()
    const send = (bytes: Uint8Array): void => {
      const frame = Buffer.alloc(2 + bytes.length)
      frame.writeUInt16BE(bytes.length)
      frame.set(bytes, 2)
      if (socket.writable) socket.write(frame)
    }
    const answer = async (message: Uint8Array): Promise<void> => {
      if (message.length > 1) {
        send(await card.transmit(message))
      } else if (message[0] === control.atr) {
        send(card.atr)
        if (powered) ready()
      } else if (message[0] === control.powerOn || message[0] === control.reset || message[0] === control.powerOff) {
        if (message[0] === control.powerOn) powered = true
        card.reset()
      }
    }
    socket.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes])
      while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE()) {
        const end = 2 + waiting.readUInt16BE()
        const message = Uint8Array.from(waiting.subarray(2, end))
        waiting = waiting.subarray(end)
        turn = turn
          .then(() => answer(message))
          .catch((error: unknown) => {
            socket.destroy()
            if (!(error instanceof CardPulledOut || error instanceof CardReset)) throw error
          })
      }
    })
    // A connection that breaks is a card that is out; `close` follows.
    socket.on('error', () => undefined)
  })
}

/** The service may just be starting. */
async function connected(host: string, port: number, deadline: number): Promise<Socket> {
  for (;;) {
    const socket = connect({ host, port, noDelay: true })
    const error = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined))
      socket.once('error', resolve)
    })
    if (error === undefined) return socket
    socket.destroy()
    if (Date.now() + 200 > deadline) throw new Error(`no virtual reader listens on ${host}:${port}`, { cause: error })
    await wait(200)
  }
}
