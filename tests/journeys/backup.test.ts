// Making, trying and restoring a backup as journeys: cancelled in the middle, without a keychain, and with every secret wiped.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpenPerson } from '../../main/desk.ts'
import { recoveryText } from '../../main/drawer/recoveryCode.ts'
import { fail } from '../../main/failure.ts'
import { addPerson, readHousehold } from '../../main/household/household.ts'
import { makeBackup } from '../../main/journeys/makeBackup.ts'
import { type OpenBackup, openBackup, previewOf, restoreBackup, testBackup } from '../../main/journeys/useBackup.ts'
import type { Keychain, Ports, SecretQuestion } from '../../main/ports.ts'
import type { Work } from '../../main/work.ts'
import { backupPassphrase, type Furnished, furnished } from '../support/backup/making.ts'
import { at, codeOf, temporaryFolder, testPassphrase } from '../support/drawers.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { drawerProcess } from '../support/processes.ts'

// Passphrases are stretched on purpose.
vi.setConfig({ testTimeout: 60_000 })

let home: ReturnType<typeof temporaryFolder>
let made: Furnished
let person: OpenPerson
let keychain: Keychain
let path: string
/** What the person typed, as it was handed out. */
const typed: Uint8Array[] = []
const asked: SecretQuestion[] = []
const opened: OpenBackup[] = []

beforeEach(async () => {
  home = temporaryFolder()
  keychain = memoryKeychain()
  made = await furnished(home.path, drawerProcess)
  person = {
    personId: 'nobody-in-particular',
    name: '架空 テスト子',
    by: 'card',
    since: at,
    drawer: made.drawer,
    room: made.room,
    onEnd: () => undefined,
  }
  path = join(home.path, 'backup')
  typed.length = 0
  asked.length = 0
})
afterEach(async () => {
  for (const { room } of opened.splice(0)) await room.end()
  await made.room.end()
  home.remove()
})

function portsAt(folder: string): Ports {
  const never = () => fail({ code: 'app.refusedCall' })
  return {
    home: folder,
    keychain,
    now: () => new Date(at),
    startDrawerProcess: drawerProcess,
    startPictureProcess: never,
    startVerifierProcess: never,
    askSecret: async (question) => {
      asked.push(question)
      const bytes = new TextEncoder().encode(answerTo(question))
      typed.push(bytes)
      return bytes
    },
    fetch: never,
    openInBrowser: never,
    files: { choose: never, saveAs: never, showInFolder: never },
    readers: { watch: never, withCard: never, close: async () => undefined },
  }
}

function answerTo(question: SecretQuestion): string {
  switch (question.kind) {
    case 'recoveryCode':
      return recoveryText(made.testing.recovery)
    case 'recoveryShow':
      return question.code
    case 'newPassphrase':
    case 'passphrase':
      return question.backup === true ? backupPassphrase : testPassphrase
    default:
      throw new Error('nothing else is asked here')
  }
}

/** Work that the person stops when it says that it has come so far. */
function work(stopAt?: string): Work & { readonly steps: string[] } {
  const abort = new AbortController()
  const steps: string[] = []
  return {
    steps,
    signal: abort.signal,
    step: (name, percent) => {
      steps.push(percent === undefined ? name : `${name} ${percent}`)
      if (steps.at(-1) === stopAt) abort.abort()
    },
  }
}

const setting = (folder: string, one: Work) => ({
  ports: portsAt(folder),
  trust: made.pki.trust,
  work: one,
  signal: one.signal,
  card: () => fail({ code: 'card.absent' }),
})
const wanted = (passphrase = false) => ({ path, replace: false, passphrase })
async function open(by: 'recovery' | 'passphrase' = 'recovery', folder = join(home.path, 'new')): Promise<OpenBackup> {
  const one = await openBackup(setting(folder, work()), path, by)
  opened.push(one)
  return one
}
/** So much that there is a middle: more than one part of four megabytes. */
async function grow(): Promise<void> {
  for (let entry = 0; entry < 12; entry++)
    await made.drawer.record({ at, act: 'decline', outcome: 'done', party: 'x'.repeat(1_000_000), items: [] })
}

