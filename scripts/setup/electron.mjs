// Which Electron runs the program: its own release when it can be had, otherwise the development runtime.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { developmentRuntime, provideDevelopmentRuntime } from './developmentRuntime.mjs'
import { provideNativeDatabase } from './nativeDatabase.mjs'
import { productElectronVersion } from './npmPackages.mjs'
import { provideOfficialRuntime } from './officialRuntime.mjs'
import { cache } from './places.mjs'
import { SetupFailure, say } from './say.mjs'
import { readStamp, writeStamp } from './stamp.mjs'

/**
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {string} version
 * @property {boolean} official
 * @property {string | undefined} database the database binary made for this runtime; undefined: the package's own fits
 */

/**
 * An Electron that can be started. Which kind it was last time is remembered, so that the release server is not asked
 * at every start; delete the cache folder to have it asked again.
 *
 * @returns {Promise<Runtime>}
 */
export async function provideElectron() {
  refuseWithoutNamespaces()
  const version = productElectronVersion()
  const choice = join(cache, `electron-choice-${version}`)
  if (readStamp(choice) !== 'development') {
    const official = await provideOfficialRuntime(version)
    if (official !== undefined) {
      return { executable: join(official, 'electron'), version, official: true, database: undefined }
    }
    say(`Electron ${version} cannot be had from its release server: taking the development runtime instead`)
  }
  const [folder, database] = await Promise.all([
    provideDevelopmentRuntime(),
    provideNativeDatabase(developmentRuntime.version),
  ])
  const found = readFileSync(join(folder, 'version'), 'utf8').trim()
  writeStamp(choice, 'development')
  return { executable: join(folder, 'electron'), version: found, official: false, database }
}

/** Electron's sandbox is made of user namespaces; some systems switch them off, and without the sandbox we do not run. */
function refuseWithoutNamespaces() {
  const switches = [
    { file: '/proc/sys/kernel/unprivileged_userns_clone', off: '0', setting: 'kernel.unprivileged_userns_clone=1' },
    { file: '/proc/sys/user/max_user_namespaces', off: '0', setting: 'user.max_user_namespaces=15000' },
    {
      file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      off: '1',
      setting: 'kernel.apparmor_restrict_unprivileged_userns=0',
    },
  ]
  for (const { file, off, setting } of switches) {
    if (existsSync(file) && readFileSync(file, 'utf8').trim() === off) {
      throw new SetupFailure(
        "Electron's sandbox",
        `this system does not let ordinary users make namespaces (${file} is ${off})`,
        `as root: sysctl -w ${setting}`,
        3,
      )
    }
  }
}
