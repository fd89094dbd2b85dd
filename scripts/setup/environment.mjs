// What every program that is started for development or tests is told about its surroundings.
//
//   TEFUDA_ELECTRON        an executable that starts Electron as the ordinary user, sandbox on, and dies with its parent;
//                          give it to Playwright as `executablePath`, together with `chromiumSandbox: true`
//   TEFUDA_APP             the folder of the built program: Electron's first argument
//   TEFUDA_NODE            the project's Node, which runs TypeScript
//   TEFUDA_AS_USER         an executable that runs its arguments as a command, as the ordinary user (asUser.sh): for the
//                          command line and everything else that touches a drawer
//   TEFUDA_SQLITE_BINDING  the database binary that fits this Electron; not set when the package's own one does
//   TEFUDA_CARD_NETWORK    an executable that runs its arguments as a command, as the ordinary user, where a practice
//                          card reaches its reader (127.0.0.1:35963 is reader 0, :35964 reader 1); set only where the
//                          PC/SC service was asked for
//   DISPLAY, XAUTHORITY, DBUS_SESSION_BUS_ADDRESS   the display and the keychain of this run, where they were asked for
//   TEFUDA_HOME            (the caller's) where the wallet keeps its files
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asUserScript } from './asUser.mjs'
import { quote } from './command.mjs'
import { checkout, out, projectNode } from './places.mjs'

/**
 * The surroundings that do not change during a run. Writes the executable that starts Electron.
 *
 * @param {import('./electron.mjs').Runtime} runtime
 * @returns {Record<string, string>}
 */
export function surroundings(runtime) {
  return {
    TEFUDA_ELECTRON: writeElectronStarter(runtime),
    TEFUDA_APP: checkout,
    TEFUDA_NODE: projectNode,
    TEFUDA_AS_USER: asUserScript,
    ...(runtime.database === undefined ? {} : { TEFUDA_SQLITE_BINDING: runtime.database }),
    // A package handed to users names its own Electron; these are for tools that start the one of this checkout.
    ELECTRON_OVERRIDE_DIST_PATH: join(runtime.executable, '..'),
    ELECTRON_EXEC_PATH: runtime.executable,
    ELECTRON_MAJOR_VER: runtime.version.split('.')[0] ?? '',
    PATH: `${join(checkout, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  }
}

/** @param {import('./electron.mjs').Runtime} runtime */
function writeElectronStarter({ executable, database }) {
  const file = join(out, 'run', 'electron')
  const script = [
    '#!/bin/sh',
    '# Starts Electron as the ordinary user; made by scripts/setup/environment.mjs.',
    ...(database === undefined
      ? []
      : [
          `[ -n "\${TEFUDA_SQLITE_BINDING-}" ] || TEFUDA_SQLITE_BINDING=${quote(database)}`,
          'export TEFUDA_SQLITE_BINDING',
        ]),
    `exec /bin/sh ${quote(asUserScript)} --die-with-parent ${quote(executable)} "$@"`,
    '',
  ].join('\n')
  if (existsSync(file) && readFileSync(file, 'utf8') === script) return file
  mkdirSync(join(out, 'run'), { recursive: true })
  // Written beside and renamed: somebody may be starting it at this moment.
  const fresh = `${file}-${process.pid}`
  writeFileSync(fresh, script)
  chmodSync(fresh, 0o755)
  renameSync(fresh, file)
  return file
}

/**
 * Reads one of the variables above in a test, with a sentence for those who start the test by hand.
 *
 * @param {string} name
 * @returns {string}
 */
export function fromSurroundings(name) {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set: start this through npm test, or through "node scripts/with.mjs COMMAND"`)
  }
  return value
}
