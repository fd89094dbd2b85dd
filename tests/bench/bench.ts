// npm run bench: how fast, as ratios against a floor measured in the same run. Nothing here fails for being slow.
import { join } from 'node:path'
import { launch, newHome } from '../support/program.ts'
import { backupRows } from './backup.ts'
import { cardDataRow } from './cardData.ts'
import { cardLogInRows } from './cardLogIn.ts'
import { credentialRows } from './credentials.ts'
import { documentRows } from './documents.ts'
import { portalRows } from './portal.ts'
import { type Row, report } from './row.ts'
import { windowRows } from './windows.ts'

const runs = Number(process.env['TEFUDA_BENCH_RUNS'] ?? 7)
const home = newHome()
// First use makes the practice world; that is set-up and not a start.
await launch({ home }).then((program) => program.quit())

const rows: Row[] = [
  ...(await windowRows(home, runs)),
  ...(await cardLogInRows(home, join(home, 'practice-world'), runs)),
  await cardDataRow(home, join(home, 'practice-world'), runs),
]
rows.push(...(await documentRows(runs)))
rows.push(...(await credentialRows(runs)))
rows.push(...(await backupRows(runs)))
rows.push(...(await portalRows(runs)))
report(rows, join('out', 'bench'))
