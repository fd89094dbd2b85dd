// tefuda key and tefuda recovery family: the keys of a drawer without a window, with every secret from a descriptor.
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type AtHome, atHome } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const another = 'kaminari hashira midori tsubasa koori'

// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 120_000 })

let home: AtHome
let code: string
beforeAll(async () => {
  await sharedWorld(() => new Date())
  home = await atHome()
  home.insert('taro')
  const { json } = await home.run('person add 太郎 --by card --pin-stdin --json', { lines: pin() })
  code = String(json['recoveryCode'])
})
afterAll(() => home.close())

const pin = (): Record<number, string> => ({ 0: home.pinOf('taro') })
const kindsIn = ({ json }: { json: Record<string, unknown> }) =>
  (json['keys'] as { kind: string }[]).map(({ kind }) => kind)

it('adds, changes and removes a passphrase, which there is once', async () => {
  const added = await home.run('key add passphrase --pin-stdin --new-passphrase-fd 4 --json', {
    lines: { ...pin(), 4: passphrase },
  })
  expect(kindsIn(added)).toEqual(['card', 'recovery', 'passphrase'])
  const twice = await home.run('key add passphrase --pin-stdin --new-passphrase-fd 4 --json', {
    lines: { ...pin(), 4: another },
  })
  expect([twice.status, twice.json.failure?.code]).toEqual([1, 'passphrase.there'])
  const changed = await home.run('key change --passphrase-fd 3 --new-passphrase-fd 4 --json', {
    lines: { 3: passphrase, 4: another },
  })
  expect(kindsIn(changed)).toEqual(['card', 'recovery', 'passphrase'])
  const old = await home.run('key list --passphrase-fd 3 --json', { lines: { 3: passphrase } })
  expect(old.json.failure?.code).toBe('drawer.wrongKey')
  const removed = await home.run('key remove passphrase --pin-stdin --json', { lines: pin() })
  expect(kindsIn(removed)).toEqual(['card', 'recovery'])
  expect(removed.json['notices']).toMatchObject([{ kind: 'wrongTries', count: 1 }])
  const last = await home.run('key remove recovery --pin-stdin --json', { lines: pin() })
  expect([last.status, last.json.failure?.code]).toEqual([1, 'drawer.lastSlot'])
  expect((await home.run('key remove passphrase --pin-stdin', { lines: pin() })).status).toBe(2)
})

it('makes a new recovery code, and the old one opens nothing', async () => {
  const renewed = await home.run('key renew recovery --pin-stdin --json', { lines: pin() })
  const fresh = String(renewed.json['recoveryCode'])
  expect(fresh).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
  const old = await home.run('key list --recovery-fd 3 --json', { lines: { 3: code } })
  expect(old.json.failure?.code).toBe('drawer.wrongKey')
  const listed = await home.run('key --recovery-fd 3', { lines: { 3: fresh } })
  expect(listed.status).toBe(0)
  expect(listed.out).toContain('recovery code  since')
  expect(listed.out).toContain('1 wrong passphrases')
  code = fresh
})

it('sets up the family’s recovery, uses it and is off after it', async () => {
  const made = await home.run('recovery family make 叔母 友 --pin-stdin --yes --json', { lines: pin() })
  expect(made.json).toMatchObject({
    ok: true,
    family: { holders: [{ way: 'paper' }, { name: '叔母' }, { name: '友' }] },
  })
  expect(made.notes).toContain('without asking you')
  const shares = made.json['shares'] as { holder: string; share: string }[]
  expect(shares.map(({ holder }) => holder)).toEqual(['', '叔母', '友'])
  const flat = shares.map(({ share }) => share.replaceAll('\n', ' '))
  const status = await home.run('recovery family status --pin-stdin', { lines: pin() })
  expect(status.out).toContain('on paper: 叔母')

  const use = (first: string, second: string) =>
    home.run('recovery family use --person 太郎 --share-fd 5 --share-fd 6 --new-passphrase-fd 4 --json', {
      lines: { 4: passphrase, 5: first, 6: second },
    })
  const [own = '', aunt = ''] = flat
  expect((await use(own, own)).json.failure?.code).toBe('recovery.sharesAlike')
  expect((await use(own, `${aunt.slice(0, -1)}${aunt.endsWith('7') ? '8' : '7'}`)).json.failure?.code).toBe(
    'recovery.shareWrong',
  )
  const used = await use(own, aunt)
  expect(used.json).toMatchObject({ ok: true })
  const after = await home.run('key list --passphrase-fd 3 --json', { lines: { 3: passphrase } })
  expect(kindsIn(after)).toEqual(['card', 'passphrase', 'recovery'])
  const notices = (after.json['notices'] as { kind: string }[]).map(({ kind }) => kind)
  expect(notices).toEqual(['familyUsed', 'wrongTries', 'wrongTries'])
  const seen = await home.run('key seen --passphrase-fd 3 --json', { lines: { 3: passphrase } })
  expect(seen.json['notices']).toEqual([])
  expect((await use(own, aunt)).json.failure?.code).toBe('recovery.off')
  const off = await home.run('recovery family off --passphrase-fd 3 --json', { lines: { 3: passphrase } })
  expect(off.json.failure?.code).toBe('recovery.off')
  const old = await home.run('key list --recovery-fd 3 --json', { lines: { 3: code } })
  expect(old.json.failure?.code).toBe('drawer.wrongKey')
})

it('after three wrong ones nothing is tried for a while, whatever is given; the card opens all the same', async () => {
  const wrong = () => home.run('key list --passphrase-fd 3 --json', { lines: { 3: another } })
  await wrong()
  // One was wrong before, in the test above.
  expect((await wrong()).json.failure).toMatchObject({ code: 'drawer.wrongKey', wait: expect.any(Number) })
  const waits = await home.run('key list --passphrase-fd 3 --json', { lines: { 3: passphrase } })
  expect([waits.status, waits.json.failure?.code]).toEqual([3, 'drawer.wait'])
  expect((await home.run('key list --pin-stdin --json', { lines: pin() })).status).toBe(0)
})

it('understands no more than it says', async () => {
  for (const words of [
    'key add recovery',
    'key renew',
    'key nothing',
    'recovery family',
    'recovery family make 叔母',
    'recovery family use --opener recovery',
    'key list --share-fd 3',
    'key change --new-passphrase secret',
  ])
    expect((await home.run(words)).status, words).toBe(2)
})
