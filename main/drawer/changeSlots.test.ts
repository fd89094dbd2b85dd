// Changing the keys of a drawer: in one re-key, after which no old copy and no old secret opens the new file.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, codeOf, type TestDrawer, temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import type { ChangedSlot } from './contract/door.ts'
import { DrawerFile } from './drawerFile.ts'
import { mostSlots, readHeader } from './header.ts'
import { newRecoveryCode } from './recoveryCode.ts'

let home: ReturnType<typeof temporaryFolder>
let drawer: TestDrawer
beforeEach(async () => {
  home = temporaryFolder()
  drawer = testDrawer(home.path)
  ;(await DrawerFile.create(drawer.create)).close()
})
afterEach(() => home.remove())

const opens = (key = drawer.byRecovery()): Promise<string> =>
  codeOf(DrawerFile.open(drawer.open(key)).then((file) => file.close()))
const slotOf = async (kind: string) =>
  (await readHeader(drawer.folder)).slots.find((slot) => slot.kind === kind)?.id ?? 'none'
const headerPath = () => join(drawer.folder, 'header.json')
const databasePath = (generation: number) => join(drawer.folder, `drawer-${generation}.db`)
/** Another card of the same person. */
const otherCard = () => ({
  kind: 'card' as const,
  salt: new Uint8Array(32).fill(2),
  signature: new Uint8Array(256).fill(3),
  cardTag: 'B'.repeat(43),
  householdSecret: drawer.householdSecret.slice(),
})

async function change(remove: string[], add: ChangedSlot[]): Promise<string> {
  const file = await DrawerFile.open(drawer.open())
  try {
    return await codeOf(file.changeSlots({ remove, add }, at))
  } finally {
    file.close()
  }
}

test('a renewed card takes the place of the old one in one generation, and the old one opens nothing', async () => {
  const old = await slotOf('card')
  expect(await change([old], [{ ...otherCard(), medium: 'card' }])).toBe('no failure')
  const header = await readHeader(drawer.folder)
  expect(header.generation).toBe(2)
  expect(header.slots.map(({ kind }) => kind).sort()).toEqual(['card', 'recovery'])
  expect(await opens(drawer.byCard(old))).toBe('drawer.noSuchSlot')
  const { kind, signature, householdSecret } = otherCard()
  expect(await opens({ kind, signature, householdSecret, slotId: await slotOf('card') })).toBe('no failure')
})

test('a new recovery code: the old one opens neither the new file nor, with the old header, the new file', async () => {
  const code = newRecoveryCode().bytes
  const before = readFileSync(headerPath())
  const oldDatabase = readFileSync(databasePath(1))
  expect(await change([await slotOf('recovery')], [{ kind: 'recovery', code: code.slice() }])).toBe('no failure')
  expect(await opens()).toBe('drawer.wrongKey')
  expect(await opens({ kind: 'recovery', code: code.slice() })).toBe('no failure')
  const after = readFileSync(headerPath())

  // Old header and new file.
  writeFileSync(headerPath(), before)
  cpSync(databasePath(2), databasePath(1))
  expect(await opens()).toBe('drawer.damaged')
  // New header and old file.
  writeFileSync(headerPath(), after)
  writeFileSync(databasePath(2), oldDatabase)
  expect(await opens({ kind: 'recovery', code: code.slice() })).toBe('drawer.damaged')
  // What was copied before, whole, is what it was: that is told to the person.
  writeFileSync(headerPath(), before)
  writeFileSync(databasePath(1), oldDatabase)
  expect(await opens()).toBe('no failure')
})

test('the recovery slot is replaced, never removed and never doubled', async () => {
  const recovery = await slotOf('recovery')
  const code = () => newRecoveryCode().bytes
  expect(await change([recovery], [])).toBe('drawer.lastSlot')
  expect(await change([recovery], [otherCard()])).toBe('drawer.lastSlot')
  expect(await change([], [{ kind: 'recovery', code: code() }])).toBe('drawer.lastSlot')
  expect(await change(['nobody'], [otherCard()])).toBe('drawer.noSuchSlot')
  expect((await readHeader(drawer.folder)).generation).toBe(1)
})

test('one key more than a drawer can have is refused, and the drawer stays as it was', async () => {
  const few = Array.from({ length: mostSlots - 2 }, otherCard)
  expect(await change([], few)).toBe('no failure')
  expect(await change([], [otherCard()])).toBe('drawer.slotsFull')
  expect(await opens()).toBe('no failure')
  expect((await readHeader(drawer.folder)).generation).toBe(2)
})

test('what is known of the keys stays over a re-key: kind of card, last use', async () => {
  const later = '2026-11-24T03:00:00.000Z'
  expect(await change([], [{ ...otherCard(), medium: 'phone' }])).toBe('no failure')
  const file = await DrawerFile.open(drawer.open(drawer.byCard(await slotOf('card'))))
  file.noteOpening(later, later)
  await file.changeSlots({ remove: [], add: [otherCard()] }, at)
  expect(file.keys().map(({ kind, medium, usedAt, opened }) => ({ kind, medium, usedAt, opened }))).toEqual([
    { kind: 'card', medium: undefined, usedAt: later, opened: true },
    { kind: 'recovery' },
    { kind: 'card', medium: 'phone' },
    { kind: 'card' },
  ])
  file.close()
})
