// Acting for somebody: made, begun, given up, and handed over when a child has come of age.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Opener } from '../../preload/shapes/common.ts'
import type { MandateList, MandateScope } from '../../preload/shapes/mandates.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { type OpenPerson, shut } from '../desk.ts'
import type { NewSlot } from '../drawer/contract/door.ts'
import type { GivenMandate } from '../drawer/contract/mandates.ts'
import { newRecoveryCode } from '../drawer/recoveryCode.ts'
import { remoteRoom } from '../drawer/remoteDrawer.ts'
import { wipeKey } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import { abandonDrawer, addPerson, newDrawerId, readHousehold } from '../household/household.ts'
import { drawerFolder, householdSecret } from '../household/householdSecret.ts'
import { announceDrawer } from '../household/unowned.ts'
import { addDays, comesOfAge, dayOf } from '../mandates/days.ts'
import { wholeScope } from '../mandates/terms.ts'
import { type HouseholdSetting, householdWithout, newSlot, unlock, writtenDown } from './household.ts'
import { finishFailed, onceThrough, openThrough } from './openThrough.ts'

/** Who may act for whom, as it is now: what the other side took back is forgotten here. */
export async function readMandates(
  { ports }: Pick<HouseholdSetting, 'ports'>,
  { drawer, actor }: OpenPerson,
): Promise<MandateList> {
  const at = ports.now().toISOString()
  const list = await drawer.mandates(at)
  if (actor !== undefined || list.held.every(({ ended }) => ended !== null)) return list
  const { people, without } = await readHousehold(ports.home, ports.keychain)
  // Without the list of people nothing is known of the other drawers.
  if (without !== undefined) return list
  const slots = new Set(
    people.flatMap((person) => ('header' in person.drawer ? person.drawer.header.slots.map(({ id }) => id) : [])),
  )
  const unreadable = new Set(people.flatMap((person) => ('failure' in person.drawer ? [person.drawerId] : [])))
  const gone = list.held.filter(
    ({ ended, slotId, principal }) => ended === null && !slots.has(slotId) && !unreadable.has(principal.drawerId),
  )
  for (const { id } of gone) await drawer.dropHeldMandate(id, 'keyGone', at)
  return gone.length === 0 ? list : drawer.mandates(at)
}

/**
 * Makes a child and its drawer, which its guardian opens from their own. Nothing is written before the recovery code was
 * typed back; a drawer that could not be finished is removed, and the guardian's is as before.
 * @throws mandate.notAChild, mandate.basis, person.nameTaken, keychain.unavailable, app.cancelled
 */
export async function makeChild(
  { ports, trust, signal }: HouseholdSetting,
  guardian: OpenPerson,
  { name, colour, birthDate }: { name: string; colour: Person['colour']; birthDate: string },
): Promise<{ personId: string }> {
  const at = ports.now().toISOString()
  if (birthDate > dayOf(at) || comesOfAge(birthDate) <= dayOf(at)) fail({ code: 'mandate.notAChild' })
  await mustBeAdult(guardian, at)
  await householdWithout(ports, name)
  const secret = await householdSecret(ports.home, ports.keychain)
  const recovery = newRecoveryCode()
  const key = new Uint8Array(randomBytes(32))
  const kept = key.slice()
  const drawerId = newDrawerId()
  const folder = drawerFolder(ports.home, drawerId)
  const mandateId = randomUUID()
  const room = remoteRoom(ports.startDrawerProcess())
  let isHeld = false
  try {
    await writtenDown(ports, recovery, name, signal)
    await announceDrawer(ports.home, drawerId)
    const drawer = await room.create({
      folder,
      drawerId,
      realm: trust.realm,
      personName: name,
      trust,
      first: { kind: 'mandate', key, householdSecret: secret },
      recovery: recovery.bytes,
      at,
      child: { birthDate, mandateId, guardian: { personId: guardian.personId, name: guardian.name } },
    })
    const { slots } = await drawer.header()
    const slotId = slots.find(({ kind }) => kind === 'mandate')?.id ?? fail({ code: 'drawer.damaged' })
    const held: GivenMandate['held'] = {
      id: mandateId,
      basis: 'guardian',
      scope: [...wholeScope],
      from: at,
      until: addDays(comesOfAge(birthDate), -1),
      principal: { drawerId, name },
      slotId,
    }
    await guardian.drawer.holdMandate({ held, key: kept }, at)
    isHeld = true
    const { id } = await addPerson(ports.home, ports.keychain, { name, colour, drawerId })
    await drawer.close()
    return { personId: id }
  } catch (error) {
    await room.end()
    await abandonDrawer(ports.home, drawerId)
    if (isHeld) await guardian.drawer.dropHeldMandate(mandateId, 'keyGone', at)
    throw error
  } finally {
    await room.end()
    for (const one of [key, kept, secret, recovery.bytes]) one.fill(0)
  }
}

