// Mandates inside an open drawer: given, ended, held and used. Runs in the drawer's process.
import { randomBytes, randomUUID } from 'node:crypto'
import type { NewSlot } from '../drawer/contract/door.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { GiveMandate, GivenMandate, MandateCalls } from '../drawer/contract/mandates.ts'
import type { DrawerFile } from '../drawer/drawerFile.ts'
import { wipe } from '../drawer/seal.ts'
import type { StoredHeld, StoredMandate } from '../drawer/store/mandates.ts'
import { fail } from '../failure.ts'
import { actingIn, type Opened } from './atOpening.ts'
import { comesOfAge, dayOf, lastGuardedDay } from './days.ts'
import { mandateList } from './mandateList.ts'
import { actNeeds, allow, isOfAge } from './scope.ts'
import { checkDays, isOver, orderedScope, type Terms, wholeScope } from './terms.ts'
import { type Ended, itemsOf, itemsOfEnd, recordGiven, writeEnds } from './written.ts'

/** The calls of the drawer, done at once or by and by, each inside what the drawer does with every call. */
export type MandatesInside = {
  [K in keyof MandateCalls]: (
    ...input: Parameters<MandateCalls[K]>
  ) => ReturnType<MandateCalls[K]> | Awaited<ReturnType<MandateCalls[K]>>
} & {
  /** For slots that are to be taken away: what then writes down that their mandates have ended. @throws as endMandate */
  endOfSlots(slotIds: readonly string[], at: string): () => void
}

/** Mandates in a drawer that is open: what there is, given and ended, held and used. */
export function mandatesInside(file: DrawerFile, opened: Opened): MandatesInside {
  const { now } = opened
  const acting = () => actingIn(file, opened)

  async function giveMandate({ agent, basis, scope, until, householdSecret, at }: GiveMandate): Promise<GivenMandate> {
    const { mandates } = file.stores
    const birthDate = mandates.birthDate()
    const minor = birthDate !== undefined && dayOf(now()) < comesOfAge(birthDate)
    if (minor !== (basis === 'guardian')) fail({ code: 'mandate.basis' })
    if (mandates.all().some((one) => one.ended === null && one.agent.personId === agent.personId))
      fail({ code: 'mandate.given' })
    if (basis === 'appointed') checkDays(until, now())
    const terms: Terms =
      basis === 'guardian'
        ? { basis, scope: [...wholeScope], until: lastGuardedDay(birthDate ?? '') }
        : { basis, scope: orderedScope(scope), until }
    const key = new Uint8Array(randomBytes(32))
    const before = new Set(file.header.slots.map(({ id }) => id))
    await file.changeSlots({ remove: [], add: [{ kind: 'mandate', key, householdSecret }] }, at)
    const slotId = file.header.slots.find(({ id }) => !before.has(id))?.id ?? fail({ code: 'drawer.damaged' })
    const given = { id: randomUUID(), ...terms, scope: [...terms.scope], from: at, slotId }
    file.stores.together(() => {
      file.stores.mandates.add({ ...given, agent })
      recordGiven(file, { ...given, agent }, at)
    })
    fresh.add(given.id)
    const principal = { drawerId: file.header.drawerId, name: file.stores.about.read()?.personName ?? '' }
    return { held: { ...given, principal }, key }
  }

  const active = (): StoredMandate[] => file.stores.mandates.all().filter(({ ended }) => ended === null)

  /** Given since the drawer was opened: whoever gave it may take it back, for its key may not have arrived. */
  const fresh = new Set<string>()

  /** @throws mandate.guardianStays, mandate.childAlone */
  function ending(found: StoredMandate, at: string): Ended {
    const own = acting()?.mandateId === found.id
    if (fresh.has(found.id)) return { ...found, ended: { at, why: 'principal' } }
    if (acting() !== undefined && !own) fail({ code: 'mandate.childAlone' })
    // A child does not rid itself of its guardians; whoever has the paper in hand stands in for a court.
    if (!own && found.basis === 'guardian' && !opened.byRecovery) fail({ code: 'mandate.guardianStays' })
    return { ...found, ended: { at, why: own ? 'agent' : 'principal' } }
  }

  async function endMandate(id: string, at: string): Promise<void> {
    const found = active().find((one) => one.id === id) ?? fail({ code: 'mandate.unknown' })
    writeEnds(file, [ending(found, at)], at)
    await file.changeSlots({ remove: [found.slotId], add: [] }, at)
  }

  const heldOne = (id: string): StoredHeld =>
    file.stores.mandates.held().find((one) => one.id === id && one.ended === null) ?? fail({ code: 'mandate.unknown' })

  return {
    endOfSlots: (slotIds, at) => {
      const over = active()
        .filter(({ slotId }) => slotIds.includes(slotId))
        .map((found) => ending(found, at))
      return () => writeEnds(file, over, at)
    },
    standing: () => {
      const found = acting()
      const owner = file.stores.about.read()?.personName ?? ''
      if (found === undefined) return { owner, acting: null, ofAge: false }
      const { personId, name, basis, mandateId } = found
      return { owner, acting: { personId, name, basis, mandateId }, ofAge: isOfAge(found, now()) }
    },
    mayAct: (act) => allow(acting(), actNeeds[act], now()),
    mandates: () => mandateList(file, opened),
    giveMandate,
    endMandate,
    holdMandate: ({ held, key }, at) => {
      const { mandates, ledger, together } = file.stores
      together(() => {
        mandates.hold(held, key)
        const entry = { at, act: 'mandate', outcome: 'done', party: held.principal.name, items: itemsOf(held) } as const
        ledger.record(entry, { principal: { name: held.principal.name } })
      })
      wipe(key)
    },
    dropHeldMandate: (id, why, at) => {
      const { mandates, ledger, together } = file.stores
      const { principal } = heldOne(id)
      together(() => {
        mandates.drop(id, why, at)
        const items = itemsOfEnd(why)
        const entry = { at, act: 'mandateEnd', outcome: 'done', party: principal.name, items } as const
        ledger.record(entry, { principal: { name: principal.name } })
      })
    },
    beginActing: (id, at) => {
      const { mandates, ledger, about } = file.stores
      const { ended: _, ...held } = heldOne(id)
      const { basis, principal } = held
      // A guardian whose time is over still hands the drawer over.
      if (basis === 'appointed' && isOver(held, now())) fail({ code: 'mandate.ended' })
      const actor = { name: about.read()?.personName ?? '', basis, mandateId: id }
      const entry: NewLedgerEntry = { at, act: 'actFor', outcome: 'started', party: principal.name, items: [] }
      const ledgerId = ledger.record(entry, { actor, principal: { name: principal.name } })
      return { held, key: mandates.heldKey(id), ledgerId }
    },
    handOver: async (own: NewSlot, recovery: Uint8Array, at: string) => {
      const remove = file.header.slots.map(({ id }) => id)
      await file.changeSlots({ remove, add: [own, { kind: 'recovery', code: recovery }] }, at)
      const over = active().map((one): Ended => ({ ...one, ended: { at, why: 'ofAge' } }))
      writeEnds(file, over, at)
      file.stores.ledger.record({ at, act: 'slotChange', outcome: 'done', party: '', items: [] })
    },
  }
}
