// npm run long -- pins|kills|cuts [HOW MANY] [SEED]: what npm test plays in small, in large. See docs/long-runs.md.
import { parseArgs } from 'node:util'
import { longCuts } from './cuts.ts'
import { longKills } from './kills.ts'
import { longPinCare } from './pinCare.ts'

const runs = { pins: longPinCare, kills: longKills, cuts: longCuts } as const
const { positionals } = parseArgs({ allowPositionals: true })
const [name = '', ...numbers] = positionals
const [many, seed] = numbers.map(Number)
const run = name === 'pins' || name === 'kills' || name === 'cuts' ? runs[name] : undefined
if (run === undefined || numbers.some((number) => !/^\d+$/.test(number))) {
  process.stderr.write('npm run long -- pins|kills|cuts [HOW MANY] [SEED]\n')
  process.exitCode = 2
} else await run(many, seed)
