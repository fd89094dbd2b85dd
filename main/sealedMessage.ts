// A message to another process of this program, in which every run of bytes is sealed.
import type { Receiver } from './sealedBytes.ts'
import { sealFor, steadyCopy } from './sealedBytes.ts'

/** A copy of plain objects and arrays; the bytes in the original are the caller's to wipe. */
export const sealMessage = (publicKey: Uint8Array, message: unknown): unknown =>
  mapped(message, (value) => (value instanceof Uint8Array ? { sealed: sealFor(publicKey, value) } : undefined))

export const openMessage = (receiver: Receiver, message: unknown): unknown =>
  mapped(message, (value) => (isSealed(value) ? receiver.open(value.sealed) : undefined))

/** A copy with bytes of its own. */
export const copyMessage = (message: unknown): unknown =>
  mapped(message, (value) => (value instanceof Uint8Array ? steadyCopy(value) : undefined))

/** Clears every run of bytes in it. */
export const wipeMessage = (message: unknown): unknown =>
  mapped(message, (value) => (value instanceof Uint8Array ? value.fill(0) : undefined))

function mapped(value: unknown, replaced: (value: unknown) => unknown): unknown {
  const other = replaced(value)
  if (other !== undefined) return other
  if (Array.isArray(value)) return value.map((one: unknown) => mapped(one, replaced))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, replaced)]))
}

const isSealed = (value: unknown): value is { readonly sealed: Uint8Array } =>
  typeof value === 'object' && value !== null && 'sealed' in value && value.sealed instanceof Uint8Array
