// Two people of one household. One of them holds everything that this OS account holds: both folders, the household secret,
// and a key of their own. Each attempt below is made with the real files; docs/threats.md lists them.
import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonical } from '../../main/drawer/canonical.ts'
import type { DrawerKey } from '../../main/drawer/contract/door.ts'
import type { CreateDrawer, OpenDrawer } from '../../main/drawer/drawer.ts'
import { DrawerFile } from '../../main/drawer/drawerFile.ts'
import { parseHeader, type StoredHeader } from '../../main/drawer/header.ts'
import { openSlotPair, scryptNow, stretched, unwrapDrawerKey } from '../../main/drawer/keySlots.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { derive, fromBase64Url, joined, sha256, toBase64Url, unseal } from '../../main/drawer/seal.ts'
import { readPeople, writePeople } from '../../main/household/people.ts'
import { at, codeOf, noTrust, temporaryFolder, testDrawer, testPassphrase } from '../support/drawers.ts'
import { drawerProcess } from '../support/processes.ts'

const realm = 'practice'
const secretOf = () => new Uint8Array(randomBytes(32))

interface Member {
  readonly folder: string
  readonly drawerId: string
  readonly byRecovery: () => DrawerKey
  readonly byCard: () => DrawerKey
  readonly byMandate: () => DrawerKey
  readonly byFamily: () => DrawerKey
}

let home: ReturnType<typeof temporaryFolder>
let householdSecret: Uint8Array
let own: Member
let other: Member

/** With a slot of each kind but the passphrase, which costs half a second each time. */
async function member(): Promise<Member> {
  const made = testDrawer(home.path)
  const { folder, drawerId, cardSalt, cardSignature } = made
  const secret = () => ({ householdSecret: householdSecret.slice() })
  const [mandateKey, familyKey] = [secretOf(), secretOf()]
  const first = { kind: 'card', salt: cardSalt, signature: cardSignature.slice(), cardTag: 'A'.repeat(43) } as const
  const create: CreateDrawer = { ...made.create, first: { ...first, ...secret() } }
  const file = await DrawerFile.create(create)
  await file.addSlot({ kind: 'mandate', key: mandateKey.slice(), ...secret() }, at)
  await file.addSlot({ kind: 'family', key: familyKey.slice(), slotId: randomUUID() }, at)
  file.close()
  const slot = (kind: string) => headerIn(folder).slots.find((one) => one.kind === kind)?.id ?? 'none'
  return {
    folder,
    drawerId,
    byRecovery: made.byRecovery,
    byCard: () => ({ kind: 'card', signature: cardSignature.slice(), slotId: slot('card'), ...secret() }),
    byMandate: () => ({ kind: 'mandate', key: mandateKey.slice(), slotId: slot('mandate'), ...secret() }),
    byFamily: () => ({ kind: 'family', key: familyKey.slice() }),
  }
}

const headerIn = (folder: string): StoredHeader => parseHeader(readFileSync(join(folder, 'header.json'), 'utf8'))
const databaseIn = ({ folder }: Pick<Member, 'folder'>): string =>
  join(folder, `drawer-${headerIn(folder).generation}.db`)
const opens = (folder: string, key: DrawerKey): Promise<string> =>
  codeOf(DrawerFile.open({ folder, realm, key }).then((file) => file.close()))
const keysOf = ({ byRecovery, byCard, byMandate, byFamily }: Member) => [
  byRecovery(),
  byCard(),
  byMandate(),
  byFamily(),
]
const withSlot = (key: DrawerKey, slotId: string): DrawerKey => ('slotId' in key ? { ...key, slotId } : key)
/** As a forger would: the checksum is made up anew, which needs no key. */
type Slot = StoredHeader['slots'][number]
function forge(folder: string, change: (slots: readonly Slot[]) => readonly object[]): void {
  const { check: _, ...header } = headerIn(folder)
  // What comes out need not be a header any more.
  const forged = { ...header, slots: change(header.slots) as Slot[] }
  const check = toBase64Url(sha256(Buffer.from(canonical(forged))))
  writeFileSync(join(folder, 'header.json'), canonical({ ...forged, check }))
}

beforeEach(async () => {
  home = temporaryFolder()
  householdSecret = secretOf()
  own = await member()
  other = await member()
})
afterEach(() => home.remove())

