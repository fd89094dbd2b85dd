// A whole later log-in by card: portal, ledger and card, beside the card's commands alone, and beside all its bare parts.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { createCardWatch } from '../../main/card/cardWatch.ts'
import { beginEncrypted, type Sql } from '../../main/drawer/database.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { logIn } from '../../main/journeys/logIn.ts'
import { endpoint, type PortalProfile } from '../../main/portal/profile.ts'
import type { CardReaders, Fetch } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { startPortal } from '../../practice/portal/startPortal.ts'
import { openWorld } from '../../practice/world.ts'
import { temporaryFolder, testDrawer } from '../support/drawers.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { plugCard } from '../support/program.ts'
import { askerFor, counting, found, firstReader as reader, talk } from './cardAtHand.ts'
import { openScRows } from './openSc.ts'
import { inTurn, type Row, timed } from './row.ts'

const now = () => new Date()
/** The act as begun and as done; see `recorded`. The account is known from the first log-in, and writes nothing. */
const durableWrites = 2

export interface CardSetting {
  readonly readers: CardReaders
  readonly pin: string
  readonly folder: string
  readonly runs: number
}

export async function cardLogInRows(home: string, worldFolder: string, runs: number): Promise<Row[]> {
  const folder = temporaryFolder()
  // The card may run as another user, to whom that folder belongs.
  const trace = join(home, 'bench-trace')
  const card = await plugCard(home, 'taro', 0, trace)
  const readers = pcscReaders()
  try {
    const setting: CardSetting = { readers, pin: card.pins.authentication ?? '', folder: folder.path, runs }
    const beside = await openScRows(setting, trace)
    return [...(await wholeRows(setting, worldFolder)), ...beside]
  } finally {
    await readers.close()
    await card.pullOut()
    folder.remove()
  }
}

async function wholeRows({ readers, pin, folder, runs }: CardSetting, worldFolder: string): Promise<Row[]> {
  const trust = (await openWorld(worldFolder, now)).trust()
  const { running, stop } = await startPortal({ folder: worldFolder })
  const room = remoteRoom(forkedDrawer('main/drawer/process.ts'))
  const drawer = await room.create(testDrawer(folder, { trust }).create)
  const counted = counting(readers)
  const cards = createCardWatch({ readers: counted.readers, now })
  const profile = practiceProfile(running.origin, trust.tls)
  const bare = bareParts(profile, trust.tls, folder)
  try {
    const sent = countingFetch(createHttpsFetch({ loopback: true, ca: trust.tls }))
    const asker = { ...askerFor(cards, pin), fetch: sent.fetch, now, home: folder, keychain: memoryKeychain() }
    await found(cards)
    const enter = () => logIn(asker, { drawer, profile, trust, language: 'en', reader, person: 'taro' })
    const parts: number[] = []
    const measure = await inTurn(
      runs,
      () => {
        sent.clear()
        return timed(enter)
      },
      async () => {
        const commands = await timed(() => talk(reader, counted.loans.at(-1) ?? []))
        parts.push(commands + (await bare.requests(sent.count())) + bare.writes(durableWrites))
        return commands
      },
    )
    const commands = `${counted.loans.at(-1)?.length} card commands`
    const alike = `${sent.count()} HTTPS requests, ${durableWrites} writes to the disk`
    const row = { unit: 'ms', measured: measure.measured, aim: 1.2 } as const
    return [
      {
        ...row,
        name: 'later card log-in with portal and ledger',
        floor: measure.floor,
        floorName: `its ${commands} by hand`,
        notes: `the floor lacks ${alike}, and what the portal does; typing is apart from both`,
      },
      {
        ...row,
        name: 'the same beside all its bare parts',
        floor: parts.slice(1),
        floorName: `${commands}, ${alike}, all bare`,
        notes: 'what the portal does for a log-in is part of it and not of the floor, which asks for a static answer',
      },
    ]
  } finally {
    bare.close()
    await cards.close()
    await room.end()
    await stop()
  }
}

function countingFetch(through: Fetch): { fetch: Fetch; count(): number; clear(): void } {
  let count = 0
  return {
    fetch: (sending) => {
      count++
      return through(sending)
    },
    count: () => count,
    clear: () => {
      count = 0
    },
  }
}

/** As many exchanges as a log-in has, over one connection, and as many rows of a few hundred bytes, each brought to the disk. */
function bareParts(profile: PortalProfile, ca: readonly string[], folder: string) {
  const agent = new Agent({ keepAlive: true, ca: [...ca] })
  const file = join(folder, 'bare.db')
  writeFileSync(file, '')
  const sql: Sql = beginEncrypted(file, randomBytes(32))
  sql.exec('CREATE TABLE row (content TEXT NOT NULL)')
  const insert = sql.prepare('INSERT INTO row (content) VALUES (?)')
  const exchange = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sending = request(endpoint(profile, 'certs'), { agent }, (answer) => {
        answer.resume().on('end', resolve)
      })
      sending.on('error', reject).end()
    })
  return {
    requests: (count: number): Promise<number> =>
      timed(async () => {
        for (let sent = 0; sent < count; sent++) await exchange()
        agent.destroy()
      }),
    writes: (count: number): number => {
      const start = performance.now()
      for (let written = 0; written < count; written++) insert.run('x'.repeat(300))
      return performance.now() - start
    },
    close: () => {
      agent.destroy()
      sql.close()
    },
  }
}
