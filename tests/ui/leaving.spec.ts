// Leaving on screen: a move with its list, a person erased by their own card, a PC cleared; in both languages, for everybody.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { disposalWord } from '../../preload/text/leavingWords.ts'
import { words as said } from '../support/words.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { choose, makeDrawer, pinOf, pressAndClose, typePin } from './support/steps.ts'

const pictures = join(import.meta.dirname, '../../out/test/leaving')

async function examine(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(1)
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', fullPage: true })
}

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-leaving-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const press = ({ page }: Pick<Screens, 'page'>, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).first().click()

async function toLeaving({ page }: Screens, language: 'ja' | 'en', way: 'move' | 'erase' | 'pc'): Promise<void> {
  const { shell, leaving } = said[language]
  await page.getByRole('navigation').getByRole('button', { name: shell.settings, exact: true }).click()
  await press({ page }, leaving.open)
  await choose(page.getByRole('radio', { name: leaving.parts[way], exact: true }))
}

test('a drawer moves: saved, tried, with a list; then its owner erases it here', async ({ open }) => {
  test.setTimeout(180_000)
  const { leaving, backup, secret: asked } = said.ja
  const screens = await open({ furigana: true })
  const { page, files } = screens
  const code = await makeDrawer(screens)
  await toLeaving(screens, 'ja', 'move')
  await examine(page, 'ja-1-move')
  files.place = join(folder, 'mine.tefuda-backup')
  await press(screens, backup.make.button)
  await press(screens, backup.make.tryButton)
  await press(screens, leaving.move.tryButton)
  const entry = await screens.secret()
  await entry.getByLabel('復旧コード', { exact: true }).fill(code)
  await pressAndClose(entry, asked.open)
  await expect(page.getByText(leaving.move.eraseText)).toBeHidden()
  await press(screens, backup.test.button)
  const list = page.getByRole('region', { name: leaving.move.listTitle })
  await expect(list).toContainText('mine.tefuda-backup')
  files.place = join(folder, 'list.txt')
  await press(screens, leaving.move.saveList)
  await page.getByText(leaving.move.eraseText).waitFor()
  await examine(page, 'ja-2-list')
  expect(readFileSync(join(folder, 'list.txt'), 'utf8')).not.toContain(code.slice(0, 9))

  await press(screens, leaving.move.eraseButton)
  await page.getByText(/バックアップがあり、試してあります/).waitFor()
  await examine(page, 'ja-3-erase')
  const byCard = page.getByRole('button', { name: `${leaving.erase.by.card}：練習 太郎` })
  await byCard.click()
  await page.getByRole('heading', { name: '入力が違います' }).waitFor()
  expect(readdirSync(join(screens.home, 'drawers'))).toHaveLength(1)
  await page.getByLabel(leaving.erase.typed('練習 太郎')).fill('練習 太郎')
  await byCard.click()
  await typePin(screens, pinOf(screens, 'taro'))
  await page.getByRole('heading', { name: '練習 太郎 さんの引き出しを、このパソコンから消しました' }).waitFor()
  await examine(page, 'ja-4-report')
  files.place = join(folder, 'report.txt')
  await press(screens, leaving.report.save)
  await page.getByText(leaving.report.saved('report.txt')).waitFor()
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toContain('スナップショット')
  expect(readdirSync(join(screens.home, 'drawers'))).toEqual([])
  await press(screens, leaving.report.done)
  await page.getByRole('button', { name: 'カードで作る' }).waitFor()
})

test('nobody removes a drawer that may be opened; whoever opens it is told; then the PC is cleared', async ({
  open,
}) => {
  test.setTimeout(180_000)
  const { leaving, shell, family } = said.en
  const screens = await open({ language: 'en', theme: 'dark' })
  const { page, files } = screens
  await makeDrawer(screens, 'en')
  await page.keyboard.press('Control+l')
  await page.getByRole('heading', { level: 1, name: family.title }).waitFor()
  await toLeaving(screens, 'en', 'erase')
  await choose(page.getByRole('radio', { name: '練習 太郎' }))
  await page.getByLabel(leaving.erase.typed('練習 太郎')).fill('練習 太郎')
  await press(screens, leaving.erase.dead.ask)
  await page.getByText(/If nobody opens it until/).waitFor()
  await expect(page.getByRole('button', { name: leaving.erase.dead.erase })).toBeHidden()
  await examine(page, 'en-5-asked')

  await page.getByRole('navigation').getByRole('button', { name: shell.family }).click()
  await page.getByRole('main').getByRole('button', { name: /card/i }).first().click()
  await typePin(screens, pinOf(screens, 'taro'), 'en')
  await page.getByRole('heading', { name: leaving.alive.title }).waitFor()
  await examine(page, 'en-6-alive')
  await press(screens, leaving.alive.seen)
  await expect(page.getByRole('heading', { name: leaving.alive.title })).toBeHidden()

  await toLeaving(screens, 'en', 'pc')
  await page.getByText(leaving.pc.warn).waitFor()
  await examine(page, 'en-7-pc')
  await page.getByLabel(leaving.pc.typed(disposalWord.en)).fill(disposalWord.en)
  await press(screens, leaving.pc.button)
  await page.getByRole('heading', { name: 'Everything of Tefuda was taken off this computer' }).waitFor()
  await page.setViewportSize({ width: 480, height: 900 })
  await examine(page, 'en-8-cleared')
  files.place = join(folder, 'cleared.txt')
  await press(screens, leaving.report.save)
  await page.getByText(leaving.report.saved('cleared.txt')).waitFor()
  expect(await screens.keychain.read('anything')).toBeUndefined()
  expect(screens.keychain.names()).toEqual([])
  // Nothing is begun any more.
  const refused = await page.evaluate(() =>
    window.wallet.household.addPerson({ name: '練習 新子', colour: 'blue', opener: 'passphrase' }),
  )
  expect(refused).toMatchObject({ ok: false, failure: { code: 'leaving.disposed' } })
  await press(screens, leaving.report.end)
  await expect.poll(() => screens.ended()).toBe(true)
})
