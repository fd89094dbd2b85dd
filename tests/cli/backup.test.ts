// tefuda backup: the same backups without a window, with every secret from a descriptor.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type AtHome, atHome } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const another = 'kaminari hashira midori tsubasa koori'

// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 60_000 })

let old: AtHome
let fresh: AtHome
let folder: string
let code: string
beforeAll(async () => {
  await sharedWorld(() => new Date())
  folder = mkdtempSync(join(tmpdir(), 'tefuda-backup-'))
  old = await atHome()
  fresh = await atHome()
  const made = await old.run('person add 太郎 --by passphrase --passphrase-fd 3 --json', { lines: { 3: passphrase } })
  code = String(made.json['recoveryCode'])
})
afterAll(async () => {
  await old.close()
  await fresh.close()
  rmSync(folder, { recursive: true, force: true })
})
const file = (name: string) => join(folder, name)

it('makes one that the recovery code opens, and overwrites nothing', async () => {
  const made = await old.run(`backup make ${file('plain')} --passphrase-fd 3 --json`, { lines: { 3: passphrase } })
  expect(made.status).toBe(0)
  expect(made.json).toMatchObject({ ok: true, backup: { file: file('plain'), keys: ['recovery'] } })
  const before = readFileSync(file('plain'))
  const again = await old.run(`backup make ${file('plain')} --passphrase-fd 3 --json`, { lines: { 3: passphrase } })
  expect([again.status, again.json.failure?.code]).toEqual([3, 'file.exists'])
  expect(readFileSync(file('plain'))).toEqual(before)
  expect(readdirSync(folder)).toEqual(['plain'])
})

it('takes a passphrase of its own, judged like every other', async () => {
  const weak = await old.run(`backup make ${file('weak')} --passphrase-fd 3 --backup-passphrase-fd 4 --json`, {
    lines: { 3: passphrase, 4: 'password1' },
  })
  expect(weak.json.failure?.code).toBe('passphrase.weak')
  expect(existsSync(file('weak'))).toBe(false)
  const made = await old.run(`backup make ${file('both')} --passphrase-fd 3 --backup-passphrase-fd 4 --json`, {
    lines: { 3: passphrase, 4: another },
  })
  expect(made.json).toMatchObject({ ok: true, backup: { keys: ['recovery', 'passphrase'] } })
  // The drawer's passphrase is not the backup's.
  const mixed = await old.run(`backup show ${file('both')} --backup-passphrase-fd 4 --json`, {
    lines: { 4: passphrase },
  })
  expect(mixed).toMatchObject({ status: 1 })
  expect(mixed.json.failure?.code).toBe('backup.wrongKey')
})

it('says what it holds and what has to be done again, and tries it', async () => {
  const shown = await old.run(`backup show ${file('plain')} --recovery-fd 3`, { lines: { 3: code } })
  expect(shown.status).toBe(0)
  expect(shown.out).toContain('Backup of 太郎')
  expect(shown.out).toContain('opening by passphrase (that key belongs to the old PC)')
  expect(shown.out).toContain('This very drawer is on this PC')
  const tried = await old.run(`backup test ${file('plain')} --recovery-fd 3 --json`, { lines: { 3: code } })
  expect(tried.status).toBe(0)
  expect(tried.json).toMatchObject({
    ok: true,
    checks: [
      { what: 'whole', ok: true },
      { what: 'counts', ok: true },
      { what: 'keys', ok: true },
      { what: 'ledger', ok: true },
    ],
  })
})

it('restores on a PC where nobody lives; the code stays, and the name can be another', async () => {
  const restored = await fresh.run(`backup restore ${file('plain')} --recovery-fd 3 --passphrase-fd 4 --json`, {
    lines: { 3: code, 4: another },
  })
  expect(restored.json).toMatchObject({ ok: true, person: { name: '太郎', openers: ['passphrase', 'recovery'] } })
  expect(restored.json).not.toHaveProperty('recoveryCode')
  const ledger = await fresh.run('ledger --recovery-fd 3', { lines: { 3: code } })
  expect(ledger.status).toBe(0)
  expect((await fresh.run('list --passphrase-fd 3 --json', { lines: { 3: another } })).status).toBe(0)

  const twice = await fresh.run(`backup restore ${file('plain')} --recovery-fd 3 --passphrase-fd 4 --json`, {
    lines: { 3: code, 4: another },
  })
  expect(twice.json.failure?.code).toBe('person.nameTaken')
  const beside = await fresh.run(
    `backup restore ${file('both')} --backup-passphrase-fd 3 --passphrase-fd 4 --name 太郎二 --colour green --json`,
    { lines: { 3: another, 4: passphrase } },
  )
  expect(beside.json).toMatchObject({ ok: true, person: { name: '太郎二', colour: 'green' } })
  expect(beside.json['recoveryCode']).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
  expect((await fresh.run('person list --json')).json['people']).toHaveLength(2)
})

it('refuses what is no backup, what is cut, and a wrong code, each with its own exit status', async () => {
  writeFileSync(file('foreign'), 'a shopping list')
  writeFileSync(file('cut'), readFileSync(file('plain')).subarray(0, -1))
  const show = (name: string, typed = code) =>
    old.run(`backup show ${file(name)} --recovery-fd 3 --json`, { lines: { 3: typed } })
  for (const [ran, code, status] of [
    [await show('foreign'), 'backup.notOne', 2],
    [await show('cut'), 'backup.damaged', 1],
    [await show('plain', '0000-0000-0000-0000-0000-0000-0000'), 'backup.wrongKey', 1],
    [await show('plain', 'no code'), 'backup.wrongKey', 1],
    [await show('nowhere'), 'file.unreadable', 3],
  ] as const)
    expect([ran.json.failure?.code, ran.status]).toEqual([code, status])
  const none = await old.run(`backup show ${file('plain')} --backup-passphrase-fd 3 --json`, { lines: { 3: another } })
  expect(none.json.failure?.code).toBe('backup.noPassphrase')
})

it('never takes a secret as an argument, and knows its own words', async () => {
  expect((await old.run(`backup show ${file('plain')} --backup-passphrase=x`)).status).toBe(2)
  expect((await old.run(`backup show ${file('plain')} --by card`)).status).toBe(2)
  expect((await old.run('backup')).status).toBe(2)
  expect((await old.run('backup make')).status).toBe(2)
  expect((await old.run(`list --name x`)).status).toBe(2)
})
