// The household secret: 32 random bytes in the OS keychain that every key slot but the recovery code mixes in. A copied
// drawer opens on no other PC.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { storageFailure } from '../drawer/database.ts'
import { derive, mac, toBase64Url } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import type { Keychain } from '../ports.ts'
import { whileHolding } from './fileLock.ts'

const secretLength = 32

/** The folder of all drawers of a home, and of one. */
export const drawersFolder = (home: string): string => join(home, 'drawers')
export const drawerFolder = (home: string, drawerId: string): string => join(drawersFolder(home), drawerId)
export const peopleFile = (home: string): string => join(home, 'people.json')
export const householdLock = (home: string): string => join(home, 'household.lock')

/**
 * Its name in the keychain: one for each home, so that homes never share a secret and no path stands in the keychain. Makes
 * nothing: a home that is not there yet has the name that it will have.
 */
export async function secretName(home: string): Promise<string> {
  return `household-${createHash('sha256')
    .update(await placeOf(home))
    .digest('base64url')
    .slice(0, 22)}`
}

/** Where a folder is, or will be, whatever way leads there. */
async function placeOf(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    const above = dirname(folder)
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT') || above === folder)
      throw storageFailure(error)
    return join(await placeOf(above), basename(folder))
  }
}

/**
 * The secret of this home. At the very first use, when there is nothing yet that a secret could belong to, it is made;
 * where there is a household already, a missing secret is a failure and never silently replaced. The caller wipes it.
 *
 * @throws keychain.unavailable, household.secretMissing
 */
export async function householdSecret(home: string, keychain: Keychain): Promise<Uint8Array> {
  const found = await readSecret(home, keychain)
  if (found !== undefined) return found
  return whileHolding(householdLock(home), async () => {
    // Another process may have made it in the meantime.
    const made = await readSecret(home, keychain)
    if (made !== undefined) return made
    if (hasHousehold(home)) return fail({ code: 'household.secretMissing' })
    const fresh = new Uint8Array(randomBytes(secretLength))
    await keychain.write(await secretName(home), fresh)
    return (await readSecret(home, keychain)) ?? fail({ code: 'keychain.unavailable' })
  })
}

/**
 * The secret of this home, undefined where nobody lives yet. Makes nothing.
 *
 * @throws keychain.unavailable, household.secretMissing
 */
export async function knownSecret(home: string, keychain: Keychain): Promise<Uint8Array | undefined> {
  const secret = await readSecret(home, keychain)
  return secret === undefined && hasHousehold(home) ? fail({ code: 'household.secretMissing' }) : secret
}

async function readSecret(home: string, keychain: Keychain): Promise<Uint8Array | undefined> {
  const secret = await keychain.read(await secretName(home))
  // Another length is not what was written: nothing could be opened with it.
  return secret === undefined || secret.length === secretLength ? secret : fail({ code: 'household.secretMissing' })
}

function hasHousehold(home: string): boolean {
  const folder = drawersFolder(home)
  return existsSync(peopleFile(home)) || (existsSync(folder) && readdirSync(folder).length > 0)
}

/**
 * Finds the slot for a card without naming the card: a keyed hash of its public key, meaningless without the secret.
 *
 * @param publicKeySpki DER SubjectPublicKeyInfo of the card's authentication certificate
 */
export function cardTag(publicKeySpki: Uint8Array, secret: Uint8Array): string {
  const key = derive(secret, new Uint8Array(), 'tefuda/card-tag/1')
  const tag = toBase64Url(mac(key, publicKeySpki))
  key.fill(0)
  return tag
}
