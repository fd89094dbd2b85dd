import { fail } from '../../failure.ts'
import type { RecoveryCalls } from '../contract/recovery.ts'
import type { Inside } from './inside.ts'

export const recoveryCalls = ({ file, run }: Inside): RecoveryCalls => ({
  shareHolders: () => run(() => file.shareHolders()),
  setShareHolders: (slotId, holders) =>
    run(() => file.stores.together(() => file.stores.shares.setHolders(slotId, holders))),
  shareKey: () => run(() => file.stores.shares.publicKey()),
  takeShares: (sealed, at) => run(() => file.stores.together(() => file.stores.shares.take(sealed, at))),
  keptShares: () => run(() => file.stores.shares.kept()),
  keptShare: (slotId) => run(() => file.stores.shares.share(slotId) ?? fail({ code: 'recovery.noShare' })),
  dropShares: (slotIds) => run(() => file.stores.together(() => file.stores.shares.drop(slotIds))),
})
