// Self-information and agents at the portal on the screen: requested, consented to, confirmed and read; both cards for an agent.
import { onConsentPage } from '../support/onConsentPage.ts'
import { words } from '../support/words.ts'
import { examine } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { logIn, makeDrawer, pinOf, reader2, tabTo, typePin, wordsOf } from './support/steps.ts'

const text = words.ja.selfInfo
const agents = words.ja.portalMandates

async function open({ page }: Screens, entry: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: entry, exact: true }).click()
}

test('self-information is requested, consented to, confirmed with the card, and read', async ({
  open: start,
  world,
}) => {
  const screens = await start()
  const { page, wallet, portalFetch } = screens
  const main = page.getByRole('main')
  const button = (name: string) => main.getByRole('button', { name, exact: true })
  await makeDrawer(screens)
  await open(screens, words.ja.papers.title)
  await open(screens, text.title)
  await expect(main).toContainText(text.none)
  // Nobody is logged in; the way leads there and back.
  await button(text.askOpen).click()
  await button(words.ja.logIn.goOn).click()
  await main.getByRole('button', { name: wordsOf('ja').logInNow, exact: true }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  await page.getByRole('heading', { level: 1, name: text.title }).waitFor()
  const insurance = main.getByRole('checkbox', { name: '健康保険証' })
  // By keyboard alone.
  await tabTo(page, button(text.go))
  await page.keyboard.press('Enter')
  await expect(main).toContainText(text.itemsMissing)
  await tabTo(page, insurance)
  await page.keyboard.press('Space')
  await main.getByRole('checkbox', { name: '児童手当' }).check()
  await examine(page, 'selfInfo-ask')
  await button(text.go).click()
  await page.getByRole('heading', { name: text.asked }).waitFor()
  await expect(main).toContainText(text.states.consent)
  await examine(page, 'selfInfo-consent')

  const [job] = await wallet.handlers.selfInfo.list(undefined)
  const pin = pinOf(screens, 'taro')
  await onConsentPage({ fetch: portalFetch, address: job?.consent?.url ?? '', personId: 'taro', pin })
  await button(text.refresh).click()
  await expect(main).toContainText(text.states.compare)
  await examine(page, 'selfInfo-compare')
  await button(text.compareByPin).click()
  await typePin(screens, world.person('taro')?.pins.input ?? '')
  await expect(main).toContainText(text.states.waiting)
  screens.wait(11_000)
  await button(text.refresh).click()
  await expect(main).toContainText(text.states.received)
  await main.getByText(text.show).click()
  await expect(main).toContainText('練習保険者中間サーバー')
  await expect(main).toContainText('見本健康保険組合')
  await examine(page, 'selfInfo-received')
  // With no portal at hand it is read all the same.
  await screens.tools.stopPortal()
  await open(screens, words.ja.mandates.title)
  await expect(main).toContainText(agents.never)
  await open(screens, words.ja.papers.title)
  await open(screens, text.title)
  await main.getByText(text.show).click()
  await expect(main).toContainText('見本健康保険組合')
})

test('an agent is registered with both cards, requests for the child, and is ended', async ({ open: start }) => {
  const screens = await start()
  const { page, tools } = screens
  const main = page.getByRole('main')
  const button = (name: string) => main.getByRole('button', { name, exact: true })
  await makeDrawer(screens)
  await logIn(screens)
  tools.insertCard(reader2, 'haruto')
  await open(screens, words.ja.mandates.title)
  await button(agents.open).click()
  await button(agents.register).click()
  await expect(main).toContainText(agents.otherMissing)
  await main.getByText(agents.somebodyElse, { exact: true }).click()
  await main.getByLabel(agents.otherName).fill('練習 はると')
  await main.getByRole('checkbox', { name: agents.scopes.selfinfo }).check()
  await examine(page, 'portalMandates-register')
  await button(agents.register).click()
  await expect((await screens.secret()).getByRole('main')).toContainText('代理人を登録することに同意するため')
  await expect((await screens.secret()).getByRole('main')).toContainText('練習 はると')
  await typePin(screens, pinOf(screens, 'haruto'))
  await typePin(screens, pinOf(screens, 'taro'))
  await page.getByRole('heading', { name: agents.done }).waitFor()
  await main.getByText(agents.records).click()
  await button(agents.recordsRead).click()
  await expect(main).toContainText(agents.events.mandate_registered)
  await examine(page, 'portalMandates-registered')

  await open(screens, words.ja.papers.title)
  await open(screens, text.title)
  await button(text.askOpen).click()
  await main.getByText(text.whoseFor('練習　はると')).click()
  await main.getByRole('checkbox', { name: '予防接種' }).check()
  await button(text.go).click()
  await page.getByRole('heading', { name: text.asked }).waitFor()
  await expect(main.getByRole('definition').first()).toContainText('練習　はると')

  await open(screens, words.ja.mandates.title)
  await button(agents.endNamed(agents.pair('練習　太郎', '練習　はると'))).click()
  await page.getByRole('alertdialog').getByRole('button', { name: agents.end }).click()
  await page.getByRole('heading', { name: agents.ended }).waitFor()
})
