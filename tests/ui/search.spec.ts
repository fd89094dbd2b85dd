// Finding one of several credentials on Home, by keyboard.
import { receive } from '../support/people.ts'
import { expect, test } from './support/screens.ts'
import { goHome, makeDrawer, tabTo } from './support/steps.ts'

test('with several credentials one is found by typing, whatever the kana, and the rest comes back', async ({
  open,
}) => {
  const screens = await open()
  const { page, control } = screens
  await makeDrawer(screens)
  const field = page.getByLabel('証明をさがす')
  for (const credential of ['health-insurance', 'health-insurance', 'health-insurance', 'health-insurance'] as const)
    await receive(page, (await control.offerTo('taro', credential)).offer)
  const cards = page.getByRole('main').getByRole('article')
  await expect(cards).toHaveCount(4)
  // Few are found by looking.
  await expect(field).toHaveCount(0)
  await receive(page, (await control.offerTo('taro', 'licence')).offer)
  await goHome(screens)
  await tabTo(page, field)
  await page.keyboard.type('めんきょ')
  await expect(page.getByText('見つかりません')).toBeVisible()
  await field.fill('運転免許')
  await expect(cards).toHaveCount(1)
  await expect(page.getByRole('status').filter({ hasText: '1 件' })).toBeVisible()
  await field.fill('')
  await expect(cards).toHaveCount(5)
})
