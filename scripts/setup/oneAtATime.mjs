// Steps that two terminals may start at the same moment, done by one of them while the other waits.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { say } from './say.mjs'

const patienceMs = 1000

/**
 * Does the work while holding a lock. The kernel lets go of it with the process, however that ends: flock holds it for a
 * `cat` that ends with our end of its pipe.
 *
 * @template T
 * @param {string} file any file name; the lock is on that file
 * @param {() => Promise<T>} work should look once more whether there is anything left to do
 * @returns {Promise<T>}
 */
export async function oneAtATime(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = setTimeout(() => say('waiting for another set-up that is at work here'), patienceMs)
  try {
    await new Promise((held, failed) => {
      holder.stdout.on('data', held)
      holder.on('error', failed)
      holder.on('exit', () => failed(new Error(`flock ended before it held ${file}`)))
    })
    clearTimeout(waiting)
    return await work()
  } finally {
    clearTimeout(waiting)
    holder.stdin.end()
  }
}
