// The people of this home and their drawers, as far as they can be known without opening one.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import type { Opener } from '../../preload/shapes/common.ts'
import type { DrawerHeader } from '../drawer/contract/door.ts'
import { headerFile, readHeader } from '../drawer/header.ts'
import { wipe } from '../drawer/seal.ts'
import { type Failure, fail, WalletError } from '../failure.ts'
import { erasing } from '../leaving/marks.ts'
import type { Keychain } from '../ports.ts'
import { changePeople, listedPeople, spelledName } from './changePeople.ts'
import { whileHolding } from './fileLock.ts'
import {
  drawerFolder,
  drawersFolder,
  householdLock,
  householdSecret,
  knownSecret,
  peopleFile,
} from './householdSecret.ts'
import { type Colour, type HouseholdPerson, mostCards, readPeople, writePeople } from './people.ts'
import { isAbandoned, isUnowned, ownDrawer } from './unowned.ts'

/** What a drawer tells without any key, or why it tells nothing. */
export type Told =
  | { readonly header: DrawerHeader; readonly openers: readonly Opener[] }
  | { readonly failure: Failure; readonly openers: readonly [] }

export type Member = HouseholdPerson & { readonly drawer: Told }

/** A drawer whose person is not known: the list of people cannot be read, or lacks it. */
export interface UnnamedDrawer {
  readonly drawerId: string
  readonly drawer: Told
}

export interface Household {
  readonly people: readonly Member[]
  /** The recovery code opens them without the keychain. */
  readonly unnamed: readonly UnnamedDrawer[]
  /** Why names are missing, or why no person can be added. */
  readonly without?: 'keychain.unavailable' | 'household.secretMissing' | 'household.damaged'
}

/**
 * Who lives here. Without the keychain only the drawers themselves are known, unnamed. Makes nothing: a home where nobody
 * lives stays as it is, but it is asked whether the keychain answers.
 *
 * @throws drawer.newer when the list of people is from a newer version; file.unreadable
 */
export async function readHousehold(home: string, keychain: Keychain): Promise<Household> {
  // Who is being erased is nobody any more, also where the program was stopped in the middle of it.
  const gone = new Set(await erasing(home))
  const drawers = await readDrawers(home)
  for (const drawerId of gone) drawers.delete(drawerId)
  try {
    const people = (await listedPeople({ home, keychain })).filter(({ drawerId }) => !gone.has(drawerId))
    const named = new Set(people.map(({ drawerId }) => drawerId))
    const lost: Told = { failure: { code: 'drawer.damaged' }, openers: [] }
    return {
      people: people.map((person) => ({ ...person, drawer: drawers.get(person.drawerId) ?? lost })),
      // One whose making was interrupted before its person came into the list is nobody's.
      unnamed: unnamedOf(drawers).filter(
        ({ drawerId }) => !named.has(drawerId) && !isUnowned(drawerFolder(home, drawerId)),
      ),
    }
  } catch (error) {
    const code = error instanceof WalletError ? error.failure.code : undefined
    if (code !== 'keychain.unavailable' && code !== 'household.secretMissing' && code !== 'household.damaged')
      throw error
    return { people: [], unnamed: unnamedOf(drawers), without: code }
  }
}

/** Drawers by id. One whose header cannot be read is told with its reason; it must not hide the others. */
async function readDrawers(home: string): Promise<Map<string, Told>> {
  const names = await readdir(drawersFolder(home)).catch(() => [])
  const drawers = new Map<string, Told>()
  for (const drawerId of names.filter((name) => drawerName.test(name)).sort()) {
    const folder = drawerFolder(home, drawerId)
    // A folder without a header is a drawer whose making was interrupted: there never was one.
    if (!existsSync(headerFile(folder))) continue
    drawers.set(drawerId, await told(folder))
  }
  return drawers
}

async function told(folder: string): Promise<Told> {
  try {
    const header = await readHeader(folder)
    return { header, openers: [...new Set(header.slots.map(({ kind }) => kind))] }
  } catch (error) {
    if (error instanceof WalletError) return { failure: error.failure, openers: [] }
    throw error
  }
}

