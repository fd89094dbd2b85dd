// Making a person with their drawer, and opening it.
import type { Opener } from '../../preload/shapes/common.ts'
import type { Person } from '../../preload/shapes/people.ts'
import type { Trust } from '../certificates/trust.ts'
import type { OpenPerson } from '../desk.ts'
import type { DrawerHeader, DrawerKey, NewSlot } from '../drawer/contract/door.ts'
import { newRecoveryCode, parseRecoveryCode, type RecoveryCode } from '../drawer/recoveryCode.ts'
import { remoteRoom } from '../drawer/remoteDrawer.ts'
import { wipeKey } from '../drawer/seal.ts'
import { checkTries } from '../drawer/wrongTries.ts'
import { fail } from '../failure.ts'
import { abandonDrawer, addPerson, type Household, newDrawerId, readHousehold } from '../household/household.ts'
import { drawerFolder, householdSecret } from '../household/householdSecret.ts'
import { announceDrawer } from '../household/unowned.ts'
import type { Ports } from '../ports.ts'
import { type CardAtHand, keyFromCard, newCardSlot } from './cardKey.ts'
import { tagsOf } from './cardOwner.ts'
import { openWith, slowedKind } from './openWith.ts'

export interface HouseholdSetting {
  readonly ports: Ports
  readonly trust: Trust
  readonly signal: AbortSignal
  /** The card to use where one is needed; asked for only then. */
  readonly card: () => Pick<CardAtHand, 'cards' | 'reader'>
}

/**
 * Makes a person and their drawer and leaves it open. Nothing is written before the recovery code was typed back; a
 * drawer that could not be finished is removed.
 * @throws person.nameTaken, passphrase.weak, card.*, keychain.unavailable, app.cancelled
 */
export async function makePerson(
  setting: HouseholdSetting,
  { name, colour, opener }: { name: string; colour: Person['colour']; opener: 'card' | 'passphrase' },
): Promise<OpenPerson> {
  const { ports, trust, signal } = setting
  const household = await householdWithout(ports, name)
  const secret = await householdSecret(ports.home, ports.keychain)
  const recovery = newRecoveryCode()
  const process = ports.startDrawerProcess()
  const room = remoteRoom(process)
  const drawerId = newDrawerId()
  let first: NewSlot | undefined
  try {
    first = await newSlot(setting, opener, name, secret, household)
    await writtenDown(ports, recovery, name, signal)
    await announceDrawer(ports.home, drawerId)
    const drawer = await room.create({
      folder: drawerFolder(ports.home, drawerId),
      drawerId,
      realm: trust.realm,
      personName: name,
      trust,
      first,
      recovery: recovery.bytes,
      at: ports.now().toISOString(),
    })
    const { id } = await addPerson(ports.home, ports.keychain, { name, colour, drawerId })
    return { personId: id, name, by: opener, since: ports.now().toISOString(), drawer, room, onEnd: process.onExit }
  } catch (error) {
    await room.end()
    await abandonDrawer(ports.home, drawerId)
    throw error
  } finally {
    wipeKey(first)
    secret.fill(0)
    recovery.bytes.fill(0)
  }
}

/** Shows a new recovery code until it was typed back. @throws recovery.notTypedBack, app.cancelled */
export async function writtenDown(
  ports: Pick<Ports, 'askSecret'>,
  recovery: RecoveryCode,
  person: string,
  signal: AbortSignal,
): Promise<void> {
  const typed = await ports.askSecret({ kind: 'recoveryShow', person, code: recovery.text }, signal)
  const back = recoveryCode(typed)
  const same = back !== undefined && Buffer.compare(back, recovery.bytes) === 0
  back?.fill(0)
  if (!same) fail({ code: 'recovery.notTypedBack' })
}

/**
 * Opens a person's drawer in a process of its own. Without the keychain a drawer is opened by its recovery code alone, and
 * `personId` is then the drawer's id. Wrong secrets are slowed down, and told to the owner afterwards.
 * @throws drawer.wait, drawer.*, card.*, keychain.unavailable, person.notFound, app.cancelled
 */
export async function unlock(setting: HouseholdSetting, personId: string, by: Opener): Promise<OpenPerson> {
  const { ports } = setting
  const household = await readHousehold(ports.home, ports.keychain)
  const { drawerId, name, header } = findDrawer(household, personId)
  if (by !== 'recovery' && household.without !== undefined) fail({ code: household.without })
  // Nobody types a secret that would not be taken.
  if (slowedKind(by) !== undefined) await checkTries(drawerFolder(ports.home, drawerId), ports)
  // It loads while the person types, or the card works.
  const process = ports.startDrawerProcess()
  const key = await keyFor(setting, by, name, header, household).catch(async (error: unknown) => {
    await process.kill()
    throw error
  })
  try {
    return await openWith(setting, { personId, name, drawerId, by }, key, process)
  } finally {
    wipeKey(key)
  }
}

