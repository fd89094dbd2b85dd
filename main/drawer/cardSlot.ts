// What a card signs so that it opens a drawer, and how the salt in it is kept from who has the file alone.
import { randomBytes } from 'node:crypto'
import { fail } from '../failure.ts'
import { derive, fromBase64Url, joined, seal, toBase64Url, unseal, wipe } from './seal.ts'

const cardSlotTag = 'tefuda/drawer-slot/1'
const saltLength = 32

/**
 * What the card signs for a card slot: a domain tag and the slot's salt, 52 bytes. It is no DigestInfo (RFC 8017 9.2:
 * that is DER and starts with 30), so no log-in and no page can ever obtain this signature; the card adds the PKCS#1
 * v1.5 padding itself and takes up to 245 bytes.
 *
 * @param salt 32 bytes
 */
export function cardSlotMessage(salt: Uint8Array): Uint8Array {
  if (salt.length !== saltLength) throw new Error('the salt of a card slot has 32 bytes')
  return joined(Buffer.from(cardSlotTag, 'ascii'), salt)
}

/** A new salt for `cardSlotMessage` at enrolment. */
export const newCardSalt = (): Uint8Array => new Uint8Array(randomBytes(saltLength))

/**
 * The salt of a card slot, for the card to sign `cardSlotMessage` of it. It lies in the header sealed by the household
 * secret: who has the file alone does not even know what to have signed.
 *
 * @throws drawer.wrongKey when the household secret is another one, or the slot is no card slot
 */
export function cardSlotSalt(slot: { readonly sealedSalt?: string }, householdSecret: Uint8Array): Uint8Array {
  const key = saltKey(householdSecret)
  const salt = slot.sealedSalt === undefined ? undefined : unseal(key, fromBase64Url(slot.sealedSalt), saltUse)
  wipe(key)
  return salt ?? fail({ code: 'drawer.wrongKey' })
}

/** As it lies in the header. @param salt 32 bytes */
export function sealCardSalt(salt: Uint8Array, householdSecret: Uint8Array): string {
  const key = saltKey(householdSecret)
  const sealed = toBase64Url(seal(key, salt, saltUse))
  wipe(key)
  return sealed
}

const saltUse = Buffer.from('tefuda/drawer-slot-salt/1', 'ascii')
const saltKey = (householdSecret: Uint8Array) => derive(householdSecret, new Uint8Array(), 'tefuda/drawer-slot-salt/1')
