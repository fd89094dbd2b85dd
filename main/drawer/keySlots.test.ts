// The kinds of slots that are not the person's own everyday keys: a mandate's and the family's.
import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf } from '../../tests/support/drawers.ts'
import type { ChangedSlot, DrawerKey } from './contract/door.ts'
import { parseHeader, type StoredHeader, signHeader } from './header.ts'
import { makeSlot, type SlotOwner, unwrapDrawerKey, wrapFor } from './keySlots.ts'

const at = '2026-11-23T03:00:00.000Z'
const bytes = () => new Uint8Array(randomBytes(32))
const drawerKey = bytes()
const householdSecret = bytes()
const key = bytes()
const owner = (): SlotOwner => ({ drawerId: randomUUID(), realm: 'practice' })

const mandate = (): ChangedSlot => ({ kind: 'mandate', key: key.slice(), householdSecret: householdSecret.slice() })
const family = (slotId: string = randomUUID()): ChangedSlot => ({ kind: 'family', key: key.slice(), slotId })

async function headerWith(secret: ChangedSlot, id: string, drawer: SlotOwner): Promise<StoredHeader> {
  const made = await makeSlot(secret, id, drawer, at)
  const slots = [wrapFor(made, drawerKey, 1, drawer)]
  const { text } = signHeader({ version: 1, ...drawer, generation: 1, slots }, drawerKey)
  return parseHeader(text)
}
const opens = (header: StoredHeader, secret: DrawerKey): Promise<string> => codeOf(unwrapDrawerKey(header, secret))

test('a mandate’s slot opens by its key together with the household secret, and neither alone', async () => {
  const id = randomUUID()
  const header = await headerWith(mandate(), id, owner())
  const right = { kind: 'mandate', key, householdSecret, slotId: id } as const
  expect(await unwrapDrawerKey(header, right)).toEqual({ drawerKey, slotId: id })
  expect(await opens(header, { ...right, key: bytes() })).toBe('drawer.wrongKey')
  expect(await opens(header, { ...right, householdSecret: bytes() })).toBe('drawer.wrongKey')
  expect(await opens(header, { ...right, slotId: randomUUID() })).toBe('drawer.noSuchSlot')
})

test('the family’s slot opens by its key alone, and a key of another kind does not', async () => {
  const id = randomUUID()
  const header = await headerWith(family(id), id, owner())
  expect(await unwrapDrawerKey(header, { kind: 'family', key })).toEqual({ drawerKey, slotId: id })
  expect(await opens(header, { kind: 'family', key: bytes() })).toBe('drawer.wrongKey')
  expect(await opens(header, { kind: 'recovery', code: key })).toBe('drawer.noSuchSlot')
  expect(await opens(header, { kind: 'mandate', key, householdSecret, slotId: id })).toBe('drawer.noSuchSlot')
})

test('the same 32 bytes as another kind of slot, or in another drawer, open nothing', async () => {
  const drawer = owner()
  const id = randomUUID()
  const header = await headerWith(family(id), id, drawer)
  for (const kind of ['recovery', 'mandate'] as const) {
    const slots = header.slots.map((slot) => ({ ...slot, kind }))
    const { header: forged } = signHeader({ version: 1, ...drawer, generation: 1, slots }, drawerKey)
    const secret: DrawerKey =
      kind === 'recovery' ? { kind, code: key } : { kind, key, householdSecret: new Uint8Array(), slotId: id }
    expect(await opens(forged, secret)).toBe('drawer.wrongKey')
  }
  expect(await opens({ ...header, drawerId: randomUUID() }, { kind: 'family', key })).toBe('drawer.wrongKey')
  expect(await opens({ ...header, realm: 'real' }, { kind: 'family', key })).toBe('drawer.wrongKey')
})

test('neither kind tells in the header more than that it is there', async () => {
  const drawer = owner()
  for (const secret of [mandate(), family()]) {
    const [slot] = (await headerWith(secret, randomUUID(), drawer)).slots
    expect(Object.keys(slot ?? {}).sort()).toEqual(
      ['createdAt', 'drawerKey', 'ephemeral', 'id', 'kind', 'privateKey', 'salt', 'version'].sort(),
    )
  }
})