describe('made', () => {
  test('it is written into the ledger, not into itself, and the passphrase is wiped', async () => {
    await makeBackup(setting(home.path, work()), person, wanted(true))
    expect(asked).toEqual([{ kind: 'newPassphrase', person: '架空 テスト子', backup: true }])
    expect(typed[0]?.every((byte) => byte === 0)).toBe(true)
    expect((await made.drawer.ledger())[0]).toMatchObject({ act: 'backup', outcome: 'done', party: '' })
    expect((await open()).backup.contents.ledger.entries).toBe(2)
  })

  test('cancelled in the middle nothing is left, the ledger tells, and the drawer goes on', async () => {
    await grow()
    const one = work('makingBackup 30')
    expect(await codeOf(makeBackup(setting(home.path, one), person, wanted()))).toBe('app.cancelled')
    expect(one.steps[0]).toBe('makingBackup 0')
    expect(readdirSync(home.path)).toEqual([made.testing.drawerId])
    expect(readdirSync(made.testing.folder).filter((name) => name.startsWith('snapshot'))).toEqual([])
    expect((await made.drawer.ledger())[0]).toMatchObject({ act: 'backup', outcome: 'declined' })
    await makeBackup(setting(home.path, work()), person, wanted())
    expect(existsSync(path)).toBe(true)
  })

  test('the drawer’s process is killed in the middle: nothing half-written is left where the person saved it', async () => {
    await grow()
    const one = work()
    const killing: Work = {
      ...one,
      step: (name, percent) => {
        one.step(name, percent)
        if (percent === 30) void made.room.end()
      },
    }
    expect(await codeOf(makeBackup(setting(home.path, killing), person, wanted()))).toBe('drawer.processEnded')
    expect(readdirSync(home.path)).toEqual([made.testing.drawerId])
  })

  test('one that cannot be written is told in the ledger only when it had begun', async () => {
    path = join(home.path, 'nowhere', 'backup')
    expect(await codeOf(makeBackup(setting(home.path, work()), person, wanted()))).toBe('file.notWritten')
    expect((await made.drawer.ledger()).filter(({ act }) => act === 'backup')).toEqual([])
  })
})

describe('tried', () => {
  test('as often as one likes; the typed code is wiped at once', async () => {
    await makeBackup(setting(home.path, work()), person, wanted())
    const one = await open()
    expect(typed[0]?.every((byte) => byte === 0)).toBe(true)
    for (let round = 0; round < 2; round++) {
      const { checks } = await testBackup(setting(join(home.path, 'new'), work()), one)
      expect(checks).toEqual(['whole', 'counts', 'keys', 'ledger'].map((what) => ({ what, ok: true })))
    }
    expect(readdirSync(join(home.path, 'new', 'restoring'))).toEqual([])
  })

  test('cancelled in the middle nothing is left', async () => {
    await grow()
    await makeBackup(setting(home.path, work()), person, wanted())
    for (const stopAt of ['unpackingBackup 0', 'unpackingBackup 30', 'tryingBackup']) {
      const one = await open()
      expect(await codeOf(testBackup(setting(join(home.path, 'new'), work(stopAt)), one)), stopAt).toBe('app.cancelled')
      expect(readdirSync(join(home.path, 'new', 'restoring')), stopAt).toEqual([])
    }
  })

  test('a ledger that was broken before is told, and does not stand in the way', async () => {
    const { openEncrypted } = await import('../../main/drawer/database.ts')
    const { fileKeyOf } = await import('../../main/drawer/drawerKey.ts')
    const { unwrapDrawerKey } = await import('../../main/drawer/keySlots.ts')
    const { readStoredHeader } = await import('../../main/drawer/header.ts')
    const { remoteRoom } = await import('../../main/drawer/remoteDrawer.ts')
    await made.room.end()
    const header = await readStoredHeader(made.testing.folder)
    const { drawerKey } = await unwrapDrawerKey(header, made.testing.byRecovery())
    const sql = openEncrypted(join(made.testing.folder, 'drawer-1.db'), fileKeyOf(drawerKey))
    sql.exec('UPDATE ledger SET commitment = zeroblob(32) WHERE seq = 1')
    sql.close()
    const room = remoteRoom(drawerProcess())
    made = { ...made, room, drawer: await room.open(made.testing.open()) }
    await makeBackup(setting(home.path, work()), { ...person, room, drawer: made.drawer }, wanted())
    const { checks } = await testBackup(setting(join(home.path, 'new'), work()), await open())
    expect(checks.filter(({ ok }) => !ok)).toEqual([{ what: 'ledger', ok: false }])
  })
})

