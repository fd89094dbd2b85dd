// The doctor on screen: what is wrong, what mends it, and the record for support.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { examine } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { makeDrawer, reader1, tabTo } from './support/steps.ts'

const words = {
  ja: {
    doctor: 'パソコンの診断',
    fine: 'すべて正常です',
    startPortal: '練習用のポータルを動かす',
    again: 'もう一度調べる',
  },
  en: {
    doctor: 'PC check-up',
    fine: 'Everything is in order',
    startPortal: 'Start the practice portal',
    again: 'Look again',
  },
} as const

const open = ({ page }: Screens, language: 'ja' | 'en' = 'ja') =>
  page.getByRole('navigation').getByRole('button', { name: words[language].doctor, exact: true }).click()

for (const dress of [
  { language: 'ja', theme: 'light', furigana: true },
  { language: 'en', theme: 'dark', furigana: false },
] as const) {
  const { language } = dress
  test(`finds everything in order, then a stopped portal, and starts it (${language})`, async ({ open: start }) => {
    const screens = await start(dress)
    const { page, tools } = screens
    const word = words[language]
    tools.insertCard(reader1, 'taro')
    await open(screens, language)
    await expect(page.getByRole('heading', { name: word.fine })).toBeVisible()
    await examine(page, `doctor-${language}-1-fine`)
    await tools.stopPortal()
    // By keyboard, from the top of the screen.
    const again = page.getByRole('button', { name: word.again })
    await tabTo(page, again)
    await page.keyboard.press('Enter')
    const fix = page.getByRole('button', { name: word.startPortal })
    await fix.waitFor()
    await examine(page, `doctor-${language}-2-wrong`)
    await tabTo(page, fix)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: word.fine })).toBeVisible()
    expect(tools.read().portal.running).toBe(true)
  })
}

test('says what is wrong with reader and card, each with what to do', async ({ open: start }) => {
  const screens = await start()
  const { page, readers, tools } = screens
  await open(screens)
  await expect(page.getByRole('heading', { name: '直すところが 1 つあります' })).toBeVisible()
  readers.setService('down')
  await page.getByRole('button', { name: '調べる' }).first().click()
  const wrong = page.getByRole('region', { name: '直すところ', exact: true })
  await expect(wrong.getByText('どうすればよいか')).toBeVisible()
  await expect(wrong.getByRole('heading')).toContainText('サービス')
  readers.setService('up')
  tools.insertCard(reader1, 'taro')
  readers.setBusy(reader1, true)
  await page.getByRole('button', { name: '調べる' }).first().click()
  await expect(wrong.getByRole('heading')).toContainText('別のソフト')
  readers.setBusy(reader1, false)
  await wrong.getByRole('button', { name: 'もう一度調べる' }).click()
  await expect(page.getByRole('heading', { name: words.ja.fine })).toBeVisible()
})

test('the record for support is shown, saved as it is shown, and tells nothing of anybody', async ({ open: start }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-bundle-'))
  const screens = await start()
  const { page, files } = screens
  await makeDrawer(screens)
  await open(screens)
  await page.getByRole('button', { name: '記録を作って見る' }).click()
  const content = page.getByRole('region', { name: '保存する内容（これがすべてです）' })
  const shown = (await content.locator('pre').textContent()) ?? ''
  expect(shown).toContain('card.read')
  expect(shown).toContain('tefuda: 0.0.0')
  for (const personal of ['太郎', 'PRACTICE', homedir(), tmpdir(), '世田谷']) expect(shown).not.toContain(personal)
  await content.scrollIntoViewIfNeeded()
  await examine(page, 'doctor-ja-3-bundle')
  // Closing the dialog saves nothing.
  await page.getByRole('button', { name: 'このまま保存する' }).click()
  await expect.poll(() => files.asked).toEqual(['問い合わせ用の記録の保存先: tefuda-診断.txt'])
  expect(readdirSync(folder)).toEqual([])
  files.place = join(folder, 'tefuda-診断.txt')
  await page.getByRole('button', { name: 'このまま保存する' }).click()
  await expect(page.getByText('「tefuda-診断.txt」に保存しました。')).toBeVisible()
  expect(readFileSync(files.place, 'utf8')).toBe(shown)
  expect(readdirSync(folder)).toEqual(['tefuda-診断.txt'])
  rmSync(folder, { recursive: true })
})
