// Full and read-only disks: what cannot be written says so, and leaves nothing behind.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createDrawer, openDrawer } from '../../main/drawer/openDrawer.ts'
import {
  byCode,
  type Furnished,
  filesBelow,
  furnished,
  madeBackup,
  throughout,
  unlocked,
} from '../support/backup/making.ts'
import { at, codeOf, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { inDrawerFile, makeEarlier } from '../support/earlierTables.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'

const root = process.getuid?.() === 0
let home: ReturnType<typeof temporaryFolder>
let made: Furnished
const mounts: string[] = []

function mounted(name: string, options: string): string {
  const folder = join(home.path, name)
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tefuda-test', folder])
  mounts.push(folder)
  return folder
}
const canMount = (): boolean => {
  if (!root || process.platform !== 'linux') return false
  const probe = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tefuda-test', probe.path], { stdio: 'ignore' })
    execFileSync('umount', [probe.path])
    return true
  } catch {
    return false
  } finally {
    probe.remove()
  }
}
const mountable = canMount()

beforeAll(async () => {
  home = temporaryFolder()
  made = await furnished(home.path, inProcessDrawer)
  for (let entry = 0; entry < 40; entry++) {
    const party = randomBytes(12_000).toString('base64url')
    await made.drawer.record({ at, act: 'decline', outcome: 'done', party, items: [] })
  }
})
afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', [folder])
})
afterAll(async () => {
  await made.room.end()
  home.remove()
})

describe.skipIf(!mountable)('with disks of their own (needs root, to mount them)', () => {
  test('a disk that fills up while a backup is written', async () => {
    const folder = mounted('small', 'size=256k')
    const work = madeBackup(made.drawer, join(folder, 'backup'))
    expect(await codeOf(work)).toBe('store.full')
    expect(readdirSync(folder)).toEqual([])
    expect(readdirSync(made.testing.folder).filter((name) => name.startsWith('snapshot'))).toEqual([])
    // The drawer goes on.
    expect(await made.drawer.list(at)).toHaveLength(3)
    await madeBackup(made.drawer, join(home.path, 'elsewhere'))
  })

  test('a backup that would have replaced another leaves that one, when the disk is full', async () => {
    const folder = mounted('smaller', 'size=300k')
    const path = join(folder, 'backup')
    writeFileSync(path, 'the only backup of somebody')
    expect(await codeOf(madeBackup(made.drawer, path, { replace: true }))).toBe('store.full')
    expect(readdirSync(folder)).toEqual(['backup'])
  })

  test('a disk that fills up while a backup is tried or restored', async () => {
    const path = await madeBackup(made.drawer, join(home.path, 'whole'))
    const folder = mounted('home', 'size=512k')
    const { room, backup, drawerId } = await unlocked(inProcessDrawer, path, byCode(made.testing))
    const trial = join(folder, 'restoring', 'one')
    await backup.unpack(trial)
    expect(await codeOf(throughout(() => backup.more()))).toBe('store.full')
    expect(filesBelow(folder)).toEqual([])
    expect(existsSync(join(folder, 'drawers', drawerId))).toBe(false)
    await room.end()
  })

  test('a disk without space for the drawer as it was: its tables are not changed, and later they are', async () => {
    const folder = mounted('drawers', 'size=800k')
    const testing = testDrawer(folder)
    const drawer = await createDrawer(testing.create)
    await drawer.record({ at, act: 'decline', outcome: 'done', party: 'x'.repeat(200_000), items: [] })
    await drawer.close()
    const path = join(testing.folder, 'drawer-1.db')
    await inDrawerFile(testing.folder, testing.recovery, (sql) => makeEarlier(sql, 1))
    const before = readFileSync(path)
    const filler = join(folder, 'filler')
    writeFileSync(filler, new Uint8Array(400_000))
    expect(await codeOf(openDrawer(testing.open()))).toBe('store.full')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(filesBelow(join(testing.folder, 'earlier'))).toEqual([])
    rmSync(filler)
    await (await openDrawer(testing.open())).close()
    expect(filesBelow(join(testing.folder, 'earlier'))).toHaveLength(2)
  })

  test('a disk that nobody may write to', async () => {
    const folder = mounted('fixed', 'size=64k')
    execFileSync('mount', ['-o', 'remount,ro', folder])
    expect(await codeOf(madeBackup(made.drawer, join(folder, 'backup')))).toBe('file.notWritten')
    expect(await made.drawer.list(at)).toHaveLength(3)
    const path = await madeBackup(made.drawer, join(home.path, 'for-the-fixed'))
    const { room, backup } = await unlocked(inProcessDrawer, path, byCode(made.testing))
    expect(await codeOf(backup.unpack(join(folder, 'restoring', 'one')))).toBe('file.notWritten')
    await room.end()
  })
})

test.skipIf(root)('a folder that this user may not write to (root may)', async () => {
  const folder = join(home.path, 'closed')
  mkdirSync(folder)
  chmodSync(folder, 0o500)
  expect(await codeOf(madeBackup(made.drawer, join(folder, 'backup')))).toBe('file.notWritten')
  chmodSync(folder, 0o700)
})

test('a folder that is not there, and a place that is a folder', async () => {
  expect(await codeOf(madeBackup(made.drawer, join(home.path, 'nowhere', 'backup')))).toBe('file.notWritten')
  mkdirSync(join(home.path, 'folder'))
  expect(await codeOf(madeBackup(made.drawer, join(home.path, 'folder')))).toBe('file.exists')
  expect(await codeOf(madeBackup(made.drawer, join(home.path, 'folder'), { replace: true }))).toBe('file.notWritten')
  expect(filesBelow(home.path).filter((name) => name.includes('.tmp'))).toEqual([])
  // It opens as before.
  await made.drawer.close()
  await (await openDrawer(made.testing.open())).close()
})
