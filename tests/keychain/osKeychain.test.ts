// The operating system's keychain, with the secret service that the session bus of this run offers.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { osKeychain } from '../../main/adapters/osKeychain.ts'
import { keychainContract } from '../contracts/keychain.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type KeyringUser, startUser, withoutBus } from './startUser.ts'

beforeAll(() => {
  if (!process.env['DBUS_SESSION_BUS_ADDRESS']) throw new Error('this suite needs a session bus with a secret service')
})

keychainContract('of the operating system', () => osKeychain())

describe('no keychain', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let user: KeyringUser | undefined
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(async () => {
    await user?.kill()
    folder.remove()
  })

  test('without a bus it is unavailable', async () => {
    user = startUser({ ...withoutBus(), DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder.path, 'nothing')}` })
    expect(await user.ask('read a')).toBe('keychain.unavailable')
    expect(await user.ask('write a b')).toBe('keychain.unavailable')
  })

  test('a bus that never answers does not hang the wallet, nor its end', async () => {
    const path = join(folder.path, 'bus')
    const server = createServer(() => undefined).listen(path)
    user = startUser({ ...withoutBus(), DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}`, TEST_TIMEOUT_MS: '400' })
    await user.ask('end')
    const start = performance.now()
    expect(await user.ask('read a')).toBe('keychain.unavailable')
    expect(performance.now() - start).toBeLessThan(1500)
    await user.quit()
    expect(performance.now() - start).toBeLessThan(3000)
    server.close()
  })
})
