// A drawer's backup over the drawer's own process and over the same messages in this one: what comes back, what opens it, and
// what every damage to the file says.
import { createECDH, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { chunkLength, parsePreamble, preambleLength, tagLength } from '../../main/backup/format.ts'
import { readBackupHeader, unlock } from '../../main/backup/read.ts'
import type { CredentialId } from '../../main/credentials/credential.ts'
import type { DrawerRoom } from '../../main/drawer/drawer.ts'
import { newRecoveryCode } from '../../main/drawer/recoveryCode.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import {
  backupPassphrase,
  byCode,
  byPassphrase,
  type Furnished,
  filesBelow,
  furnished,
  madeBackup,
  restored,
  throughout,
  unlocked,
} from '../support/backup/making.ts'
import { at, codeOf, noTrust, temporaryFolder } from '../support/drawers.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { insuranceClaimsOfTest } from '../support/issued.ts'
import { drawerProcess } from '../support/processes.ts'

// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 60_000 })

const ways = [
  { name: 'in this process', start: inProcessDrawer },
  { name: 'in a process of its own', start: drawerProcess },
]

for (const { name, start } of ways) {
  describe(`a backup, ${name}`, () => {
    let home: ReturnType<typeof temporaryFolder>
    let made: Furnished
    const rooms: DrawerRoom[] = []
    beforeAll(async () => {
      home = temporaryFolder()
      made = await furnished(home.path, start)
    })
    afterEach(async () => {
      for (const room of rooms.splice(0)) await room.end()
    })
    afterAll(async () => {
      await made.room.end()
      home.remove()
    })
    const place = (file: string) => join(home.path, file)
    const open = async (...input: Parameters<typeof unlocked> extends [unknown, ...infer R] ? R : never) => {
      const one = await unlocked(start, ...input)
      rooms.push(one.room)
      return one
    }

    test('tells what it holds, to the recovery code and to the passphrase', async () => {
      const path = await madeBackup(made.drawer, place('both'), { passphrase: backupPassphrase })
      expect(await readBackupHeader(path, 'practice')).toEqual({
        keys: ['recovery', 'passphrase'],
        size: statSync(path).size,
      })
      for (const secret of [byCode(made.testing), byPassphrase()]) {
        const { backup } = await open(path, secret)
        expect(backup.contents).toMatchObject({
          personName: '架空 テスト子',
          colour: 'green',
          madeAt: at,
          openers: ['card'],
          counts: { insurance: 1, licence: 1, certificate: 1, other: 0, papers: 1, applications: 0, drafts: 1 },
          withKey: 2,
          withoutKey: 0,
          enrolled: true,
          ledger: { entries: 2, rows: 3 },
        })
      }
    })

    test('other codes and passphrases open nothing; without a passphrase there is none', async () => {
      const path = await madeBackup(made.drawer, place('one'))
      expect(await codeOf(open(path, { kind: 'recovery', code: newRecoveryCode().bytes }))).toBe('backup.wrongKey')
      expect(await codeOf(open(path, byPassphrase()))).toBe('backup.noPassphrase')
      expect(await codeOf(open(place('both'), byPassphrase('kaminari hashira midori tsubasa kooru')))).toBe(
        'backup.wrongKey',
      )
    })

    test('a test restore finds everything well, touches nothing and leaves nothing, as often as one likes', async () => {
      const path = await madeBackup(made.drawer, place('tried'))
      const before = filesBelow(home.path)
      const { backup } = await open(path, byCode(made.testing))
      for (let round = 0; round < 2; round++) {
        await backup.unpack(place(`restoring/trial-${round}`))
        await throughout(() => backup.more())
        // What is on the disk meanwhile is encrypted.
        const [incoming] = filesBelow(place('restoring'))
        expect(readFileSync(incoming ?? '').includes(insuranceClaimsOfTest.name)).toBe(false)
        expect(readFileSync(incoming ?? '').includes('SQLite format')).toBe(false)
        expect(await backup.test()).toEqual({ whole: true, counts: true, keys: true, ledger: true })
        expect(filesBelow(home.path)).toEqual(before)
      }
    })

    test('restored it is another drawer with the same content, opened by the same code and by new slots', async () => {
      const path = await madeBackup(made.drawer, place('whole'))
      const one = await open(path, byCode(made.testing))
      const { drawer, folder } = await restored(one, home.path, made)
      const header = await drawer.header()
      const old = await made.drawer.header()
      expect(header.drawerId).toBe(one.drawerId)
      expect(header.slots.map(({ kind }) => kind)).toEqual(['card', 'recovery'])
      for (const slot of header.slots) expect(old.slots.map(({ id }) => id)).not.toContain(slot.id)
      expect(await drawer.list(at)).toEqual(await made.drawer.list(at))
      expect(await drawer.ledger()).toEqual((await made.drawer.ledger()).filter(({ act }) => act !== 'backup'))
      expect(await drawer.token()).toBeUndefined()
      expect(await drawer.enrolment('https://p.invalid')).toBeUndefined()
      for (const { id } of await drawer.list(at))
        expect((await drawer.show(id as CredentialId, at)).check.valid).toBe(true)
      expect(readdirSync(folder).filter((file) => !file.startsWith('lock'))).toEqual(['drawer-1.db', 'header.json'])
      expect(filesBelow(place('restoring'))).toEqual([])
      await one.room.end()

      const again = remoteRoom(start())
      rooms.push(again)
      const key = { kind: 'recovery', code: made.testing.recovery.slice() } as const
      const opened = await again.open({ folder, realm: 'practice', trust: made.pki.trust, key })
      expect(await opened.list(at)).toHaveLength(3)
      expect(await made.drawer.list(at)).toHaveLength(3)
    })

    test('opened by its passphrase it gets a new recovery code, and the old one does not open it', async () => {
      const one = await open(place('both'), byPassphrase())
      const code = newRecoveryCode().bytes
      const { folder } = await restored(one, home.path, made, code.slice())
      await one.room.end()
      const by = async (bytes: Uint8Array) => {
        const again = remoteRoom(start())
        rooms.push(again)
        const key = { kind: 'recovery', code: bytes.slice() } as const
        return codeOf(again.open({ folder, realm: 'practice', trust: made.pki.trust, key }))
      }
      expect(await by(made.testing.recovery)).toBe('drawer.wrongKey')
      expect(await by(code)).toBe('no failure')
    })

    test('what was changed while it was written is not in it, and nothing is held up', async () => {
      const path = place('moment')
      const before = (await made.drawer.ledger()).length
      const { ledger } = await made.drawer.beginBackup({ path, replace: false, colour: 'blue', at })
      await made.drawer.record({ at, act: 'decline', outcome: 'done', party: 'Later', items: [] })
      await throughout(() => made.drawer.writeBackup())
      expect(ledger.entries).toBe(before)
      const { backup } = await open(path, byCode(made.testing))
      expect(backup.contents.ledger.entries).toBe(before)
    })

    test('stopped half-way nothing is left, and the next one is whole', async () => {
      const before = filesBelow(home.path)
      await made.drawer.beginBackup({ path: place('stopped'), replace: false, colour: 'blue', at })
      expect(filesBelow(home.path)).not.toEqual(before)
      await made.drawer.dropBackup()
      expect(filesBelow(home.path)).toEqual(before)
      expect(await codeOf(made.drawer.writeBackup())).toBe('pending.gone')
      await madeBackup(made.drawer, place('stopped'))
    })

    test('a file that is there is kept, or replaced whole when that was agreed to', async () => {
      const path = place('there')
      writeFileSync(path, 'something else')
      const input = { path, replace: false, colour: 'blue', at } as const
      expect(await codeOf(made.drawer.beginBackup(input))).toBe('file.exists')
      await made.drawer.beginBackup({ ...input, replace: true })
      expect(readFileSync(path, 'utf8')).toBe('something else')
      await throughout(() => made.drawer.writeBackup())
      expect((await open(path, byCode(made.testing))).backup.contents.counts.licence).toBe(1)
    })

    test('practice never enters the real realm', async () => {
      const path = place('both')
      expect(await codeOf(readBackupHeader(path, 'real'))).toBe('backup.otherRealm')
      expect(await codeOf(open(path, byCode(made.testing), 'real'))).toBe('backup.otherRealm')
      const one = await open(path, byCode(made.testing))
      const { first } = made.testing.create
      const wanted = { folder: place('drawers/never'), personName: '架空', trust: noTrust('real'), first, at }
      expect(await codeOf(one.backup.restore(wanted))).toBe('drawer.otherRealm')
    })

    test('nobody’s name and nothing of the content stands in the file', async () => {
      const bytes = readFileSync(await madeBackup(made.drawer, place('clear')))
      for (const word of [
        '架空',
        insuranceClaimsOfTest.name,
        insuranceClaimsOfTest.number,
        'insurance',
        'SQLite',
        'a-token',
      ])
        expect(bytes.includes(word), word).toBe(false)
    })
  })
}

