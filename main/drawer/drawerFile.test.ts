import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  at,
  codeOf,
  type TestDrawer,
  temporaryFolder,
  testDrawer,
  testPassphrase,
} from '../../tests/support/drawers.ts'
import { enrolment } from '../../tests/support/portalTokens.ts'
import { canonical } from './canonical.ts'
import { cardSlotSalt } from './cardSlot.ts'
import { DrawerFile } from './drawerFile.ts'
import { readHeader } from './header.ts'
import { sha256, toBase64Url } from './seal.ts'

let home: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  home = temporaryFolder()
})
afterEach(() => home.remove())

async function made(realm: 'practice' | 'real' = 'practice'): Promise<TestDrawer> {
  const drawer = testDrawer(home.path, { realm })
  ;(await DrawerFile.create(drawer.create)).close()
  return drawer
}
const opens = async (drawer: TestDrawer, key = drawer.byRecovery()): Promise<string> =>
  codeOf(DrawerFile.open(drawer.open(key)).then((file) => file.close()))
const headerPath = (drawer: TestDrawer) => join(drawer.folder, 'header.json')
const databasePath = (drawer: TestDrawer, generation = 1) => join(drawer.folder, `drawer-${generation}.db`)
const slotOf = async (drawer: TestDrawer, kind: string) =>
  (await readHeader(drawer.folder)).slots.find((slot) => slot.kind === kind)?.id ?? 'none'
const snapshot = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name !== 'lock' && !name.endsWith('-journal'))
    .sort()
    .map((name) => `${name} ${Buffer.from(sha256(readFileSync(join(folder, name)))).toString('hex')}`)

describe('ways to open', () => {
  test('card, passphrase and recovery code each open it; others do not', async () => {
    const drawer = await made()
    const file = await DrawerFile.open(drawer.open())
    await file.addSlot(drawer.passphraseSlot(), at)
    file.close()
    const card = await slotOf(drawer, 'card')
    expect(await opens(drawer, drawer.byCard(card))).toBe('no failure')
    expect(await opens(drawer, drawer.byPassphrase())).toBe('no failure')
    expect(await opens(drawer, drawer.byPassphrase(` ${testPassphrase.toUpperCase().toLowerCase()} `))).toBe(
      'no failure',
    )
    expect(await opens(drawer)).toBe('no failure')

    expect(await opens(drawer, drawer.byPassphrase('sakana tsukue aozora yuube kakeri'))).toBe('drawer.wrongKey')
    expect(await opens(drawer, { ...drawer.byCard(card), signature: new Uint8Array(256) } as never)).toBe(
      'drawer.wrongKey',
    )
    expect(await opens(drawer, { kind: 'recovery', code: new Uint8Array(26) })).toBe('drawer.wrongKey')
    expect(await opens(drawer, drawer.byCard('no-such-slot'))).toBe('drawer.noSuchSlot')
  })

  test('with another household secret neither card nor passphrase opens it, the recovery code does', async () => {
    const drawer = await made()
    const file = await DrawerFile.open(drawer.open())
    await file.addSlot(drawer.passphraseSlot(), at)
    file.close()
    const other = { householdSecret: new Uint8Array(32).fill(7) }
    const card = await slotOf(drawer, 'card')
    expect(await opens(drawer, { ...drawer.byCard(card), ...other } as never)).toBe('drawer.wrongKey')
    expect(await opens(drawer, { ...drawer.byPassphrase(), ...other } as never)).toBe('drawer.wrongKey')
    expect(await opens(drawer)).toBe('no failure')
  })

  test('a drawer without a passphrase slot says so', async () => {
    const drawer = await made()
    expect(await opens(drawer, drawer.byPassphrase())).toBe('drawer.noSuchSlot')
  })

  test('the salt of the card slot is known to the household alone', async () => {
    const drawer = await made()
    const slot = (await readHeader(drawer.folder)).slots.find(({ kind }) => kind === 'card') ?? {}
    expect(cardSlotSalt(slot, drawer.householdSecret)).toEqual(drawer.cardSalt)
    expect(() => cardSlotSalt(slot, new Uint8Array(32))).toThrow('drawer.wrongKey')
    expect(readFileSync(headerPath(drawer), 'utf8')).not.toContain(toBase64Url(drawer.cardSalt))
  })

  test('the recovery slot cannot be removed, nor one that is not there', async () => {
    const drawer = await made()
    const recovery = await slotOf(drawer, 'recovery')
    const file = await DrawerFile.open(drawer.open())
    expect(() => file.removeSlot(recovery)).toThrow('drawer.lastSlot')
    expect(() => file.removeSlot('nobody')).toThrow('drawer.noSuchSlot')
    file.close()
    expect((await readHeader(drawer.folder)).generation).toBe(1)
  })
})

