// Mandates inside an open drawer: given, ended, held, and cleared away when their time is over. Runs in the drawer's process.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { Actor, Mandate, MandateEnd, MandateList } from '../../preload/shapes/mandates.ts'
import { mandateWords } from '../../preload/text/mandateWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import type { Drawer, GiveMandate, GivenMandate, NewChild, NewLedgerEntry, NewSlot } from '../drawer/drawer.ts'
import type { DrawerFile } from '../drawer/drawerFile.ts'
import { wipe } from '../drawer/seal.ts'
import type { StoredHeld, StoredMandate } from '../drawer/store/mandates.ts'
import { fail, WalletError } from '../failure.ts'
import { addDays, comesOfAge, dayOf, turnsFifteen } from './days.ts'
import { type Acting, actNeeds, allow, isOfAge } from './scope.ts'
import { birthdayReminders, checkDays, endReminder, isOver, orderedScope, type Terms, wholeScope } from './terms.ts'

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

export type MandateCalls = Pick<
  Drawer,
  | 'standing'
  | 'mayAct'
  | 'mandates'
  | 'giveMandate'
  | 'endMandate'
  | 'holdMandate'
  | 'dropHeldMandate'
  | 'beginActing'
  | 'handOver'
>
/** The same, done at once or by and by, each inside what the drawer does with every call. */
type Done = {
  [K in keyof MandateCalls]: (
    ...input: Parameters<MandateCalls[K]>
  ) => ReturnType<MandateCalls[K]> | Awaited<ReturnType<MandateCalls[K]>>
} & {
  /** For slots that are to be taken away: what then writes down that their mandates have ended. @throws as endMandate */
  endOfSlots(slotIds: readonly string[], at: string): () => void
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

const lastGuardedDay = (birthDate: string): string => addDays(comesOfAge(birthDate), -1)

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
    end(file, over, now)
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

type Ended = StoredMandate & { readonly ended: NonNullable<Mandate['ended']> }

function end(file: DrawerFile, over: readonly Ended[], at: string): void {
  const { mandates, ledger, together } = file.stores
  if (over.length === 0) return
  together(() => {
    for (const { id, agent, ended } of over) {
      mandates.end(id, ended.why, at)
      const items = [{ credential: words('ends', ended.why), attributes: [] }]
      ledger.record({ at, act: 'mandateEnd', outcome: 'done', party: agent.name, items })
    }
  })
}

/** Every call that is about mandates. */
export function mandateCalls(file: DrawerFile, opened: Opened): Done {
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
    end(file, [ending(found, at)], at)
    await file.changeSlots({ remove: [found.slotId], add: [] }, at)
  }

  const heldOne = (id: string): StoredHeld =>
    file.stores.mandates.held().find((one) => one.id === id && one.ended === null) ?? fail({ code: 'mandate.unknown' })

  return {
    endOfSlots: (slotIds, at) => {
      const over = active()
        .filter(({ slotId }) => slotIds.includes(slotId))
        .map((found) => ending(found, at))
      return () => end(file, over, at)
    },
    standing: () => {
      const found = acting()
      const owner = file.stores.about.read()?.personName ?? ''
      if (found === undefined) return { owner, acting: null, ofAge: false }
      const { personId, name, basis, mandateId } = found
      return { owner, acting: { personId, name, basis, mandateId }, ofAge: isOfAge(found, now()) }
    },
    mayAct: (act) => allow(acting(), actNeeds[act], now()),
    mandates: () => listOf(file, opened),
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
        const items = [{ credential: words('ends', why), attributes: [] }]
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
      end(file, over, at)
      file.stores.ledger.record({ at, act: 'slotChange', outcome: 'done', party: '', items: [] })
    },
  }
}

function listOf(file: DrawerFile, opened: Opened): MandateList {
  const { mandates, about } = file.stores
  const now = opened.now()
  const birthDate = mandates.birthDate()
  const ofAgeOn = birthDate === undefined ? undefined : comesOfAge(birthDate)
  const given = mandates.all()
  const held = opened.mandateId === undefined ? mandates.held() : []
  const holds = (one: Pick<Mandate, 'ended'>) => one.ended === null
  const guarded = given.some((one) => holds(one) && one.basis === 'guardian')
  const name = about.read()?.personName ?? ''
  return {
    given: given.map(shown),
    held,
    reminders: [
      ...(ofAgeOn === undefined ? [] : birthdayReminders(name, ofAgeOn, now, guarded)),
      ...given.filter(holds).flatMap((one) => endReminder(one.agent.name, one, now)),
      ...held
        .filter(holds)
        .flatMap((one) => [
          ...endReminder(one.principal.name, one, now),
          ...(one.basis === 'guardian' ? birthdayReminders(one.principal.name, addDays(one.until, 1), now, true) : []),
        ]),
    ],
    endedNow: opened.endedNow.map(shown),
    child:
      birthDate === undefined || ofAgeOn === undefined
        ? null
        : { fifteenOn: turnsFifteen(birthDate), ofAgeOn, ofAge: dayOf(now) >= ofAgeOn },
  }
}

const shown = ({ slotId: _, ...mandate }: StoredMandate): Mandate => mandate

function recordGiven(file: DrawerFile, given: Terms & { readonly agent: Mandate['agent'] }, at: string): void {
  file.stores.ledger.record({ at, act: 'mandate', outcome: 'done', party: given.agent.name, items: itemsOf(given) })
}

/** What was agreed: on what basis, to do what. */
const itemsOf = ({ basis, scope }: Terms) => [
  {
    credential: words('bases', basis),
    attributes: basis === 'guardian' ? [] : scope.map((one) => words('scopes', one)),
  },
]

function words<G extends 'bases' | 'scopes' | 'ends'>(group: G, name: keyof (typeof mandateWords)['ja'][G]): Bilingual {
  const of = (language: 'ja' | 'en') => withoutRuby(String(mandateWords[language][group][name]))
  return { ja: of('ja'), en: of('en') }
}