const unnamedOf = (drawers: ReadonlyMap<string, Told>): UnnamedDrawer[] =>
  [...drawers].map(([drawerId, drawer]) => ({ drawerId, drawer }))

export interface NewPerson {
  readonly name: string
  readonly colour: Colour
  /** Of the drawer that was made for them. */
  readonly drawerId: string
}

/**
 * Adds a person whose drawer exists, at the end of the list.
 *
 * @throws person.nameTaken, keychain.unavailable, household.secretMissing, household.damaged
 */
export async function addPerson(
  home: string,
  keychain: Keychain,
  { name, colour, drawerId }: NewPerson,
): Promise<HouseholdPerson> {
  const secret = await householdSecret(home, keychain)
  try {
    return await whileHolding(householdLock(home), async () => {
      const people = await readPeople(home, secret)
      const spelled = spelledName(name)
      if (people.some((person) => person.name === spelled)) fail({ code: 'person.nameTaken' })
      const person = { id: randomUUID(), name: spelled, colour, drawerId }
      await writePeople(home, secret, [...people, person])
      await sweepUnfinished(home, [...people, person])
      return person
    })
  } finally {
    wipe(secret)
  }
}

/**
 * Keeps, or with `undefined` forgets, what cards a person said are theirs. A tag is nobody's twice: callers have looked.
 *
 * @param tag see `cardTag`; it tells nothing without the household secret
 * @throws person.notFound, keychain.unavailable, household.secretMissing, household.damaged
 */
export async function rememberCard(
  home: string,
  keychain: Keychain,
  personId: string,
  tag: string | undefined,
): Promise<void> {
  await changePeople({ home, keychain }, (people) => {
    if (!people.some(({ id }) => id === personId)) fail({ code: 'person.notFound' })
    return people.map((person) => {
      if (person.id !== personId) return person
      const { cards = [], ...rest } = person
      return tag === undefined ? rest : { ...rest, cards: [...cards, tag].slice(-mostCards) }
    })
  })
}

const drawerName = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const newDrawerId = (): string => randomUUID()

/**
 * Removes what a killed program left of the household: half a list of people, and drawers that never came to their person.
 *
 * @throws keychain.unavailable, household.secretMissing, household.damaged
 */
export async function sweepHousehold(home: string, keychain: Keychain): Promise<void> {
  if (!existsSync(peopleFile(home)) && !existsSync(drawersFolder(home))) return
  const secret = await knownSecret(home, keychain)
  if (secret === undefined) return
  try {
    await whileHolding(householdLock(home), async () => {
      await rm(`${peopleFile(home)}.new`, { force: true })
      await sweepUnfinished(home, await readPeople(home, secret))
    })
  } finally {
    wipe(secret)
  }
}

/** Removes what interrupted makings of drawers left. */
async function sweepUnfinished(home: string, people: readonly HouseholdPerson[]): Promise<void> {
  const named = new Set(people.map(({ drawerId }) => drawerId))
  for (const name of await readdir(drawersFolder(home)).catch(() => [])) {
    const folder = drawerFolder(home, name)
    if (!drawerName.test(name)) continue
    if (named.has(name)) await ownDrawer(folder)
    else if (isUnowned(folder) ? await isAbandoned(folder) : await neverWas(folder))
      await rm(folder, { recursive: true, force: true })
  }
}

/** A folder without a header never was a drawer; one that is being made right now has none either. */
async function neverWas(folder: string): Promise<boolean> {
  if (existsSync(headerFile(folder))) return false
  const { mtimeMs } = await stat(folder)
  return Date.now() - mtimeMs > unfinishedAfterMs
}
const unfinishedAfterMs = 60 * 60 * 1000

/** Removes a drawer that nobody has come to own: its person stopped before the recovery code was typed back. */
export async function abandonDrawer(home: string, drawerId: string): Promise<void> {
  if (!drawerName.test(drawerId)) throw new Error('not the id of a drawer')
  await rm(drawerFolder(home, drawerId), { recursive: true, force: true })
}