export interface Appointment {
  readonly agentId: string
  readonly basis: 'guardian' | 'appointed'
  readonly scope: readonly MandateScope[]
  readonly until: string
  /** How the agent opens their own drawer, for it is there that the key goes. */
  readonly by: Opener
}

/**
 * Both are needed, one after the other, as at the portal: the owner (or a child's guardian) has the drawer open, and who is
 * to act opens their own with a secret of their own. The key goes from one process to the other and nowhere else.
 * @throws mandate.*, person.notFound, drawer.*, card.*, app.cancelled
 */
export async function appoint(
  setting: HouseholdSetting,
  open: OpenPerson,
  { agentId, basis, scope, until, by }: Appointment,
): Promise<void> {
  const { ports } = setting
  const at = () => ports.now().toISOString()
  if (agentId === open.personId) fail({ code: 'person.notFound' })
  const agent = await unlock(setting, agentId, by)
  try {
    await mustBeAdult(agent, at())
    const secret = await householdSecret(ports.home, ports.keychain)
    const wanted = {
      agent: { personId: agentId, name: agent.name },
      basis,
      scope,
      until,
      householdSecret: secret,
      at: at(),
    }
    const given = await open.drawer.giveMandate(wanted).finally(() => secret.fill(0))
    await keepGiven(open, agent, given, at())
  } finally {
    await shut(agent)
  }
}

async function keepGiven(open: OpenPerson, agent: OpenPerson, given: GivenMandate, at: string): Promise<void> {
  try {
    await agent.drawer.holdMandate(given, at)
  } catch (error) {
    await open.drawer.endMandate(given.held.id, at)
    throw error
  } finally {
    given.key.fill(0)
  }
}

/** Whoever acts for others is of age themselves. */
async function mustBeAdult({ drawer }: OpenPerson, at: string): Promise<void> {
  if ((await drawer.mandates(at)).child?.ofAge === false) fail({ code: 'mandate.basis' })
}

/**
 * Opens the other's drawer; the caller puts the agent's own away.
 * @throws mandate.ofAge when only a hand-over is left to be done; mandate.ended, mandate.unknown, drawer.*
 */
export async function actFor(setting: HouseholdSetting, agent: OpenPerson, id: string): Promise<OpenPerson> {
  const { opened, ledgerId } = await openThrough(setting, agent, id)
  try {
    const { ofAge } = await opened.drawer.standing(setting.ports.now().toISOString())
    if (ofAge) fail({ code: 'mandate.ofAge' })
    await agent.drawer.finish(ledgerId, 'done')
    return opened
  } catch (error) {
    await shut(opened)
    await finishFailed(agent.drawer, ledgerId, error)
    throw error
  }
}

/** The agent gives it back: its slot goes from the other's drawer, which is re-keyed, and its key from the agent's own. */
export async function giveUp(setting: HouseholdSetting, agent: OpenPerson, id: string): Promise<void> {
  const at = setting.ports.now().toISOString()
  await onceThrough(setting, agent, id, (drawer) => drawer.endMandate(id, at))
  await agent.drawer.dropHeldMandate(id, 'agent', at)
}

/**
 * The young adult's own key and a new recovery code, typed by themselves; after that the guardians' keys open nothing.
 * @throws mandate.outOfScope before the birthday; recovery.notTypedBack, passphrase.weak, card.*, app.cancelled
 */
export async function handOver(
  setting: HouseholdSetting,
  guardian: OpenPerson,
  { id, opener }: { readonly id: string; readonly opener: 'card' | 'passphrase' },
): Promise<void> {
  const { ports, signal } = setting
  const at = () => ports.now().toISOString()
  await onceThrough(setting, guardian, id, async (drawer, { name }) => {
    if (!(await drawer.standing(at())).ofAge) fail({ code: 'mandate.outOfScope' })
    const household = await readHousehold(ports.home, ports.keychain)
    const secret = await householdSecret(ports.home, ports.keychain)
    const recovery = newRecoveryCode()
    let own: NewSlot | undefined
    try {
      own = await newSlot(setting, opener, name, secret, household)
      await writtenDown(ports, recovery, name, signal)
      await drawer.handOver(own, recovery.bytes, at())
    } finally {
      wipeKey(own)
      secret.fill(0)
      recovery.bytes.fill(0)
    }
  })
  await guardian.drawer.dropHeldMandate(id, 'ofAge', at())
}
