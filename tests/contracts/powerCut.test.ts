// The power cut at steps of every kind of write; `npm run long -- cuts` opens many more of the disks that are left.
import { expect, test } from 'vitest'
import type { Kind } from '../support/kills/said.ts'
import { canTrace, cutPower } from '../support/powerCut/cuts.ts'
import { Disk } from '../support/powerCut/disk.ts'

/** Those that write in the most different ways; the long run has all. */
const kinds: Kind[] = ['credentials', 'slots', 'tables', 'people']

test.skipIf(!canTrace())(
  'each disk opens, with the old or the new state (needs strace)',
  { timeout: 180_000 },
  async () => {
    const cuts = await cutPower(4, Date.now() % 2 ** 31, kinds)
    expect([...cuts.byKind.keys()]).toEqual(kinds)
    expect(cuts.opened).toBeGreaterThan(kinds.length)
  },
)

/** As if the wallet had never synced anything. */
class Forgetful extends Disk {
  override sync(): void {}
}

test.skipIf(!canTrace())('a wallet that did not wait for the disk would be found', { timeout: 180_000 }, async () => {
  const cuts = cutPower(60, 1, ['ledger'], (start, root) => new Forgetful(start, root))
  await expect(cuts).rejects.toThrow()
})
