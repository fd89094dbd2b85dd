// The drawer key of one generation: random, wrapped for every slot in the header, and what the file's key is derived from.
import { randomBytes } from 'node:crypto'
import { headerVersion, signHeader } from './header.ts'
import { type MadeSlot, type SlotOwner, wrapFor } from './keySlots.ts'
import { derive } from './seal.ts'

export const newDrawerKey = (): Uint8Array => new Uint8Array(randomBytes(32))

export const fileKeyOf = (drawerKey: Uint8Array) => derive(drawerKey, new Uint8Array(), 'tefuda/drawer/file/1')

/** As the drawer keeps them, by slot. */
export const publicKeysOf = (slots: readonly MadeSlot[]) =>
  new Map(slots.map(({ slot, publicKey }) => [slot.id, publicKey]))

/** The header of that generation, with the drawer key wrapped for each slot. */
export function signedHeader(
  slots: readonly MadeSlot[],
  drawerKey: Uint8Array,
  generation: number,
  { drawerId, realm }: SlotOwner,
) {
  const wrapped = slots.map((slot) => wrapFor(slot, drawerKey, generation, { drawerId, realm }))
  return signHeader({ version: headerVersion, drawerId, realm, generation, slots: wrapped }, drawerKey)
}
