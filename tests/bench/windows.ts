// Cold start and memory of the whole program beside a bare Electron window of the same runtime.
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { inTurn, type Row, timed } from './row.ts'

/** @param home of a practice wallet that has been started before: first use makes the practice world */
export async function windowRows(home: string, runs: number): Promise<Row[]> {
  const memory = { measured: [] as number[], floor: [] as number[] }
  const run = async (args: readonly string[], answers: (page: Page) => Promise<unknown>, into: number[]) => {
    let app: ElectronApplication | undefined
    const ms = await timed(async () => {
      app = await open(args, home)
      await answers(await app.firstWindow())
    })
    if (app === undefined) throw new Error('nothing was started')
    await app.evaluate(() => new Promise((done) => setTimeout(done, 1500)))
    into.push(await memoryOf(app))
    await app.close()
    return ms
  }
  const start = await inTurn(
    runs,
    () =>
      run(
        [fromSurroundings('TEFUDA_APP'), '--practice', '--card=memory', '--portal=elsewhere'],
        // The first screen answers: it shows what it asked main for.
        (page) => page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(),
        memory.measured,
      ),
    () =>
      run(
        [join(fromSurroundings('TEFUDA_APP'), 'tests', 'bench', 'bareWindow')],
        (page) => page.getByRole('heading', { level: 1 }).waitFor(),
        memory.floor,
      ),
  )
  const floorName = 'a bare Electron window'
  return [
    { name: 'cold start to an answering first screen', unit: 'ms', ...start, floorName, aim: 1.3 },
    {
      name: 'memory of all processes',
      unit: 'MB',
      measured: memory.measured.slice(1),
      floor: memory.floor.slice(1),
      floorName,
      aim: 1.5,
      notes:
        'working sets as Electron tells them, 1.5 s after the first screen; the practice portal is not part of the wallet',
    },
  ]
}

function open(args: readonly string[], home: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: fromSurroundings('TEFUDA_ELECTRON'),
    chromiumSandbox: true,
    args: [...args],
    env: { ...(process.env as Record<string, string>), TEFUDA_HOME: home },
  })
}

async function memoryOf(app: ElectronApplication): Promise<number> {
  const kilobytes = await app.evaluate(({ app: program }) =>
    program.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  )
  return kilobytes / 1024
}