export async function newSlot(
  setting: HouseholdSetting,
  kind: 'card' | 'passphrase',
  person: string,
  secret: Uint8Array,
  household: Household,
): Promise<NewSlot> {
  const { ports, signal } = setting
  if (kind === 'card') {
    const others = household.people.filter(({ name }) => name !== person)
    return newCardSlot({ ...setting.card(), askSecret: ports.askSecret, signal, person }, secret, (tag) => {
      const owner = others.find((other) => tagsOf(other).includes(tag))
      if (owner !== undefined) fail({ code: 'card.otherPerson', personId: owner.id })
    })
  }
  const passphrase = await ports.askSecret({ kind: 'newPassphrase', person }, signal)
  const { passphraseStrength } = await import('../drawer/passphrase.ts')
  if (!passphraseStrength(new TextDecoder().decode(passphrase), [person]).strong) {
    passphrase.fill(0)
    fail({ code: 'passphrase.weak' })
  }
  return { kind: 'passphrase', passphrase, householdSecret: secret }
}

async function keyFor(
  setting: HouseholdSetting,
  by: Opener,
  person: string,
  header: DrawerHeader,
  household: Household,
): Promise<DrawerKey> {
  const { ports, signal } = setting
  if (!header.slots.some(({ kind }) => kind === by)) fail({ code: 'drawer.noSuchSlot' })
  if (by === 'recovery') {
    const typed = await ports.askSecret({ kind: 'recoveryCode', person }, signal)
    return { kind: 'recovery', code: recoveryCode(typed) ?? fail({ code: 'drawer.wrongKey' }) }
  }
  // A key that is not the person's own is brought by who has it.
  if (by !== 'card' && by !== 'passphrase') return fail({ code: 'drawer.noSuchSlot' })
  const secret = await householdSecret(ports.home, ports.keychain)
  try {
    if (by === 'card')
      return await keyFromCard(
        { ...setting.card(), askSecret: ports.askSecret, signal, person },
        header,
        secret,
        (tag) => cardOfNobody(household, tag),
      )
    const passphrase = await ports.askSecret({ kind: 'passphrase', person }, signal)
    return { kind: 'passphrase', passphrase, householdSecret: secret }
  } catch (error) {
    secret.fill(0)
    throw error
  }
}

/** A card that does not open this drawer: somebody else's, or one that nobody has come with yet. */
function cardOfNobody({ people }: Household, tag: string): never {
  const owner = people.find(
    (one) => 'header' in one.drawer && one.drawer.header.slots.some((slot) => slot.cardTag === tag),
  )
  return fail(owner === undefined ? { code: 'card.notAKey' } : { code: 'card.otherPerson', personId: owner.id })
}

/** As typed, which is wiped. */
export function recoveryCode(typed: Uint8Array): Uint8Array | undefined {
  try {
    return parseRecoveryCode(typed)
  } finally {
    typed.fill(0)
  }
}

/** A person's drawer, or one whose person is not known, by the drawer's id. @throws person.notFound, drawer.* */
export function findDrawer(
  household: Household,
  personId: string,
): { drawerId: string; name: string; header: DrawerHeader } {
  const person = household.people.find(({ id }) => id === personId)
  const unnamed = household.unnamed.find(({ drawerId }) => drawerId === personId)
  const found = person ?? unnamed ?? fail({ code: 'person.notFound' })
  if ('failure' in found.drawer) fail(found.drawer.failure)
  return { drawerId: found.drawerId, name: person?.name ?? '', header: found.drawer.header }
}

/** The household that somebody of that name can come into. @throws person.nameTaken, keychain.unavailable, household.* */
export async function householdWithout(
  { home, keychain }: Pick<Ports, 'home' | 'keychain'>,
  name: string,
): Promise<Household> {
  const household = await readHousehold(home, keychain)
  if (household.without !== undefined) fail({ code: household.without })
  if (household.people.some((person) => sameName(person.name, name))) fail({ code: 'person.nameTaken' })
  return household
}

export const sameName = (a: string, b: string): boolean => a.normalize('NFKC').trim() === b.normalize('NFKC').trim()
