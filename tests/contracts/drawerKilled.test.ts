// The drawer's process killed (SIGKILL) in the middle of its writes: it opens afterwards, what was acknowledged is there,
// nothing is half there.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { CredentialId } from '../../main/credentials/credential.ts'
import type { Drawer } from '../../main/drawer/drawer.ts'
import { openDrawer } from '../../main/drawer/openDrawer.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { makePki } from '../cross/formatsPki.ts'
import { at, codeOf, type TestDrawer, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { incomingInsurance, incomingLicence } from '../support/issued.ts'
import { drawerProcess } from '../support/processes.ts'

/** More in the long run. */
const kills = Number(process.env['TEFUDA_KILLS'] ?? 14)

/** What main was told is done, and what it asked for without hearing the end. */
interface Known {
  readonly credentials: Set<string>
  readonly slots: Set<string>
  /** Asked to be removed: may be there or not. */
  readonly leaving: Set<string>
  readonly acts: Set<string>
}

const cardSlot = (testing: TestDrawer) => ({
  kind: 'card' as const,
  salt: new Uint8Array(randomBytes(32)),
  signature: new Uint8Array(randomBytes(256)),
  cardTag: randomBytes(32).toString('base64url'),
  householdSecret: testing.householdSecret.slice(),
})

test(`killed ${kills} times while receiving and while re-keying`, { timeout: 60_000 + kills * 2_000 }, async () => {
  const home = temporaryFolder()
  const pki = makePki()
  const testing = testDrawer(home.path, { trust: pki.trust })
  const known: Known = { credentials: new Set(), slots: new Set(), leaving: new Set(), acts: new Set() }
  const first = remoteRoom(drawerProcess())
  for (const { id } of (await (await first.create(testing.create)).header()).slots) known.slots.add(id)
  await first.end()

  let interrupted = 0
  for (let round = 0; round < kills; round++) {
    const room = remoteRoom(drawerProcess())
    const drawer = await room.open(testing.open())
    await check(drawer, known)
    const work = round % 2 === 0 ? receiving(drawer, pki, known) : rekeying(drawer, testing, known)
    const ended = codeOf(work)
    await after(Math.random() * (round % 2 === 0 ? 20 : 60))
    await room.end()
    const code = await ended
    expect(['drawer.processEnded', 'no failure']).toContain(code)
    if (code === 'drawer.processEnded') interrupted++
  }
  const last = remoteRoom(drawerProcess())
  await check(await last.open(testing.open()), known)
  expect(readdirSync(testing.folder).filter((name) => name.endsWith('.db') || name.endsWith('.new'))).toHaveLength(1)
  await last.end()
  // Most must have been caught in the middle, or this proves nothing.
  expect(interrupted).toBeGreaterThan(kills / 2)
  home.remove()
})

test('killed while a drawer is being made: there is a whole drawer, or none', { timeout: 60_000 }, async () => {
  const home = temporaryFolder()
  const outcomes = new Set<string>()
  // Later and later, until one is made before it is killed.
  for (let delayMs = 1; !outcomes.has('made'); delayMs *= 1.6) {
    const testing = testDrawer(home.path)
    const process = drawerProcess()
    const room = remoteRoom(process)
    // Until the process answers, nothing of the drawer has begun.
    await codeOf(room.open({ ...testing.open(), folder: `${testing.folder}-none` }))
    const made = codeOf(room.create(testing.create))
    await after(delayMs)
    await room.end()
    const acknowledged = (await made) === 'no failure'
    const whole = existsSync(join(testing.folder, 'header.json'))
    if (acknowledged) expect(whole).toBe(true)
    if (whole) (await openDrawer(testing.open())).close()
    outcomes.add(whole ? 'made' : 'none')
  }
  expect([...outcomes].sort()).toEqual(['made', 'none'])
  home.remove()
})

async function receiving(drawer: Drawer, pki: ReturnType<typeof makePki>, known: Known): Promise<void> {
  for (let batch = 0; batch < 20; batch++) {
    const entry = { at, act: 'receive' as const, outcome: 'started' as const, party: 'An issuer', items: [] }
    const act = await drawer.record(entry)
    known.acts.add(act)
    const [one, two] = [await drawer.createKey(), await drawer.createKey()]
    const cards = await drawer.accept([incomingInsurance(pki, one), incomingLicence(pki, two)], at)
    for (const { id } of cards) known.credentials.add(id)
    await drawer.finish(act, 'done')
  }
}

async function rekeying(drawer: Drawer, testing: TestDrawer, known: Known): Promise<void> {
  for (let change = 0; change < 20; change++) {
    const { slots } = await drawer.addSlot(cardSlot(testing), at)
    const added = slots.at(-1)?.id ?? ''
    known.slots.add(added)
    known.leaving.add(added)
    expect((await drawer.removeSlot(added)).slots.map(({ id }) => id)).not.toContain(added)
    known.slots.delete(added)
    known.leaving.delete(added)
  }
}

async function check(drawer: Drawer, known: Known): Promise<void> {
  const cards = await drawer.list(at)
  const ids = new Set<string>(cards.map(({ id }) => id))
  expect([...known.credentials].filter((id) => !ids.has(id))).toEqual([])
  // A batch is there whole or not at all, with keys that work.
  expect(cards.filter(({ kind }) => kind === 'insurance')).toHaveLength(
    cards.filter(({ kind }) => kind === 'licence').length,
  )
  for (const { id } of cards.slice(-2)) expect((await drawer.show(id as CredentialId, at)).check.valid).toBe(true)
  for (const id of ids) known.credentials.add(id)

  const slots = (await drawer.header()).slots.map(({ id }) => id)
  expect([...known.slots].filter((id) => !slots.includes(id) && !known.leaving.has(id))).toEqual([])
  // At most the one slot that was being added is there without an answer.
  const surplus = slots.filter((id) => !known.slots.has(id))
  expect(surplus.length).toBeLessThanOrEqual(1)
  for (const id of [...surplus, ...known.leaving]) {
    if (slots.includes(id)) await drawer.removeSlot(id)
    known.slots.delete(id)
    known.leaving.delete(id)
  }

  const acts = new Set((await drawer.ledger()).map(({ id }) => id))
  expect([...known.acts].filter((id) => !acts.has(id))).toEqual([])
}
