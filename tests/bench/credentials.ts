// Opening a drawer to its first screen, and searching it, with few and with very many credentials: beside SQLite alone
// reading the same rows of the same file. The derivation of a passphrase's key is apart: the recovery code opens here.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import { openEncrypted, type Sql } from '../../main/drawer/database.ts'
import type { DrawerRoom } from '../../main/drawer/drawer.ts'
import { fileKeyOf } from '../../main/drawer/drawerKey.ts'
import { databaseFile } from '../../main/drawer/folder.ts'
import { readStoredHeader } from '../../main/drawer/header.ts'
import { unwrapDrawerKey } from '../../main/drawer/keySlots.ts'
import type { CopyKind } from '../../main/drawer/portalCopy.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { cardsAtOnce } from '../../preload/shapes/credentials.ts'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { type TestDrawer, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { filledDrawer, rareWord } from './filledDrawer.ts'
import { inTurn, type Row, timed } from './row.ts'

/** As it is built for the program. */
const entry = join(fromSurroundings('TEFUDA_APP'), 'out', 'main', 'drawer.js')
const bareEntry = fileURLToPath(new URL('bareProcess.mjs', import.meta.url))
const sizes = [10, 100, 1_000, 10_000] as const
const now = (): string => new Date().toISOString()

export async function credentialRows(runs: number): Promise<Row[]> {
  const home = temporaryFolder()
  const rows: Row[] = [await startRow(runs)]
  try {
    for (const size of sizes) {
      const testing = await filledDrawer(home.path, size)
      rows.push(await unlockRow(testing, size, runs), await searchRow(testing, size, runs))
    }
    return rows
  } finally {
    home.remove()
  }
}

/** The program starts it when the key is asked for, so that it stands ready when the key is there. */
async function startRow(runs: number): Promise<Row> {
  const times = await inTurn(
    runs,
    () => timed(() => inReadyProcess(async () => undefined)),
    () => timed(bareAnswer),
  )
  return {
    name: 'start of a drawer’s process, until it stands ready',
    unit: 'ms',
    ...times,
    floorName: 'a Node process that does nothing but answer',
    aim: 6,
    notes: 'nobody waits for it: it starts when a passphrase, a PIN or a code is asked for; its end is part of both',
  }
}

async function bareAnswer(): Promise<void> {
  const process = forkedDrawer(bareEntry)
  await new Promise<void>((resolve) => {
    process.onMessage(() => resolve())
    process.post({ id: 0 })
  })
  await process.kill()
}

async function unlockRow(testing: TestDrawer, size: (typeof sizes)[number], runs: number): Promise<Row> {
  const times = await inTurn(
    runs,
    () => inReadyProcess((room) => timed(() => firstScreen(room, testing))),
    () => bare(testing, (sql) => sql.prepare('SELECT * FROM credential ORDER BY position').all()),
  )
  return {
    name: `unlock to first screen, ${size} credentials`,
    unit: 'ms',
    ...times,
    floorName: 'SQLite alone reads these rows',
    // Little is read of a small drawer: what opening one costs in any case stands against next to nothing.
    aim: { 10: 40, 100: 10, 1000: 3, 10000: 2 }[size],
    notes: `every page of the file is checked at opening, and who opened it is written to the disk; the first screen shows ${cardsAtOnce} of them`,
  }
}

const dated: readonly CopyKind[] = ['date', 'mandate', 'application', 'bill', 'followUpDone']

/** What window and screen ask for: the drawer, how many there are, the session; the first cards, mandates, notices, days. */
async function firstScreen(room: DrawerRoom, testing: TestDrawer): Promise<void> {
  const at = now()
  const drawer = await room.open({ ...testing.open(), at })
  await drawer.page({ text: '', from: 0, most: 0, at })
  await drawer.token()
  await Promise.all([
    drawer.page({ text: '', from: 0, most: cardsAtOnce, at }),
    drawer.mandates(at),
    drawer.notices(),
    drawer.endings(),
    ...dated.map((kind) => drawer.copies(kind)),
  ])
}

async function searchRow(testing: TestDrawer, size: number, runs: number): Promise<Row> {
  const room = remoteRoom(forkedDrawer(entry))
  const sql = await bareDatabase(testing)
  const scan = sql.prepare('SELECT credential_id FROM credential_text WHERE instr(text, ?) > 0')
  try {
    const drawer = await room.open(testing.open())
    const times = await inTurn(
      runs * 3,
      () => timed(() => drawer.page({ text: rareWord, from: 0, most: cardsAtOnce, at: now() })),
      () => timed(async () => scan.all(rareWord)),
    )
    return {
      name: `search, ${size} credentials`,
      unit: 'ms',
      ...times,
      floorName: 'SQLite alone looks through the same text',
      aim: size < 1_000 ? 30 : 5,
      notes: 'with the first cards of what was found, through the drawer’s process',
    }
  } finally {
    sql.close()
    await room.end()
  }
}

/** As it stands while the key is still typed: loaded, and with nothing open. */
async function inReadyProcess<T>(work: (room: DrawerRoom) => Promise<T>): Promise<T> {
  const room = remoteRoom(forkedDrawer(entry))
  try {
    // No drawer is there; that it answers is enough.
    await room.open({ ...testDrawer('/nowhere').open() }).catch(() => undefined)
    return await work(room)
  } finally {
    await room.end()
  }
}

async function bareDatabase({ folder, byRecovery }: TestDrawer): Promise<Sql> {
  const header = await readStoredHeader(folder)
  const { drawerKey } = await unwrapDrawerKey(header, byRecovery())
  return openEncrypted(databaseFile(folder, header.generation), fileKeyOf(drawerKey))
}

async function bare(testing: TestDrawer, read: (sql: Sql) => unknown): Promise<number> {
  const header = await readStoredHeader(testing.folder)
  const { drawerKey } = await unwrapDrawerKey(header, testing.byRecovery())
  const [path, key] = [databaseFile(testing.folder, header.generation), fileKeyOf(drawerKey)]
  return timed(async () => {
    const sql = openEncrypted(path, key)
    read(sql)
    sql.close()
  })
}
