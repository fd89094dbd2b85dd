// The steps from a bare machine to a program that can be started, in their order.
import { provideBuild } from './build.mjs'
import { provideElectron } from './electron.mjs'
import { surroundings } from './environment.mjs'
import { fetchNpmPackages, provideNpmPackages } from './npmPackages.mjs'
import { provideOrdinaryUser } from './ordinaryUser.mjs'
import { provideSystemPackages } from './systemPackages.mjs'

/**
 * What the command line needs: no Electron, no build.
 *
 * @param {readonly import('./systemPackages.mjs').Need[]} [more] all that will be needed later, so that whoever has to
 *   install it by hand is told one command
 */
export async function prepareNode(more = []) {
  await Promise.all([provideSystemPackages(['building', 'libraries', ...more]), fetchNpmPackages()])
  await provideNpmPackages()
  await provideOrdinaryUser()
}

/**
 * What the window needs.
 *
 * @param {readonly import('./systemPackages.mjs').Need[]} [more] needs beside Electron's own
 * @returns {Promise<Record<string, string>>} the environment in which to start the program; see environment.mjs
 */
export async function prepareProgram(more = []) {
  await Promise.all([provideSystemPackages(['building', 'libraries', 'electron', ...more]), fetchNpmPackages()])
  await provideNpmPackages()
  await provideOrdinaryUser()
  const runtime = await provideElectron()
  await provideBuild(runtime)
  return surroundings(runtime)
}
