// Erases a person from this PC. One mark on the disk decides: before it the person is whole, from it on they are gone, and
// whoever starts next finishes what was stopped in between.
import { randomUUID } from 'node:crypto'
import { sweepTrials } from '../backup/trials.ts'
import { wipe } from '../drawer/seal.ts'
import { WalletError } from '../failure.ts'
import { whileHolding } from '../household/fileLock.ts'
import { householdLock, knownSecret } from '../household/householdSecret.ts'
import { forgetPcSecret } from '../household/pcSecret.ts'
import { readPeople, writePeople } from '../household/people.ts'
import { forgetHead, headName } from '../ledger/keepHead.ts'
import { logBug } from '../log.ts'
import type { Ports } from '../ports.ts'
import { countFiles, type DrawerFiles, removeDrawerFiles } from './drawerFiles.ts'
import { erasing, markErasing, unmark } from './marks.ts'

type Place = Pick<Ports, 'home' | 'keychain'>

/** In their order. A hook for tests: what comes after a step has not begun. */
export type ErasingStep = 'marked' | 'headersGone' | 'filesGone' | 'headForgotten' | 'entryGone'
type AtStep = (step: ErasingStep) => Promise<void> | void

/** What was taken away; what of it the keychain stands in the way of is taken away at a later start. */
export interface Erased extends DrawerFiles {
  /** Whether one was kept. */
  readonly head: boolean
  readonly keychainLeft: boolean
  readonly entryLeft: boolean
}

/**
 * Erases the drawer, its kept ledger head, the secret by which this PC logged in for it, and its person in the list of people. The drawer must be shut.
 *
 * @throws file.notWritten and what the disk says before anything was taken away
 */
export async function erasePerson(place: Place, drawerId: string, atStep: AtStep = () => undefined): Promise<Erased> {
  await markErasing(place.home, drawerId)
  await atStep('marked')
  return finish(place, drawerId, atStep)
}

/** Finishes what was stopped in the middle. One that cannot be finished yet stays marked, and is nobody's all the same. */
export async function finishErasures(place: Place): Promise<void> {
  for (const drawerId of await erasing(place.home))
    await finish(place, drawerId, () => undefined).catch((error: unknown) => logBug(randomUUID(), error))
}

async function finish(place: Place, drawerId: string, atStep: AtStep): Promise<Erased> {
  const { home } = place
  const counted = await countFiles(home, drawerId)
  await removeDrawerFiles(home, drawerId, atStep)
  const head = await hasHead(place, drawerId)
  const forgotten = await succeeds(forgetHead(place, drawerId).then(() => forgetPcSecret(place, drawerId)))
  await atStep('headForgotten')
  const entry = await succeeds(dropEntry(place, drawerId))
  await atStep('entryGone')
  await sweepTrials(home)
  if (forgotten && entry) await unmark(home, drawerId)
  return { ...counted, head: head && forgotten, keychainLeft: !forgotten, entryLeft: !entry }
}

async function hasHead({ home, keychain }: Place, drawerId: string): Promise<boolean> {
  const head = await keychain.read(await headName(home, drawerId)).catch(() => undefined)
  return head !== undefined
}

/** Name, colour, remembered cards and whatever else the list of people holds of them. */
async function dropEntry({ home, keychain }: Place, drawerId: string): Promise<void> {
  const secret = await knownSecret(home, keychain)
  if (secret === undefined) return
  try {
    await whileHolding(householdLock(home), async () => {
      const people = await readPeople(home, secret)
      const others = people.filter((person) => person.drawerId !== drawerId)
      if (others.length < people.length) await writePeople(home, secret, others)
    })
  } finally {
    wipe(secret)
  }
}

/** False where keychain or list stand in the way, which a later start may find mended. */
async function succeeds(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof WalletError) return false
    throw error
  }
}
