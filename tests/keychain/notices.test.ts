// Reminders as a notification service gets them over a real bus; the service is one that nobody here wrote (python3-dbusmock).
import { type ChildProcess, spawn } from 'node:child_process'
import { inspect } from 'node:util'
import dbus from 'dbus-native'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { linuxNotices } from '../../main/adapters/linuxNotices.ts'
import { end, firstLine } from '../support/program.ts'

const service = 'org.freedesktop.Notifications'
let daemon: ChildProcess
let double: ChildProcess
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  daemon = spawn('/usr/bin/dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'])
  environment = { ...process.env, DBUS_SESSION_BUS_ADDRESS: await firstLine(daemon) }
})
afterAll(async () => {
  await end(double)
  await end(daemon)
})

/** What `Notify` was called with, as the service wrote it down. */
async function notified(): Promise<unknown> {
  const busAddress = environment['DBUS_SESSION_BUS_ADDRESS'] ?? ''
  const bus = dbus.createClient({ busAddress, authMethods: ['EXTERNAL'] })
  const place = { destination: service, path: '/org/freedesktop/Notifications', interface: 'org.freedesktop.DBus.Mock' }
  const calls = await bus.invoke<unknown>({ ...place, member: 'GetMethodCalls', signature: 's', body: ['Notify'] })
  bus.connection.end()
  return calls
}

it('says so where nobody shows any', async () => {
  const notices = linuxNotices(environment)
  expect(await notices.can()).toBe(false)
  expect(await notices.show({ title: '手札', body: '期限' })).toBe(false)
  expect(await linuxNotices({}).show({ title: '手札', body: '期限' })).toBe(false)
})

it('hands over title and words as they are, and no markup', async () => {
  double = spawn('/usr/bin/python3', ['-m', 'dbusmock', '--session', '--template', 'notification_daemon'], {
    env: environment,
    stdio: 'ignore',
  })
  const notices = linuxNotices(environment)
  await vi.waitFor(async () => expect(await notices.can()).toBe(true), { timeout: 10_000, interval: 100 })
  expect(await notices.show({ title: '手札：架空 太郎', body: '<b>免許</b> & 保険' })).toBe(true)
  const calls = inspect(await notified(), { depth: null })
  expect(calls).toContain('手札：架空 太郎')
  expect(calls).toContain('&lt;b&gt;免許&lt;/b&gt; &amp; 保険')
  expect(calls).toContain('Tefuda')
})
