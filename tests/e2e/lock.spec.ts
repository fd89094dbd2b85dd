// Locking ends the drawer's process, and with it everything of the drawer that was in memory.
import { expect, test } from '@playwright/test'
import { drawerProcesses, lock, lockedPage, pageProcess } from '../support/locking.ts'
import {
  failureOf,
  goodPassphrase,
  insertCard,
  keepRecoveryCode,
  makePerson,
  typeSecret,
  unlock,
  value,
} from '../support/people.ts'
import { isAlive, launch, newHome, type Program } from '../support/program.ts'
import { words } from '../support/words.ts'

let program: Program
test.beforeAll(async () => {
  program = await launch({ home: newHome(), language: 'ja' })
})
test.afterAll(async () => program.quit())

test('an open drawer has a process of its own, which is gone once it is locked', async () => {
  const { id } = await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })
  const [pid, ...more] = await drawerProcesses(program)
  if (pid === undefined) throw new Error('no process has the drawer')
  expect(more).toEqual([])
  expect(isAlive(pid)).toBe(true)
  await lock(program)
  expect(value(await program.page.evaluate(() => window.wallet.household.read())).open).toBeNull()
  expect(isAlive(pid)).toBe(false)
  expect(failureOf(await program.page.evaluate(() => window.wallet.credentials.list()))).toEqual({
    code: 'drawer.locked',
  })

  value(await unlock(program, id, 'passphrase', goodPassphrase))
  const [next] = await drawerProcesses(program)
  expect(next).not.toBe(pid)
})

test('a drawer process that dies leaves the drawer locked, and it opens again', async () => {
  const { id } = await makePerson(program, '練習 花子', { passphrase: goodPassphrase })
  const [pid] = await drawerProcesses(program)
  const page = await pageProcess(program)
  process.kill(pid ?? 0, 'SIGKILL')
  expect(await lockedPage(program, page)).toMatchObject({ reason: 'drawerEnded', personId: id })
  value(await unlock(program, id, 'passphrase', goodPassphrase))
})

test('opening one drawer locks the other', async () => {
  const people = value(await program.page.evaluate(() => window.wallet.household.read())).people
  const taro = people.find(({ name }) => name === '練習 太郎')
  const [before] = await drawerProcesses(program)
  const page = await pageProcess(program)
  // Not as the screens do it, which lock first: the page asks while its own drawer is open.
  await program.page.evaluate(
    (personId) => void window.wallet.household.unlock({ personId, by: 'passphrase' }),
    taro?.id ?? '',
  )
  await typeSecret(program, words.ja.secret.passphraseTitle, goodPassphrase, words.ja.secret.open)
  // Then the page begins anew, without anything of who was open before.
  await expect.poll(async () => (await pageProcess(program)) !== page, { timeout: 20_000 }).toBe(true)
  await program.page.getByRole('heading', { level: 1, name: words.ja.home.title('練習 太郎') }).waitFor()
  expect(isAlive(before ?? 0)).toBe(false)
  expect(await drawerProcesses(program)).toHaveLength(1)
})

