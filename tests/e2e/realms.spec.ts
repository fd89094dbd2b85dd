// Practice and real are apart: own drawers, own keychain rules, and a restart between them.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { failureOf, goodPassphrase, makePerson, unlock, value } from '../support/people.ts'
import { asUser, callAgain, isAlive, launch, newHome, type Program, runningProgram } from '../support/program.ts'
import { words } from '../support/words.ts'

/** A session bus that is not there: no secret service answers. */
const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }
let program: Program | undefined
test.afterEach(async () => {
  await program?.quit()
  program = undefined
})

const household = async (running: Program) => value(await running.page.evaluate(() => window.wallet.household.read()))

test('the way to the other realm restarts the program there, and a practice drawer stays behind', async () => {
  const home = newHome()
  const practice = await launch({ home, language: 'ja' })
  await makePerson(practice, '練習 太郎', { passphrase: goodPassphrase })
  const before = practice.app.process().pid ?? 0
  await practice.page.evaluate(() => window.wallet.household.switchRealm()).catch(() => undefined)
  await expect.poll(() => isAlive(before), { timeout: 20_000 }).toBe(false)
  await expect.poll(() => runningProgram(home)?.pid ?? before, { timeout: 20_000 }).not.toBe(before)
  const restarted = runningProgram(home)
  expect(restarted?.command).not.toContain('--practice')
  // It answers as the running program of that home does.
  expect(await callAgain({ home })).toBe(0)
  process.kill(restarted?.pid ?? 0, 'SIGTERM')
  await expect.poll(() => runningProgram(home), { timeout: 20_000 }).toBeUndefined()

  program = await launch({ home, realm: 'real', cards: 'pcsc' })
  expect(await household(program)).toMatchObject({ realm: 'real', people: [], open: null })
  await expect(program.page.getByRole('complementary', { name: words.ja.band.title, exact: true })).toBeHidden()
  expect(failureOf(await program.page.evaluate(() => window.wallet.practice.read()))).toEqual({ code: 'practice.only' })
})

test('a practice drawer does not open in the real realm, nor a real one in practice', async () => {
  const home = newHome()
  const codes: Record<string, string> = {}
  for (const realm of ['practice', 'real'] as const) {
    const running = await launch({ home, realm, cards: realm === 'real' ? 'pcsc' : 'memory', language: 'ja' })
    codes[realm] = (await makePerson(running, '練習 太郎', { passphrase: goodPassphrase })).recoveryCode
    await running.quit()
  }
  for (const [from, to] of [
    ['practice', 'real'],
    ['real', 'practice'],
  ] as const) {
    const [drawer] = await readdir(join(home, from, 'drawers'))
    await asUser(home, ['cp', '-r', join(home, from, 'drawers', drawer ?? ''), join(home, to, 'drawers')])
    program = await launch({ home, realm: to, cards: to === 'real' ? 'pcsc' : 'memory' })
    const stranger = (await household(program)).people.find(({ name }) => name === '')
    expect(failureOf(await unlock(program, stranger?.id ?? '', 'recovery', codes[from] ?? ''))).toEqual({
      code: 'drawer.otherRealm',
    })
    await program.quit()
    program = undefined
    await asUser(home, ['rm', '-r', join(home, to, 'drawers', drawer ?? '')])
  }
})

test('real, without a keychain: a clear refusal, and the recovery code still opens', async () => {
  const home = newHome()
  const before = await launch({ home, realm: 'real', cards: 'pcsc', language: 'ja' })
  const { id, recoveryCode } = await makePerson(before, '練習 太郎', { passphrase: goodPassphrase })
  await before.quit()

  program = await launch({ home, realm: 'real', cards: 'pcsc', env: withoutKeychain })
  const { page } = program
  const now = await household(program)
  expect(now.keychain).toBe('unavailable')
  expect(now.people).toEqual([expect.objectContaining({ name: '', openers: ['recovery'] })])
  await expect(page.getByRole('main')).toContainText('キーチェーン')
  await expect(page.getByRole('button', { name: words.ja.family.unlockPassphrase })).toBeHidden()
  const refused = { code: 'keychain.unavailable' }
  const add = await page.evaluate(() =>
    window.wallet.household.addPerson({ name: '練習 花子', colour: 'blue', opener: 'passphrase' }),
  )
  expect(failureOf(add)).toEqual(refused)
  for (const personId of [id, now.people[0]?.id ?? ''])
    expect(
      (await page.evaluate((one) => window.wallet.household.unlock({ personId: one, by: 'passphrase' }), personId)).ok,
    ).toBe(false)
  // No plain fallback, and no keyring of our own.
  expect(await readdir(home)).not.toContain('keyring')
  expect(value(await unlock(program, now.people[0]?.id ?? '', 'recovery', recoveryCode)).open).not.toBeNull()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('practice, without a keychain: a keyring of its own, kept between runs', async () => {
  const home = newHome()
  const before = await launch({ home, language: 'ja', env: withoutKeychain })
  expect((await household(before)).keychain).toBe('private')
  const { id } = await makePerson(before, '練習 太郎', { passphrase: goodPassphrase })
  await before.quit()
  program = await launch({ home, env: withoutKeychain })
  await expect(program.page.getByRole('main')).toContainText('鍵束')
  expect(value(await unlock(program, id, 'passphrase', goodPassphrase)).open?.personId).toBe(id)
})
