// A keychain for as long as some work takes: a session bus and gnome-keyring of their own, their home a temporary folder.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { asUser } from './asUser.mjs'
import { capture } from './command.mjs'
import { SetupFailure } from './say.mjs'

const step = 'a keychain for the tests (gnome-keyring)'
const remedy = 'see whether gnome-keyring and dbus are installed and whole'

/**
 * Does the work with a keychain that is empty before and gone afterwards.
 *
 * @template T
 * @param {(env: { DBUS_SESSION_BUS_ADDRESS: string }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withKeyring(work) {
  const home = mkdtempSync('/tmp/tefuda-keyring-')
  rmSync(home, { recursive: true })
  // asUser makes TEFUDA_HOME for the user; here that is only a folder that the user owns.
  const made = asUser('mkdir', ['-p', '-m', '700', join(home, 'run')])
  await capture(made.command, made.args, { env: { ...process.env, TEFUDA_HOME: home } })
  const bus = `unix:path=${join(home, 'run', 'bus')}`
  const env = { ...bareEnv(), TEFUDA_HOME: home, DBUS_SESSION_BUS_ADDRESS: bus }
  const surroundings = [`HOME=${home}`, `XDG_RUNTIME_DIR=${join(home, 'run')}`]
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = []
  const start = (/** @type {string[]} */ words) => {
    const { command, args } = asUser('env', [...surroundings, ...words], { dieWithParent: true })
    const child = spawn(command, args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
    children.push(child)
    child.on('error', () => {})
    child.stdin?.on('error', () => {})
    return child
  }
  try {
    start(['dbus-daemon', '--session', '--nofork', `--address=${bus}`])
    await until(() => busAnswers(env, 'org.freedesktop.DBus'), 'the session bus does not answer')
    const keyring = start([
      'gnome-keyring-daemon',
      '--foreground',
      '--unlock',
      '--components=secrets',
      `--control-directory=${join(home, 'run', 'keyring')}`,
    ])
    keyring.stdin?.end(randomUUID())
    await until(() => busAnswers(env, 'org.freedesktop.secrets'), 'gnome-keyring does not answer')
    return await work({ DBUS_SESSION_BUS_ADDRESS: bus })
  } finally {
    for (const child of children.reverse()) child.kill('SIGTERM')
    await Promise.all(children.map(ended))
    rmSync(home, { recursive: true, force: true })
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function ended(child) {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(undefined)
    else child.on('exit', done)
  })
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
async function busAnswers(env, name) {
  const { command, args } = asUser('dbus-send', [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  ])
  const asked = await capture(command, args, { env })
  return asked.stdout.includes('boolean true')
}

/**
 * @param {() => Promise<boolean>} holds
 * @param {string} otherwise
 */
async function until(holds, otherwise) {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await pause(50)
  }
  throw new SetupFailure(step, otherwise, remedy)
}

/** The caller's environment without a bus, keyring or home of the caller's. */
function bareEnv() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^(DBUS_|GNOME_KEYRING_|XDG_|TEFUDA_HOME$)/.test(name)) delete env[name]
  }
  return env
}
