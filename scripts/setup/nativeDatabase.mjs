// The encrypted database for the development runtime. The package's ready-made binary wants a newer Node-API than that
// runtime has and crashes in it, so the package's own unchanged sources are built once more and kept in the cache.
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { mustRun } from './command.mjs'
import { removeRemains } from './developmentRuntime.mjs'
import { headersFolder } from './npmPackages.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { cache, checkout, packageProgram, projectNode } from './places.mjs'
import { say } from './say.mjs'

/**
 * @param {string} electronVersion of the runtime that will load it
 * @returns {Promise<string>} the file to give to the program as `TEFUDA_SQLITE_BINDING`
 */
export async function provideNativeDatabase(electronVersion) {
  const source = join(checkout, 'node_modules', 'better-sqlite3')
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const key = `${version}-electron-${electronVersion.split('.')[0]}-${process.arch}`
  const file = join(cache, 'better-sqlite3', key, 'better_sqlite3.node')
  if (existsSync(file)) return file

  await mkdir(dirname(file), { recursive: true, mode: 0o755 })
  await oneAtATime(join(cache, 'better-sqlite3.lock'), async () => {
    if (!existsSync(file)) await build(source, file)
  })
  return file
}

/**
 * @param {string} source the package's folder
 * @param {string} file what to make
 */
async function build(source, file) {
  say('building the encrypted database for the development runtime (once, about a minute and a half)')
  await removeRemains('.better-sqlite3-')
  const work = await mkdtemp(join(cache, '.better-sqlite3-'))
  try {
    await cp(source, work, { recursive: true, filter: (path) => !/\/(prebuilds|build|node_modules)$/.test(path) })
    await mustRun(
      {
        step: 'the encrypted database',
        remedy: 'see the last lines of the compiler above; build-essential and python3 must be installed',
      },
      projectNode,
      [packageProgram('node-gyp'), 'rebuild', '--release', '--force_build=1', `--nodedir=${headersFolder()}`],
      {
        cwd: work,
        // Node-API by functions that this runtime has under its experimental flag.
        env: {
          ...process.env,
          NODE_PATH: join(checkout, 'node_modules'),
          CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
          MAKEFLAGS: `-j${Math.max(2, cpus().length)}`,
        },
      },
    )
    await rename(join(work, 'build', 'Release', 'better_sqlite3.node'), file)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
