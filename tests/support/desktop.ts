// A system bus of a test's own with a logind on it that nobody here wrote (python3-dbusmock), and hands to play on it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import dbus from 'dbus-native'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { asUser, end } from './program.ts'

export interface TestDesktop {
  /** For the program: its system bus, and its session there. */
  readonly environment: Readonly<Record<string, string>>
  /** What the session does: locks, or is told that the screen is covered. */
  lockSession(): Promise<void>
  hintLocked(): Promise<void>
  /** Another user's session comes to the front; `true`: this one again. */
  setActive(active: boolean): Promise<void>
  /** logind announces it; the system would suspend once nobody delays it. */
  prepareForSleep(begins: boolean): Promise<void>
  prepareForShutdown(): Promise<void>
  removeSession(): Promise<void>
  /** Who delays a suspend. */
  delays(): Promise<string[]>
  close(): Promise<void>
}

const logind = 'org.freedesktop.login1'
const managerPath = '/org/freedesktop/login1'
const manager = `${logind}.Manager`
const session = `${logind}.Session`
const mock = 'org.freedesktop.DBus.Mock'
const sessionPath = `${managerPath}/session/c1`

/** @param home of the program: the bus runs as the user that the program runs as */
export async function startDesktop(home: string): Promise<TestDesktop> {
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-bus-'))
  rmSync(folder, { recursive: true })
  await asUser(home, ['mkdir', '-m', '700', folder])
  const address = `unix:path=${join(folder, 'bus')}`
  const env = { ...process.env, TEFUDA_HOME: home, DBUS_SYSTEM_BUS_ADDRESS: address }
  const start = (...words: string[]): ChildProcess =>
    spawn(fromSurroundings('TEFUDA_AS_USER'), ['--die-with-parent', ...words], { env, stdio: 'ignore' })
  const rules = join(folder, 'rules')
  await asUser(home, ['sh', '-c', 'printf %s "$1" >"$2"', 'sh', busRules(address), rules])
  const daemon = start('dbus-daemon', '--nofork', `--config-file=${rules}`)
  await until(() => answers(address))
  const double = start('/usr/bin/python3', '-m', 'dbusmock', '--system', '--template', 'logind')
  const bus = dbus.createClient({ busAddress: address, authMethods: ['EXTERNAL'] })
  const call = async (path: string, from: string, member: string, signature = '', body: unknown[] = []) =>
    bus.invoke<unknown>({ destination: logind, path, interface: from, member, signature, body })
  await until(() => call(managerPath, manager, 'ListInhibitors').then(Array.isArray, () => false))
  await call(managerPath, mock, 'AddSession', 'ssusb', ['c1', 'seat0', 1001, 'tefuda', true])

  const announce = async (path: string, from: string, signal: string, signature: string, values: unknown[]) => {
    const args = values.map((value) => new dbus.Variant(typeof value === 'boolean' ? 'b' : 's', value))
    await call(path, mock, 'EmitSignal', 'sssav', [from, signal, signature, args])
  }
  return {
    environment: { DBUS_SYSTEM_BUS_ADDRESS: address, XDG_SESSION_ID: 'c1' },
    lockSession: async () => void (await call(sessionPath, session, 'Lock')),
    hintLocked: async () => {
      await call(sessionPath, session, 'SetLockedHint', 'b', [true])
      await call(sessionPath, session, 'SetLockedHint', 'b', [false])
    },
    setActive: async (active) => {
      const change = { Active: new dbus.Variant('b', active) }
      await call(sessionPath, mock, 'UpdateProperties', 'sa{sv}', [session, change])
    },
    prepareForSleep: (begins) => announce(managerPath, manager, 'PrepareForSleep', 'b', [begins]),
    prepareForShutdown: () => announce(managerPath, manager, 'PrepareForShutdown', 'b', [true]),
    removeSession: () => announce(managerPath, manager, 'SessionRemoved', 'so', ['c1', sessionPath]),
    async delays() {
      const inhibitors = await call(managerPath, manager, 'ListInhibitors')
      return Array.isArray(inhibitors)
        ? inhibitors.map((one: unknown) => (Array.isArray(one) ? String(one[1]) : ''))
        : []
    },
    async close() {
      bus.connection.end()
      await end(double)
      await end(daemon)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Everybody may ask and say everything, as nobody else is there: the double, the program, and the test. */
const busRules = (address: string): string =>
  `<busconfig><type>custom</type><listen>${address}</listen><auth>EXTERNAL</auth><policy context="default">${[
    'user="*"',
    'own="*"',
    'send_destination="*" eavesdrop="true"',
    'eavesdrop="true"',
  ]
    .map((rule) => `<allow ${rule}/>`)
    .join('')}</policy></busconfig>`

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await pause(50)
  }
  throw new Error('the bus of this test does not answer')
}

async function answers(address: string): Promise<boolean> {
  const bus = dbus.createClient({ busAddress: address, authMethods: ['EXTERNAL'], timeout: 1000 })
  const failed = new Promise<false>((resolve) => bus.connection.on('error', () => resolve(false)))
  const asked = bus
    .invoke({ destination: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus', member: 'GetId' })
    .then(
      () => true,
      () => false,
    )
  const there = await Promise.race([asked, failed])
  bus.connection.end()
  return there
}

/** A screen locker of a desktop on the session bus, by its well-known name or only claiming to be it. */
export async function screenCovered(home: string, name: string | undefined): Promise<void> {
  const script = join(fromSurroundings('TEFUDA_APP'), 'tests', 'support', 'coverScreen.ts')
  const words = [fromSurroundings('DBUS_SESSION_BUS_ADDRESS'), ...(name === undefined ? [] : [name])]
  await asUser(home, [fromSurroundings('TEFUDA_NODE'), script, ...words])
}
