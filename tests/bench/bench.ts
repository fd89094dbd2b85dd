// npm run bench: how fast, as ratios against a floor measured in the same run. Nothing here fails for being slow.
//   npm run bench -- credentials backup   measures these groups only
import { join } from 'node:path'
import { launch, newHome } from '../support/program.ts'
import { backupRows } from './backup.ts'
import { cardDataRow } from './cardData.ts'
import { cardLogInRows } from './cardLogIn.ts'
import { credentialRows } from './credentials.ts'
import { documentRows } from './documents.ts'
import { portalRows } from './portal.ts'
import { report } from './report.ts'
import type { Row } from './row.ts'
import { windowRows } from './windows.ts'

const runs = Number(process.env['TEFUDA_BENCH_RUNS'] ?? 7)

/** Started once before: first use makes the practice world; that is set-up and not a start. */
let usedHome: Promise<string> | undefined
const home = (): Promise<string> => {
  usedHome ??= (async () => {
    const fresh = newHome()
    await launch({ home: fresh }).then((program) => program.quit())
    return fresh
  })()
  return usedHome
}
const world = async (): Promise<string> => join(await home(), 'practice-world')

const groups: ReadonlyMap<string, () => Promise<Row[]>> = new Map([
  ['window', async () => windowRows(await home(), runs)],
  ['log-in', async () => cardLogInRows(await home(), await world(), runs)],
  ['card-data', async () => [await cardDataRow(await home(), await world(), runs)]],
  ['documents', () => documentRows(runs)],
  ['credentials', () => credentialRows(runs)],
  ['backup', () => backupRows(runs)],
  ['portal', () => portalRows(runs)],
])

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !groups.has(name))
if (unknown.length > 0) {
  console.error(`not measured here: ${unknown.join(', ')}; there are: ${[...groups.keys()].join(', ')}`)
  process.exit(2)
}
const rows: Row[] = []
try {
  for (const [name, measure] of groups) {
    if (asked.length > 0 && !asked.includes(name)) continue
    console.error(`measuring ${name}`)
    rows.push(...(await measure()))
  }
} finally {
  // What was measured before something broke is worth reading as well.
  report(rows, join('out', 'bench'), runs)
}
