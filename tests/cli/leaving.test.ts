// tefuda person erase, hand-over and pc dispose: who may take what away, what is told, and that nothing is left.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { room } from '../../main/drawer/openDrawer.ts'
import { parseRecoveryCode } from '../../main/drawer/recoveryCode.ts'
import { fail } from '../../main/failure.ts'
import { readRequest, writeRequest } from '../../main/leaving/marks.ts'
import type { LeavingReport } from '../../preload/shapes/leaving.ts'
import { filesBelow } from '../support/backup/making.ts'
import { fileKeychain } from '../support/leaving/fileKeychain.ts'
import { type AtHome, atHome, type Ran } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const another = 'kaminari hashira midori tsubasa koori'

// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 90_000 })

let home: AtHome
let outside: string
let keys: string
let code: string
const mine = { lines: { 3: passphrase } }
beforeEach(async () => {
  home = await atHome()
  outside = mkdtempSync(join(tmpdir(), 'tefuda-leaving-'))
  keys = join(outside, 'keys')
  home.keychain = fileKeychain(keys)
  const made = await home.run('person add 太郎 --by passphrase --passphrase-fd 3 --json', mine)
  code = String(made.json['recoveryCode'])
})
afterEach(async () => {
  await home.close()
  rmSync(outside, { recursive: true, force: true })
})

const practice = () => join(home.folder, 'practice')
const drawers = () => readdirSync(join(practice(), 'drawers'))
const names = async () => {
  const { people } = (await home.run('person list --json')).json as unknown as { people: { name: string }[] }
  return people.map(({ name }) => name)
}
const answered = ({ status, json }: Ran) => [status, json.failure?.code]
const reportOf = ({ json }: Ran) => json['report'] as LeavingReport
const whats = (things: readonly { what: string }[]) => things.map(({ what }) => what)

it('erases who opens the drawer for it once more, and nobody else', async () => {
  await home.run('person add 花子 --by passphrase --passphrase-fd 3 --json', { lines: { 3: another } })
  // Something in each ledger, so that each has a kept head.
  await home.run(`backup make ${join(outside, 'one')} --person 太郎 --passphrase-fd 3 --json`, mine)
  await home.run(`backup make ${join(outside, 'two')} --person 花子 --passphrase-fd 3 --json`, {
    lines: { 3: another },
  })
  expect(readdirSync(keys)).toHaveLength(3)
  const erase = (words: string, typed: string) =>
    home.run(`person erase 太郎 --passphrase-fd 3 --json ${words}`, { lines: { 3: typed } })
  expect(answered(await erase('', passphrase))).toEqual([2, 'usage'])
  expect(answered(await erase('--yes', passphrase))).toEqual([2, 'usage'])
  expect(answered(await erase('--confirm 花子', passphrase))).toEqual([1, 'leaving.notConfirmed'])
  expect(answered(await erase('--confirm 太郎', another))).toEqual([1, 'drawer.wrongKey'])
  expect(await names()).toEqual(['太郎', '花子'])

  const saved = join(outside, 'report.txt')
  const erased = await erase(`--confirm 太郎 --report ${saved}`, passphrase)
  expect(erased.status).toBe(0)
  expect(reportOf(erased)).toMatchObject({ kind: 'person', name: '太郎' })
  expect(whats(reportOf(erased).erased)).toEqual(['drawer', 'head', 'entry'])
  expect(whats(reportOf(erased).left)).toEqual(
    expect.arrayContaining(['disk', 'backups', 'portal', 'phone', 'mandates']),
  )
  expect(readFileSync(saved, 'utf8')).toContain('太郎 was erased from this computer')
  expect(await names()).toEqual(['花子'])
  expect(drawers()).toHaveLength(1)
  expect(existsSync(join(practice(), 'leaving'))).toBe(false)
  // The household's secret and the other's head.
  expect(readdirSync(keys)).toHaveLength(2)
  expect((await home.run('list --passphrase-fd 3 --json', { lines: { 3: another } })).status).toBe(0)
  // The name is free again.
  expect((await home.run('person add 太郎 --by passphrase --passphrase-fd 3 --json', mine)).status).toBe(0)
})

