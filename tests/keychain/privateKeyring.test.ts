// Practice mode's own keyring: shared by the processes of one home, kept between runs, ended by whoever leaves last.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { practiceKeychain } from '../../main/adapters/privateKeyring.ts'
import { isAlive } from '../../main/household/fileLock.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type KeyringUser, startUser, withoutBus } from './startUser.ts'

let home: ReturnType<typeof temporaryFolder>
let users: KeyringUser[]
const join_ = async (env: NodeJS.ProcessEnv = withoutBus()) => {
  const user = startUser(env)
  users.push(user)
  expect(await user.ask(`join ${home.path}`)).toBe('joined')
  return user
}
const running = (): { pids: number[]; folder: string; address: string } =>
  JSON.parse(readFileSync(join(home.path, 'keyring', 'running.json'), 'utf8'))
const gone = async (pids: readonly number[]) => {
  for (let tries = 0; tries < 100 && pids.some(isAlive); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20))
  return !pids.some(isAlive)
}

beforeEach(() => {
  home = temporaryFolder()
  users = []
})
afterEach(async () => {
  for (const user of users) await user.kill()
  const last = startUser(withoutBus())
  await last.ask(`join ${home.path}`)
  await last.ask('end')
  await last.kill()
  home.remove()
})

test('two processes of a home share one keyring; the last to leave ends it; the next run finds the secret', async () => {
  const one = await join_()
  const first = running()
  expect(await one.ask('write name secret-1')).toBe('written')
  const two = await join_()
  expect(running()).toEqual(first)
  expect(await two.ask('read name')).toBe('secret-1')
  expect(await one.ask('end')).toBe('ended')
  await one.kill()
  expect(await two.ask('read name')).toBe('secret-1')
  expect(await two.ask('end')).toBe('ended')
  expect(await gone(first.pids)).toBe(true)
  expect(existsSync(first.folder)).toBe(false)

  const three = await join_()
  expect(running().pids).not.toEqual(first.pids)
  expect(await three.ask('read name')).toBe('secret-1')
})

test('two that start at the same moment share one', async () => {
  const [one, two] = await Promise.all([join_(), join_()])
  expect(await one.ask('write name both')).toBe('written')
  expect(await two.ask('read name')).toBe('both')
})

test('one that was killed does not keep it alive, and a keyring that was killed is started again', async () => {
  const one = await join_()
  await one.ask('write name kept')
  const { pids } = running()
  await one.kill()
  expect(pids.every(isAlive)).toBe(true)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  await gone(pids)
  const two = await join_()
  expect(await two.ask('read name')).toBe('kept')
  const second = running().pids
  await two.ask('end')
  expect(await gone(second)).toBe(true)
})

test('a locked keyring is unavailable, for reading what it holds and for writing', async () => {
  const one = await join_()
  await one.ask('write name hidden')
  const lock = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock']
  const collection = 'array:objpath:/org/freedesktop/secrets/aliases/default'
  execFileSync('dbus-send', [`--bus=${running().address}`, '--print-reply', ...lock, collection])
  const other = startUser({ ...withoutBus(), DBUS_SESSION_BUS_ADDRESS: running().address, TEST_TIMEOUT_MS: '2000' })
  users.push(other)
  expect(await other.ask('write name other')).toBe('keychain.unavailable')
  expect(await other.ask('read name')).toBe('keychain.unavailable')
})

test('locked between two steps: the step fails by name and changes nothing, and is repeated once it is unlocked', async () => {
  const people = join(home.path, 'people')
  const one = await join_()
  expect(await one.ask(`add ${people} 架空一`)).toBe('added')
  const lock = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock']
  const collection = 'array:objpath:/org/freedesktop/secrets/aliases/default'
  execFileSync('dbus-send', [`--bus=${running().address}`, '--print-reply', ...lock, collection])
  const before = readFileSync(join(people, 'people.json'))
  expect(await one.ask(`add ${people} 架空二`)).toBe('keychain.unavailable')
  expect(await one.ask(`people ${people}`)).toBe('keychain.unavailable')
  expect(readFileSync(join(people, 'people.json')).equals(before)).toBe(true)
  expect(existsSync(join(people, 'household.lock'))).toBe(false)
  await one.ask('end')
  await one.kill()
  // As after the person has logged in anew, which unlocks it.
  const two = await join_()
  expect(await two.ask(`people ${people}`)).toBe('架空一')
  expect(await two.ask(`add ${people} 架空二`)).toBe('added')
  expect(await two.ask(`people ${people}`)).toBe('架空一 架空二')
})

test('its password and files are for this account alone, and a home that began with it stays with it', async () => {
  expect(existsSync(join(home.path, 'keyring'))).toBe(false)
  await join_()
  const folder = join(home.path, 'keyring')
  expect(statSync(folder).mode & 0o077).toBe(0)
  expect(statSync(join(folder, 'password')).mode & 0o077).toBe(0)
  expect(await practiceKeychain(home.path)).toBe('private')
})

test('where the programs are missing the keychain is unavailable', async () => {
  const user = startUser({ ...withoutBus(), PATH: '/nonexistent' })
  users.push(user)
  expect(await user.ask(`join ${home.path}`)).toBe('keychain.unavailable')
})