test('each opens their own in every way, and the other’s in none', async () => {
  for (const key of keysOf(own)) expect(await opens(own.folder, key)).toBe('no failure')
  for (const key of keysOf(own)) expect(await opens(other.folder, key)).toMatch(/^drawer\.(wrongKey|noSuchSlot)$/)
  // With the slot's own name, which is no secret.
  for (const key of keysOf(own)) {
    const slotId = headerIn(other.folder).slots.find(({ kind }) => kind === key.kind)?.id ?? ''
    expect(await opens(other.folder, withSlot(key, slotId))).toBe('drawer.wrongKey')
  }
})

describe('files put together', () => {
  test('the other’s file in one’s own folder is not read with one’s own keys', async () => {
    cpSync(databaseIn(other), databaseIn(own))
    for (const key of keysOf(own)) expect(await opens(own.folder, key)).toBe('drawer.damaged')
  })

  test('the other’s header in one’s own folder, with either file, takes none of one’s own keys', async () => {
    cpSync(join(other.folder, 'header.json'), join(own.folder, 'header.json'))
    for (const key of keysOf(own)) expect(await opens(own.folder, key)).toMatch(/^drawer\.(wrongKey|noSuchSlot)$/)
    cpSync(databaseIn(other), databaseIn(own))
    for (const key of keysOf(own)) expect(await opens(own.folder, key)).toMatch(/^drawer\.(wrongKey|noSuchSlot)$/)
  })

  test('one’s own slots in the other’s header open nothing: instead of theirs, beside them, or mixed with them', async () => {
    const mine = headerIn(own.folder).slots
    const theirs = readFileSync(join(other.folder, 'header.json'))
    for (const change of [
      () => mine,
      (slots: readonly Slot[]) => [...slots, ...mine],
      // What is sealed for me with what is wrapped for them, and the other way.
      (slots: readonly Slot[]) =>
        slots.map((slot, index) => ({
          ...mine[index],
          ephemeral: slot.ephemeral,
          drawerKey: slot.drawerKey,
        })),
      (slots: readonly Slot[]) =>
        slots.map((slot, index) => ({ ...slot, privateKey: mine[index]?.privateKey, salt: mine[index]?.salt })),
    ]) {
      writeFileSync(join(other.folder, 'header.json'), theirs)
      forge(other.folder, change)
      // By each slot of that kind that stands there now, whosever it was.
      for (const key of keysOf(own))
        for (const { id } of headerIn(other.folder).slots.filter(({ kind }) => kind === key.kind))
          expect(await opens(other.folder, withSlot(key, id))).toMatch(/^drawer\.(wrongKey|damaged)$/)
    }
  })

  test('a header of before a change opens nothing with the file of after it, nor the other way', async () => {
    const [oldHeader, oldFile] = [readFileSync(join(own.folder, 'header.json')), readFileSync(databaseIn(own))]
    const file = await DrawerFile.open({ folder: own.folder, realm, key: own.byRecovery() })
    file.removeSlot(headerIn(own.folder).slots.find(({ kind }) => kind === 'mandate')?.id ?? '')
    file.close()
    const mandate: DrawerKey = {
      ...own.byMandate(),
      slotId: parseHeader(oldHeader.toString()).slots[2]?.id,
    } as DrawerKey
    const newHeader = readFileSync(join(own.folder, 'header.json'))
    const newFile = readFileSync(databaseIn(own))
    writeFileSync(join(own.folder, 'header.json'), oldHeader)
    writeFileSync(databaseIn(own), newFile)
    expect(await opens(own.folder, mandate)).toBe('drawer.damaged')
    writeFileSync(join(own.folder, 'header.json'), newHeader)
    writeFileSync(databaseIn(own), oldFile)
    expect(await opens(own.folder, own.byRecovery())).toBe('drawer.damaged')
  })
})

