// The doctor at a real secret service: missing, silent, locked, and unlocked again.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../support/drawers.ts'
import { type KeyringUser, startUser, withoutBus } from './startUser.ts'

let home: ReturnType<typeof temporaryFolder>
let users: KeyringUser[]
const start = (env: NodeJS.ProcessEnv): KeyringUser => {
  const user = startUser(env)
  users.push(user)
  return user
}
const running = (): { address: string } => JSON.parse(readFileSync(join(home.path, 'keyring', 'running.json'), 'utf8'))

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

test('where there is no bus, or nobody on it, the keychain is unavailable', async () => {
  const user = start({ ...withoutBus(), DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home.path, 'nothing')}` })
  expect(await user.ask('examine')).toBe('keychain.unavailable')
})

test('a keyring is found answering, locked, and answering again; a look never asks to unlock it', async () => {
  const owner = start(withoutBus())
  expect(await owner.ask(`join ${home.path}`)).toBe('joined')
  expect(await owner.ask('examine')).toBe('keychain.answers')

  const { address } = running()
  const lock = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock']
  const collection = 'array:objpath:/org/freedesktop/secrets/aliases/default'
  execFileSync('dbus-send', [`--bus=${address}`, '--print-reply', ...lock, collection])

  const here = { ...withoutBus(), DBUS_SESSION_BUS_ADDRESS: address, TEST_TIMEOUT_MS: '2000' }
  const withDesktop = start({ ...here, DISPLAY: ':does-not-matter' })
  expect(await withDesktop.ask('examine')).toBe('keychain.locked')
  // Nobody could be asked there: no button can help.
  expect(await start(here).ask('examine')).toBe('keychain.unavailable')

  // No desktop answers this one: it ends, and the keyring is as locked as before.
  expect(await withDesktop.ask('unlock')).toBe('asked')
  expect(await withDesktop.ask('examine')).toBe('keychain.locked')

  // As after the person has logged in anew, which unlocks it: a new service over the same secrets.
  await owner.ask('end')
  await owner.kill()
  const next = start(withoutBus())
  expect(await next.ask(`join ${home.path}`)).toBe('joined')
  expect(await next.ask('examine')).toBe('keychain.answers')
})
