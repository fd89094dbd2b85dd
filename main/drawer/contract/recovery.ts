// The family's recovery in an open drawer: who keeps the shares of it, and the shares of others that it keeps.
import type { ShareHolder } from '../../../preload/shapes/recovery.ts'
import type { SealedShare } from '../../recovery/sealedShare.ts'

/** A share of somebody else's drawer, without the share. */
export interface KeptShare {
  readonly slotId: string
  readonly drawerId: string
  /** Whose drawer it is, by the name of that day. */
  readonly person: string
  readonly keptAt: string
}

export interface RecoveryCalls {
  /** Who has the shares of the family slot that the drawer has now. */
  shareHolders(): Promise<ShareHolder[]>
  setShareHolders(slotId: string, holders: readonly ShareHolder[]): Promise<void>
  /** What others seal for who keeps their share: uncompressed point, 65 bytes. */
  shareKey(): Promise<Uint8Array>
  /** Keeps the shares that were sealed for this drawer. */
  takeShares(sealed: readonly SealedShare[], at: string): Promise<void>
  keptShares(): Promise<KeptShare[]>
  /** @throws recovery.noShare */
  keptShare(slotId: string): Promise<Uint8Array>
  dropShares(slotIds: readonly string[]): Promise<void>
}
