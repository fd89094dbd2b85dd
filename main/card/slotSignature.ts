// The signature that a drawer's key slot is made from.
import { constants, type KeyObject, publicDecrypt } from 'node:crypto'
import { cardSlotMessage } from '../drawer/cardSlot.ts'
import { fail } from '../failure.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { signSlotSalt } from './sign.ts'

/**
 * The card's signature over `cardSlotMessage(salt)`, checked against its key. PKCS#1 v1.5 padding makes it the same every
 * time; `twice` proves that of this card before a drawer depends on it.
 * @throws card.unstableSignature
 */
export async function signSlot(
  exchange: Exchange,
  access: FileAccess,
  key: KeyObject,
  salt: Uint8Array,
  twice: boolean,
): Promise<Uint8Array> {
  const signature = await signSlotSalt(exchange, access, salt)
  if (twice) {
    const again = await signSlotSalt(exchange, access, salt)
    const same = Buffer.compare(signature, again) === 0
    again.fill(0)
    if (!same) return fail({ code: 'card.unstableSignature' })
  }
  if (!signs(key, signature, cardSlotMessage(salt))) return fail({ code: 'card.garbled', step: 'sign (mismatch)' })
  return signature
}

/** RSAVP1 and the padding's removal (RFC 8017 5.2.2, 9.2), with the message itself in the place of a DigestInfo. */
function signs(key: KeyObject, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(message)
  } catch {
    return false
  }
}
