// The key between two key pairs on P-256: what is sealed for a public key is sealed and opened with it (ECDH, then HKDF).
import { createECDH, type ECDH } from 'node:crypto'
import { derive, joined, wipe } from './seal.ts'

export const curve = 'prime256v1'

/**
 * A key for who has the private half, from a new key pair whose own private half is forgotten at once.
 * @param publicKey uncompressed point, 65 bytes @param label as in `derive`
 * @returns the ephemeral public key, which the other side needs, as an uncompressed point
 */
export function agreeFor(publicKey: Uint8Array, label: string): { key: Uint8Array; ephemeral: Uint8Array } {
  const own = createECDH(curve)
  const ephemeral = own.generateKeys()
  const shared = own.computeSecret(publicKey)
  const key = derive(shared, joined(ephemeral, publicKey), label)
  wipe(shared)
  return { key, ephemeral }
}

/** The same key, by the private half. Undefined where these bytes are no point of the curve: not every 65 are. */
export function agreedKey(own: ECDH, ephemeral: Uint8Array, label: string): Uint8Array | undefined {
  const shared = sharedSecret(own, ephemeral)
  if (shared === undefined) return undefined
  const key = derive(shared, joined(ephemeral, own.getPublicKey()), label)
  wipe(shared)
  return key
}

function sharedSecret(own: ECDH, point: Uint8Array): Uint8Array | undefined {
  try {
    return own.computeSecret(point)
  } catch {
    return undefined
  }
}
