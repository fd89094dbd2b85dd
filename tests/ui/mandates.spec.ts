// Acting for others on the screen: a child's drawer made, opened and acted in, somebody appointed; in both languages, and
// read by axe.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { words } from '../support/words.ts'
import { expect, type Screens, test } from './support/screens.ts'
import {
  choose,
  keepRecoveryCode,
  type Language,
  makeDrawer,
  pinOf,
  reader1,
  reader2,
  tabTo,
  typePin,
} from './support/steps.ts'

async function clean(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not what is there
  expect(await page.getByRole('main').innerText()).not.toMatch(/[{}|]|undefined|\[object/)
}

/** Somebody else of the household, made by the wallet's own calls; their card stays in the second reader. */
async function another(screens: Screens, personId: string, name: string, language: Language): Promise<void> {
  const { tools, wallet } = screens
  tools.removeCard(reader1)
  tools.insertCard(reader2, personId)
  // The screen shows an opened drawer a moment before the call that opened it has ended.
  let made: Promise<unknown> = Promise.resolve()
  await expect(async () => {
    made = wallet.handlers.household.addPerson({ name, colour: 'green', opener: 'card' })
    await Promise.race([made, screens.secret()])
  }).toPass()
  await typePin(screens, pinOf(screens, personId), language)
  await keepRecoveryCode(screens, language)
  await made
}

async function openTaro(screens: Screens, language: Language): Promise<void> {
  const { tools, wallet } = screens
  await wallet.handlers.household.lock(undefined)
  tools.insertCard(reader1, 'taro')
  const { people } = await wallet.handlers.household.read(undefined)
  const personId = people.find(({ name }) => name === '練習 太郎')?.id ?? ''
  const opened = wallet.handlers.household.unlock({ personId, by: 'card', reader: reader1 })
  await typePin(screens, pinOf(screens, 'taro'), language)
  await opened
}

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })

for (const language of ['ja', 'en'] as const) {
  const text = words[language].mandates

  async function openMandates(page: Page): Promise<void> {
    await page.getByRole('navigation').getByRole('button', { name: text.title }).click()
    await page.getByRole('heading', { level: 1, name: text.title }).waitFor()
  }

  test(`a child’s drawer is made and acted in, in ${language}`, async ({ open }) => {
    const screens = await open({ language })
    const { page, wallet, control } = screens
    await makeDrawer(screens, language)
    await openMandates(page)
    await expect(page.getByText(text.heldNone)).toHaveCount(2)
    await clean(page)

    // By keyboard alone, with the practice child at hand.
    await tabTo(page, button(page, text.childOpen))
    await page.keyboard.press('Enter')
    await tabTo(page, button(page, '練習 はると'))
    await page.keyboard.press('Enter')
    await expect(page.getByLabel(text.birthDate, { exact: true })).not.toHaveValue('')
    await clean(page)
    await shot(page, `${language}-child`)
    await tabTo(page, button(page, text.make))
    await page.keyboard.press('Enter')
    await keepRecoveryCode(screens, language)
    await page.getByRole('heading', { name: text.done.child('練習 はると') }).waitFor()
    await clean(page)
    await shot(page, `${language}-made`)

    await button(page, text.act('練習 はると')).click()
    await expect(page.getByRole('banner')).toContainText('練習 はると')
    await expect(page.getByRole('banner')).toContainText('練習 太郎')
    await openMandates(page)
    await page.getByRole('heading', { name: text.acting('練習 太郎', '練習 はると') }).waitFor()
    await clean(page)
    await shot(page, `${language}-acting`)

    // Consent names both, and so do receipt and ledger.
    const { id } = await wallet.handlers.receive.open({
      offer: (await control.offerTo('haruto', 'health-insurance')).offer,
    })
    await wallet.handlers.receive.accept({ id })
    wallet.takeLink({ kind: 'request', link: (await control.requestFrom('clinic')).request })
    await button(page, words[language].share.send).waitFor()
    await expect(page.getByRole('main')).toContainText(
      text.instead('練習 太郎', '練習 はると').replace(/\{([^|}]*)\|[^}]*\}/g, '$1'),
    )
    await clean(page)
    await shot(page, `${language}-consent`)
    await button(page, words[language].share.send).click()
    await page.getByRole('heading', { name: words[language].share.done, exact: true }).waitFor()
    await expect(page.getByRole('main')).toContainText('練習 太郎')
    await page.getByRole('navigation').getByRole('button', { name: words[language].shell.ledger }).click()
    await expect(page.getByRole('main').locator('li[data-outcome]').first()).toContainText('練習 太郎')
    await clean(page)
    await shot(page, `${language}-ledger`)
  })

  test(`somebody is appointed with both present, and it is ended, in ${language}`, async ({ open }) => {
    const screens = await open({ language })
    const { page } = screens
    await makeDrawer(screens, language)
    await another(screens, 'hanako', '練習 花子', language)
    await openTaro(screens, language)
    await openMandates(page)
    await button(page, text.appointOpen).click()
    await button(page, text.appointAction).click()
    await expect(page.getByText(text.whomMissing)).toBeVisible()
    await choose(page.getByRole('radio', { name: /練習 花子/ }))
    await clean(page)
    await shot(page, `${language}-appoint`)
    await button(page, text.appointAction).click()
    await typePin(screens, pinOf(screens, 'hanako'), language)
    await page.getByRole('heading', { name: text.done.appointed }).waitFor()
    await clean(page)
    await shot(page, `${language}-appointed`)
    await button(page, text.endNamed('練習 花子')).click()
    await page.getByRole('alertdialog').getByRole('button', { name: text.end, exact: true }).click()
    await page.getByRole('heading', { name: text.done.ended }).waitFor()
    await page.getByText(text.past).click()
    await expect(page.getByText(text.ends.principal)).toBeVisible()
    await clean(page)
  })
}

const shot = (page: Page, name: string) =>
  process.env['SHOTS'] === undefined
    ? Promise.resolve()
    : page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true, animations: 'disabled' })
