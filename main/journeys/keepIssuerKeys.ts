import type { ReadPaper } from '../../preload/shapes/papers.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { WalletError } from '../failure.ts'
import { fetchIssuerKeys } from '../papers/issuerKeys.ts'
import type { Ports } from '../ports.ts'

export interface Believing {
  readonly drawer: Drawer
  /** Whose health cards are believed. */
  readonly believed: readonly string[]
}

/**
 * The keys that health cards are checked with, kept for the day on which nobody publishes them any more. Asked for those whose
 * key is not there, and of issuers that are believed alone.
 */
export async function keepIssuerKeys(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { believed, drawer }: Believing,
  read: readonly ReadPaper[],
): Promise<void> {
  const wanted = read.flatMap(({ verdict: { form, signer, state } }) =>
    form === 'healthCard' && state === 'keyUnknown' && signer !== null && believed.includes(signer) ? [signer] : [],
  )
  for (const iss of new Set(wanted)) {
    try {
      const content = await fetchIssuerKeys(fetch, iss, now())
      await drawer.keepCopies([{ portal: '', kind: 'issuerKeys', id: iss, content }])
    } catch (error) {
      // Without the keys the card is kept all the same, and says that its key is not there.
      if (!(error instanceof WalletError) || error.failure.code === 'app.cancelled') throw error
    }
  }
}
