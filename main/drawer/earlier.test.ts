// A drawer of older tables is kept before it is changed, and put back when the change does not succeed.
import { cpSync, existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, codeOf, type TestDrawer, temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import { inDrawerFile, makeEarlier } from '../../tests/support/earlierTables.ts'
import type { Sql } from './database.ts'
import { DrawerFile } from './drawerFile.ts'
import { sweepEarlier } from './earlier.ts'
import { databaseFile } from './folder.ts'
import { schemaVersion } from './migrations.ts'
import { sha256 } from './seal.ts'

let home: ReturnType<typeof temporaryFolder>
let drawer: TestDrawer
beforeEach(async () => {
  home = temporaryFolder()
  drawer = testDrawer(home.path)
  ;(await DrawerFile.create(drawer.create)).close()
})
afterEach(() => home.remove())

const earlier = () => join(drawer.folder, 'earlier')
const kept = (): string[] => (existsSync(earlier()) ? readdirSync(earlier()).sort() : [])
const digest = (file: string): string => Buffer.from(sha256(readFileSync(file))).toString('hex')
const version = (sql: Sql): number => Number(sql.pragma('user_version', { simple: true }))

const inFile = (folder: string, work: (sql: Sql) => void) => inDrawerFile(folder, drawer.recovery, work)

/** As a version of Tefuda wrote it that knew the first tables only. */
const makeOld = (folder = drawer.folder) => inFile(folder, (sql) => makeEarlier(sql, 1))

/** A table is there that the next step wants to make. */
const makeStubborn = () => inFile(drawer.folder, (sql) => void sql.pragma('user_version = 1'))

test('nothing is kept of a drawer that needs no change', async () => {
  ;(await DrawerFile.open(drawer.open())).close()
  expect(kept()).toEqual([])
})

test('what was before is kept, encrypted as it is, and opens with the same keys', async () => {
  await makeOld()
  const before = digest(databaseFile(drawer.folder, 1))
  ;(await DrawerFile.open(drawer.open())).close()
  await inFile(drawer.folder, (sql) => expect(version(sql)).toBe(schemaVersion))
  expect(kept()).toEqual(['tables-1-generation-1'])
  const place = join(earlier(), 'tables-1-generation-1')
  expect(digest(databaseFile(place, 1))).toBe(before)
  expect(readdirSync(place).sort()).toEqual(['drawer-1.db', 'header.json'])
  await inFile(place, (sql) => expect(version(sql)).toBe(1))
})

test('a change that fails leaves the drawer as it was, byte by byte, and says so', async () => {
  await makeStubborn()
  const before = digest(databaseFile(drawer.folder, 1))
  for (let round = 0; round < 2; round++) {
    expect(await codeOf(DrawerFile.open(drawer.open()))).toBe('drawer.notUpdated')
    expect(digest(databaseFile(drawer.folder, 1))).toBe(before)
  }
  expect(kept()).toEqual([])
  // What stood in the way is gone: the next try succeeds.
  await makeOld()
  ;(await DrawerFile.open(drawer.open())).close()
  expect(kept()).toEqual(['tables-1-generation-1'])
})

test('a re-key removes it: a key that was taken out opens nothing', async () => {
  await makeOld()
  const file = await DrawerFile.open(drawer.open())
  expect(kept()).toHaveLength(1)
  await file.addSlot(drawer.passphraseSlot(), at)
  expect(kept()).toEqual([])
  file.close()
})

test('two are kept at most, none longer than thirty days, and halves never', async () => {
  await makeOld()
  ;(await DrawerFile.open(drawer.open())).close()
  const first = join(earlier(), 'tables-1-generation-1')
  const day = 24 * 60 * 60
  const now = Date.now()
  for (const [name, age] of [
    ['tables-2-generation-1', 1],
    ['tables-3-generation-1', 0],
    ['tables-4-generation-1.new', 0],
  ] as const) {
    cpSync(first, join(earlier(), name), { recursive: true })
    utimesSync(join(earlier(), name), now / 1000, now / 1000 - age * day)
  }
  utimesSync(first, now / 1000, now / 1000 - 2 * day)
  sweepEarlier(drawer.folder, now)
  expect(kept()).toEqual(['tables-2-generation-1', 'tables-3-generation-1'])
  sweepEarlier(drawer.folder, now + 29.5 * day * 1000)
  expect(kept()).toEqual(['tables-3-generation-1'])
  sweepEarlier(drawer.folder, now + 31 * day * 1000)
  expect(existsSync(earlier())).toBe(false)
})
