import { randomUUID } from 'node:crypto'
import type { Keychain } from '../ports.ts'
import { type Diagnosis, failed, failureOf, told } from './diagnosis.ts'
import type { Machine } from './machine.ts'
import { words } from './words.ts'

/** Writes, reads and removes a name of its own: a keychain may be there and refuse. */
export async function examineKeychain(keychain: Keychain, machine: Machine | undefined): Promise<Diagnosis> {
  // Asked first: writing to one that is locked would have the system ask the person, who has only pressed "look".
  if ((await machine?.keychainState()) === 'locked') return told('keychain.locked', words.keychainLocked, { ok: false })
  const name = `doctor-${randomUUID()}`
  const secret = Uint8Array.of(1, 2, 3)
  try {
    await keychain.write(name, secret)
    const read = await keychain.read(name)
    await keychain.remove(name)
    if (read === undefined || Buffer.compare(read, secret) !== 0) return failed({ code: 'keychain.unavailable' })
    return told('keychain.answers', words.keychainAnswers)
  } catch (error) {
    return failed(failureOf(error))
  }
}
