// The ways to open a drawer: what the header tells of them, and how an open drawer changes them. Its owner is told of the door here.
import type { DoorNotice, Key } from '../../../preload/shapes/keys.ts'
import type { Slot } from '../../../preload/shapes/people.ts'
import type { Realm } from '../../ports.ts'

/** The secret that opens a drawer, as it reaches the drawer's process. Bytes are wiped there after use. */
export type DrawerKey =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array; readonly householdSecret: Uint8Array }
  /** The card's signature over `cardSlotMessage(cardSlotSalt(slot, householdSecret))`; see cardSlot.ts. */
  | {
      readonly kind: 'card'
      readonly signature: Uint8Array
      readonly householdSecret: Uint8Array
      readonly slotId: string
    }
  | { readonly kind: 'recovery'; readonly code: Uint8Array }
  /** 32 random bytes that lie in the agent's own drawer. */
  | {
      readonly kind: 'mandate'
      readonly key: Uint8Array
      readonly householdSecret: Uint8Array
      readonly slotId: string
    }
  /** 32 random bytes, put together from shares; works without keychain and PC. */
  | { readonly kind: 'family'; readonly key: Uint8Array }

/** A way to open that is being added. The card's slot is made from a signature over a salt that the caller chose. */
export type NewSlot =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array; readonly householdSecret: Uint8Array }
  | {
      readonly kind: 'card'
      readonly salt: Uint8Array
      readonly signature: Uint8Array
      /** HMAC of the card's public key under the household secret: finds the slot for a card without naming the card. */
      readonly cardTag: string
      readonly householdSecret: Uint8Array
      readonly medium?: 'card' | 'phone'
    }
  | { readonly kind: 'mandate'; readonly key: Uint8Array; readonly householdSecret: Uint8Array }
  /** The caller chooses the slot's id (a random UUID), because the shares that were made before name it. */
  | { readonly kind: 'family'; readonly key: Uint8Array; readonly slotId: string }

/** What a change of slots may add. */
export type ChangedSlot = NewSlot | { readonly kind: 'recovery'; readonly code: Uint8Array }

/** Slots that go and slots that come, in one re-key. One recovery slot is there after it as before. */
export interface SlotChange {
  readonly remove: readonly string[]
  readonly add: readonly ChangedSlot[]
}

/** What the header tells without any key: how the drawer may be opened, never whose it is. */
export interface DrawerHeader {
  readonly drawerId: string
  readonly realm: Realm
  readonly generation: number
  /** `sealedSalt` of a card slot is for `cardSlotSalt` (cardSlot.ts); `cardTag` for finding the slot of a card. */
  readonly slots: readonly (Slot & { readonly cardTag?: string; readonly sealedSalt?: string })[]
}

/** Each change of the slots re-keys the drawer, and header and file switch together. */
export interface DoorCalls {
  header(): Promise<DrawerHeader>
  /** Whose it is, as the file itself says it; the list of people has the same name. */
  rename(personName: string): Promise<void>
  addSlot(slot: NewSlot, at: string): Promise<DrawerHeader>
  /** @throws drawer.lastSlot for the recovery slot, which cannot be removed; drawer.noSuchSlot */
  removeSlot(id: string): Promise<DrawerHeader>
  /** @throws drawer.lastSlot when no recovery slot would stay; drawer.noSuchSlot, drawer.slotsFull */
  changeSlots(change: SlotChange, at: string): Promise<DrawerHeader>
  /** The slots with what only the open drawer knows of them. */
  keys(): Promise<Key[]>

  notices(): Promise<DoorNotice[]>
  addNotice(notice: Omit<DoorNotice, 'id'>): Promise<void>
  acknowledge(id: number): Promise<void>
}
