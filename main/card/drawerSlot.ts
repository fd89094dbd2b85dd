// Opening a drawer with the card, and making a slot for it.
import type { Transmit } from '../ports.ts'
import { type AuthenticationOptions, withAuthenticationKey } from './authentication.ts'

/**
 * The card's signature over a slot's message; `twice` when the slot is being made. The caller wipes the signature.
 * @throws card.unstableSignature, and as withAuthenticationKey
 */
export function signDrawerSlot(
  transmit: Transmit,
  options: AuthenticationOptions & { readonly salt: Uint8Array; readonly twice: boolean },
): Promise<{ certificate: Uint8Array; signature: Uint8Array }> {
  return withAuthenticationKey(transmit, options, async ({ certificate, signSlot }) => {
    return { certificate, signature: await signSlot(options.salt, options.twice) }
  })
}
