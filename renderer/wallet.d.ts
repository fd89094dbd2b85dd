import type { WalletApi } from '../preload/contract.ts'
import type { SecretApi } from '../preload/secretContract.ts'

declare global {
  interface Window {
    readonly wallet: WalletApi
    readonly secret: SecretApi
  }
}