describe('a change of slots re-keys the drawer', () => {
  test('the removed card opens neither the new file nor, with an old copy of the header, anything', async () => {
    const drawer = await made()
    const card = await slotOf(drawer, 'card')
    const oldHeader = readFileSync(headerPath(drawer))
    const file = await DrawerFile.open(drawer.open())
    file.stores.nonces.use('client', 'nonce', at)
    file.removeSlot(card)
    expect(file.stores.nonces.use('client', 'nonce', at)).toBe(true)
    file.close()

    expect(await opens(drawer, drawer.byCard(card))).toBe('drawer.noSuchSlot')
    expect(readdirSync(drawer.folder).filter((name) => name.endsWith('.db'))).toEqual(['drawer-2.db'])
    const newHeader = readFileSync(headerPath(drawer))

    writeFileSync(headerPath(drawer), oldHeader)
    expect(await opens(drawer, drawer.byCard(card))).toBe('drawer.damaged')
    // The new file under the old file's name: the old drawer key is not its key.
    cpSync(databasePath(drawer, 2), databasePath(drawer, 1))
    expect(await opens(drawer, drawer.byCard(card))).toBe('drawer.damaged')

    writeFileSync(headerPath(drawer), newHeader)
    expect(await opens(drawer)).toBe('no failure')
  })

  test('the old slot in the new header opens nothing', async () => {
    const drawer = await made()
    const card = await slotOf(drawer, 'card')
    const old = JSON.parse(readFileSync(headerPath(drawer), 'utf8'))
    const file = await DrawerFile.open(drawer.open())
    file.removeSlot(card)
    file.close()
    const { check: _, ...header } = JSON.parse(readFileSync(headerPath(drawer), 'utf8'))
    const grafted = { ...header, slots: [...header.slots, old.slots.find((slot: { id: string }) => slot.id === card)] }
    writeFileSync(
      headerPath(drawer),
      canonical({ ...grafted, check: toBase64Url(sha256(Buffer.from(canonical(grafted)))) }),
    )
    expect(await opens(drawer, drawer.byCard(card))).toBe('drawer.damaged')
    expect(await opens(drawer)).toBe('drawer.damaged')
  })

  test('adding needs nobody else’s secret, and everybody still opens', async () => {
    const drawer = await made()
    const card = await slotOf(drawer, 'card')
    const file = await DrawerFile.open(drawer.open())
    await file.addSlot(drawer.passphraseSlot(), at)
    expect(file.header.generation).toBe(2)
    file.close()
    expect(await opens(drawer, drawer.byCard(card))).toBe('no failure')
    expect(await opens(drawer, drawer.byPassphrase())).toBe('no failure')
  })

  test('what an interrupted re-key left is removed at the next open', async () => {
    const drawer = await made()
    for (const name of ['drawer-2.db', 'drawer-2.db-journal', 'header.json.new', 'drawer-7.db']) {
      writeFileSync(join(drawer.folder, name), 'half written')
    }
    expect(await opens(drawer)).toBe('no failure')
    const names = readdirSync(drawer.folder).filter((name) => name !== 'drawer-1.db-journal')
    expect(names.sort()).toEqual(['drawer-1.db', 'header.json', 'lock'])
  })
})

