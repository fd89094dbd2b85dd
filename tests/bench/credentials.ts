// Unlocking a drawer to its first screen, and searching it, with few and with very many credentials: beside SQLite alone
// reading the same rows of the same file. The derivation of a passphrase's key is apart: the recovery code opens here.
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import { openEncrypted, type Sql } from '../../main/drawer/database.ts'
import type { DrawerRoom } from '../../main/drawer/drawer.ts'
import { fileKeyOf } from '../../main/drawer/drawerFile.ts'
import { databaseFile } from '../../main/drawer/folder.ts'
import { readStoredHeader } from '../../main/drawer/header.ts'
import { unwrapDrawerKey } from '../../main/drawer/keySlots.ts'
import { createDrawer } from '../../main/drawer/openDrawer.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { cardsAtOnce } from '../../preload/shapes/credentials.ts'
import { makePki } from '../cross/formatsPki.ts'
import { at, type TestDrawer, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { inDrawerFile } from '../support/earlierTables.ts'
import { incomingInsurance, incomingLicence } from '../support/issued.ts'
import { inTurn, type Row, timed } from './row.ts'

const entry = fileURLToPath(new URL('../../main/drawer/process.ts', import.meta.url))
const sizes = [10, 100, 1_000, 10_000] as const
/** Stands in one of a hundred. */
const word = '第七組'

export async function credentialRows(runs: number): Promise<Row[]> {
  const home = temporaryFolder()
  const rows: Row[] = []
  try {
    for (const size of sizes) {
      const testing = await filled(home.path, size)
      rows.push(await unlockRow(testing, size, runs), await searchRow(testing, size, runs))
    }
    return rows
  } finally {
    home.remove()
  }
}

/** A drawer with ten credentials that came as they do, and copies of them under other ids and keys up to that number. */
async function filled(home: string, size: number): Promise<TestDrawer> {
  const pki = makePki()
  const testing = testDrawer(home, { trust: pki.trust })
  const drawer = await createDrawer(testing.create)
  for (let pair = 0; pair < 5; pair++) {
    const [one, two] = [await drawer.createKey(), await drawer.createKey()]
    await drawer.accept([incomingInsurance(pki, one), incomingLicence(pki, two)], at)
  }
  await drawer.close()
  await inDrawerFile(testing.folder, testing.recovery, (sql) => sql.transaction(() => copies(sql, size))())
  return testing
}

function copies(sql: Sql, size: number): void {
  const key = sql.prepare('INSERT INTO device_key SELECT ?, pkcs8 FROM device_key LIMIT 1')
  const credential = sql.prepare(`
    INSERT INTO credential SELECT ?, ?, format, raw, raw_sha256, ?, kind, name, labels, verified, received_at, verified_at,
      last_status FROM credential WHERE position = ?`)
  const text = sql.prepare(`
    INSERT INTO credential_text SELECT ?, ?, text || char(10) || ? FROM credential_text WHERE position = ?`)
  for (let position = 11; position <= size; position++) {
    const [id, keyId, like] = [randomUUID(), randomUUID(), (position % 10) + 1]
    key.run(keyId)
    credential.run(id, position, keyId, like)
    text.run(position, id, position % 100 === 7 ? word : 'ほかの組', like)
  }
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
    notes: `every page of the file is checked at opening; the first screen shows ${cardsAtOnce} of them`,
  }
}

/** What the window asks for: the drawer, how many there are, the first cards, the session. */
async function firstScreen(room: DrawerRoom, testing: TestDrawer): Promise<void> {
  const drawer = await room.open(testing.open())
  await drawer.page({ text: '', from: 0, most: 0, at })
  await drawer.page({ text: '', from: 0, most: cardsAtOnce, at })
  await drawer.token()
}

async function searchRow(testing: TestDrawer, size: number, runs: number): Promise<Row> {
  const room = remoteRoom(forkedDrawer(entry))
  const sql = await bareDatabase(testing)
  const scan = sql.prepare('SELECT credential_id FROM credential_text WHERE instr(text, ?) > 0')
  try {
    const drawer = await room.open(testing.open())
    const times = await inTurn(
      runs * 3,
      () => timed(() => drawer.page({ text: word, from: 0, most: cardsAtOnce, at })),
      () => timed(async () => scan.all(word)),
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

/** The process stands ready: its start is the same whatever lies in the drawer. */
async function inReadyProcess(work: (room: DrawerRoom) => Promise<number>): Promise<number> {
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
