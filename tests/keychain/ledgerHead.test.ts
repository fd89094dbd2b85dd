// The ledger's head in the operating system's own keychain, beside a real drawer: kept, found behind, found cut off.
import { cpSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { osKeychain } from '../../main/adapters/osKeychain.ts'
import type { NewLedgerEntry } from '../../main/drawer/contract/ledger.ts'
import type { Drawer } from '../../main/drawer/drawer.ts'
import { createDrawer, openDrawer } from '../../main/drawer/openDrawer.ts'
import { createHeadKeeper, forgetHead, headName } from '../../main/ledger/keepHead.ts'
import { temporaryFolder, testDrawer } from '../support/drawers.ts'

const at = '2026-11-23T03:00:00.000Z'
const entry: NewLedgerEntry = { at, act: 'logIn', outcome: 'done', party: 'A portal', items: [] }
const keychain = osKeychain()

let home: ReturnType<typeof temporaryFolder>
let testing: ReturnType<typeof testDrawer>
beforeEach(() => {
  home = temporaryFolder()
  testing = testDrawer(home.path)
})
afterEach(async () => {
  await forgetHead({ home: home.path, keychain }, testing.drawerId)
  home.remove()
})

/** One run of the program: opened, written in, closed, and ended once all has reached the keychain. */
async function run(rows: number, make = false): Promise<string> {
  const heads = createHeadKeeper({ home: home.path, keychain, now: () => new Date(at) })
  const drawer: Drawer = heads.keep(await (make ? createDrawer(testing.create) : openDrawer(testing.open())))
  const kept = await heads.read(drawer)
  const { state } = (await drawer.verifyLedger(kept, {})).kept
  for (let row = 0; row < rows; row++) await drawer.record(entry)
  await drawer.close()
  await heads.settled()
  return state
}

const count = async (): Promise<number> => {
  const bytes = await keychain.read(await headName(home.path, testing.drawerId))
  return JSON.parse(Buffer.from(bytes ?? new Uint8Array()).toString('utf8')).count
}

test('each run goes on from what the one before kept, and ends with all of it kept', async () => {
  expect(await run(3, true)).toBe('none')
  expect(await count()).toBe(3)
  expect(await run(2)).toBe('same')
  expect(await count()).toBe(5)
})

test('a drawer that was written in behind its back is caught up with; an older copy of it is a cut-off', async () => {
  await run(3, true)
  const copy = `${testing.folder}-copy`
  cpSync(testing.folder, copy, { recursive: true })
  const unkept = await openDrawer(testing.open())
  await unkept.record(entry)
  await unkept.close()
  expect(await run(0)).toBe('same')
  expect(await count()).toBe(4)
  rmSync(testing.folder, { recursive: true })
  cpSync(copy, testing.folder, { recursive: true })
  expect(await run(1)).toBe('cutOff')
  // With a row more it is as long as what was kept, and another.
  expect(await run(0)).toBe('differs')
  expect(await count()).toBe(4)
})

test('once it is forgotten, nothing is compared, and it is kept anew', async () => {
  await run(2, true)
  await forgetHead({ home: home.path, keychain }, testing.drawerId)
  const drawer = await openDrawer(testing.open())
  expect((await drawer.verifyLedger(null, {})).kept).toEqual({ state: 'none' })
  await drawer.close()
  await run(0)
  expect(await count()).toBe(2)
})
