// Every write of the wallet on a disk that is full, and on one that takes no writing: a failure with words, nothing lost,
// and with room again all goes on. Backups and changes of tables: backupDisk.test.ts.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CredentialId } from '../../main/credentials/credential.ts'
import type { Drawer } from '../../main/drawer/drawer.ts'
import { createDrawer, openDrawer } from '../../main/drawer/openDrawer.ts'
import { addPerson, newDrawerId, readHousehold } from '../../main/household/household.ts'
import { householdSecret } from '../../main/household/householdSecret.ts'
import { announceDrawer } from '../../main/household/unowned.ts'
import { changeSettings } from '../../main/settings.ts'
import { filesBelow, furnished } from '../support/backup/making.ts'
import { at, codeOf, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { incomingInsurance } from '../support/issued.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { canMount, fillDisk, mountDisk } from '../support/mounts.ts'

let folder: ReturnType<typeof temporaryFolder>
let disk: ReturnType<typeof mountDisk>
let home: string
const keychain = memoryKeychain()
const filler = () => join(folder.path, 'disk', 'filler')

describe.skipIf(!canMount())('on a disk of its own (needs root, to mount it)', () => {
  beforeEach(() => {
    folder = temporaryFolder()
    disk = mountDisk(join(folder.path, 'disk'), 'size=3m')
    home = join(folder.path, 'disk', 'home')
    keychain.clear()
  })
  afterEach(() => {
    disk.unmount()
    folder.remove()
  })

  async function settled() {
    const secret = await householdSecret(home, keychain)
    const made = await furnished(join(home, 'drawers'), inProcessDrawer)
    await addPerson(home, keychain, { name: '架空 始め', colour: 'blue', drawerId: made.testing.drawerId })
    return { ...made, secret }
  }
  type Settled = Awaited<ReturnType<typeof settled>>

  /** Each by itself; every one needs room, if only for a journal. */
  const writes = ({ drawer, pki, testing, secret }: Settled, id: CredentialId, entry: string) => {
    const slot = () => ({ ...testing.create.first, householdSecret: secret.slice() })
    return {
      accept: async () => {
        const key = await drawer.createKey()
        return drawer.accept([incomingInsurance(pki, key, { name: '架空', note: 'x'.repeat(60_000) })], at)
      },
      status: () => drawer.recordStatus(id, { checkedAt: at, state: 'valid' }),
      remove: () => drawer.remove(id, at),
      record: () => drawer.record({ at, act: 'share', outcome: 'started', party: 'x'.repeat(60_000), items: [] }),
      erase: () => drawer.eraseLedgerEntry(entry, at),
      addSlot: () => drawer.addSlot(slot(), at),
      enrolment: () => drawer.beginEnrolment('https://p.invalid', new Uint8Array(32)),
      nonce: () => drawer.useNonce('client', randomBytes(16).toString('hex'), at),
      ...outside(),
    } satisfies Record<string, () => Promise<unknown>>
  }

  const outside = () => ({
    person: () => announceDrawer(home, newDrawerId()),
    people: () => addPerson(home, keychain, { name: '架空 次', colour: 'green', drawerId: newDrawerId() }),
    settings: () => changeSettings(join(folder.path, 'disk', 'settings'), { theme: 'dark' }),
  })

  const state = async (drawer: Drawer) => ({
    cards: (await drawer.list(at)).map(({ id }) => id),
    ledger: await drawer.ledger(),
    slots: (await drawer.header()).slots,
    enrolment: await drawer.enrolment('https://p.invalid'),
    sound: (await drawer.verifyLedger(null, {})).sound,
  })

  async function noneWrites(made: Settled): Promise<void> {
    const { drawer } = made
    const before = await state(drawer)
    const [id] = before.cards
    const entry = before.ledger.at(-1)?.id ?? ''
    const people = (await readHousehold(home, keychain)).people.length
    for (const [name, write] of Object.entries(writes(made, id as CredentialId, entry))) {
      expect([name, await codeOf(write())]).toEqual([name, 'store.full'])
      expect([name, await state(drawer)]).toEqual([name, before])
    }
    expect((await readHousehold(home, keychain)).people).toHaveLength(people)
    expect(filesBelow(home).filter((name) => /\.(new|tmp|lock)$/.test(name))).toEqual([])
  }

  test('full: each write says so, nothing is lost, reading and opening go on; with room again all is written', async () => {
    const made = await settled()
    fillDisk(filler(), join(folder.path, 'disk'))
    await noneWrites(made)
    await made.drawer.close()
    const again = await openDrawer(made.testing.open())
    expect(await again.list(at)).toHaveLength(3)
    rmSync(filler())
    const [card] = await again.list(at)
    const entry = (await again.ledger()).at(-1)?.id ?? ''
    for (const write of Object.values(writes({ ...made, drawer: again }, card?.id as CredentialId, entry)))
      await write()
    await again.close()
  })

  test('read-only: opening says so, and so does each write outside a drawer; with writing allowed again all is there', async () => {
    const made = await settled()
    await made.room.end()
    disk.remount('ro')
    expect(await codeOf(openDrawer(made.testing.open()))).toBe('store.readOnly')
    expect(await codeOf(createDrawer(testDrawer(join(home, 'drawers')).create))).toBe('store.readOnly')
    const { person, people, settings } = outside()
    for (const write of [person, people, settings]) expect(await codeOf(write())).toBe('store.readOnly')
    expect((await readHousehold(home, keychain)).people).toHaveLength(1)
    disk.remount('rw')
    const again = await openDrawer(made.testing.open())
    expect(await again.list(at)).toHaveLength(3)
    await again.close()
  })

  test('a drawer that is made on a full disk leaves nothing', async () => {
    fillDisk(filler(), join(folder.path, 'disk'), 40_000)
    const testing = testDrawer(join(home, 'drawers'))
    expect(await codeOf(createDrawer(testing.create))).toBe('store.full')
    expect(filesBelow(home)).toEqual([])
  })
})
