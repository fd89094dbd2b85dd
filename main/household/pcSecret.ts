// The second secret in the OS keychain: 32 random bytes for each drawer that seal the key by which this PC logs in. Neither a
// backup nor a recovery code brings it along, so that key works on this PC alone. It is software all the same: whoever has the
// open drawer and this keychain has the key.
import { createHash, randomBytes } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'

type Place = Pick<Ports, 'home' | 'keychain'>
const secretLength = 32

/** One for each drawer of each home: no name and no path stands in the keychain. */
export async function pcSecretName(home: string, drawerId: string): Promise<string> {
  const hash = createHash('sha256')
    .update(`tefuda/pc/1\0${await realpath(home)}\0${drawerId}`)
    .digest('base64url')
  return `pc-${hash.slice(0, 22)}`
}

/** A new secret in place of the one before: what that one sealed is gone. The caller wipes it. @throws keychain.unavailable */
export async function newPcSecret(place: Place, drawerId: string): Promise<Uint8Array> {
  const secret = new Uint8Array(randomBytes(secretLength))
  await place.keychain.write(await pcSecretName(place.home, drawerId), secret)
  return secret
}

/** The caller wipes it. @throws enrolment.otherPc where this keychain has none, keychain.unavailable */
export async function pcSecret(place: Place, drawerId: string): Promise<Uint8Array> {
  const secret = await place.keychain.read(await pcSecretName(place.home, drawerId))
  return secret?.length === secretLength ? secret : fail({ code: 'enrolment.otherPc' })
}

/** For an enrolment that has ended, and a drawer that is taken away. @throws keychain.unavailable */
export async function forgetPcSecret(place: Place, drawerId: string): Promise<void> {
  await place.keychain.remove(await pcSecretName(place.home, drawerId))
}
