import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/support/drawers.ts'
import { newTrialFolder, sweepTrials } from './trials.ts'

const id = '00000000-0000-4000-8000-000000000001'

test('what a killed program left is swept; what a living one unpacks, and what is not ours, stays', async () => {
  const home = temporaryFolder()
  await sweepTrials(home.path)
  const gone = spawnSync(process.execPath, ['--version']).pid
  const mine = newTrialFolder(home.path)
  const all = join(home.path, 'restoring')
  for (const folder of [mine, join(all, `${gone}-${id}`), join(all, 'holiday pictures')]) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'incoming.db'), 'x')
  }
  // A number may belong to another program by now.
  const old = join(all, `${process.pid}-${id}`)
  mkdirSync(old)
  utimesSync(old, 0, 0)
  await sweepTrials(home.path)
  expect(readdirSync(all).map((name) => join(all, name))).toEqual([mine, join(all, 'holiday pictures')])
  home.remove()
})
