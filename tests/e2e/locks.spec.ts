// Everything that locks a drawer, made to happen: idle hands, the card out, the desktop's own signals, the window put away.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { LockReason } from '../../preload/shapes/locks.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { startDesktop, type TestDesktop } from '../support/desktop.ts'
import { drawerProcesses, lockedPage, pageProcess } from '../support/locking.ts'
import { goodPassphrase, makePerson, unlock, value } from '../support/people.ts'
import { end, isAlive, launch, newHome, type Program, plugCard } from '../support/program.ts'
import { words } from '../support/words.ts'

test.describe.configure({ mode: 'serial' })

const { locks } = words.ja
const taro = '練習 太郎'
const home = newHome()
let desktop: TestDesktop
let program: Program
let personId = ''
let pid = 0
const start = async (): Promise<Program> => {
  // A minute of the locks lasts five seconds here.
  const env = { ...desktop.environment, TEFUDA_PRACTICE_MINUTE: '5' }
  const started = await launch({ home, cards: 'pcsc', language: 'ja', env })
  pid = started.app.process().pid ?? 0
  return started
}
test.beforeAll(async () => {
  desktop = await startDesktop(home)
  program = await start()
})
test.afterAll(async () => {
  if (isAlive(pid)) await program.quit()
  await desktop.close()
})

/** With an open drawer `happen` happens: both its processes are gone, and the page says why in words. */
async function lockedBy(reason: LockReason, happen: () => Promise<void>): Promise<void> {
  const { open } = value(await program.page.evaluate(() => window.wallet.household.read()))
  if (open === null) value(await unlock(program, personId, 'passphrase', goodPassphrase))
  const [drawer = 0] = await drawerProcesses(program)
  const page = await pageProcess(program)
  expect([isAlive(drawer), isAlive(page)]).toEqual([true, true])
  await happen()
  expect(await lockedPage(program, page)).toMatchObject({ reason, personId: open?.personId ?? personId })
  expect([isAlive(drawer), isAlive(page)]).toEqual([false, false])
  await expect(program.page.getByRole('heading', { name: withoutRuby(locks.reasons[reason](taro)) })).toBeVisible()
}

const chooseMinutes = async (idleMinutes: 1 | 30): Promise<void> => {
  value(await program.page.evaluate((input) => window.wallet.locks.choose(input), { idleMinutes } as const))
}

test('the settings tell what this PC notices, and take how long nobody may be there', async () => {
  personId = (await makePerson(program, taro, { passphrase: goodPassphrase })).id
  expect(value(await program.page.evaluate(() => window.wallet.locks.read()))).toEqual({
    idleMinutes: 5,
    noticed: ['suspend', 'sessionEnd', 'userSwitch', 'screenLock'],
  })
  await chooseMinutes(30)
})

test('the session is locked, and another user comes to the front', async () => {
  await lockedBy('screenLock', () => desktop.lockSession())
  await lockedBy('userSwitch', () => desktop.setActive(false))
  await desktop.setActive(true)
})

test('the card that opened it is taken out', async () => {
  let card = await plugCard(home, 'hanako')
  await makePerson(program, '練習 花子', { pin: card.pins.authentication ?? '' })
  const page = await pageProcess(program)
  const [drawer = 0] = await drawerProcesses(program)
  await card.pullOut()
  expect(await lockedPage(program, page)).toMatchObject({ reason: 'cardOut' })
  expect(isAlive(drawer)).toBe(false)
  // A card that did not open it comes and goes.
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  card = await plugCard(home, 'hanako')
  const kinds = async () => value(await program.page.evaluate(() => window.wallet.card.read())).readers
  await expect.poll(async () => (await kinds()).some(({ card: there }) => there?.kind === 'myNumber')).toBe(true)
  await card.pullOut()
  await expect.poll(async () => (await kinds()).every(({ card: there }) => there === null)).toBe(true)
  expect(await drawerProcesses(program)).toHaveLength(1)
})

test('nobody is there: it says so before, stays open for a hand, and locks, with a question that still waits', async () => {
  await chooseMinutes(1)
  const warning = program.page.getByRole('heading', { name: withoutRuby(locks.warning) })
  await warning.waitFor()
  await program.page.mouse.move(200, 200)
  await warning.waitFor({ state: 'hidden' })
  expect(await drawerProcesses(program)).toHaveLength(1)
  await chooseMinutes(30)
  await lockedBy('idle', async () => {
    const kept = value(await program.page.evaluate(() => window.wallet.keys.list()))
    const id = kept.find(({ kind }) => kind === 'passphrase')?.id ?? ''
    await program.page.evaluate((key) => void window.wallet.keys.renew({ id: key }), id)
    await program.secret()
    await chooseMinutes(1)
  })
  expect(program.app.windows().filter((window) => window.url().startsWith('app://secret'))).toEqual([])
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  await chooseMinutes(30)
})

test('the window is minimised for long, and not for a moment', async () => {
  const manager = spawn(fromSurroundings('TEFUDA_AS_USER'), ['--die-with-parent', 'openbox'], { stdio: 'ignore' })
  const wallet = () => program.app.browserWindow(program.page)
  const minimised = async () => (await wallet()).evaluate((window) => window.isMinimized())
  await expect
    .poll(async () => {
      await (await wallet()).evaluate((window) => window.minimize())
      return minimised()
    })
    .toBe(true)
  await (await wallet()).evaluate((window) => window.restore())
  await expect.poll(minimised).toBe(false)
  await lockedBy('windowClosed', async () => (await wallet()).evaluate((window) => window.minimize()))
  await end(manager)
})

test('the window is closed: every process ends, and nothing of a crash was written', async () => {
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  const pids = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  expect(await drawerProcesses(program)).toHaveLength(1)
  await (await program.app.browserWindow(program.page)).evaluate((window) => window.close())
  await expect.poll(() => pids.filter(isAlive)).toEqual([])
  const crashes = join(home, 'window', 'Crashpad')
  expect(
    existsSync(crashes)
      ? readdirSync(crashes, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.dmp'))
      : [],
  ).toEqual([])
})

test('the PC goes to sleep, and waits until the drawer is locked and its page gone', async () => {
  program = await start()
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  const [drawer = 0] = await drawerProcesses(program)
  const page = await pageProcess(program)
  await expect.poll(() => desktop.delays()).toContain('Tefuda')
  await desktop.prepareForSleep(true)
  await expect.poll(() => desktop.delays(), { intervals: [20] }).not.toContain('Tefuda')
  expect([isAlive(drawer), isAlive(page)]).toEqual([false, false])
  // Chromium lets go of whoever debugs its pages before a suspend: from here on the test sees the page through main.
  const last = () =>
    program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('window.wallet.locks.last()'),
    )
  expect(await last()).toMatchObject({ ok: true, value: { reason: 'suspend', personId } })
  await desktop.prepareForSleep(false)
  await expect.poll(() => desktop.delays()).toContain('Tefuda')
  await program.kill()
})

test('the PC shuts down: the drawer is locked, and the program ends by itself', async () => {
  program = await start()
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  const pids = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  await desktop.prepareForShutdown()
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([])
})
