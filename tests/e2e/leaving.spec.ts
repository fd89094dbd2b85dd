// Leaving in the real program, where a drawer that is shut ends the page: one of two people erases himself, then the PC is
// cleared, and nothing of either is left on it.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { disposalWord } from '../../preload/text/leavingWords.ts'
import { goodPassphrase, makePerson, typeSecret, unlock, value } from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { words } from '../support/words.ts'

test.describe.configure({ mode: 'serial' })

const home = newHome()
const hers = 'kaminari hashira midori tsubasa koori'
let program: Program
let taro = ''
let hanako = ''
test.beforeAll(async () => {
  test.setTimeout(240_000)
  program = await launch({ home, language: 'ja' })
  hanako = (await makePerson(program, '練習 花子', { passphrase: hers })).id
  taro = (await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })).id
})
test.afterAll(async () => program.quit().catch(() => undefined))

test('he erases himself by his own key, and the next page tells; she cannot be erased with his', async () => {
  const { page } = program
  const { secret: said, leaving } = words.ja
  // The page ends with the drawer, at the latest when it has its answer.
  const erased = page
    .evaluate((personId) => window.wallet.leaving.erase({ personId, typed: '練習 太郎', by: 'passphrase' }), taro)
    .catch(() => undefined)
  await Promise.race([
    typeSecret(program, said.passphraseTitle, goodPassphrase, said.open),
    erased.then((outcome) => expect(outcome ?? { ok: true }).toMatchObject({ ok: true })),
  ])
  await page
    .getByRole('heading', { name: '練習 太郎 さんの引き出しを、このパソコンから消しました' })
    .waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: leaving.report.done }).click()
  const refused = page.evaluate(
    (personId) => window.wallet.leaving.erase({ personId, typed: '練習 花子', by: 'passphrase' }),
    hanako,
  )
  await typeSecret(program, said.passphraseTitle, goodPassphrase, said.open)
  expect(await refused).toMatchObject({ ok: false, failure: { code: 'drawer.wrongKey' } })
  const { people } = value(await page.evaluate(() => window.wallet.household.read()))
  expect(people.map(({ id }) => id)).toEqual([hanako])
  expect(value(await unlock(program, hanako, 'passphrase', hers)).open?.personId).toBe(hanako)
})

test('cleared, nothing of anybody is left in the folder', async () => {
  const practice = join(home, 'practice')
  const { page, app } = program
  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()))
  await page.evaluate((typed) => {
    void window.wallet.leaving.dispose({ typed })
  }, disposalWord.ja)
  const { leaving } = words.ja
  await page
    .getByRole('heading', { name: 'このパソコンから、手札のものをすべて消しました' })
    .waitFor({ timeout: 30_000 })
  expect(existsSync(practice)).toBe(false)
  await page.getByRole('button', { name: leaving.report.end }).click()
  await ended
  expect(existsSync(home) ? readdirSync(home, { recursive: true }) : []).toEqual([])
})
