// Card log-ins: a later one beside the same commands by hand, and the card's part of a first and a later one beside OpenSC,
// a driver that nobody here wrote, doing the same to the same card.
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Context, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, SCARD_SHARE_EXCLUSIVE } from 'smartcard'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { withAuthenticationKey } from '../../main/card/authentication.ts'
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { askPin, leavesCount, type PinAsker, withAskedPin } from '../../main/journeys/askPin.ts'
import { logIn } from '../../main/journeys/logIn.ts'
import type { CardReaders } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { startPortal } from '../../practice/portal/startPortal.ts'
import { openWorld } from '../../practice/world.ts'
import { temporaryFolder, testDrawer } from '../support/drawers.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { plugCard } from '../support/program.ts'
import { inTurn, median, type Row, timed } from './row.ts'

const reader = 'Virtual PCD 00 00'
const now = () => new Date()
const message = new TextEncoder().encode('what a portal wants signed')

export async function cardLogInRows(home: string, worldFolder: string, runs: number): Promise<Row[]> {
  const folder = temporaryFolder()
  // The card may run as another user, to whom that folder belongs.
  const trace = join(home, 'bench-trace')
  const card = await plugCard(home, 'taro', 0, trace)
  const readers = pcscReaders()
  try {
    const pin = card.pins.authentication ?? ''
    const beside = await besideOpenSc({ readers, pin, trace, folder: folder.path, runs })
    return [await besideHand({ readers, pin, worldFolder, folder: folder.path, runs }), ...beside]
  } finally {
    await readers.close()
    await card.pullOut()
    folder.remove()
  }
}

interface Setting {
  readonly readers: CardReaders
  readonly pin: string
  readonly folder: string
  readonly runs: number
}

async function besideHand({
  readers,
  pin,
  worldFolder,
  folder,
  runs,
}: Setting & { worldFolder: string }): Promise<Row> {
  const trust = (await openWorld(worldFolder, now)).trust()
  const { running, stop } = await startPortal({ folder: worldFolder })
  const room = remoteRoom(forkedDrawer('main/drawer/process.ts'))
  const drawer = await room.create(testDrawer(folder, { trust }).create)
  const counted = counting(readers)
  const cards = createCardWatch({ readers: counted.readers, now })
  try {
    const asker = {
      ...askerFor(cards, pin),
      fetch: createHttpsFetch({ loopback: true, ca: trust.tls }),
      now,
      home: folder,
      keychain: memoryKeychain(),
    }
    const profile = practiceProfile(running.origin, trust.tls)
    await found(cards)
    const enter = () => logIn(asker, { drawer, profile, trust, language: 'en', reader, person: 'taro' })
    const measure = await inTurn(
      runs,
      () => timed(enter),
      () => timed(() => byHand(counted.loans.at(-1) ?? [])),
    )
    return {
      name: 'later card log-in',
      unit: 'ms',
      ...measure,
      floorName: 'the same commands by hand',
      aim: 1.2,
      notes: `${counted.loans.at(-1)?.length} commands while the card is held; portal over HTTPS on loopback included, typing apart`,
    }
  } finally {
    await cards.close()
    await room.end()
    await stop()
  }
}

