// Where things lie: the checkout, what is built in it, and what is kept outside it between runs.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const isRoot = process.getuid?.() === 0

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const out = join(checkout, 'out')

/**
 * What is slow to make and does not depend on this checkout: the development runtime and the database built for it.
 * Outside the checkout, so that a fresh clone starts quickly; for root in a place that ordinary users can read.
 * `TEFUDA_DEVELOPMENT_CACHE` moves it.
 */
export const cache =
  process.env.TEFUDA_DEVELOPMENT_CACHE ??
  (isRoot
    ? '/var/cache/tefuda-development'
    : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tefuda-development'))

/** The Node of the project (24), once npm's packages are there; it runs TypeScript as it is. */
export const projectNode = join(checkout, 'node_modules', 'node', 'bin', 'node')

/** @param {string} name a program of an npm package */
export function packageProgram(name) {
  return join(checkout, 'node_modules', '.bin', name)
}

/** @param {string} name of a program on the PATH, or in the folders of root's programs */
export function onPath(name) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/bin', '/bin']
  return folders.some((folder) => folder !== '' && existsSync(join(folder, name)))
}
