// The sealed list of people as it really lies on the disk: read and written without the code that is tested.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import { derive, fromBase64Url, joined, seal, toBase64Url, unseal } from '../../main/drawer/seal.ts'
import { householdSecret, peopleFile } from '../../main/household/householdSecret.ts'
import type { Keychain } from '../../main/ports.ts'

interface Place {
  readonly home: string
  readonly keychain: Keychain
}

const use = Buffer.from('tefuda/people/1')
const key = (secret: Uint8Array) => derive(secret, new Uint8Array(), 'tefuda/people/1')

/** What really lies in people.json, as text. */
export async function plainList({ home, keychain }: Place): Promise<string> {
  const bytes = fromBase64Url(JSON.parse(readFileSync(peopleFile(home), 'utf8')).sealed)
  const secret = await householdSecret(home, keychain)
  const plain = unseal(key(secret), bytes.subarray(8), joined(use, bytes.subarray(0, 8)))
  return Buffer.from(plain ?? expect.unreachable()).toString('utf8')
}

/** As somebody writes it who has the secret, whatever stands in it. */
export async function writeList({ home, keychain }: Place, list: unknown): Promise<void> {
  const secret = await householdSecret(home, keychain)
  const fingerprint = derive(secret, new Uint8Array(), 'tefuda/people-fingerprint/1').subarray(0, 8)
  const plain = Buffer.from(JSON.stringify(list), 'utf8')
  const sealed = toBase64Url(joined(fingerprint, seal(key(secret), plain, joined(use, fingerprint))))
  writeFileSync(peopleFile(home), JSON.stringify({ version: 1, sealed }))
}
