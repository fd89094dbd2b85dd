import { WalletError } from '../../main/failure.ts'
import type { Keychain } from '../../main/ports.ts'

/** A keychain in memory that can be locked. */
export function memoryKeychain(): Keychain & { lock(): void; unlock(): void; clear(): void; names(): string[] } {
  const secrets = new Map<string, Uint8Array>()
  let locked = false
  const answering = () => {
    if (locked) throw new WalletError({ code: 'keychain.unavailable' })
  }
  return {
    read: async (name) => {
      answering()
      return secrets.get(name)?.slice()
    },
    write: async (name, secret) => {
      answering()
      secrets.set(name, secret.slice())
    },
    remove: async (name) => {
      answering()
      secrets.delete(name)
    },
    lock: () => {
      locked = true
    },
    unlock: () => {
      locked = false
    },
    clear: () => secrets.clear(),
    names: () => [...secrets.keys()],
  }
}
