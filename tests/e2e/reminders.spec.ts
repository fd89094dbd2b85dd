// Reminders by the operating system: the real program, and a notification service that nobody here wrote (python3-dbusmock).
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { lockFirst } from '../support/locking.ts'
import { goodPassphrase, makePerson, value } from '../support/people.ts'
import { end, launch, newHome, type Program } from '../support/program.ts'

const home = newHome()
let double: ChildProcess
let program: Program
let said = ''

test.beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-notified-'))
  // The service runs as the user that the program runs as.
  chmodSync(folder, 0o777)
  said = join(folder, 'log')
  const words = ['/usr/bin/python3', '-m', 'dbusmock', '--session', '--template', 'notification_daemon', '-l', said]
  const env = {
    ...process.env,
    TEFUDA_HOME: home,
    DBUS_SESSION_BUS_ADDRESS: fromSurroundings('DBUS_SESSION_BUS_ADDRESS'),
  }
  double = spawn(fromSurroundings('TEFUDA_AS_USER'), ['--die-with-parent', ...words], { env, stdio: 'ignore' })
  program = await launch({ home, language: 'ja' })
})
test.afterAll(async () => {
  await program.quit()
  await end(double)
  rmSync(dirname(said), { recursive: true, force: true })
})

test('a day that comes soon is told by the desktop, once its person wishes it, and once', async () => {
  await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })
  const { page } = program
  const on = new Date(Date.now() + 9 * 3_600_000 + 7 * 86_400_000).toISOString().slice(0, 10)
  value(await page.evaluate((day) => window.wallet.calendar.add({ name: '架空の旅券', on: day }), on))
  await expect.poll(async () => value(await page.evaluate(() => window.wallet.calendar.read())).canRemind).toBe(true)
  value(await page.evaluate(() => window.wallet.household.allowOverview({ shows: 'calendar' })))
  const notified = async () =>
    (await readFile(said, 'utf8').catch(() => '')).split('\n').filter((line) => / Notify /.test(line))
  expect(await notified()).toEqual([])
  value(await page.evaluate(() => window.wallet.calendar.remind({ on: true })))
  await expect.poll(notified).toHaveLength(1)
  expect((await notified())[0]).toMatch(/手札：練習 太郎.*架空の旅券.*あと 7 日/)
  await lockFirst(program)
  value(await page.evaluate(() => window.wallet.calendar.tellDue()))
  expect(await notified()).toHaveLength(1)
})
