// A display for the window: the one that is there, or one in memory (Xvfb) for as long as some work takes.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asUser } from './asUser.mjs'
import { capture } from './command.mjs'
import { giveToUser } from './ordinaryUser.mjs'
import { isRoot } from './places.mjs'
import { SetupFailure } from './say.mjs'

/** Whether a display is there and answers. */
export async function displayAnswers() {
  if (process.env.WAYLAND_DISPLAY !== undefined && process.env.DISPLAY === undefined) return true
  const [, host, number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(process.env.DISPLAY ?? '') ?? []
  if (host === undefined || number === undefined) return false
  return await new Promise((tell) => {
    const local = host === '' || host === 'unix'
    const socket = local
      ? connect(`/tmp/.X11-unix/X${number}`)
      : connect({ host, port: 6000 + Number(number), timeout: 3000 })
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy()
      tell(answer)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })
}

/**
 * Does the work with a display.
 *
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work gets the variables that name the display
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (await displayAnswers()) return await work(await openToUser())
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-display-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, authorityFile(), { mode: 0o600 })
  await giveToUser(folder, authority)
  const options = ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp', '-auth', authority]
  const { command, args } = asUser('Xvfb', options, { dieWithParent: true })
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  try {
    const number = await displayNumber(server)
    return await work({ DISPLAY: `:${number}`, XAUTHORITY: authority })
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((found, failed) => {
    let words = ''
    const fail = (/** @type {string} */ reason) =>
      failed(new SetupFailure('a display in memory (Xvfb)', reason, 'start an X display and set DISPLAY'))
    server.stderr?.on('data', (text) => {
      words += text
    })
    const written = /** @type {import('node:stream').Readable} */ (server.stdio[3])
    written.setEncoding('utf8').on('data', (text) => found(String(text).trim()))
    server.on('error', (error) => fail(error.message))
    server.on('exit', () => fail(words.trim() || 'it ended at once'))
    setTimeout(() => fail('it did not tell its number within 10 s'), 10_000).unref()
  })
}

/**
 * An X authority file with one cookie for every display: family 65535 ("wild"), no address, no number.
 * The format is libXau's: 16-bit big-endian lengths before each field.
 */
function authorityFile() {
  const field = (/** @type {Buffer} */ value) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(value.length)
    return Buffer.concat([length, value])
  }
  const nothing = Buffer.alloc(0)
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    field(nothing),
    field(nothing),
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(randomBytes(16)),
  ])
}

/** The display that is there belongs to somebody: when root starts the program, its user gets the key to it. */
async function openToUser() {
  const env = pick(process.env, ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY'])
  if (!isRoot || env.DISPLAY === undefined) return env
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-display-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const authority = join(folder, 'authority')
  const copied = await capture('xauth', ['extract', authority, env.DISPLAY])
  // A server that asks for no key has none to copy.
  if (copied.code !== 0 || !existsSync(authority)) return env
  await giveToUser(folder, authority)
  return { ...env, XAUTHORITY: authority }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} names
 */
function pick(env, names) {
  /** @type {Record<string, string>} */
  const picked = {}
  for (const name of names) {
    const value = env[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}
