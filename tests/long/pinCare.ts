// The long run of the care for PINs: node tests/long/long.ts pins [SEQUENCES] [SEED]. Says what happened how often, and how
// long it took; ends with 1 at the first broken promise, with the sequence that broke it made as short as it gets.
import fc from 'fast-check'
import { sharedWorld } from '../../practice/testWorld.ts'
import { acts } from '../support/pinCare/acts.ts'
import { play, type Tally } from '../support/pinCare/play.ts'
import { sequences } from '../support/pinCare/steps.ts'
import { layTable } from '../support/pinCare/table.ts'

export async function longPinCare(numRuns = 100_000, seed = Date.now() % 2 ** 31): Promise<void> {
  const begun = new Date()
  const table = layTable(await sharedWorld(() => new Date()), ['taro', 'hanako'])
  const tally: Tally = new Map()
  let played = 0
  const outcome = await fc.check(
    fc.asyncProperty(sequences, async (sequence) => {
      await play(sequence, table, acts, tally)
      played += 1
      if (played % 5000 === 0) process.stderr.write(`${played} of ${numRuns}\n`)
    }),
    { numRuns, seed },
  )
  const seconds = Math.round((Date.now() - begun.getTime()) / 1000)
  process.stdout.write(`${begun.toISOString()}: ${played} sequences, seed ${seed}, ${seconds} s\n`)
  for (const [what, times] of [...tally].toSorted(([a], [b]) => a.localeCompare(b)))
    process.stdout.write(`${String(times).padStart(8)} ${what}\n`)
  if (outcome.failed) {
    process.stdout.write(`${fc.defaultReportMessage(outcome)}\n${outcome.errorInstance}\n`)
    process.exitCode = 1
  }
}
