import type { Drawer } from '../drawer/drawer.ts'
import { WalletError } from '../failure.ts'
import { believedIssuer, fetchIssuerKeys } from '../papers/issuerKeys.ts'
import { healthCardJws } from '../papers/kept.ts'
import type { Ports } from '../ports.ts'

/** The keys that a health card is checked with: kept for the day on which nobody publishes them any more. */
export async function keepIssuerKeys(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { believed, drawer }: { readonly drawer: Drawer; readonly believed: readonly string[] },
  files: readonly { readonly bytes: Uint8Array }[],
): Promise<void> {
  const issuers = files.flatMap(({ bytes }) => {
    const jws = healthCardJws(bytes)
    return (jws === undefined ? undefined : believedIssuer(jws, believed)) ?? []
  })
  for (const iss of new Set(issuers)) {
    try {
      const content = await fetchIssuerKeys(fetch, iss, now())
      await drawer.keepCopies([{ portal: '', kind: 'issuerKeys', id: iss, content }])
    } catch (error) {
      // Without the keys the card is kept all the same, and says that its key is not there.
      if (!(error instanceof WalletError) || error.failure.code === 'app.cancelled') throw error
    }
  }
}