it('says beforehand that the report has no place, and asks at a terminal', async () => {
  writeFileSync(join(outside, 'there'), '')
  const taken = await home.run(`person erase 太郎 --confirm 太郎 --report ${join(outside, 'there')} --json`, mine)
  expect(answered(taken)).toEqual([3, 'file.exists'])
  expect(await names()).toEqual(['太郎'])
  const asked = await home.run('person erase 太郎 --by passphrase', { typed: ['太郎', passphrase] })
  expect(asked.status).toBe(0)
  expect(home.questions[0]).toEqual({ text: 'This cannot be undone. Type “太郎” to erase: ', hidden: false })
  expect(await names()).toEqual([])
})

it('without the keychain the paper erases the files, and a later start the rest', async () => {
  const working = home.keychain
  const silent = () => fail({ code: 'keychain.unavailable' })
  home.keychain = { read: async () => silent(), write: async () => silent(), remove: async () => silent() }
  const [drawerId = ''] = drawers()
  const word = drawerId.slice(0, 8)
  const erased = await home.run(`person erase ${drawerId} --confirm ${word} --recovery-fd 3 --json`, {
    lines: { 3: code },
  })
  expect(erased.status).toBe(0)
  expect(whats(reportOf(erased).erased)).toEqual(['drawer'])
  expect(whats(reportOf(erased).left)).toEqual(expect.arrayContaining(['keychain', 'list']))
  expect(drawers()).toEqual([])
  home.keychain = working
  expect(await names()).toEqual([])
  expect(existsSync(join(practice(), 'leaving'))).toBe(false)
  expect(readdirSync(keys)).toHaveLength(1)
})

it('without a key only after seven days in which nobody opened it', async () => {
  const [drawerId = ''] = drawers()
  const erase = () => home.run('person erase 太郎 --without-key --confirm 太郎 --json')
  expect(answered(await erase())).toEqual([1, 'leaving.notAsked'])
  const asked = await home.run('person ask-removal 太郎 --confirm 太郎 --json')
  expect(asked.status).toBe(0)
  expect(answered(await erase())).toEqual([1, 'leaving.tooEarly'])

  // Its owner comes by and opens it: that ends the matter, however many days go by.
  const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000).toISOString()
  await writeRequest(practice(), drawerId, { askedAt: longAgo })
  expect((await home.run('list --passphrase-fd 3 --json', mine)).status).toBe(0)
  expect(await readRequest(practice(), drawerId)).toMatchObject({ askedAt: longAgo, withdrawnAt: expect.any(String) })
  expect(answered(await erase())).toEqual([1, 'leaving.notAsked'])

  // Asked for anew, and taken back.
  await home.run('person ask-removal 太郎 --confirm 太郎 --json')
  await writeRequest(practice(), drawerId, { askedAt: longAgo })
  expect((await home.run('person keep 太郎 --json')).status).toBe(0)
  expect(answered(await erase())).toEqual([1, 'leaving.notAsked'])

  await writeRequest(practice(), drawerId, { askedAt: longAgo })
  const code = await parsed()
  const drawer = await room.open({
    folder: join(practice(), 'drawers', drawerId),
    realm: 'practice',
    trust: home.world.trust(),
    key: { kind: 'recovery', code },
  })
  expect(answered(await erase())).toEqual([3, 'drawer.inUse'])
  await drawer.close()
  const erased = await erase()
  expect(erased.status).toBe(0)
  expect(whats(reportOf(erased).left)).toContain('heldByOthers')
  expect(drawers()).toEqual([])
})
const parsed = async () => parseRecoveryCode(new Uint8Array(Buffer.from(code))) ?? fail({ code: 'drawer.wrongKey' })

it('a drawer whose header is gone is removed at once, and a request that nobody can read asks for nothing', async () => {
  const [drawerId = ''] = drawers()
  mkdirSync(join(practice(), 'leaving'))
  writeFileSync(join(practice(), 'leaving', `${drawerId}.asked`), '{"askedAt":"yesterday"}')
  expect(answered(await home.run('person erase 太郎 --without-key --confirm 太郎 --json'))).toEqual([
    1,
    'leaving.notAsked',
  ])
  writeFileSync(join(practice(), 'drawers', drawerId, 'header.json'), 'spilt coffee')
  expect((await home.run('person erase 太郎 --without-key --confirm 太郎 --json')).status).toBe(0)
  expect(await names()).toEqual([])
})

