// Running other programs: quietly with their words kept for a failure, or for the answer they print.
import { spawn } from 'node:child_process'
import { SetupFailure } from './say.mjs'

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string, timeoutMs?: number }} Options
 * @typedef {{ code: number, stdout: string, stderr: string }} Ended
 */

/**
 * Runs a program to its end and tells how it ended; a program that cannot be started ends with 127.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
export function capture(command, args, { cwd, env, input, timeoutMs } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: timeoutMs,
    })
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', (error) => done({ code: 127, stdout, stderr: `${stderr}${error.message}` }))
    child.on('close', (code, signal) =>
      done({ code: code ?? 128, stdout, stderr: signal === null ? stderr : `${stderr}ended by ${signal}` }),
    )
    if (input !== undefined) child.stdin?.end(input)
  })
}

/**
 * Runs a program that must succeed; its last words become the reason when it does not.
 *
 * @param {{ step: string, remedy: string }} context
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<string>} what it printed on standard output
 */
export async function mustRun({ step, remedy }, command, args, options) {
  const ended = await capture(command, args, options)
  if (ended.code === 0) return ended.stdout
  const words = `${ended.stdout}\n${ended.stderr}`.trim().split('\n').slice(-12).join('\n')
  throw new SetupFailure(step, `${command} ended with ${ended.code}\n${words}`, remedy)
}

/**
 * Runs a program with this terminal's own input and output, and passes signals on to it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {readonly number[]} [options.hand] open descriptors that the program gets as 3, 4, …
 * @param {boolean} [options.group] gives it a process group of its own, and signals go to all in it: for a program behind
 *   sudo, which an ordinary user may not signal
 * @returns {Promise<number>} its exit code; 128 + 15 when a signal ended it
 */
export function attach(command, args, { cwd, env, hand = [], group = false } = {}) {
  return new Promise((done, failed) => {
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (['inherit', 'inherit', 'inherit', ...hand])
    const child = spawn(command, args, { cwd, env, stdio, detached: group })
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      // A terminal has sent Ctrl-C to everybody in the group already.
      if (signal === 'SIGINT' && process.stdin.isTTY && !group) return
      if (child.pid !== undefined) process.kill(group ? -child.pid : child.pid, signal)
    }
    const signals = /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])
    for (const signal of signals) process.on(signal, passOn)
    const rest = () => {
      for (const signal of signals) process.off(signal, passOn)
    }
    child.on('error', (error) => {
      rest()
      failed(error)
    })
    child.on('close', (code) => {
      rest()
      done(code ?? 128 + 15)
    })
  })
}

/**
 * A word as a POSIX shell reads it back.
 *
 * @param {string} word
 */
export function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