describe('damage', () => {
  test('a file cut short anywhere is told as damaged, and nothing is written', async () => {
    const drawer = await made()
    const whole = readFileSync(databasePath(drawer))
    const lengths = [
      0,
      1,
      15,
      16,
      100,
      1024,
      4095,
      4096,
      4097,
      8192,
      whole.length / 2,
      whole.length - 4096,
      whole.length - 1,
    ]
    for (const length of lengths) {
      writeFileSync(databasePath(drawer), whole)
      truncateSync(databasePath(drawer), Math.floor(length))
      const before = snapshot(drawer.folder)
      expect({ length, code: await opens(drawer) }).toEqual({ length, code: 'drawer.damaged' })
      expect(snapshot(drawer.folder)).toEqual(before)
    }
    for (const surplus of [1, 4095, 4097]) {
      writeFileSync(databasePath(drawer), Buffer.concat([whole, Buffer.alloc(surplus)]))
      expect(await opens(drawer)).toBe('drawer.damaged')
    }
    writeFileSync(databasePath(drawer), whole)
    expect(await opens(drawer)).toBe('no failure')
  })

  test('whole pages after the end, as a program leaves them that is killed after a deletion, are let go of', async () => {
    const drawer = await made()
    const whole = readFileSync(databasePath(drawer))
    writeFileSync(databasePath(drawer), Buffer.concat([whole, Buffer.alloc(2 * 4096)]))
    const file = await DrawerFile.open(drawer.open())
    file.stores.ledger.record({ at, act: 'decline', outcome: 'done', party: 'Somebody', items: [] })
    expect(file.stores.ledger.entries()).toHaveLength(1)
    expect(readFileSync(databasePath(drawer)).length).toBe(whole.length)
    file.close()
    expect(await opens(drawer)).toBe('no failure')
  })

  test('one flipped bit anywhere in the file is told as damaged, and nothing is written', async () => {
    const drawer = await made()
    const whole = readFileSync(databasePath(drawer))
    for (let position = 5; position < whole.length; position += 977) {
      const flipped = Buffer.from(whole)
      flipped[position] = (flipped[position] ?? 0) ^ (1 << (position % 8))
      writeFileSync(databasePath(drawer), flipped)
      const before = snapshot(drawer.folder)
      expect({ position, code: await opens(drawer) }).toEqual({ position, code: 'drawer.damaged' })
      expect(snapshot(drawer.folder)).toEqual(before)
    }
  })

  test('one flipped bit, one byte less or one more anywhere in the header is told as damaged', async () => {
    const drawer = await made()
    const whole = readFileSync(headerPath(drawer))
    for (let position = 0; position < whole.length; position++) {
      const flipped = Buffer.from(whole)
      flipped[position] = (flipped[position] ?? 0) ^ (1 << (position % 7))
      writeFileSync(headerPath(drawer), flipped)
      expect({ position, code: await opens(drawer) }).toEqual({ position, code: 'drawer.damaged' })
    }
    for (let length = 0; length < whole.length; length += 13) {
      writeFileSync(headerPath(drawer), whole.subarray(0, length))
      expect({ length, code: await opens(drawer) }).toEqual({ length, code: 'drawer.damaged' })
    }
    writeFileSync(headerPath(drawer), `${whole.toString()} `)
    expect(await opens(drawer)).toBe('drawer.damaged')
    writeFileSync(headerPath(drawer), 'x'.repeat(1_000_000))
    expect(await opens(drawer)).toBe('drawer.damaged')
  })

  test('an altered header with a made-up checksum is still refused, by the key', async () => {
    const drawer = await made()
    const whole = readFileSync(headerPath(drawer), 'utf8')
    const forge = async (change: (header: Record<string, unknown>) => unknown) => {
      const { check: _, ...header } = JSON.parse(whole)
      change(header)
      writeFileSync(
        headerPath(drawer),
        canonical({ ...header, check: toBase64Url(sha256(Buffer.from(canonical(header)))) }),
      )
      return opens(drawer)
    }
    const slots = (header: Record<string, unknown>) => header['slots'] as { kind: string; [name: string]: unknown }[]
    const recovery = (header: Record<string, unknown>) =>
      slots(header).find(({ kind }) => kind === 'recovery') ?? { kind: '' }
    const card = (header: Record<string, unknown>) => slots(header).find(({ kind }) => kind === 'card') ?? { kind: '' }
    expect(await forge(() => undefined)).toBe('no failure')
    expect(await forge((header) => Object.assign(header, { generation: 2 }))).toBe('drawer.damaged')
    expect(await forge((header) => Object.assign(header, { drawerId: testDrawer(home.path).drawerId }))).toBe(
      'drawer.wrongKey',
    )
    expect(await forge((header) => Object.assign(card(header), { createdAt: '2020-01-01T00:00:00.000Z' }))).toBe(
      'drawer.damaged',
    )
    expect(await forge((header) => Object.assign(recovery(header), { createdAt: '2020-01-01T00:00:00.000Z' }))).toBe(
      'drawer.wrongKey',
    )
    expect(await forge((header) => slots(header).shift())).toBe('drawer.damaged')
    expect(await forge((header) => Object.assign(recovery(header), { ephemeral: card(header)['ephemeral'] }))).toBe(
      'drawer.damaged',
    )
    expect(await forge((header) => Object.assign(recovery(header), { ephemeral: 'A'.repeat(87) }))).toBe(
      'drawer.damaged',
    )
  })

  test('scrypt parameters that are too cheap or that would eat the memory are refused before any work', async () => {
    const drawer = testDrawer(home.path)
    ;(await DrawerFile.create({ ...drawer.create, first: drawer.passphraseSlot() })).close()
    const whole = readFileSync(headerPath(drawer), 'utf8')
    for (const scrypt of [
      { N: 2 ** 14, r: 8, p: 1 },
      { N: 2 ** 30, r: 8, p: 1 },
      { N: 2 ** 17, r: 1, p: 1 },
      { N: 2 ** 17, r: 8, p: 4096 },
    ]) {
      const { check: _, ...header } = JSON.parse(whole)
      header.slots[0].scrypt = scrypt
      writeFileSync(
        headerPath(drawer),
        canonical({ ...header, check: toBase64Url(sha256(Buffer.from(canonical(header)))) }),
      )
      expect(await opens(drawer, drawer.byPassphrase())).toBe('drawer.damaged')
    }
  })

  test('the file of another drawer does not belong to this header', async () => {
    const drawer = await made()
    const other = await made()
    cpSync(databasePath(other), databasePath(drawer))
    expect(await opens(drawer)).toBe('drawer.damaged')
  })

  test('without its file or its header it is damaged, and a folder that is not there too', async () => {
    const drawer = await made()
    const gone = { ...drawer.open(), folder: join(home.path, 'nowhere') }
    expect(await codeOf(DrawerFile.open(gone))).toBe('drawer.damaged')
    const { rmSync } = await import('node:fs')
    rmSync(databasePath(drawer))
    expect(await opens(drawer)).toBe('drawer.damaged')
    expect(existsSync(databasePath(drawer))).toBe(false)
    rmSync(headerPath(drawer))
    expect(await opens(drawer)).toBe('drawer.damaged')
  })
})