describe('damage', () => {
  let home: ReturnType<typeof temporaryFolder>
  let made: Furnished
  let path: string
  let whole: Buffer
  let headerLength: number
  beforeAll(async () => {
    home = temporaryFolder()
    made = await furnished(home.path, inProcessDrawer)
    // Several chunks, of which the last is short.
    for (let entry = 0; entry < 60; entry++) {
      const party = randomBytes(9_000).toString('base64url')
      await made.drawer.record({ at, act: 'decline', outcome: 'done', party, items: [] })
    }
    path = await madeBackup(made.drawer, join(home.path, 'good'))
    whole = readFileSync(path)
    headerLength = preambleLength + parsePreamble(whole)
  })
  afterAll(async () => {
    await made.room.end()
    home.remove()
  })
  const sealed = chunkLength + tagLength
  const chunks = () => Math.ceil((whole.length - headerLength) / sealed)
  const chunk = (place: number) => whole.subarray(headerLength + place * sealed, headerLength + (place + 1) * sealed)

  /** Everything that reading it through says; nothing of it may come out otherwise than it went in. */
  async function readThrough(bytes: Uint8Array): Promise<string> {
    const file = join(home.path, 'bad')
    writeFileSync(file, bytes)
    return codeOf(
      (async () => {
        const backup = await unlock(file, 'practice', byCode(made.testing))
        for await (const part of backup.database()) part.fill(0)
      })(),
    )
  }

  test('the good one reads through', async () => {
    expect(chunks()).toBeGreaterThan(8)
    expect(await readThrough(whole)).toBe('no failure')
  })

  test('cut at every border of a chunk, and one byte before and after it', async () => {
    for (let place = 0; place < chunks(); place++)
      for (const more of [-1, 0, 1, 16, 17]) {
        const length = headerLength + place * sealed + more
        expect(await readThrough(whole.subarray(0, length)), `${place} ${more}`).toBe('backup.damaged')
      }
    for (const more of [1, 16, 17, sealed])
      expect(await readThrough(Buffer.concat([whole, Buffer.alloc(more)]))).toBe('backup.damaged')
  })

  test('one bit flipped anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const altered = Buffer.from(whole)
          altered[at] = (altered[at] ?? 0) ^ (1 << bit)
          expect(await readThrough(altered)).toBe(at < 16 ? 'backup.notOne' : 'backup.damaged')
        },
      ),
      { numRuns: 150 },
    )
    for (let place = 0; place < chunks(); place++) {
      const altered = Buffer.from(whole)
      const at = Math.min(headerLength + place * sealed + 100, whole.length - 1)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(await readThrough(altered)).toBe('backup.damaged')
    }
  })

  test('chunks moved, doubled, left out, or taken from another backup', async () => {
    const all = Array.from({ length: chunks() }, (_, place) => chunk(place))
    const other = readFileSync(await madeBackup(made.drawer, join(home.path, 'other')))
    const otherChunk = other.subarray(headerLength + sealed, headerLength + 2 * sealed)
    const put = (parts: readonly Uint8Array[]) => Buffer.concat([whole.subarray(0, headerLength), ...parts])
    expect(await readThrough(put(all))).toBe('no failure')
    const arrangements = fc.tuple(fc.nat(chunks() - 1), fc.nat(chunks() - 1))
    await fc.assert(
      fc.asyncProperty(arrangements, async ([one, two]) => {
        const [a, b] = [chunk(one), chunk(two)]
        if (one !== two) {
          expect(await readThrough(put(all.with(one, b).with(two, a)))).toBe('backup.damaged')
          expect(await readThrough(put(all.with(one, b)))).toBe('backup.damaged')
        }
        expect(await readThrough(put(all.toSpliced(one, 0, b)))).toBe('backup.damaged')
        expect(await readThrough(put(all.toSpliced(one, 1)))).toBe('backup.damaged')
      }),
      { numRuns: 40 },
    )
    expect(await readThrough(put(all.with(1, otherChunk)))).toBe('backup.damaged')
    // The whole payload of another backup of the same drawer under this header.
    expect(await readThrough(Buffer.concat([whole.subarray(0, headerLength), other.subarray(headerLength)]))).toBe(
      'backup.damaged',
    )
  })

  test('a header put together of two backups, or of keys that somebody made up, opens nothing', async () => {
    const other = readFileSync(await madeBackup(made.drawer, join(home.path, 'second')))
    expect(await readThrough(Buffer.concat([other.subarray(0, headerLength), whole.subarray(headerLength)]))).toBe(
      'backup.damaged',
    )
    const { sha256 } = await import('../../main/drawer/seal.ts')
    const words = JSON.parse(whole.subarray(preambleLength, headerLength - 32).toString('utf8'))
    const [key] = words.keys
    const point = createECDH('prime256v1').generateKeys()
    for (const altered of [
      { ...key, ephemeral: Buffer.from(point).toString('base64url') },
      { ...key, ephemeral: Buffer.from(randomBytes(65)).toString('base64url') },
      { ...key, drawerId: '0f8fad5b-d9cb-469f-a165-70867728950e' },
      { ...key, fileKey: Buffer.from(randomBytes(60)).toString('base64url') },
    ]) {
      const text = Buffer.from(JSON.stringify({ ...words, keys: [altered] }))
      const told = Buffer.concat([whole.subarray(0, preambleLength), text])
      told.writeUInt32BE(text.length, 18)
      const bytes = Buffer.concat([told, sha256(told), whole.subarray(headerLength)])
      expect(await readThrough(bytes)).toMatch(/^backup\.(damaged|wrongKey)$/)
    }
  })

  test('what is no backup at all', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), randomBytes(100_000), whole.subarray(1)])
      expect(await readThrough(bytes)).toBe('backup.notOne')
    expect(await codeOf(readBackupHeader(join(home.path, 'nowhere'), 'practice'))).toBe('file.unreadable')
    expect(await codeOf(readBackupHeader(home.path, 'practice'))).toBe('file.unreadable')
  })

  test('damage found while unpacking leaves nothing of it, and the drawer’s process goes on', async () => {
    const file = join(home.path, 'late')
    copyFileSync(path, file)
    const altered = Buffer.from(whole)
    altered[whole.length - 1] = (altered[whole.length - 1] ?? 0) ^ 1
    writeFileSync(file, altered)
    const { room, backup } = await unlocked(inProcessDrawer, file, byCode(made.testing))
    const folder = join(home.path, 'restoring', 'late')
    await backup.unpack(folder)
    expect(await codeOf(throughout(() => backup.more()))).toBe('backup.damaged')
    expect(existsSync(folder)).toBe(false)
    writeFileSync(file, whole)
    await backup.unpack(folder)
    await throughout(() => backup.more())
    expect(await backup.test()).toMatchObject({ whole: true })
    await room.end()
  })
})
