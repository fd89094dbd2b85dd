// What any keychain must do, in memory or the operating system's.
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Keychain } from '../../main/ports.ts'

export function keychainContract(name: string, make: () => Keychain): void {
  describe(name, () => {
    let keychain: Keychain
    let secretName: string
    beforeEach(() => {
      keychain = make()
      secretName = `test-${randomUUID()}`
    })
    afterEach(() => keychain.remove(secretName))

    test('a name that was never written has no secret', async () => {
      expect(await keychain.read(secretName)).toBeUndefined()
    })

    test('every byte comes back as it was', async () => {
      const secret = Uint8Array.from({ length: 256 }, (_, index) => index)
      await keychain.write(secretName, secret)
      expect(await keychain.read(secretName)).toEqual(secret)
      expect(await make().read(secretName)).toBeDefined()
    })

    test('writing again replaces it', async () => {
      await keychain.write(secretName, new Uint8Array(randomBytes(32)))
      const second = new Uint8Array(randomBytes(32))
      await keychain.write(secretName, second)
      expect(await keychain.read(secretName)).toEqual(second)
    })

    test('names do not touch each other', async () => {
      const [one, other] = [new Uint8Array([1]), new Uint8Array([2])]
      await keychain.write(secretName, one)
      await keychain.write(`${secretName}-other`, other)
      expect(await keychain.read(secretName)).toEqual(one)
      await keychain.remove(`${secretName}-other`)
      expect(await keychain.read(secretName)).toEqual(one)
      expect(await keychain.read(`${secretName}-other`)).toBeUndefined()
    })

    test('removing takes it away, and removing what is not there is nothing', async () => {
      await keychain.write(secretName, new Uint8Array([1, 2, 3]))
      await keychain.remove(secretName)
      expect(await keychain.read(secretName)).toBeUndefined()
      await keychain.remove(secretName)
    })
  })
}