test('acting for a child puts its drawer in the place of one’s own', async () => {
  const { page } = program
  const own = await drawerProcesses(program)
  // The page was shown anew before what opened the drawer had ended; until then everything else is refused.
  const idle = async () => failureOf(await page.evaluate(() => window.wallet.mandates.end({ id: 'none' })))?.code
  await expect.poll(idle, { timeout: 20_000 }).toBe('mandate.unknown')
  const born = `${new Date().getFullYear() - 7}-04-01`
  const made = page.evaluate(
    (birthDate) => window.wallet.mandates.addChild({ name: '練習 はると', colour: 'orange', birthDate }),
    born,
  )
  await keepRecoveryCode(program)
  value(await made)
  // Making it took a process that is gone; one's own drawer is as it was.
  expect(await drawerProcesses(program)).toEqual(own)
  const { held } = value(await page.evaluate(() => window.wallet.mandates.list()))
  const before = await pageProcess(program)
  await page.evaluate((id) => void window.wallet.mandates.actFor({ id }), held[0]?.id ?? '')
  await expect.poll(async () => (await pageProcess(program)) !== before, { timeout: 20_000 }).toBe(true)
  await page.getByRole('heading', { level: 1, name: words.ja.home.title('練習 はると') }).waitFor()
  await expect(page.getByRole('banner')).toContainText('練習 太郎')
  const acting = await drawerProcesses(program)
  expect(acting).toHaveLength(1)
  expect(acting).not.toEqual(own)
  expect(isAlive(own[0] ?? 0)).toBe(false)
  await lock(program)
  expect(isAlive(acting[0] ?? 0)).toBe(false)

  const people = value(await page.evaluate(() => window.wallet.household.read())).people
  const taro = people.find(({ name }) => name === '練習 太郎')?.id ?? ''
  value(await unlock(program, taro, 'passphrase', goodPassphrase))
  const [entry] = value(await page.evaluate(() => window.wallet.ledger.list()))
  expect(entry).toMatchObject({ act: 'actFor', outcome: 'done', party: '練習 はると' })
})

test('one credential shown to a guest has a page of its own process, and nothing else answers it', async () => {
  const { page } = program
  await insertCard(page, 'taro')
  const reader = value(await page.evaluate(() => window.wallet.card.read())).readers.find(({ card }) => card !== null)
  const id = reader?.id ?? ''
  value(await page.evaluate((reader) => window.wallet.household.bindCard({ reader }), id))
  const card = value(await page.evaluate((reader) => window.wallet.certificates.keep({ reader }), id))
  const shown = value(await page.evaluate((id) => window.wallet.credentials.show({ id }), card.id))
  const serial = shown.attributes.find(({ path }) => path[0] === 'serial')
  if (serial === undefined) throw new Error('a certificate has a serial number')
  const [owners] = [await pageProcess(program)]
  await page.evaluate(([id, path]) => void window.wallet.guest.begin({ id, attributes: [path], seconds: 300 }), [
    card.id,
    serial.path,
  ] as const)
  const hide = page.getByRole('button', { name: words.ja.guest.hide })
  await hide.waitFor({ timeout: 20_000 })
  const guests = await pageProcess(program)
  expect(guests).not.toBe(owners)
  await expect.poll(() => isAlive(owners)).toBe(false)
  expect(await drawerProcesses(program)).toEqual([])
  await expect(page.getByRole('main')).toContainText(serial.text.ja)
  await expect(page.getByRole('main')).not.toContainText(
    shown.attributes.find(({ path }) => path[0] === 'fingerprint')?.text.ja ?? '?',
  )
  expect(await fullScreen()).toBe(true)
  for (const outcome of [
    await page.evaluate(() => window.wallet.household.read()),
    await page.evaluate(() => window.wallet.settings.read()),
    await page.evaluate(() => window.wallet.credentials.list()),
    await page.evaluate(() => window.wallet.links.take()),
  ])
    expect(failureOf(outcome)).toEqual({ code: 'guest.running' })

  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 1, name: words.ja.family.title }).waitFor({ timeout: 20_000 })
  expect(await pageProcess(program)).not.toBe(guests)
  await expect.poll(() => isAlive(guests)).toBe(false)
  expect(await fullScreen()).toBe(false)
  expect(value(await page.evaluate(() => window.wallet.guest.read()))).toBeNull()
  expect(value(await page.evaluate(() => window.wallet.household.read())).open).toBeNull()
})

const fullScreen = (): Promise<boolean> =>
  program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isFullScreen()))

test('quitting ends every process of the program', async () => {
  const pids = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  expect(pids.length).toBeGreaterThan(3)
  await program.quit()
  await expect.poll(() => pids.filter(isAlive)).toEqual([])
})