it('hands a drawer over with a backup that was tried and a list without a secret; then the PC is cleared', async () => {
  const [backup, list] = [join(outside, 'mine.tefuda-backup'), join(outside, 'list.txt')]
  const handed = await home.run(
    `person hand-over ${backup} --list ${list} --by passphrase --passphrase-fd 4 --recovery-fd 3 --json`,
    {
      lines: { 3: code, 4: passphrase },
    },
  )
  expect(handed.json).toMatchObject({ ok: true, listFile: list })
  const text = readFileSync(list, 'utf8')
  expect(text).toContain('mine.tefuda-backup')
  expect(text).toContain('Tried by a test restore')
  expect(text).not.toContain(code.slice(0, 9))
  expect(text).not.toContain(passphrase)

  await home.run('person add 花子 --by passphrase --passphrase-fd 3 --json', { lines: { 3: another } })
  const wrong = await home.run('pc dispose --confirm yes --json')
  expect(answered(wrong)).toEqual([1, 'leaving.notConfirmed'])
  expect(wrong.notes).toContain('花子: no backup is known.')
  expect(wrong.notes).not.toContain('太郎')
  expect(await names()).toEqual(['太郎', '花子'])

  mkdirSync(join(home.folder, 'window'))
  writeFileSync(join(home.folder, 'window', 'Preferences'), '{}')
  writeFileSync(join(home.folder, 'settings.json'), '{}')
  const report = join(outside, 'cleared.txt')
  const cleared = await home.run(`pc dispose --confirm すべて消す --report ${report} --json`)
  expect(cleared.status).toBe(0)
  expect(reportOf(cleared).erased).toEqual(
    expect.arrayContaining([
      { what: 'drawers', count: 2 },
      { what: 'people', count: 2 },
    ]),
  )
  expect(whats(reportOf(cleared).left)).not.toContain('files')
  expect(readFileSync(report, 'utf8')).toContain('Everything of Tefuda was taken off this computer')
  expect(existsSync(home.folder)).toBe(false)
  expect(filesBelow(home.folder)).toEqual([])
  expect(readdirSync(keys)).toEqual([])

  // What was taken along works elsewhere.
  const restored = await home.run(`backup restore ${backup} --recovery-fd 3 --passphrase-fd 4 --json`, {
    lines: { 3: code, 4: another },
  })
  expect(restored.json).toMatchObject({ ok: true, person: { name: '太郎' } })
})

it('clears nothing while a drawer is open elsewhere', async () => {
  const [drawerId = ''] = drawers()
  const drawer = await room.open({
    folder: join(practice(), 'drawers', drawerId),
    realm: 'practice',
    trust: home.world.trust(),
    key: { kind: 'recovery', code: await parsed() },
  })
  expect(answered(await home.run('pc dispose --confirm すべて消す --json'))).toEqual([3, 'leaving.stillOpen'])
  await drawer.close()
  // A window that shows no drawer.
  mkdirSync(join(home.folder, 'window'))
  const lock = join(home.folder, 'window', 'SingletonLock')
  symlinkSync(`somewhere-${process.ppid}`, lock)
  expect(answered(await home.run('pc dispose --confirm すべて消す --json'))).toEqual([3, 'leaving.stillOpen'])
  expect(await names()).toEqual(['太郎'])
  // One that crashed holds nothing.
  rmSync(lock)
  symlinkSync('somewhere-4194305', lock)
  expect((await home.run('pc dispose --confirm すべて消す --json')).status).toBe(0)
})

it('a drawer whose person was lost with the list is theirs again once its paper opens it', async () => {
  rmSync(join(practice(), 'people.json'))
  expect(await names()).toEqual([''])
  await home.run('person add 花子 --by passphrase --passphrase-fd 3 --json', { lines: { 3: another } })
  const { people } = (await home.run('person list --json')).json as unknown as {
    people: { id: string; name: string }[]
  }
  const nameless = people.find(({ name }) => name === '')?.id
  expect((await home.run(`list --person ${nameless} --recovery-fd 3 --json`, { lines: { 3: code } })).status).toBe(0)
  expect(await names()).toEqual(['花子', '太郎'])
  expect((await home.run('list --person 太郎 --passphrase-fd 3 --json', mine)).status).toBe(0)
})
