// Linked services: linked after a log-in on the way, opened, documents received into the papers, unlinked.
import { withoutRuby } from '../../preload/text/ruby.ts'
import { words } from '../support/words.ts'
import { examine, expectNoFindings } from './support/examine.ts'
import { expect, test } from './support/screens.ts'
import { makeDrawer, pinOf, tabTo, typePin } from './support/steps.ts'

test('a service is linked after a log-in on the way, its documents are received, and the link is ended', async ({
  open,
}) => {
  test.setTimeout(180_000)
  const text = words.ja
  const own = text.partners
  const screens = await open({ language: 'ja', size: { width: 1280, height: 1700 } })
  const { page, wallet } = screens
  await makeDrawer(screens)
  const toPartners = async () => {
    await page.getByRole('navigation').getByRole('button', { name: text.papers.title, exact: true }).click()
    await page.getByRole('button', { name: own.title, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: own.title }).waitFor()
  }
  await toPartners()
  const link = page.getByRole('button', { name: withoutRuby(own.linkNamed('e-Tax')), exact: true })
  await link.press('Enter')
  // Nobody is logged in: the way there leads back here.
  await page.getByRole('main').getByRole('button', { name: text.logIn.goOn, exact: true }).click()
  await page.getByRole('main').getByRole('button', { name: text.logIn.button, exact: true }).first().click()
  await typePin(screens, pinOf(screens, 'taro'))
  await page.getByRole('heading', { level: 1, name: own.title }).waitFor()
  await link.press('Enter')
  await expect(page.getByRole('heading', { name: withoutRuby(own.linked('e-Tax')) })).toBeFocused()
  await expect(page.getByText('練習e-Tax')).toBeVisible()

  await page.getByRole('button', { name: withoutRuby(own.documents.listNamed('e-Tax')) }).press('Enter')
  const medical = page.getByRole('checkbox', { name: /医療費通知/ })
  await expect(medical).toBeChecked()
  await medical.press('Space')
  await tabTo(page, page.getByRole('button', { name: withoutRuby(own.documents.fetchNamed('e-Tax')) }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: withoutRuby(own.documents.done) })).toBeFocused({ timeout: 30_000 })
  expect((await wallet.handlers.papers.list(undefined)).map(({ kind }) => kind)).toEqual(['deduction', 'deduction'])
  await examine(page, 'ja-72-partners')
  await wallet.handlers.settings.write({ theme: 'dark' })
  await page.locator('html[data-theme="dark"]').waitFor()
  await expectNoFindings(page, 'partners, dark')
  await page.setViewportSize({ width: 900, height: 1400 })
  await examine(page, 'ja-73-partners-narrow')

  await page.getByRole('button', { name: withoutRuby(own.unlinkNamed('e-Tax')) }).press('Enter')
  const sure = page.getByRole('alertdialog')
  await sure.getByRole('button', { name: withoutRuby(own.unlink) }).click()
  await expect(page.getByRole('heading', { name: withoutRuby(own.unlinked('e-Tax')) })).toBeFocused()
  await expect(link).toBeVisible()
  expect(await wallet.handlers.papers.list(undefined)).toHaveLength(2)
})
