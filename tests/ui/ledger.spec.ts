// The ledger on the screen: looked through, checked, erased from, exported, and letters written; in both languages, by
// keyboard, and read by axe.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { words } from '../support/words.ts'
import { expectNoFindings } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { choose, type Language, makeDrawer, pinOf, reader1, receive, tabTo, typePin } from './support/steps.ts'

/** Insurance received, presented to the clinic, and one log-in refused. @returns the number on the receipt */
async function filled(screens: Screens, language: Language): Promise<string> {
  const { page, control, wallet } = screens
  const text = words[language]
  await makeDrawer(screens, language)
  await receive(screens, 'health-insurance', language)
  wallet.takeLink({ kind: 'request', link: (await control.requestFrom('clinic')).request })
  await page.getByRole('button', { name: text.share.send }).click()
  await page.getByRole('heading', { name: text.share.done, exact: true }).waitFor()
  const line = await page.getByText(text.ledger.check.receipt).textContent()
  const receipt = /\d+(-[0-9A-Z]{4}){4}/.exec(line ?? '')?.[0]
  expect(receipt).toBeDefined()
  await control.addFault({ kind: 'over_asking' })
  wallet.takeLink({ kind: 'request', link: (await control.requestFrom('rental')).request })
  await page.getByRole('heading', { name: text.share.title }).waitFor()
  await expect.poll(async () => (await wallet.handlers.ledger.list(undefined))[0]?.outcome).toBe('refused')
  await openLedger(page, language)
  return receipt ?? ''
}

