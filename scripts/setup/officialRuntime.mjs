// Electron's own release, fetched by the npm package `electron` itself: it knows the address and checks the hash.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from './command.mjs'
import { cache, checkout } from './places.mjs'
import { say } from './say.mjs'

const package_ = join(checkout, 'node_modules', 'electron')
const answerWithinMs = 5000
const downloadWithinMs = 300_000

/**
 * The folder of Electron's own release when it is there or can be had, otherwise undefined.
 *
 * @param {string} version
 * @returns {Promise<string | undefined>}
 */
export async function provideOfficialRuntime(version) {
  const folder = join(package_, 'dist')
  if (isComplete(folder, version)) return folder
  if (!(await reachable(version))) return undefined
  say(`getting Electron ${version} from its own releases`)
  const ended = await capture(process.execPath, [join(package_, 'install.js')], {
    env: { ...process.env, electron_config_cache: join(cache, 'electron-releases') },
    timeoutMs: downloadWithinMs,
  })
  if (ended.code === 0 && isComplete(folder, version)) return folder
  say(`that did not work: ${ended.stderr.trim().split('\n')[0]}`)
  return undefined
}

/**
 * @param {string} folder
 * @param {string} version
 */
function isComplete(folder, version) {
  try {
    const found = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
    return found === version && existsSync(join(package_, 'path.txt')) && existsSync(join(folder, 'electron'))
  } catch {
    return false
  }
}

/** @param {string} version */
async function reachable(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const answer = await fetch(new URL(`v${version}/SHASUMS256.txt`, mirror), {
      signal: AbortSignal.timeout(answerWithinMs),
    })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
