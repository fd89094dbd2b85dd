// Look offline: no portal, no card; every credential opens, says how old it is, and is verified again on the spot.
import { expect } from '@playwright/test'
import { choose, press } from '../support/hands.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'

export async function lookOffline(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')

  await step('the issuer is asked once whether the insurance is still good', 'status-checked', async () => {
    await openCredential(guide, '健康保険')
    await press(guide.page, guide.text.credential.checkStatus)
    await expect(main().getByRole('heading', { name: guide.text.credential.states.valid })).toBeVisible({
      timeout: 15_000,
    })
    return undefined
  })
  await step('offline: the portal is stopped and the card is out', 'offline', async () => {
    await press(guide.page, guide.text.band.showTools)
    await press(guide.page, guide.text.practice.stop)
    const tools = guide.page.getByRole('complementary', { name: guide.text.practice.title })
    await expect(tools.getByRole('status')).toContainText(guide.text.practice.stopped, { timeout: 10_000 })
    await guide.pullOut()
    await press(guide.page, guide.text.shell.home)
    await guide.heading(guide.text.home.title(taro))
    await expect(main().getByRole('article')).toHaveCount(3)
    await guide.page.getByRole('button', { name: guide.text.practice.start }).scrollIntoViewIfNeeded()
    return undefined
  })
  await press(guide.page, guide.text.band.hideTools)
  for (const [kind, name] of [
    ['insurance', '健康保険'],
    ['licence', '運転免許'],
    ['certificate', '電子証明書'],
  ] as const) {
    await step(`offline: the ${kind} opens and is verified again by its stored chain`, `offline-${kind}`, async () => {
      await openCredential(guide, name)
      // A certificate of the card says in its own words that it holds.
      const holds =
        kind === 'certificate'
          ? main().getByText(guide.text.certificates.verdicts.valid, { exact: true })
          : main().getByRole('heading', { name: guide.text.credential.valid })
      await expect(holds).toBeVisible({ timeout: 15_000 })
      await press(guide.page, guide.text.credential.verifyAgain)
      await expect(holds).toBeVisible({ timeout: 15_000 })
      await expect(main()).toContainText(guide.text.credential.issuedAt)
      await expect(main()).toContainText(guide.text.credential.checkedAt)
      return undefined
    })
  }
  await step('offline: every single check, with its standard and section', 'offline-checks', async () => {
    await openCredential(guide, '運転免許')
    const checks = main().locator('summary')
    await checks.focus()
    await guide.page.keyboard.press('Enter')
    await expect(
      main()
        .getByText(/ISO\/?IEC? ?18013-5/)
        .first(),
    ).toBeVisible()
    await checks.scrollIntoViewIfNeeded()
    return undefined
  })
  await step('offline: asking the issuer says that it cannot be reached', 'offline-status', async () => {
    await press(guide.page, guide.text.credential.checkStatus)
    await expect(main().getByRole('heading', { name: '接続先につながりません' })).toBeVisible({ timeout: 15_000 })
    await main().getByRole('heading', { name: '接続先につながりません' }).scrollIntoViewIfNeeded()
    return undefined
  })
  await step('dark: the settings', 'dark-settings', async () => {
    await press(guide.page, guide.text.shell.settings)
    await guide.heading(guide.text.settings.title)
    await choose(guide.page, guide.text.settings.themes.dark)
    await expect(guide.page.locator('html')).toHaveAttribute('data-theme', 'dark')
    return undefined
  })
  await step('dark: the wallet', 'dark-home', async () => {
    await press(guide.page, guide.text.shell.home)
    await guide.heading(guide.text.home.title(taro))
    await expect(main().getByRole('article')).toHaveCount(3)
    return undefined
  })
  await step('dark: a credential', 'dark-credential', async () => {
    await openCredential(guide, '健康保険')
    await expect(main().getByRole('heading', { name: guide.text.credential.valid })).toBeVisible({ timeout: 15_000 })
    return undefined
  })
}

async function openCredential(guide: Guide, name: string): Promise<void> {
  await press(guide.page, guide.text.shell.home)
  await guide.heading(guide.text.home.title(taro))
  await press(guide.page, new RegExp(`${name}.* を開く$`))
}
