// A person leaves this PC: erased by their own key, or without one where none works any more.
import type { LeavingPerson, LeavingReport, LeavingState } from '../../preload/shapes/leaving.ts'
import type { OpenPerson } from '../desk.ts'
import { shut } from '../desk.ts'
import { fail } from '../failure.ts'
import { realmHome } from '../home.ts'
import { type Household, type Member, readHousehold, type UnnamedDrawer } from '../household/household.ts'
import { drawersOf } from '../leaving/disposal.ts'
import { erasePerson } from '../leaving/erasePerson.ts'
import { isHeld } from '../leaving/held.ts'
import { readRequest } from '../leaving/marks.ts'
import { askRemoval, isUnopenable, mayRemove, possibleFrom } from '../leaving/removal.ts'
import { personReport, type Ties } from '../leaving/report.ts'
import type { Ports, Realm } from '../ports.ts'
import { type HouseholdSetting, sameName, unlock } from './household.ts'

/** A backup that was made within so many days is a recent one. */
const recentMs = 30 * 24 * 60 * 60 * 1000
/** So long after a guardian opened a drawer it is still "right before". */
const rightBeforeMs = 2 * 60 * 1000

/** @param tefudaHome the folder of both realms */
export async function readLeaving(ports: Ports, tefudaHome: string, realm: Realm): Promise<LeavingState> {
  const { people, unnamed } = await readHousehold(ports.home, ports.keychain)
  const members = [...people, ...unnamed.map(({ drawerId, drawer }) => ({ id: drawerId, drawerId, drawer }))]
  const other = realmHome(tefudaHome, realm === 'real' ? 'practice' : 'real')
  return {
    people: await Promise.all(members.map((member) => shown(ports, member))),
    elsewhere: (await drawersOf(other)).length,
  }
}

async function shown(ports: Ports, one: Partial<Member> & UnnamedDrawer & { id: string }): Promise<LeavingPerson> {
  const request = await readRequest(ports.home, one.drawerId)
  const { backup } = one
  return {
    id: one.id,
    name: one.name ?? '',
    colour: one.colour ?? 'blue',
    openers: [...one.drawer.openers],
    word: wordOf(one),
    unopenable: isUnopenable(one),
    backup:
      backup === undefined
        ? null
        : {
            madeAt: backup.madeAt,
            triedAt: backup.tried !== undefined && backup.tried.madeAt >= backup.madeAt ? backup.tried.at : null,
            recent: ports.now().getTime() - Date.parse(backup.madeAt) <= recentMs,
          },
    removal:
      request === undefined
        ? null
        : { askedAt: request.askedAt, until: possibleFrom(request), withdrawnAt: request.withdrawnAt ?? null },
  }
}

/** The name, or the beginning of the drawer's id where nobody knows one. */
const wordOf = ({ name, drawerId }: { readonly name?: string; readonly drawerId: string }): string =>
  name === undefined || name === '' ? drawerId.slice(0, 8) : name

type Found = UnnamedDrawer & { readonly name?: string }

/** @throws person.notFound, leaving.notConfirmed */
function found(household: Household, personId: string, typed: string): Found {
  const one =
    household.people.find(({ id }) => id === personId) ??
    household.unnamed.find(({ drawerId }) => drawerId === personId) ??
    fail({ code: 'person.notFound' })
  if (!sameName(wordOf(one), typed)) fail({ code: 'leaving.notConfirmed' })
  return one
}

/** Before anything is shut for it. @throws leaving.notConfirmed, person.notFound */
export async function confirmed(ports: Ports, { personId, typed }: Erasing): Promise<void> {
  found(await readHousehold(ports.home, ports.keychain), personId, typed)
}

export interface Erasing {
  readonly personId: string
  readonly typed: string
}

/**
 * Erases a person who opens their drawer once more for it. Whatever was open is shut already.
 *
 * @param settled resolves when nothing of any drawer is on its way to the keychain
 * @throws leaving.notConfirmed, person.notFound, what opening a drawer can say; then nothing was erased
 */