describe('restored', () => {
  test('on a PC where nobody lives: person, drawer, same code, and the restore in the ledger', async () => {
    await makeBackup(setting(home.path, work()), person, wanted())
    const there = join(home.path, 'new')
    const one = await open()
    const restored = await restoreBackup(setting(there, work()), one, {
      name: '架空 復元子',
      colour: 'cyan',
      opener: 'passphrase',
    })
    expect(asked.map(({ kind }) => kind)).toEqual(['recoveryCode', 'newPassphrase'])
    expect(typed.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true)
    expect((await restored.drawer.ledger())[0]).toMatchObject({ act: 'restore', outcome: 'done' })
    expect(await restored.drawer.list(at)).toHaveLength(3)
    const { people, unnamed } = await readHousehold(there, keychain)
    expect(people).toMatchObject([{ name: '架空 復元子', colour: 'cyan', drawerId: one.drawerId }])
    expect(unnamed).toEqual([])
    expect(readdirSync(join(there, 'restoring'))).toEqual([])
  })

  test('by its passphrase: a new code is shown and typed back', async () => {
    await makeBackup(setting(home.path, work()), person, wanted(true))
    const there = join(home.path, 'new')
    await restoreBackup(setting(there, work()), await open('passphrase'), {
      name: '架空',
      colour: 'cyan',
      opener: 'passphrase',
    })
    expect(asked.map(({ kind }) => kind)).toEqual(['newPassphrase', 'passphrase', 'newPassphrase', 'recoveryShow'])
    expect(typed.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true)
  })

  test('cancelled anywhere: no person, no drawer, nothing unpacked', async () => {
    await grow()
    await makeBackup(setting(home.path, work()), person, wanted())
    const there = join(home.path, 'new')
    for (const stopAt of ['unpackingBackup 0', 'unpackingBackup 30', 'restoringBackup']) {
      const restoring = restoreBackup(setting(there, work(stopAt)), await open(), {
        name: '架空',
        colour: 'cyan',
        opener: 'passphrase',
      })
      expect(await codeOf(restoring), stopAt).toBe('app.cancelled')
      expect(readdirSync(join(there, 'restoring')), stopAt).toEqual([])
      expect((await readHousehold(there, keychain)).people, stopAt).toEqual([])
      const drawers = join(there, 'drawers')
      expect(existsSync(drawers) ? readdirSync(drawers) : [], stopAt).toEqual([])
    }
  })

  test('a name that is taken is refused before anything is asked, and that person’s drawer stays as it is', async () => {
    await makeBackup(setting(home.path, work()), person, wanted())
    const there = join(home.path, 'new')
    await addPerson(there, keychain, { name: '架空 テスト子', colour: 'blue', drawerId: made.testing.drawerId })
    const before = readFileSync(join(there, 'people.json'))
    const one = await open()
    expect(await previewOf({ ports: portsAt(there) }, 'id', one)).toMatchObject({ sameName: true, sameDrawer: true })
    const wish = { name: ' 架空 テスト子', colour: 'cyan', opener: 'passphrase' } as const
    expect(await codeOf(restoreBackup(setting(there, work()), one, wish))).toBe('person.nameTaken')
    expect(asked.map(({ kind }) => kind)).toEqual(['recoveryCode'])
    expect(readFileSync(join(there, 'people.json'))).toEqual(before)
  })

  test('without a keychain one can look and try, and is told why nothing is restored', async () => {
    await makeBackup(setting(home.path, work()), person, wanted())
    const none = () => fail({ code: 'keychain.unavailable' })
    keychain = { read: async () => none(), write: async () => none(), remove: async () => none() }
    const there = join(home.path, 'new')
    const one = await open()
    expect((await previewOf({ ports: portsAt(there) }, 'id', one)).sameName).toBeNull()
    expect((await testBackup(setting(there, work()), one)).checks.every(({ ok }) => ok)).toBe(true)
    const wish = { name: '架空', colour: 'cyan', opener: 'passphrase' } as const
    expect(await codeOf(restoreBackup(setting(there, work()), one, wish))).toBe('keychain.unavailable')
  })
})