async function openLedger(page: Page, language: Language): Promise<void> {
  const text = words[language]
  await page.getByRole('navigation').getByRole('button', { name: text.shell.ledger }).click()
  await page.getByRole('heading', { level: 1, name: text.ledger.title }).waitFor()
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('heading', { name })
const entries = (page: Page) => page.getByRole('main').locator('li[data-outcome]')

for (const language of ['ja', 'en'] as const) {
  const text = words[language]

  test(`looked through, checked and compared with a receipt, in ${language}`, async ({ open }) => {
    const screens = await open({ language })
    const { page } = screens
    const receipt = await filled(screens, language)
    await expect(entries(page)).toHaveCount(3)
    await expect(entries(page).first()).toContainText(text.ledger.outcomes.refused)
    await expect(heading(page, new RegExp(text.ledger.check.sound(5).slice(0, 12)))).toBeVisible()
    await expectNoFindings(page, 'three entries')

    // By keyboard alone.
    await tabTo(page, page.getByText(text.ledger.filter.title, { exact: true }))
    await page.keyboard.press('Enter')
    await page.getByLabel(text.ledger.filter.act).selectOption(text.ledger.acts.receive)
    await expect(entries(page)).toHaveCount(1)
    await expect(page.getByRole('status').filter({ hasText: text.ledger.filter.found(1) })).toBeVisible()
    await page.getByRole('button', { name: text.ledger.filter.clear }).click()
    await expect(entries(page)).toHaveCount(3)
    await tabTo(page, page.getByLabel(text.ledger.filter.text))
    await page.keyboard.type(language === 'ja' ? 'クリニック' : 'CLINIC')
    await expect(entries(page)).toHaveCount(1)
    await page.keyboard.type('ではない')
    await expect(page.getByText(text.ledger.filter.none)).toBeVisible()
    await expectNoFindings(page, 'nothing found')

    await page.getByText(text.ledger.check.compare, { exact: true }).click()
    await page.getByLabel(text.ledger.check.compareLabel).fill(receipt.toLowerCase())
    await page.keyboard.press('Enter')
    const count = Number(receipt.split('-')[0])
    await expect(heading(page, text.ledger.check.given.extends(count, 1))).toBeVisible()
    await page.getByLabel(text.ledger.check.compareLabel).fill('37')
    await page.getByRole('button', { name: text.ledger.check.run, exact: true }).click()
    await expect(page.getByRole('alert')).toContainText(language === 'ja' ? '控えとして読めません' : 'no receipt')
  })

  test(`a letter is written, copied and saved, in ${language}`, async ({ open }) => {
    const screens = await open({ language })
    const { page, files } = screens
    await filled(screens, language)
    const share = entries(page).nth(1)
    await share.getByRole('button', { name: new RegExp(text.ledger.letter.button) }).press('Enter')
    const body = share.getByLabel(text.ledger.letter.body)
    await expect(body).toHaveValue(language === 'ja' ? /御中/ : /^To: /)
    await expect(share).toContainText('clinic@example.jp')
    await expect(share.getByRole('heading', { level: 4 })).toBeFocused()
    await choose(share.getByRole('radio', { name: text.ledger.letter.kinds.abuse }))
    await expect(body).toHaveValue(/ppc\.go\.jp/)
    await expectNoFindings(page, 'a letter')
    await share.getByRole('button', { name: text.ledger.letter.copy }).click()
    await expect(
      share.getByRole('status').filter({ hasText: new RegExp(`${text.ledger.letter.copied}|Ctrl\\+C`) }),
    ).toBeVisible()
    expect(await page.evaluate(() => window.getSelection()?.toString() ?? '')).toContain('ppc.go.jp')
    const folder = mkdtempSync(join(tmpdir(), 'tefuda-letter-'))
    files.place = join(folder, 'letter.txt')
    await share.getByRole('button', { name: text.ledger.letter.save }).click()
    await expect(share.getByText(text.ledger.export.saved('letter.txt'))).toBeVisible()
    expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toContain('clinic@example.jp')
    rmSync(folder, { recursive: true })
    await share.getByRole('button', { name: text.ledger.letter.close }).click()
    await expect(body).toHaveCount(0)
  })
}

const text = words.ja

test('an entry is erased after a question, and the trace of it stays', async ({ open }) => {
  const screens = await open({ language: 'ja' })
  const { page } = screens
  await filled(screens, 'ja')
  const share = entries(page).nth(1)
  const erase = share.getByRole('button', { name: new RegExp(text.ledger.erase.button) })
  await erase.click()
  await page.getByRole('alertdialog').waitFor()
  await expectNoFindings(page, 'erasing')
  await page.keyboard.press('Escape')
  await expect(entries(page)).toHaveCount(3)
  await erase.press('Enter')
  await page.getByRole('button', { name: text.ledger.erase.action, exact: true }).click()
  await expect(heading(page, text.ledger.erase.done)).toBeFocused()
  await expect(entries(page)).toHaveCount(3)
  await expect(entries(page).first()).toContainText(text.ledger.acts.erase)
  await expect(entries(page).first().getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('main')).not.toContainText('練習クリニック受付')
})

test('is exported as seen', async ({ open }) => {
  const screens = await open({ language: 'ja' })
  const { page, files } = screens
  await filled(screens, 'ja')
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-export-'))
  files.place = join(folder, 'a.csv')
  await page.getByRole('button', { name: text.ledger.export.csv }).click()
  await expect(heading(page, text.ledger.export.saved('a.csv'))).toBeVisible()
  expect(readFileSync(join(folder, 'a.csv'), 'utf8').split('\r\n')).toHaveLength(5)
  await page.getByText(text.ledger.filter.title, { exact: true }).click()
  await page.getByLabel(text.ledger.filter.outcome).selectOption(text.ledger.outcomes.refused)
  await expect(entries(page)).toHaveCount(1)
  files.place = join(folder, 'b.json')
  await page.getByRole('button', { name: text.ledger.export.json }).click()
  await expect(heading(page, text.ledger.export.saved('b.json'))).toBeVisible()
  expect(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')).entries).toHaveLength(1)
  rmSync(folder, { recursive: true })
})

test('an older copy of the drawer: said without panic, and begun anew when its owner says so', async ({ open }) => {
  const screens = await open({ language: 'ja' })
  const { page, keychain, wallet, home } = screens
  await filled(screens, 'ja')
  const { household, ledger } = wallet.handlers
  const { people } = await household.read(undefined)
  const unlock = async () => {
    const opening = household.unlock({ personId: people[0]?.id ?? '', by: 'card', reader: reader1 })
    await typePin(screens, pinOf(screens, 'taro'))
    await opening
  }
  await household.lock(undefined)
  const copy = `${home}-copy`
  cpSync(join(home, 'drawers'), copy, { recursive: true })
  await unlock()
  const [entry] = await ledger.list(undefined)
  await ledger.erase({ id: entry?.id ?? '' })
  expect((await ledger.verify(undefined)).kept).toMatchObject({ state: 'same', count: 6 })
  await household.lock(undefined)
  rmSync(join(home, 'drawers'), { recursive: true })
  cpSync(copy, join(home, 'drawers'), { recursive: true })
  rmSync(copy, { recursive: true })
  await unlock()

  await openLedger(page, 'ja')
  await expect(heading(page, text.ledger.check.ask)).toBeVisible()
  await expect(page.getByRole('main')).toContainText('古いバックアップから戻したときはこうなり、心配いりません')
  await expectNoFindings(page, 'an older head')
  await page.getByRole('button', { name: text.ledger.check.anew }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: text.ledger.check.anew }).click()
  await expect(page.getByText(text.ledger.check.kept.same(6))).toBeVisible()
  await expect(entries(page).first()).toContainText(text.ledger.acts.beginAnew)

  keychain.lock()
  await page.getByRole('button', { name: text.ledger.check.run, exact: true }).click()
  await expect(page.getByText(text.ledger.check.kept.unavailable)).toBeVisible()
  keychain.unlock()
  await page.getByRole('button', { name: text.ledger.check.run, exact: true }).click()
  await expect(page.getByText(text.ledger.check.kept.same(6))).toBeVisible()
})
