// Another's drawer from the command line, by the same OS user; and the whole folder on a machine whose keychain knows nothing.
import { cpSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { type AtHome, atHome, type Ran, reader } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const another = 'kaminari hashira midori tsubasa koori'

// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let home: AtHome
let elsewhere: AtHome
let code: string
beforeAll(async () => {
  home = await atHome()
  elsewhere = await atHome()
  const made = await home.run('person add 花子 --by passphrase --passphrase-fd 3 --json', { lines: { 3: another } })
  code = String(made.json['recoveryCode'])
  home.insert('taro')
  await home.run('person add 太郎 --by card --pin-stdin --json', { lines: { 0: home.pinOf('taro') } })
})
afterAll(async () => {
  await home.close()
  await elsewhere.close()
})

const answered = ({ status, json }: Ran) => [status, json.failure?.code]
/** Two: a third wrong try would have to be waited for. */
const everything = ['list', 'ledger export --format json --out /dev/null']

it('what shows something wants a secret of the one whose it is', async () => {
  for (const words of everything) {
    // Nobody is there to be asked: nothing is opened without a secret.
    expect((await home.run(`${words} --person 花子 --by passphrase --json`)).status, words).toBe(2)
    const mine = await home.run(`${words} --person 花子 --by passphrase --passphrase-fd 3 --json`, {
      lines: { 3: passphrase },
    })
    expect(answered(mine), words).toEqual([1, 'drawer.wrongKey'])
  }
  // Her drawer has no slot for any card, and his card is not told of hers.
  const byCard = await home.run('list --person 花子 --by card --pin-stdin --json', { lines: { 0: home.pinOf('taro') } })
  expect(answered(byCard)).toEqual([1, 'drawer.noSuchSlot'])
})

it('a copied folder opens on no other machine, but for the paper of the one whose it is', async () => {
  rmSync(elsewhere.folder, { recursive: true, force: true })
  cpSync(home.folder, elsewhere.folder, { recursive: true })
  elsewhere.keychain = memoryKeychain()
  elsewhere.readers.remove(reader)
  elsewhere.insert('taro')
  const { people } = (await elsewhere.run('person list --json')).json as unknown as {
    people: { id: string; name: string; openers: string[] }[]
  }
  // Not even names: the list is sealed by the same secret. What is offered is the paper.
  expect(people.map(({ name, openers }) => [name, openers])).toEqual([
    ['', ['recovery']],
    ['', ['recovery']],
  ])
  for (const { id } of people) {
    const byPassphrase = await elsewhere.run(`list --person ${id} --by passphrase --passphrase-fd 3 --json`, {
      lines: { 3: another },
    })
    expect(answered(byPassphrase)).toEqual([3, 'household.secretMissing'])
    const byCard = await elsewhere.run(`list --person ${id} --by card --pin-stdin --json`, {
      lines: { 0: elsewhere.pinOf('taro') },
    })
    expect(answered(byCard)).toEqual([3, 'household.secretMissing'])
    expect(byCard.notes).toContain('recovery code')
  }
  const opened: boolean[] = []
  for (const { id } of people) {
    const byCode = await elsewhere.run(`list --person ${id} --recovery-fd 3 --json`, { lines: { 3: code } })
    opened.push(byCode.status === 0)
  }
  expect(opened.sort()).toEqual([false, true])
})
