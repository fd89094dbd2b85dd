// Who may act for whom. In a drawer that was opened through a mandate each call is asked for (mandates/scope.ts).
import type { LedgerEntry } from '../../../preload/shapes/ledger.ts'
import type {
  Actor,
  HeldMandate,
  Mandate,
  MandateBasis,
  MandateEnd,
  MandateList,
  MandateScope,
} from '../../../preload/shapes/mandates.ts'
import type { NewSlot } from './door.ts'

export interface NewChild {
  readonly birthDate: string
  readonly mandateId: string
  readonly guardian: Mandate['agent']
}

export interface GiveMandate {
  readonly agent: Mandate['agent']
  readonly basis: MandateBasis
  /** Of a guardian's it is the whole, whatever is said. */
  readonly scope: readonly MandateScope[]
  /** The last day; of a guardian's it is the one before the child comes of age, whatever is said. */
  readonly until: string
  readonly householdSecret: Uint8Array
  readonly at: string
}

/** What the agent's drawer is to keep: the mandate with the key of its slot. The key is wiped by who gets it. */
export interface GivenMandate {
  readonly held: Omit<HeldMandate, 'ended'>
  readonly key: Uint8Array
}

/** Who works in the open drawer. */
export interface Standing {
  /** The owner's name, as their drawer knows it. */
  readonly owner: string
  /** Null: the owner. */
  readonly acting: Actor | null
  /** A guardian's time is over: the drawer can be handed over, and nothing else. */
  readonly ofAge: boolean
}

export interface MandateCalls {
  standing(at: string): Promise<Standing>
  /** Before anything is asked of a person or a card. @throws mandate.outOfScope, mandate.childAlone, mandate.ended, mandate.ofAge */
  mayAct(act: LedgerEntry['act'], at: string): Promise<void>
  mandates(at: string): Promise<MandateList>
  /** Adds a slot and writes it down. @throws mandate.days, mandate.given, mandate.basis, mandate.childAlone */
  giveMandate(input: GiveMandate): Promise<GivenMandate>
  /** Takes the slot away, which re-keys, and writes it down. @throws mandate.unknown, mandate.guardianStays, mandate.childAlone */
  endMandate(id: string, at: string): Promise<void>
  /** In the agent's drawer: keeps what was given. */
  holdMandate(given: GivenMandate, at: string): Promise<void>
  /** In the agent's drawer: forgets the key. */
  dropHeldMandate(id: string, why: MandateEnd, at: string): Promise<void>
  /** In the agent's drawer: hands out the key, and writes down that it was. `ledgerId` is to be finished. @throws mandate.unknown, mandate.ended */
  beginActing(id: string, at: string): Promise<GivenMandate & { readonly ledgerId: string }>
  /** In the drawer of somebody who has come of age: these two keys and no other, from now on. @throws mandate.outOfScope before that day */
  handOver(own: NewSlot, recovery: Uint8Array, at: string): Promise<void>
}