export async function eraseOwn(
  setting: HouseholdSetting,
  settled: () => Promise<void>,
  { personId, typed, by }: Erasing & { readonly by: 'card' | 'passphrase' | 'recovery' },
): Promise<LeavingReport> {
  const { ports } = setting
  const { drawerId, name = '' } = found(await readHousehold(ports.home, ports.keychain), personId, typed)
  const open = await unlock(setting, personId, by)
  const ties = await tiesOf(open, ports.now().toISOString())
  await shut(open)
  return erased(ports, settled, { drawerId, name, ties })
}

/**
 * Erases whom a guardian acts for: the drawer that the guardian has just opened.
 *
 * @throws leaving.openAgain, leaving.notConfirmed
 */
export async function eraseWard(
  ports: Ports,
  settled: () => Promise<void>,
  open: OpenPerson | undefined,
  { personId, typed }: Erasing,
  putAway: () => Promise<void>,
): Promise<LeavingReport> {
  const { drawerId, name = '' } = found(await readHousehold(ports.home, ports.keychain), personId, typed)
  const justNow = open !== undefined && ports.now().getTime() - Date.parse(open.since) <= rightBeforeMs
  if (open?.personId !== personId || open.actor?.basis !== 'guardian' || !justNow)
    return fail({ code: 'leaving.openAgain' })
  const ties = await tiesOf(open, ports.now().toISOString())
  await putAway()
  return erased(ports, settled, { drawerId, name, ties })
}

/** Somebody says that nobody can open that drawer. @throws leaving.notConfirmed, person.notFound */
export async function askForRemoval({ home, keychain, now }: Ports, { personId, typed }: Erasing): Promise<void> {
  const { drawerId } = found(await readHousehold(home, keychain), personId, typed)
  await askRemoval(home, drawerId, now())
}

/**
 * Erases a drawer without a key: one that none opens, or that nobody opened in the days after it was asked for.
 *
 * @throws leaving.notAsked, leaving.tooEarly, drawer.inUse, leaving.notConfirmed, person.notFound
 */
export async function eraseUnopened(
  { ports, trust }: Pick<HouseholdSetting, 'ports' | 'trust'>,
  settled: () => Promise<void>,
  { personId, typed }: Erasing,
): Promise<LeavingReport> {
  const one = found(await readHousehold(ports.home, ports.keychain), personId, typed)
  await mayRemove(ports.home, one, ports.now())
  if (await isHeld(ports, trust, ports.home, one.drawerId)) fail({ code: 'drawer.inUse' })
  return erased(ports, settled, { drawerId: one.drawerId, name: one.name ?? '', ties: undefined })
}

async function erased(
  ports: Ports,
  settled: () => Promise<void>,
  { drawerId, name, ties }: { drawerId: string; name: string; ties: Ties | undefined },
): Promise<LeavingReport> {
  // A head that is written after it was forgotten would stay.
  await settled()
  return personReport(name, ports.now().toISOString(), await erasePerson(ports, drawerId), ties)
}

/** What this drawer had to do with others': asked of it as its owner, or as its guardian, who may not be told of everything. */
async function tiesOf({ drawer }: OpenPerson, at: string): Promise<Ties> {
  const nothing = <T>(): T[] => []
  const [{ given, held }, holders, shares] = await Promise.all([
    drawer.mandates(at),
    drawer.shareHolders().catch(nothing<Awaited<ReturnType<typeof drawer.shareHolders>>[number]>),
    drawer.keptShares().catch(nothing<Awaited<ReturnType<typeof drawer.keptShares>>[number]>),
  ])
  const agents = given.filter(({ ended }) => ended === null).map(({ agent }) => agent.name)
  const principals = held.filter(({ ended }) => ended === null).map(({ principal }) => principal.name)
  const names = (all: readonly string[]): string[] => [...new Set(all)]
  return {
    heldBy: names([...agents, ...holders.map(({ name }) => name)]),
    heldFor: names([...principals, ...shares.map(({ person }) => person)]),
    keysHeld: principals.length + shares.length,
  }
}
