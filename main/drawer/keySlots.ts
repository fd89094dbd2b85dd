// The ways to open a drawer. Like LUKS: the drawer key is random and each slot wraps it.
//
// A slot is a P-256 key pair. Its private half is sealed under what the person has (passphrase, card, code); its public
// half is known only inside the drawer. So a new drawer key can be wrapped for every slot without anybody's secret, and
// somebody who once could read the drawer has learnt nothing that opens its next generation. (Keeping the wrapping keys
// themselves in the drawer would have given a removed guardian the way back in.)
import { createECDH, type ECDH, randomBytes, scrypt } from 'node:crypto'
import { fail } from '../failure.ts'
import type { Realm } from '../ports.ts'
import { agreedKey, agreeFor, curve } from './agreement.ts'
import { canonicalBytes } from './canonical.ts'
import { sealCardSalt } from './cardSlot.ts'
import type { ChangedSlot, DrawerKey } from './contract/door.ts'
import type { StoredHeader, StoredSlot } from './header.ts'
import { passphraseBytes } from './passphraseBytes.ts'
import { derive, fromBase64Url, joined, seal, toBase64Url, unseal, wipe } from './seal.ts'

/** 128 MiB and about half a second on a small PC. */
export const scryptNow = { N: 2 ** 17, r: 8, p: 1 } as const
const saltLength = 32
const wrapLabel = 'tefuda/drawer-slot-wrap/1'

export interface SlotOwner {
  readonly drawerId: string
  readonly realm: Realm
}
type Wrapped = Pick<StoredSlot, 'ephemeral' | 'drawerKey'>
type Unwrapped = Distribute<StoredSlot>
type Distribute<S> = S extends StoredSlot ? Omit<S, keyof Wrapped> : never
type Described = S2<StoredSlot>
type S2<S> = S extends StoredSlot ? Omit<S, keyof Wrapped | 'privateKey'> : never

/** A slot that was made: its description with the sealed private key, and the public key, which stays in the drawer. */
export interface MadeSlot {
  readonly slot: Unwrapped
  readonly publicKey: Uint8Array
}

/** Makes a slot for a secret. `id` is random; it appears in the header. */
export async function makeSlot(
  secret: ChangedSlot,
  id: string,
  owner: SlotOwner,
  createdAt: string,
): Promise<MadeSlot> {
  const described = describedSlot(secret, id, createdAt)
  const key = await slotKey(described, secret)
  const pair = createECDH(curve)
  const publicKey = pair.generateKeys()
  const privateKey = pair.getPrivateKey()
  // A scalar with leading zero bytes comes out shorter.
  const scalar = joined(new Uint8Array(32 - privateKey.length), privateKey)
  const sealed = toBase64Url(seal(key, scalar, privateKeyUse(described, owner)))
  wipe(key, privateKey, scalar)
  return { slot: { ...described, privateKey: sealed }, publicKey: new Uint8Array(publicKey) }
}

function describedSlot(secret: ChangedSlot, id: string, createdAt: string): Described {
  const base = { id, version: 1, createdAt, salt: toBase64Url(randomBytes(saltLength)) } as const
  switch (secret.kind) {
    case 'passphrase':
      return { ...base, kind: 'passphrase', scrypt: { ...scryptNow } }
    case 'card': {
      const sealedSalt = sealCardSalt(secret.salt, secret.householdSecret)
      return { ...base, kind: 'card', cardTag: secret.cardTag, sealedSalt }
    }
    case 'recovery':
    case 'mandate':
    case 'family':
      return { ...base, kind: secret.kind }
  }
}

/** Wraps the drawer key of this generation for a slot, knowing only the slot's public key. */
export function wrapFor(
  { slot, publicKey }: MadeSlot,
  drawerKey: Uint8Array,
  generation: number,
  owner: SlotOwner,
): StoredSlot {
  const { key, ephemeral } = agreeFor(publicKey, wrapLabel)
  const described = { ...slot, ephemeral: toBase64Url(ephemeral) }
  const wrapped = { ...described, drawerKey: toBase64Url(seal(key, drawerKey, wrapUse(described, generation, owner))) }
  wipe(key)
  return wrapped
}

