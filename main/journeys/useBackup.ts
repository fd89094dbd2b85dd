// What a backup is good for: seeing what it holds, trying it, and making a drawer of it on this PC.
import type { BackupKey, BackupPreview, BackupTest } from '../../preload/shapes/backup.ts'
import type { Person } from '../../preload/shapes/people.ts'
import type { BackupSecret } from '../backup/backup.ts'
import { throughout } from '../backup/throughout.ts'
import { abandonTrial, newTrialFolder } from '../backup/trials.ts'
import type { Trust } from '../certificates/trust.ts'
import type { OpenPerson } from '../desk.ts'
import type { NewSlot } from '../drawer/contract/door.ts'
import type { DrawerRoom, UnlockedBackup } from '../drawer/drawer.ts'
import { newRecoveryCode, type RecoveryCode } from '../drawer/recoveryCode.ts'
import type { DrawerProcess } from '../drawer/remote.ts'
import { remoteRoom } from '../drawer/remoteDrawer.ts'
import { wipeKey } from '../drawer/seal.ts'
import { fail, WalletError } from '../failure.ts'
import { abandonDrawer, addPerson, newDrawerId, readHousehold } from '../household/household.ts'
import { drawerFolder, householdSecret } from '../household/householdSecret.ts'
import { markUnowned } from '../household/unowned.ts'
import type { Ports } from '../ports.ts'
import type { Work } from '../work.ts'
import { type HouseholdSetting, householdWithout, newSlot, recoveryCode, sameName, writtenDown } from './household.ts'

export interface BackupSetting {
  readonly ports: Ports
  readonly trust: Trust
  readonly work: Work
}

/** A backup that was unlocked, with the process that holds its keys. */
export interface OpenBackup {
  readonly by: BackupKey
  readonly drawerId: string
  readonly backup: UnlockedBackup
  readonly room: DrawerRoom
  readonly onEnd: DrawerProcess['onExit']
}

/** Asks for the secret and unlocks, in a process of its own. @throws backup.*, file.unreadable, app.cancelled */
export async function openBackup(
  { ports, trust, work }: BackupSetting,
  path: string,
  by: BackupKey,
): Promise<OpenBackup> {
  const secret = await askSecretOf(ports, by, work.signal)
  work.step('openingBackup')
  const process = ports.startDrawerProcess()
  const room = remoteRoom(process)
  const drawerId = newDrawerId()
  try {
    const at = ports.now().toISOString()
    const backup = await untilAborted(
      work.signal,
      room.unlockBackup({ path, realm: trust.realm, secret, drawerId, at }),
    )
    return { by, drawerId, backup, room, onEnd: process.onExit }
  } catch (error) {
    await room.end()
    throw error
  } finally {
    const bytes = secret.kind === 'recovery' ? secret.code : secret.passphrase
    bytes.fill(0)
  }
}

async function askSecretOf(ports: Ports, by: BackupKey, signal: AbortSignal): Promise<BackupSecret> {
  // Whose it is shows only once it is open.
  const question = { person: '', backup: true } as const
  if (by === 'passphrase')
    return { kind: 'passphrase', passphrase: await ports.askSecret({ kind: 'passphrase', ...question }, signal) }
  const typed = await ports.askSecret({ kind: 'recoveryCode', ...question }, signal)
  return { kind: 'recovery', code: recoveryCode(typed) ?? fail({ code: 'backup.wrongKey' }) }
}

/** What it holds, what it cannot bring back, and who of this household is in its way. */
export async function previewOf(
  { ports }: Pick<BackupSetting, 'ports'>,
  id: string,
  { by, backup: { contents } }: OpenBackup,
): Promise<BackupPreview> {
  const { people, unnamed, without } = await readHousehold(ports.home, ports.keychain)
  const { personName, colour, madeAt, counts, ledger, withKey, withoutKey, openers, enrolled, drawerId } = contents
  const drawers = [...people, ...unnamed].map((one) => one.drawerId)
  return {
    id,
    by,
    person: personName,
    colour,
    madeAt,
    counts: { ...counts },
    ledgerEntries: ledger.entries,
    withKey,
    withoutKey,
    openers: [...openers],
    enrolled,
    sameName: without === undefined ? people.some(({ name }) => sameName(name, personName)) : null,
    sameDrawer: drawers.includes(drawerId),
  }
}

