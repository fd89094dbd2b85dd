// The wallet killed (SIGKILL) at random moments of every kind of write; `npm run long -- kills` does it a thousand times.
import { expect, test } from 'vitest'
import { play } from '../support/kills/play.ts'
import { kinds } from '../support/kills/said.ts'

const kills = 52

test(`killed ${kills} times: everything opens, what was acknowledged is there, nothing is half there`, {
  timeout: 60_000 + kills * 4_000,
}, async () => {
  const tally = await play(kills, Date.now() % 2 ** 31)
  expect([...tally.byKind.keys()].sort()).toEqual([...kinds].sort())
  // Most must have been caught in the middle, and something must have been acknowledged, or this proves nothing.
  expect(tally.caught).toBeGreaterThan(kills / 2)
  expect(tally.acknowledged).toBeGreaterThan(0)
})