/**
 * The drawer key, from the first slot that this secret opens, and which one that was.
 *
 * @throws drawer.wrongKey, drawer.noSuchSlot
 */
export async function unwrapDrawerKey(
  header: StoredHeader,
  secret: DrawerKey,
): Promise<{ drawerKey: Uint8Array; slotId: string }> {
  const slots = header.slots.filter(
    (slot) => slot.kind === secret.kind && (!('slotId' in secret) || slot.id === secret.slotId),
  )
  if (slots.length === 0) fail({ code: 'drawer.noSuchSlot' })
  for (const slot of slots) {
    const drawerKey = await openSlot(slot, secret, header)
    if (drawerKey !== undefined) return { drawerKey, slotId: slot.id }
  }
  return fail({ code: 'drawer.wrongKey' })
}

/** The slot's own key pair, for a secret that opens it; undefined when it does not. */
export async function openSlotPair(slot: Unwrapped, secret: DrawerKey, owner: SlotOwner): Promise<ECDH | undefined> {
  const { privateKey: sealedScalar, ...parameters } = slot
  const key = await slotKey(slot, secret)
  const scalar = unseal(key, fromBase64Url(sealedScalar), privateKeyUse(parameters, owner))
  wipe(key)
  if (scalar === undefined) return undefined
  const pair = createECDH(curve)
  pair.setPrivateKey(scalar)
  wipe(scalar)
  return pair
}

async function openSlot(slot: StoredSlot, secret: DrawerKey, header: StoredHeader): Promise<Uint8Array | undefined> {
  const { ephemeral, drawerKey: wrapped, ...described } = slot
  const pair = await openSlotPair(described, secret, header)
  if (pair === undefined) return undefined
  const wrapKey = agreedKey(pair, fromBase64Url(ephemeral), wrapLabel) ?? fail({ code: 'drawer.damaged' })
  const use = wrapUse({ ...described, ephemeral }, header.generation, header)
  const drawerKey = unseal(wrapKey, fromBase64Url(wrapped), use)
  wipe(wrapKey)
  // The person's secret was right: what does not fit is the header.
  return drawerKey ?? fail({ code: 'drawer.damaged' })
}

/** The key that seals the slot's private half, from what the person has. */
async function slotKey(slot: Described, secret: ChangedSlot | DrawerKey): Promise<Uint8Array> {
  const salt = fromBase64Url(slot.salt)
  if (secret.kind === 'recovery') return derive(secret.code, salt, 'tefuda/drawer-slot/recovery/1')
  if (secret.kind === 'family') return derive(secret.key, salt, 'tefuda/drawer-slot/family/1')
  const own = await ownSecret(slot, secret, salt)
  const both = joined(secret.householdSecret, own)
  const key = derive(both, salt, `tefuda/drawer-slot/${secret.kind}/1`)
  wipe(both)
  if (secret.kind === 'passphrase') wipe(own)
  return key
}

type WithHousehold = Extract<ChangedSlot | DrawerKey, { householdSecret: Uint8Array }>

async function ownSecret(slot: Described, secret: WithHousehold, salt: Uint8Array): Promise<Uint8Array> {
  switch (secret.kind) {
    case 'card':
      return secret.signature
    case 'mandate':
      return secret.key
    case 'passphrase':
      return slot.kind === 'passphrase'
        ? stretched(secret.passphrase, salt, slot.scrypt)
        : fail({ code: 'drawer.noSuchSlot' })
  }
}

/** RFC 7914, over the NFKC form of the passphrase. The parameters were bounded when the header was parsed. */
export function stretched(
  passphrase: Uint8Array,
  salt: Uint8Array,
  { N, r, p }: { N: number; r: number; p: number },
): Promise<Uint8Array> {
  const typed = passphraseBytes(passphrase)
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, 32, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 2 ** 20 }, (error, key) => {
      wipe(typed)
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

const privateKeyUse = (slot: Described, { drawerId, realm }: SlotOwner) =>
  canonicalBytes({ use: 'tefuda/drawer-slot-private-key/1', drawerId, realm, slot })

const wrapUse = (slot: Omit<StoredSlot, 'drawerKey'>, generation: number, { drawerId, realm }: SlotOwner) =>
  canonicalBytes({ use: wrapLabel, drawerId, realm, generation, slot })
