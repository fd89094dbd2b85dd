// The family opens a drawer with two shares, and its owner gets a key and a recovery code of their own again.
import type { OpenPerson } from '../desk.ts'
import type { ChangedSlot, DrawerHeader } from '../drawer/contract/door.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import { wipe } from '../drawer/seal.ts'
import { checkTries } from '../drawer/wrongTries.ts'
import { fail } from '../failure.ts'
import { readHousehold } from '../household/household.ts'
import { drawerFolder } from '../household/householdSecret.ts'
import { findDrawer, type HouseholdSetting } from '../journeys/household.ts'
import { change, withNewCode, withNewSlot } from '../journeys/openers.ts'
import { openWith } from '../journeys/openWith.ts'
import { combineShares, faultOf, type Making, parseShare, sameShare } from './share.ts'

export interface WantedRecovery {
  readonly personId: string
  /** What opens the drawer every day from then on. */
  readonly opener: 'card' | 'passphrase'
}

/**
 * Takes one share from the drawer that is open, where that keeps one, and asks for the others. The use is written down and
 * the owner told before anything else is done in the drawer. Whoever stops after that has changed no key.
 *
 * @param helper whose drawer is open now
 * @param putAway shuts it, before the other one opens
 * @throws recovery.off, drawer.wait, drawer.wrongKey, recovery.*, card.*, passphrase.weak, app.cancelled
 */
export async function useFamily(
  setting: HouseholdSetting,
  { personId, opener }: WantedRecovery,
  helper: OpenPerson | undefined,
  putAway: () => Promise<void>,
): Promise<OpenPerson> {
  const { ports } = setting
  const household = await readHousehold(ports.home, ports.keychain)
  const { drawerId, name, header } = findDrawer(household, personId)
  const slot = header.slots.find(({ kind }) => kind === 'family') ?? fail({ code: 'recovery.off' })
  const making: Making = { drawerId, slotId: slot.id }
  await checkTries(drawerFolder(ports.home, drawerId), ports)
  const key = await withShares(setting, name, making, helper, async (shares) => combineShares(shares))
  let open: OpenPerson
  try {
    await putAway()
    open = await openWith(setting, { personId, name, drawerId, by: 'family' }, { kind: 'family', key })
  } finally {
    wipe(key)
  }
  try {
    await tell(setting, open)
    await renewed(setting, open, household.without === undefined ? opener : undefined)
    return open
  } catch (error) {
    await open.drawer.close().catch(() => undefined)
    await open.room.end()
    throw error
  }
}

async function withShares(
  { ports, signal }: HouseholdSetting,
  person: string,
  making: Making,
  helper: OpenPerson | undefined,
  use: (shares: [Uint8Array, Uint8Array]) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const kept = helper === undefined ? undefined : await keptOf(helper, making)
  const ask = async (place: 1 | 2, first?: Uint8Array): Promise<Uint8Array> => {
    const against = first === undefined ? {} : { first }
    const typed = await ports.askSecret({ kind: 'share', person, place, making, ...against }, signal)
    return judged(typed, making, first)
  }
  let [one, other]: (Uint8Array | undefined)[] = [kept]
  try {
    one ??= await ask(1)
    other = await ask(2, one)
    if (kept !== undefined) await helper?.drawer.record(given(person, ports.now()))
    return await use([one, other])
  } finally {
    wipe(one, other)
  }
}

/** The share that the open drawer keeps. */
async function keptOf({ drawer, actor }: OpenPerson, making: Making): Promise<Uint8Array | undefined> {
  if (actor !== undefined) return undefined
  const mine = (await drawer.keptShares()).find(({ slotId }) => slotId === making.slotId)
  if (mine === undefined) return undefined
  const share = await drawer.keptShare(mine.slotId)
  return faultOf(share, making) === undefined ? share : undefined
}

/** For the ledger of who gave a share out of their drawer. */
const given = (person: string, now: Date): NewLedgerEntry => ({
  at: now.toISOString(),
  act: 'familyRecovery',
  outcome: 'done',
  party: person,
  items: [],
})

/** The window has judged it already; the command line, and whoever answers in its place, is judged here. */
function judged(typed: Uint8Array, making: Making, first: Uint8Array | undefined): Uint8Array {
  const parsed = parseShare(typed)
  typed.fill(0)
  if (!('share' in parsed)) return fail({ code: 'recovery.shareWrong' })
  const { share } = parsed
  if (first !== undefined && sameShare(share, first)) return fail({ code: 'recovery.sharesAlike' })
  switch (faultOf(share, making)) {
    case undefined:
      return share
    case 'damaged':
      return fail({ code: 'recovery.shareWrong' })
    case 'otherDrawer':
      return fail({ code: 'recovery.shareOther' })
    case 'otherMaking':
      return fail({ code: 'recovery.shareOld' })
  }
}

/** Before anybody looks inside: into the ledger, and for the owner until they have read it. */
async function tell({ ports }: HouseholdSetting, { drawer }: OpenPerson): Promise<void> {
  const at = ports.now().toISOString()
  await drawer.record({ at, act: 'familyRecovery', outcome: 'done', party: '', items: [] })
  await drawer.addNotice({ kind: 'familyUsed', at })
}

/**
 * A new everyday key and a new recovery code in one re-key; the shares, the forgotten passphrase and the old code open nothing
 * after it. Where there is no keychain only the code can be made.
 */
async function renewed(
  setting: HouseholdSetting,
  open: OpenPerson,
  opener: 'card' | 'passphrase' | undefined,
): Promise<void> {
  const withCode = (slots: ChangedSlot[]) =>
    withNewCode(setting, open.name, async (code) => {
      const add = [...slots, ...code]
      await change(setting, open, replaced(await open.drawer.header(), add), add)
    })
  await (opener === undefined ? withCode([]) : withNewSlot(setting, open, opener, withCode))
  await open.drawer.setShareHolders('', [])
}

/** What goes: the shares' slot, the old code, the old passphrase where a new one comes, and the same card's old slot. */
function replaced({ slots }: DrawerHeader, add: readonly ChangedSlot[]): string[] {
  const tags = add.flatMap((one) => (one.kind === 'card' ? [one.cardTag] : []))
  const kinds = new Set(['family', 'recovery', ...add.map(({ kind }) => kind).filter((kind) => kind !== 'card')])
  return slots
    .filter(({ kind, cardTag }) => kinds.has(kind) || (cardTag !== undefined && tags.includes(cardTag)))
    .map(({ id }) => id)
}
