import { WalletError } from '../failure.ts'
import type { PortalProfile } from './profile.ts'

/** The portal of this realm as it is now; undefined: there is none, or it does not run. What is kept is read without it. */
export function knownPortal(portal: () => PortalProfile): PortalProfile | undefined {
  try {
    return portal()
  } catch (error) {
    if (error instanceof WalletError) return undefined
    throw error
  }
}
