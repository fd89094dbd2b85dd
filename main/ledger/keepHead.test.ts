// The kept head beside real drawers: what a crash, a locked keychain, an older copy and a second opening make of it.
import { cpSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import { memoryKeychain } from '../../tests/support/memoryKeychain.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { createDrawer, openDrawer } from '../drawer/openDrawer.ts'
import { WalletError } from '../failure.ts'
import type { Keychain } from '../ports.ts'
import { createHeadKeeper, forgetHead, type HeadKeeper, headName } from './keepHead.ts'

const at = '2026-11-23T03:00:00.000Z'
const entry: NewLedgerEntry = { at, act: 'logIn', outcome: 'done', party: 'A portal', items: [] }

let home: ReturnType<typeof temporaryFolder>
let keychain: ReturnType<typeof memoryKeychain>
let testing: ReturnType<typeof testDrawer>
let open: Drawer[]
beforeEach(() => {
  home = temporaryFolder()
  keychain = memoryKeychain()
  testing = testDrawer(home.path)
  open = []
})
afterEach(async () => {
  for (const drawer of open) await drawer.close()
  home.remove()
})

const keeper = (of: Keychain = keychain) => createHeadKeeper({ home: home.path, keychain: of, now: () => new Date(at) })
const made = async (heads: HeadKeeper) => track(heads.keep(await createDrawer(testing.create)))
const reopened = async (heads: HeadKeeper) => track(heads.keep(await openDrawer(testing.open())))
function track(drawer: Drawer): Drawer {
  open.push(drawer)
  return drawer
}
const kept = async () => {
  const bytes = await keychain.read(await headName(home.path, testing.drawerId))
  return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'))
}
const comparison = async (heads: HeadKeeper, drawer: Drawer) =>
  (await drawer.verifyLedger(await heads.read(drawer), {})).kept.state

test('what was written is kept once the drawer has closed, under a name that tells nothing', async () => {
  const heads = keeper()
  const drawer = await made(heads)
  for (let index = 0; index < 5; index++) await drawer.record(entry)
  await drawer.close()
  await heads.settled()
  expect(await kept()).toMatchObject({ count: 5, at })
  const name = await headName(home.path, testing.drawerId)
  expect(name).toMatch(/^ledger-[A-Za-z0-9_-]{22}$/)
  expect(JSON.stringify(await kept())).not.toContain(testing.drawerId)
  await forgetHead({ home: home.path, keychain }, testing.drawerId)
  expect(await kept()).toBeUndefined()
})

test('many rows are few writes, and the last one counts', async () => {
  let writes = 0
  const counting: Keychain = {
    ...keychain,
    write: async (name, secret) => {
      writes++
      await keychain.write(name, secret)
    },
  }
  const heads = keeper(counting)
  const drawer = await made(heads)
  for (let index = 0; index < 200; index++) await drawer.record(entry)
  expect(await comparison(heads, drawer)).toBe('same')
  expect(await kept()).toMatchObject({ count: 200 })
  expect(writes).toBeLessThanOrEqual(5)
})

test('stopped between a row and its head: the ledger goes on from what was kept, and no alarm is raised', async () => {
  const heads = keeper()
  const drawer = await made(heads)
  await drawer.record(entry)
  expect(await comparison(heads, drawer)).toBe('same')
  await drawer.close()
  await heads.settled()
  const killed = await openDrawer(testing.open())
  await killed.record(entry)
  await killed.record(entry)
  await killed.close()
  const before = JSON.stringify(await kept())
  const again = await openDrawer(testing.open())
  expect(await again.compareLedger(before)).toMatchObject({ state: 'extends', count: 1, since: 2 })
  await again.close()
  // The next opening catches up.
  const next = keeper()
  expect(await comparison(next, await reopened(next))).toBe('same')
  expect(await kept()).toMatchObject({ count: 3 })
})

test('a locked keychain says nothing, delays nothing and is made up for', async () => {
  const heads = keeper()
  keychain.lock()
  const drawer = await made(heads)
  await drawer.record(entry)
  await expect(heads.read(drawer)).rejects.toThrow('keychain.unavailable')
  await drawer.close()
  await heads.settled()
  keychain.unlock()
  expect(await kept()).toBeUndefined()
  const later = keeper()
  const again = await reopened(later)
  expect(await comparison(later, again)).toBe('same')
  keychain.lock()
  await again.record(entry)
  await expect(later.read(again)).rejects.toThrow('keychain.unavailable')
  keychain.unlock()
  expect(await comparison(later, again)).toBe('same')
  expect(await kept()).toMatchObject({ count: 2 })
})

test('a keychain that never answers does not hold up the closing of a drawer', async () => {
  const never = new Promise<never>(() => undefined)
  const heads = keeper({ read: () => never, write: () => never, remove: () => never })
  const drawer = await made(heads)
  await drawer.record(entry)
  const start = performance.now()
  await drawer.close()
  expect(performance.now() - start).toBeLessThan(1800)
  await (await openDrawer(testing.open())).close()
})

test('one that hangs while a head is written does not either', async () => {
  const heads = keeper({ ...keychain, write: () => new Promise(() => undefined) })
  const drawer = await made(heads)
  await drawer.record(entry)
  void heads.read(drawer)
  const start = performance.now()
  await drawer.close()
  expect(performance.now() - start).toBeLessThan(1800)
})

test('an older copy of the drawer is a cut-off; the kept head stays until its owner begins anew', async () => {
  const heads = keeper()
  const first = await made(heads)
  await first.record(entry)
  await first.close()
  await heads.settled()
  const copy = `${testing.folder}-copy`
  cpSync(testing.folder, copy, { recursive: true })
  const second = await reopened(heads)
  for (let index = 0; index < 3; index++) await second.record(entry)
  await second.close()
  await heads.settled()
  expect(await kept()).toMatchObject({ count: 4 })

  rmSync(testing.folder, { recursive: true })
  cpSync(copy, testing.folder, { recursive: true })
  rmSync(copy, { recursive: true })
  const old = await reopened(heads)
  expect(await comparison(heads, old)).toBe('cutOff')
  // Used on and on it never comes to fit: another row stands in the place that was kept.
  for (let index = 0; index < 4; index++) await old.record(entry)
  expect(await comparison(heads, old)).toBe('differs')
  await old.close()
  await heads.settled()
  expect(await kept()).toMatchObject({ count: 4 })

  const again = await reopened(heads)
  expect(await comparison(heads, again)).toBe('differs')
  await again.beginLedgerAnew(await heads.read(again), at)
  expect(await comparison(heads, again)).toBe('same')
  expect(await kept()).toMatchObject({ count: 6 })
  expect((await again.ledger())[0]).toMatchObject({ act: 'beginAnew' })
})

test('what is not a head of this drawer is left alone and raises no alarm', async () => {
  const name = await headName(home.path, testing.drawerId)
  await keychain.write(name, new TextEncoder().encode('{"version":1}'))
  const heads = keeper()
  const drawer = await made(heads)
  await drawer.record(entry)
  const report = await drawer.verifyLedger(await heads.read(drawer), {})
  expect(report).toMatchObject({ sound: true, kept: { state: 'foreign' } })
  expect(await kept()).toEqual({ version: 1 })
  await drawer.beginLedgerAnew(await heads.read(drawer), at)
  expect(await comparison(heads, drawer)).toBe('same')
})

test('an older head that arrives last is still one that the ledger goes on from', async () => {
  const slow = keeper({
    ...keychain,
    write: async (name, secret) => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      await keychain.write(name, secret)
    },
  })
  const first = await made(slow)
  await first.record(entry)
  await first.close()
  const fast = keeper()
  const second = await reopened(fast)
  await second.record(entry)
  expect(await comparison(fast, second)).toBe('same')
  await slow.settled()
  expect(['same', 'extends']).toContain(await comparison(fast, second))
})

test('a drawer that locks while its head is on its way is no bug', async () => {
  const heads = keeper()
  const drawer = await made(heads)
  const recording = drawer.record(entry)
  await drawer.close()
  await recording.catch((error: unknown) => {
    if (!(error instanceof WalletError)) throw error
  })
  await heads.settled()
})
