// Receive: what waits at the portal is looked at, accepted, checked, and lies in the wallet as a card.
import { expect } from '@playwright/test'
import { press } from '../support/hands.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'

export async function receiveBoth(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')

  await step('what waits at the portal', 'inbox', async () => {
    await press(guide.page, guide.text.shell.home)
    await guide.heading(guide.text.home.title(taro))
    await expect(main().getByText(guide.text.home.offer, { exact: true })).toHaveCount(2, { timeout: 15_000 })
    return undefined
  })
  for (const [kind, name] of [
    ['insurance', '健康保険'],
    ['licence', '運転免許'],
  ] as const) {
    await step(`an offer of the ${kind}: who issues it and what is in it`, `offer-${kind}`, async () => {
      await press(guide.page, new RegExp(`^${guide.text.home.receive}：.*${name}`))
      await guide.heading(guide.text.receive.title)
      await expect(main()).toContainText(guide.text.receive.issuerChecked, { timeout: 15_000 })
      await expect(main()).toContainText(guide.text.receive.into(taro))
      return undefined
    })
    await step(`the ${kind} is received, checked, and a card in the wallet`, `received-${kind}`, async () => {
      await press(guide.page, guide.text.receive.accept, main())
      await expect(main().getByRole('heading', { name: guide.text.receive.done })).toBeVisible({ timeout: 20_000 })
      await expect(main().getByRole('article')).toContainText(name)
      return undefined
    })
    await press(guide.page, guide.text.shell.toHome, main())
    await guide.heading(guide.text.home.title(taro))
  }
  await step('the wallet with its cards', 'home', async () => {
    await expect(main().getByRole('article')).toHaveCount(3)
    await expect(main().getByText(guide.text.home.inboxEmpty)).toBeVisible({ timeout: 10_000 })
    return undefined
  })
}
