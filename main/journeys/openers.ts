// The keys of the open drawer: which there are, and adding, changing, renewing and removing them. Each change re-keys the
// drawer once: what was there before opens nothing of what is there after.
import type { Key } from '../../preload/shapes/keys.ts'
import type { OpenPerson } from '../desk.ts'
import type { ChangedSlot, NewSlot } from '../drawer/contract/door.ts'
import { newRecoveryCode } from '../drawer/recoveryCode.ts'
import { wipeKey } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import { readHousehold } from '../household/household.ts'
import { householdSecret } from '../household/householdSecret.ts'
import { type HouseholdSetting, newSlot, writtenDown } from './household.ts'

type Everyday = 'card' | 'passphrase'

/** Adds a way to open the open drawer. @throws drawer.slotsFull, passphrase.there, passphrase.weak, card.*, app.cancelled */
export async function addKey(setting: HouseholdSetting, open: OpenPerson, kind: Everyday): Promise<Key[]> {
  // Several cards (a card and a phone) are one person's; a second passphrase would be a way in that nobody remembers.
  if (kind === 'passphrase' && (await keyOfKind(open, 'passphrase')) !== undefined) fail({ code: 'passphrase.there' })
  return withNewSlot(setting, open, kind, (add) => change(setting, open, [], add))
}

/**
 * A card whose certificate was renewed, a new passphrase, or a new recovery code, in the place of the old one. The recovery
 * code is shown and typed back before anything is changed; the old one opens backups that were made before, and nothing else.
 *
 * @throws drawer.noSuchSlot, passphrase.weak, recovery.notTypedBack, card.*, app.cancelled
 */
export async function renewKey(setting: HouseholdSetting, open: OpenPerson, id: string): Promise<Key[]> {
  const key = (await open.drawer.keys()).find((one) => one.id === id) ?? fail({ code: 'drawer.noSuchSlot' })
  switch (key.kind) {
    case 'card':
    case 'passphrase':
      return withNewSlot(setting, open, key.kind, (add) => change(setting, open, [id], add))
    case 'recovery':
      return withNewCode(setting, open.name, (add) => change(setting, open, [id], add))
    case 'mandate':
    case 'family':
      return fail({ code: 'drawer.noSuchSlot' })
  }
}

/** @throws drawer.lastSlot for the recovery code; drawer.noSuchSlot, also for keys that are ended elsewhere */
export async function removeKey(
  setting: Pick<HouseholdSetting, 'ports'>,
  open: OpenPerson,
  id: string,
): Promise<Key[]> {
  const key = (await open.drawer.keys()).find((one) => one.id === id)
  if (key === undefined || key.kind === 'mandate' || key.kind === 'family') fail({ code: 'drawer.noSuchSlot' })
  return change(setting, open, [id], [])
}

/** Lends the slot of a card or passphrase that the person gives now, and wipes it. */
export async function withNewSlot<T>(
  setting: HouseholdSetting,
  open: OpenPerson,
  kind: Everyday,
  use: (add: ChangedSlot[]) => Promise<T>,
): Promise<T> {
  const { ports } = setting
  const household = await readHousehold(ports.home, ports.keychain)
  const secret = await householdSecret(ports.home, ports.keychain)
  let slot: NewSlot | undefined
  try {
    slot = await newSlot(setting, kind, open.name, secret, household)
    return await use([slot])
  } finally {
    wipeKey(slot)
    secret.fill(0)
  }
}

/** Lends a new recovery code once it was typed back, and wipes it. @throws recovery.notTypedBack, app.cancelled */
export async function withNewCode<T>(
  { ports, signal }: HouseholdSetting,
  person: string,
  use: (add: ChangedSlot[]) => Promise<T>,
): Promise<T> {
  const { text, bytes } = newRecoveryCode()
  try {
    await writtenDown(ports, { text, bytes }, person, signal)
    return await use([{ kind: 'recovery', code: bytes }])
  } finally {
    bytes.fill(0)
  }
}

/** In one re-key, and into the ledger. */
export async function change(
  { ports }: Pick<HouseholdSetting, 'ports'>,
  { drawer }: OpenPerson,
  remove: readonly string[],
  add: readonly ChangedSlot[],
): Promise<Key[]> {
  const at = ports.now().toISOString()
  await drawer.changeSlots({ remove, add }, at)
  await drawer.record({ at, act: 'slotChange', outcome: 'done', party: '', items: [] })
  return drawer.keys()
}

export const keyOfKind = async ({ drawer }: OpenPerson, kind: Key['kind']): Promise<Key | undefined> =>
  (await drawer.keys()).find((key) => key.kind === kind)
