// Who opens a backup: the recovery code always, a passphrase where the person chose one. The keychain of the PC has no part
// in it, because a backup is for the day on which that PC is gone.
import { randomBytes } from 'node:crypto'
import { agreedKey, agreeFor } from '../drawer/agreement.ts'
import { canonicalBytes } from '../drawer/canonical.ts'
import type { MadeSlot } from '../drawer/keySlots.ts'
import { openSlotPair, scryptNow, stretched } from '../drawer/keySlots.ts'
import { derive, fromBase64Url, seal, toBase64Url, unseal, wipe } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import type { Realm } from '../ports.ts'
import type { BackupSecret } from './backup.ts'
import type { BackupHeader, BackupKey } from './format.ts'

const recoveryLabel = 'tefuda/backup/recovery/1'

type Unsealed<K> = K extends BackupKey ? Omit<K, 'fileKey'> : never

/**
 * The file's key for the recovery code of a drawer. Only the slot's public half is needed: nobody is asked for the code
 * when a backup is made.
 */
export function sealForRecovery(
  { slot, publicKey }: MadeSlot,
  fileKey: Uint8Array,
  { drawerId, realm }: { drawerId: string; realm: Realm },
): BackupKey {
  if (slot.kind !== 'recovery') throw new Error('not a recovery slot')
  const { key, ephemeral } = agreeFor(publicKey, recoveryLabel)
  const told = { kind: 'recovery', drawerId, slot, ephemeral: toBase64Url(ephemeral) } as const
  const sealed = { ...told, fileKey: toBase64Url(seal(key, fileKey, use(told, realm))) }
  wipe(key)
  return sealed
}

/** The file's key for a passphrase, which is guarded by nothing but its own strength. */
export async function sealForPassphrase(passphrase: Uint8Array, fileKey: Uint8Array, realm: Realm): Promise<BackupKey> {
  const salt = randomBytes(32)
  const told = { kind: 'passphrase', salt: toBase64Url(salt), scrypt: { ...scryptNow } } as const
  const key = await passphraseKey(passphrase, told)
  const sealed = { ...told, fileKey: toBase64Url(seal(key, fileKey, use(told, realm))) }
  wipe(key)
  return sealed
}

/**
 * The file's key.
 *
 * @throws backup.wrongKey; backup.noPassphrase when the backup has no such key; backup.damaged
 */
export async function openFileKey({ keys, realm }: BackupHeader, secret: BackupSecret): Promise<Uint8Array> {
  const meant = keys.filter(({ kind }) => kind === secret.kind)
  if (meant.length === 0) fail({ code: 'backup.noPassphrase' })
  for (const { fileKey, ...told } of meant) {
    const key =
      told.kind === 'recovery' && secret.kind === 'recovery'
        ? await recoveryKey(secret.code, told, realm)
        : told.kind === 'passphrase' && secret.kind === 'passphrase'
          ? await passphraseKey(secret.passphrase, told)
          : undefined
    const opened = key === undefined ? undefined : unseal(key, fromBase64Url(fileKey), use(told, realm))
    wipe(key)
    if (opened !== undefined) return opened
    // The code was right: what does not fit is the file.
    if (key !== undefined && secret.kind === 'recovery') fail({ code: 'backup.damaged' })
  }
  return fail({ code: 'backup.wrongKey' })
}

async function recoveryKey(
  code: Uint8Array,
  { slot, drawerId, ephemeral }: Extract<Unsealed<BackupKey>, { kind: 'recovery' }>,
  realm: Realm,
): Promise<Uint8Array | undefined> {
  const pair = await openSlotPair(slot, { kind: 'recovery', code }, { drawerId, realm })
  if (pair === undefined) return undefined
  return agreedKey(pair, fromBase64Url(ephemeral), recoveryLabel) ?? fail({ code: 'backup.damaged' })
}

async function passphraseKey(
  passphrase: Uint8Array,
  { salt, scrypt }: Extract<Unsealed<BackupKey>, { kind: 'passphrase' }>,
): Promise<Uint8Array> {
  const own = await stretched(passphrase, fromBase64Url(salt), scrypt)
  const key = derive(own, fromBase64Url(salt), 'tefuda/backup/passphrase/1')
  wipe(own)
  return key
}

/** A key's words are sealed with it: altered, it opens nothing. */
const use = (key: Unsealed<BackupKey>, realm: Realm): Uint8Array =>
  canonicalBytes({ use: 'tefuda/backup/file-key/1', realm, key })