/** First: the card has just been put in, and nothing is known of it; its look is part of it. Later: it was seen before. */
async function besideOpenSc({ readers, pin, trace, folder, runs }: Setting & { trace: string }): Promise<Row[]> {
  const counted = counting(readers)
  const file = join(folder, 'message')
  writeFileSync(file, message)
  const openSc = (...more: readonly string[]) =>
    promisify(execFile)('pkcs11-tool', [...more], { env: { ...process.env, OPENSC_DRIVER: 'jpki' } })
  const theirs = () =>
    openSc(
      ...['--slot-index', '0', '--login', '--pin', pin, '--id', '01', '--sign', '--mechanism', 'SHA256-RSA-PKCS'],
      ...['-i', file, '-o', join(folder, 'signature')],
    )
  const ours = async (cards: CardWatch): Promise<void> => {
    await found(cards)
    await signOnce(askerFor(cards, pin))
  }
  const first = async (): Promise<void> => {
    const cards = createCardWatch({ readers: counted.readers, now })
    await ours(cards).finally(() => cards.close())
  }
  const known = createCardWatch({ readers: counted.readers, now })
  try {
    await ours(known)
    const begun = await inTurn(
      runs,
      () => timed(first),
      () => timed(theirs),
    )
    const laterCommands = await countOf(counted, () => ours(known))
    const later = await inTurn(
      runs,
      () => timed(() => ours(known)),
      () => timed(theirs),
    )
    const firstCommands = await countOf(counted, first)
    const theirCommands = await linesAddedTo(trace, theirs)
    const start = median(await inSeries(runs, () => timed(() => openSc('--help').catch(() => undefined))))
    const floorName = 'OpenSC: pkcs11-tool --login --sign'
    const notes = `${start.toFixed(0)} ms of OpenSC's time start its program (--help); its driver is named to it, so that it probes for no other card`
    const commands = (name: string, own: number): Row => ({
      name,
      unit: 'commands',
      measured: [own],
      floorName,
      floor: [theirCommands],
      aim: 1,
    })
    return [
      { name: 'first card log-in, card part', unit: 'ms', ...begun, floorName, aim: 1, notes },
      { name: 'later card log-in, card part', unit: 'ms', ...later, floorName, aim: 1, notes },
      {
        ...commands('commands of a first card log-in', firstCommands),
        notes: 'with the look at every PIN and application that the screen shows, and the whole certificate',
      },
      commands('commands of a later card log-in', laterCommands),
    ]
  } finally {
    await known.close()
  }
}

/** What a log-in does with the card: guard, count, PIN, signature, leaving clean. */
async function signOnce(asker: PinAsker): Promise<void> {
  const asked = await askPin(asker, { reader, pin: 'authentication', purpose: 'logIn' })
  await withAskedPin(asker, asked, async (exchange, access, unchanged) => {
    const { certificate } = asked.seen
    await withAuthenticationKey(exchange, access, { typed: asked, certificate, memory: asker.cards.memory }, (key) =>
      key.sign(message),
    )
    if (leavesCount(asked)) unchanged()
  })
}

const askerFor = (cards: CardWatch, pin: string): PinAsker => ({
  cards,
  askSecret: async () => new TextEncoder().encode(pin),
  signal: new AbortController().signal,
  guard: async () => undefined,
})

/** Until the watch was told of the card. */
async function found(cards: CardWatch): Promise<void> {
  const there = () => cards.read().readers.some(({ id, card }) => id === reader && card !== null)
  await new Promise<void>((resolve) => {
    const stop = cards.onChange(() => {
      if (!there()) return
      stop()
      resolve()
    })
    if (there()) resolve()
  })
}

interface Counted {
  readonly readers: CardReaders
  /** The commands of each time that the card was held. */
  readonly loans: Uint8Array[][]
}

function counting(readers: CardReaders): Counted {
  const loans: Uint8Array[][] = []
  return {
    loans,
    readers: {
      ...readers,
      withCard: (id, work) =>
        readers.withCard(id, (transmit) => {
          const commands: Uint8Array[] = []
          loans.push(commands)
          return work((command) => {
            commands.push(Uint8Array.from(command))
            return transmit(command)
          })
        }),
    },
  }
}

async function countOf({ loans }: Counted, work: () => Promise<unknown>): Promise<number> {
  const before = loans.length
  await work()
  return loans.slice(before).flat().length
}

/** Commands that reached the card, by the card's own record. */
async function linesAddedTo(file: string, work: () => Promise<unknown>): Promise<number> {
  const lines = () => readFileSync(file, 'utf8').split('\n').length
  const before = lines()
  await work()
  return lines() - before
}

async function inSeries(runs: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let run = 0; run < runs; run++) values.push(await measure())
  return values
}

async function byHand(commands: readonly Uint8Array[]): Promise<void> {
  const context = new Context()
  const found = context.listReaders().find(({ name }) => name === reader)
  if (found === undefined) throw new Error('no reader')
  const card = await found.connect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
  for (const command of commands) await card.transmit(Buffer.from(command))
  card.disconnect(SCARD_RESET_CARD)
  context.close()
}
