// Mandates when a drawer is made or opened: who opened it, and what has ended since. Runs in the drawer's process.
import type { Actor, MandateEnd } from '../../preload/shapes/mandates.ts'
import type { NewChild } from '../drawer/contract/mandates.ts'
import type { DrawerFile } from '../drawer/drawerFile.ts'
import type { StoredMandate } from '../drawer/store/mandates.ts'
import { fail, WalletError } from '../failure.ts'
import { lastGuardedDay } from './days.ts'
import { type Acting, isOfAge } from './scope.ts'
import { isOver, type Terms, wholeScope } from './terms.ts'
import { recordGiven, writeEnds } from './written.ts'

/** What a drawer that has been opened is told: when, and by whom. */
export interface Opened {
  /** Never earlier than any time that this drawer has seen. */
  readonly now: () => string
  /** Undefined: the owner opened it. */
  readonly mandateId: string | undefined
  readonly byRecovery: boolean
  /** What ended when it was opened. */
  readonly endedNow: readonly StoredMandate[]
}

/** In the making of a child's drawer, together with its first slot. */
export function beginChild(file: DrawerFile, { birthDate, mandateId, guardian }: NewChild, slotId: string, at: string) {
  const { mandates } = file.stores
  mandates.setBirthDate(birthDate)
  const until = lastGuardedDay(birthDate)
  const terms = { basis: 'guardian', scope: [...wholeScope], until } satisfies Terms
  const made = { id: mandateId, agent: guardian, ...terms, from: at, slotId }
  mandates.add(made)
  file.actAs({ ...made, ended: null })
  recordGiven(file, made, at)
}

/** Who acts, as their mandate stands now; undefined for the owner. */
export function actingIn(file: DrawerFile, { mandateId }: Pick<Opened, 'mandateId'>): (Acting & Actor) | undefined {
  if (mandateId === undefined) return undefined
  const { mandates } = file.stores
  const found = mandates.all().find(({ id }) => id === mandateId) ?? fail({ code: 'mandate.ended' })
  const { agent, basis, scope, until, ended } = found
  return { ...agent, mandateId, basis, scope, until, ended: ended !== null, birthDate: mandates.birthDate() }
}

/**
 * The mandate that a slot belongs to, for whoever opens the drawer with it. A guardian whose time is over is let in to hand
 * the drawer over.
 * @throws mandate.ended
 */
export function mandateOfSlot(file: DrawerFile, slotId: string, now: string): StoredMandate {
  const found = file.stores.mandates.ofSlot(slotId)
  if (found === undefined || found.ended !== null) return fail({ code: 'mandate.ended' })
  const birthDate = file.stores.mandates.birthDate()
  if (isOver(found, now) && !isOfAge({ ...found, ended: false, birthDate }, now)) fail({ code: 'mandate.ended' })
  return found
}

/**
 * When the owner opens their drawer: what has ended is written down and its keys are taken away in one re-key. Where the disk
 * does not let it be done now, the mandates are refused all the same, and it is done the next time.
 */
export async function clearEnded(file: DrawerFile, now: string): Promise<StoredMandate[]> {
  const { mandates } = file.stores
  const slots = new Set(file.header.slots.flatMap(({ id, kind }) => (kind === 'mandate' ? [id] : [])))
  const birthDate = mandates.birthDate()
  const over = mandates.all().flatMap((one) => {
    if (one.ended !== null) return []
    const why = whyOver(one, slots.has(one.slotId), birthDate, now)
    return why === undefined ? [] : [{ ...one, ended: { at: now, why } }]
  })
  try {
    writeEnds(file, over, now)
    const kept = new Set(file.stores.mandates.all().flatMap(({ ended, slotId }) => (ended === null ? [slotId] : [])))
    const remove = [...slots].filter((id) => !kept.has(id))
    if (remove.length > 0) await file.changeSlots({ remove, add: [] }, now)
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
  }
  return over
}

function whyOver(
  one: StoredMandate,
  slot: boolean,
  birthDate: string | undefined,
  now: string,
): MandateEnd | undefined {
  if (isOfAge({ ...one, ended: false, birthDate }, now)) return 'ofAge'
  if (isOver(one, now)) return 'date'
  return slot ? undefined : 'keyGone'
}
