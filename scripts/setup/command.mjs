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
 * Runs a program with this terminal's own input and output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + 15 when a signal ended it
 */
export function attach(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' })
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGTERM', passOn)
    process.on('SIGINT', passOn)
    process.on('SIGHUP', passOn)
    const rest = () => {
      process.off('SIGTERM', passOn)
      process.off('SIGINT', passOn)
      process.off('SIGHUP', passOn)
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
