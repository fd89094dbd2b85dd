// News of the household overtake each other: whoever reads the people last must tell who is open at that moment.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/support/drawers.ts'
import { memoryKeychain } from '../../tests/support/memoryKeychain.ts'
import type { OpenPerson } from '../desk.ts'
import type { Keychain } from '../ports.ts'
import { addPerson, newDrawerId } from './household.ts'
import { showHousehold } from './showHousehold.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

test('who is open is asked after the people were read, however long that takes', async () => {
  const home = join(folder.path, 'practice')
  const keychain = memoryKeychain()
  const { id } = await addPerson(home, keychain, { name: '架空 一郎', colour: 'blue', drawerId: newDrawerId() })
  let open: OpenPerson | undefined = {
    personId: id,
    name: '架空 一郎',
    by: 'card',
    since: '2026-11-01T00:00:00Z',
    drawer: expect.anything(),
    room: expect.anything(),
    onEnd: () => undefined,
  }
  let asked = 0
  let answer = (): void => undefined
  const slow: Keychain = {
    ...keychain,
    read: async (name) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return keychain.read(name)
    },
  }
  const setting = {
    realm: 'practice',
    keychain: 'system',
    whoIsOpen: () => {
      asked += 1
      return open
    },
  } as const
  const telling = showHousehold({ home, keychain: slow }, setting)
  expect(asked).toBe(0)
  // The drawer is shut while the keychain has not answered yet.
  open = undefined
  await new Promise((resolve) => setImmediate(resolve))
  while (asked === 0) {
    answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect((await telling).open).toBeNull()
})