describe('newer and other', () => {
  const rewritten = (drawer: TestDrawer, change: (header: Record<string, unknown>) => unknown) => {
    const { check: _, ...header } = JSON.parse(readFileSync(headerPath(drawer), 'utf8'))
    change(header)
    writeFileSync(
      headerPath(drawer),
      canonical({ ...header, check: toBase64Url(sha256(Buffer.from(canonical(header)))) }),
    )
  }

  test('a header of a later version, or with a kind of slot not known yet, is newer', async () => {
    const drawer = await made()
    rewritten(drawer, (header) => Object.assign(header, { version: 2, guardians: [{ scope: ['all'] }] }))
    expect(await opens(drawer)).toBe('drawer.newer')
    const second = await made()
    rewritten(second, (header) => Object.assign((header['slots'] as object[])[0] ?? {}, { kind: 'shares' }))
    expect(await opens(second)).toBe('drawer.newer')
    const third = await made()
    rewritten(third, (header) => Object.assign((header['slots'] as object[])[0] ?? {}, { version: 2 }))
    expect(await opens(third)).toBe('drawer.newer')
  })

  test('a practice drawer does not open in the real wallet, nor the other way', async () => {
    const practice = await made('practice')
    const real = await made('real')
    expect(await codeOf(DrawerFile.open({ ...practice.open(), realm: 'real' }))).toBe('drawer.otherRealm')
    expect(await codeOf(DrawerFile.open({ ...real.open(), realm: 'practice' }))).toBe('drawer.otherRealm')
  })

  test('a practice header made to say real opens nothing', async () => {
    const drawer = await made('practice')
    rewritten(drawer, (header) => Object.assign(header, { realm: 'real' }))
    expect(await codeOf(DrawerFile.open({ ...drawer.open(), realm: 'real' }))).toBe('drawer.wrongKey')
  })

  test('a second opening while it is open is refused', async () => {
    const drawer = await made()
    const file = await DrawerFile.open(drawer.open())
    expect(await opens(drawer)).toBe('drawer.inUse')
    file.close()
    expect(await opens(drawer)).toBe('no failure')
  })

  test('a folder with a drawer is not made into another', async () => {
    const drawer = await made()
    const before = snapshot(drawer.folder)
    await expect(DrawerFile.create(drawer.create)).rejects.toThrow('there is a drawer')
    expect(snapshot(drawer.folder)).toEqual(before)
  })
})

test('nothing of the content stands in the files: no name, no table, no value', async () => {
  const drawer = testDrawer(home.path)
  const file = await DrawerFile.create(drawer.create)
  file.stores.enrolments.begin('https://portal.example', new Uint8Array(32))
  file.stores.enrolments.finish({ ...enrolment('pc-abcdef'), origin: 'https://portal.example' })
  await file.addSlot(drawer.passphraseSlot(), at)
  file.stores.ledger.record({ at, act: 'logIn', outcome: 'done', party: 'A portal', items: [] })
  const all = () => readdirSync(drawer.folder).map((name) => readFileSync(join(drawer.folder, name)))
  const words = [
    '架空',
    'テスト',
    'pc-abcdef',
    'portal.example',
    'SQLite',
    'CREATE TABLE',
    'credential',
    'device_key',
    'A portal',
  ]
  const open = all()
  file.close()
  for (const content of [...open, ...all()]) {
    for (const word of words) expect(content.includes(word)).toBe(false)
  }
})
