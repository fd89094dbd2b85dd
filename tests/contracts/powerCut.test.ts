// The power cut at steps of every kind of write; `npm run long -- cuts` opens many more of the disks that are left.
import { expect, test } from 'vitest'
import { canTrace, cutKinds, cutPower } from '../support/powerCut/cuts.ts'

test.skipIf(!canTrace())(
  'each disk opens, with the old or the new state (needs strace)',
  { timeout: 180_000 },
  async () => {
    const cuts = await cutPower(6, Date.now() % 2 ** 31)
    expect([...cuts.byKind.keys()]).toEqual([...cutKinds])
    expect(cuts.opened).toBeGreaterThan(cutKinds.length * 2)
  },
)
