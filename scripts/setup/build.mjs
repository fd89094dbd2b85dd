// The built program in out/, made again when something that it is made from has changed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './command.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { checkout, out, packageProgram, projectNode } from './places.mjs'
import { say } from './say.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const madeFrom = [
  'main',
  'preload',
  'renderer',
  'practice',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/** @param {import('./electron.mjs').Runtime} runtime what the program is built for */
export async function provideBuild(runtime) {
  const major = runtime.version.split('.')[0] ?? ''
  if (isBuilt(major)) return
  await oneAtATime(join(out, 'run', 'build.lock'), async () => {
    if (!isBuilt(major)) await build(runtime, major)
  })
}

const stamp = join(out, 'built')

/** @param {string} major version of the Electron that the program is built for */
function isBuilt(major) {
  return readStamp(stamp) === fingerprint(madeFrom, [major]) && existsSync(join(out, 'main', 'index.js'))
}

/**
 * @param {import('./electron.mjs').Runtime} runtime
 * @param {string} major
 */
async function build(runtime, major) {
  // Taken before: what changes during the build is built the next time.
  const wanted = fingerprint(madeFrom, [major])
  say(`building the program for Electron ${major}`)
  await mustRun(
    { step: 'the build', remedy: 'see what the compiler says above' },
    projectNode,
    [packageProgram('electron-vite'), 'build', '--logLevel', 'warn'],
    { cwd: checkout, env: { ...process.env, ELECTRON_MAJOR_VER: major, ELECTRON_EXEC_PATH: runtime.executable } },
  )
  writeStamp(stamp, wanted)
}
