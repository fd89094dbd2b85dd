// Killed (SIGKILL) after every step of an erasure: the person is whole, or gone with the next start; nobody else is touched.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { room } from '../../main/drawer/openDrawer.ts'
import { fail } from '../../main/failure.ts'
import { realmHome } from '../../main/home.ts'
import { addPerson, readHousehold } from '../../main/household/household.ts'
import { drawerFolder, householdSecret } from '../../main/household/householdSecret.ts'
import { removeTheRest, takeUpDisposal, unfinishedDisposal } from '../../main/leaving/disposal.ts'
import { type ErasingStep, finishErasures } from '../../main/leaving/erasePerson.ts'
import { headName } from '../../main/ledger/keepHead.ts'
import type { Keychain } from '../../main/ports.ts'
import { type TestDrawer, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { fileKeychain } from '../support/leaving/fileKeychain.ts'
import { codeFolder } from '../support/processes/codeCache.ts'

const script = fileURLToPath(new URL('../support/leaving/eraseUntil.ts', import.meta.url))

let folder: ReturnType<typeof temporaryFolder>
let tefudaHome: string
let home: string
let keys: string
let keychain: Keychain
let leaver: TestDrawer
let stayer: TestDrawer

async function live(name: string): Promise<TestDrawer> {
  const testing = testDrawer(join(home, 'drawers'))
  const drawer = await room.create(testing.create)
  await drawer.close()
  await addPerson(home, keychain, { name, colour: 'blue', drawerId: testing.drawerId })
  await keychain.write(await headName(home, testing.drawerId), new Uint8Array([1]))
  return testing
}

beforeEach(async () => {
  folder = temporaryFolder()
  tefudaHome = join(folder.path, 'home')
  home = realmHome(tefudaHome, 'practice')
  keys = join(folder.path, 'keys')
  keychain = fileKeychain(keys)
  mkdirSync(join(home, 'drawers'), { recursive: true })
  ;(await householdSecret(home, keychain)).fill(0)
  leaver = await live('架空 去子')
  stayer = await live('架空 残男')
})
afterEach(() => folder.remove())

function kill(what: 'person' | 'pc', until: string): void {
  const ran = spawnSync(process.execPath, [script, what, tefudaHome, keys, leaver.drawerId, until], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: codeFolder },
  })
  expect([ran.signal, ran.stderr]).toEqual(['SIGKILL', ''])
}
const names = async () => (await readHousehold(home, keychain)).people.map(({ name }) => name)
const opens = async (testing: TestDrawer) => {
  const drawer = await room.open(testing.open())
  await drawer.close()
}

test('killed before the mark, the person is whole', async () => {
  kill('person', 'begun')
  expect(await names()).toEqual(['架空 去子', '架空 残男'])
  await finishErasures({ home, keychain })
  expect(await names()).toEqual(['架空 去子', '架空 残男'])
  await opens(leaver)
})

test.each<ErasingStep>(['marked', 'headersGone', 'filesGone', 'headForgotten', 'entryGone'])(
  'killed at “%s” the person is nobody any more, and gone with the next start',
  async (step) => {
    kill('person', step)
    expect(await names()).toEqual(['架空 残男'])
    expect((await readHousehold(home, keychain)).unnamed).toEqual([])
    await finishErasures({ home, keychain })
    expect(existsSync(drawerFolder(home, leaver.drawerId))).toBe(false)
    expect(existsSync(join(home, 'leaving'))).toBe(false)
    expect(await keychain.read(await headName(home, leaver.drawerId))).toBeUndefined()
    expect(await names()).toEqual(['架空 残男'])
    expect(await keychain.read(await headName(home, stayer.drawerId))).toBeDefined()
    await opens(stayer)
  },
)

test('killed before a disposal was begun, everybody is whole', async () => {
  kill('pc', 'planned')
  expect(await unfinishedDisposal(tefudaHome)).toBeUndefined()
  expect(await names()).toEqual(['架空 去子', '架空 残男'])
  await opens(leaver)
})

test.each(['begun', 'drawer in practice', 'practice', 'beside'])(
  'killed at “%s” of a disposal, the next start takes away the rest',
  async (step) => {
    writeFileSync(join(tefudaHome, 'settings.json'), '{}')
    mkdirSync(join(tefudaHome, 'practice-world'))
    writeFileSync(join(tefudaHome, 'somebody-elses.txt'), 'not ours')
    kill('pc', step)
    // For each drawer a head and a PC’s secret, and the household’s.
    expect((await unfinishedDisposal(tefudaHome))?.names).toHaveLength(5)
    const takeUp = await takeUpDisposal(tefudaHome)
    expect((await readHousehold(home, keychain)).unnamed).toEqual([])
    await takeUp(keychain)
    removeTheRest(tefudaHome)
    expect(readdirSync(tefudaHome)).toEqual(['somebody-elses.txt'])
    expect(readdirSync(keys)).toEqual([])
  },
)

test('a disposal that the keychain stood in the way of takes nothing from who lives there since', async () => {
  kill('pc', 'begun')
  const silent: Keychain = { ...keychain, remove: async () => fail({ code: 'keychain.unavailable' }) }
  await (await takeUpDisposal(tefudaHome))(silent)
  expect(await unfinishedDisposal(tefudaHome)).toMatchObject({ files: false })
  expect(readdirSync(keys)).toHaveLength(3)
  // The keychain answers again in the same run, and somebody begins anew.
  const newcomer = await live('架空 新子')
  await (await takeUpDisposal(tefudaHome))(keychain)
  expect(await names()).toEqual(['架空 新子'])
  await opens(newcomer)
})