describe('the household secret, and nothing of the person', () => {
  const stolen = () => householdSecret.slice()

  test('it tells who lives there, and that is all', async () => {
    const people = [
      { id: '0f8fad5b-d9cb-469f-a165-70867728950e', name: '架空 花子', colour: 'blue', drawerId: other.drawerId },
    ]
    await writePeople(home.path, stolen(), people as Parameters<typeof writePeople>[2])
    expect((await readPeople(home.path, stolen())).map(({ name }) => name)).toEqual(['架空 花子'])
  })

  test('with it and any bytes as card, key or code no slot opens', async () => {
    const { slots } = headerIn(other.folder)
    for (const { kind, id } of slots) {
      const guess = { householdSecret: stolen(), slotId: id }
      for (const bytes of [new Uint8Array(32), secretOf(), stolen()]) {
        const key =
          kind === 'card'
            ? { kind, signature: joined(...Array.from({ length: 8 }, () => bytes)), ...guess }
            : kind === 'recovery'
              ? { kind, code: bytes }
              : kind === 'family'
                ? { kind, key: bytes }
                : { kind, key: bytes, ...guess }
        expect(await opens(other.folder, key as DrawerKey), kind).toBe('drawer.wrongKey')
      }
    }
  })

  test('a guess at the passphrase costs all of scrypt: even the right one opens nothing at a lower price', async () => {
    const made = testDrawer(home.path)
    const first = { ...made.passphraseSlot(), householdSecret: stolen() } as CreateDrawer['first']
    ;(await DrawerFile.create({ ...made.create, first })).close()
    const header = headerIn(made.folder)
    const slot = header.slots.find((one) => one.kind === 'passphrase')
    if (slot?.kind !== 'passphrase') throw new Error('no such slot')
    expect(slot.scrypt).toEqual(scryptNow)
    expect(128 * slot.scrypt.N * slot.scrypt.r).toBe(128 * 1024 * 1024)
    const right = (): DrawerKey => ({
      kind: 'passphrase',
      passphrase: new TextEncoder().encode(testPassphrase),
      householdSecret: stolen(),
    })
    // Whoever tries it without Tefuda computes this by hand, with parameters of their own choice.
    const byHand = async (N: number): Promise<boolean> => {
      const salt = fromBase64Url(slot.salt)
      const typed = new TextEncoder().encode(testPassphrase)
      const key = derive(
        joined(stolen(), await stretched(typed, salt, { N, r: 8, p: 1 })),
        salt,
        'tefuda/drawer-slot/passphrase/1',
      )
      const { privateKey, ephemeral: _, drawerKey: __, ...described } = slot
      const bound = { use: 'tefuda/drawer-slot-private-key/1', drawerId: header.drawerId, realm, slot: described }
      return unseal(key, fromBase64Url(privateKey), Buffer.from(canonical(bound))) !== undefined
    }
    expect(await byHand(scryptNow.N)).toBe(true)
    expect(await byHand(2 ** 10)).toBe(false)
    // Cheaper parameters in the header are refused unread; dearer ones, which are allowed, are not those it was sealed with.
    forge(made.folder, (slots) =>
      slots.map((one) => ('scrypt' in one ? { ...one, scrypt: { N: 2 ** 10, r: 8, p: 1 } } : one)),
    )
    expect(await opens(made.folder, right())).toBe('drawer.damaged')
    const dearer = { ...slot, scrypt: { ...scryptNow, N: 262_144 as const } }
    expect(await codeOf(unwrapDrawerKey({ ...header, slots: [dearer] }, right()))).toBe('drawer.wrongKey')
  })

  test('a slot of one kind is not opened as one of another', async () => {
    const [card] = headerIn(own.folder).slots
    if (card === undefined) throw new Error('no slot')
    const { ephemeral: _, drawerKey: __, ...described } = card
    const key = own.byCard()
    if (key.kind !== 'card') throw new Error('not by card')
    const asMandate: DrawerKey = { kind: 'mandate', key: key.signature, householdSecret: stolen(), slotId: card.id }
    expect(await openSlotPair(described, asMandate, { drawerId: own.drawerId, realm })).toBeUndefined()
    expect(await openSlotPair(described, key, { drawerId: own.drawerId, realm })).toBeDefined()
  })
})

describe('a drawer’s own process', () => {
  const asked = (folder: string, key: DrawerKey): OpenDrawer => ({ folder, realm, trust: noTrust(realm), key })

  test('that has one open opens no other, with whatever key; and a fresh one wants the key of that folder', async () => {
    const room = remoteRoom(drawerProcess())
    const fresh = remoteRoom(drawerProcess())
    try {
      const drawer = await room.open(asked(own.folder, own.byRecovery()))
      expect(await codeOf(room.open(asked(other.folder, own.byRecovery())))).toBe('app.unexpected')
      expect(await codeOf(room.open(asked(other.folder, other.byRecovery())))).toBe('app.unexpected')
      // What it answers is still its own.
      expect((await drawer.header()).drawerId).toBe(own.drawerId)
      expect(await codeOf(fresh.open(asked(other.folder, own.byRecovery())))).toBe('drawer.wrongKey')
      // By a way round: the other's folder through a link or with dots.
      const around = join(own.folder, '..', other.drawerId)
      expect(await codeOf(fresh.open(asked(around, own.byCard())))).toMatch(/^drawer\.(wrongKey|noSuchSlot)$/)
    } finally {
      await room.end()
      await fresh.end()
    }
  })
})