/**
 * Restores into a temporary folder, opens what came out, looks at all of it and removes it.
 *
 * @throws backup.damaged, store.full, app.cancelled
 */
export async function testBackup({ ports, work }: BackupSetting, open: OpenBackup): Promise<BackupTest> {
  const folder = newTrialFolder(ports.home)
  try {
    await unpack(work, open, folder)
    work.step('tryingBackup')
    const found = await untilAborted(work.signal, open.backup.test())
    const checks = (['whole', 'counts', 'keys', 'ledger'] as const).map((what) => ({ what, ok: found[what] }))
    return { at: ports.now().toISOString(), checks }
  } catch (error) {
    // What is under way there is ended with the process, and then nobody writes any more.
    if (work.signal.aborted) await open.room.end()
    throw error
  } finally {
    await abandonTrial(folder)
  }
}

/**
 * Makes a person and their drawer of an unlocked backup and leaves it open. The drawer gets a key, an id and slots of its own; the
 * recovery code stays the one that was typed, or is a new one where the passphrase opened the backup. Nobody's drawer is
 * touched, and until the drawer is whole nothing is there.
 *
 * @throws person.nameTaken, backup.damaged, passphrase.weak, recovery.notTypedBack, card.*, keychain.unavailable, store.full,
 * app.cancelled
 */
export async function restoreBackup(
  setting: HouseholdSetting & BackupSetting,
  open: OpenBackup,
  { name, colour, opener }: { name: string; colour: Person['colour']; opener: 'card' | 'passphrase' },
): Promise<OpenPerson> {
  const { ports, trust, work } = setting
  const { drawerId, room, backup } = open
  const household = await householdWithout(ports, name)
  const secret = await householdSecret(ports.home, ports.keychain)
  const folder = newTrialFolder(ports.home)
  let first: NewSlot | undefined
  let recovery: RecoveryCode | undefined
  let made = false
  try {
    first = await newSlot(setting, opener, name, secret, household)
    if (open.by === 'passphrase') {
      recovery = newRecoveryCode()
      await writtenDown(ports, recovery, name, work.signal)
    }
    await unpack(work, open, folder)
    work.step('restoringBackup')
    made = true
    await markUnowned(folder)
    const at = ports.now().toISOString()
    const code = recovery === undefined ? {} : { recovery: recovery.bytes }
    const wanted = { folder: drawerFolder(ports.home, drawerId), personName: name, trust, first, at, ...code }
    const drawer = await untilAborted(work.signal, backup.restore(wanted))
    await drawer.record({ at, act: 'restore', outcome: 'done', party: '', items: [] })
    const { id } = await addPerson(ports.home, ports.keychain, { name, colour, drawerId })
    return { personId: id, name, by: opener, since: at, drawer, room, onEnd: open.onEnd }
  } catch (error) {
    if (made || work.signal.aborted) await room.end()
    if (made) await abandonDrawer(ports.home, drawerId)
    throw error
  } finally {
    await abandonTrial(folder)
    wipeKey(first)
    secret.fill(0)
    recovery?.bytes.fill(0)
  }
}

async function unpack(work: Work, { backup }: OpenBackup, folder: string): Promise<void> {
  work.step('unpackingBackup', 0)
  await backup.unpack(folder)
  await throughout(work, 'unpackingBackup', () => backup.more())
}

/** What cannot be stopped is no longer waited for; the caller ends its process. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(new WalletError({ code: 'app.cancelled' }))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  return Promise.race([work, aborted])
}
