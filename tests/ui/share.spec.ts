// Share: who asks and what for, exactly the choices of the request, and nothing but the choice leaves.
import { expect, test } from './support/screens.ts'
import { goHome, makeDrawer, receive, request } from './support/steps.ts'

const send = 'この内容だけを送る'

test('shows the choices that the request allows, begins with the least, and sends only that', async ({ open }) => {
  const screens = await open()
  const { page, control, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'health-insurance')
  const { id, request: link } = await control.requestFrom('clinic')
  wallet.takeLink({ kind: 'request', link })

  await expect(page.getByText('練習クリニック受付', { exact: true })).toBeVisible()
  await expect(page.getByText('診療の受付と保険資格の確認')).toBeVisible()
  await expect(page.getByText('登録された相手です')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'はじめての相手です' })).toBeVisible()
  const options = page.getByRole('radiogroup', { name: 'どこまで送りますか' }).getByRole('radio')
  await expect(options).toHaveCount(2)
  await expect(page.getByRole('main').getByRole('radio', { checked: true })).toHaveAccessibleName(
    /6 項目を送る.*いちばん少ない/s,
  )
  await expect(page.getByText('今回は送らない項目')).toContainText('今回は送らない項目')
  await expect(page.getByText('練習 太郎 の 6 項目を、「練習クリニック受付」に送ります。')).toBeVisible()
  await page.getByRole('button', { name: send }).click()

  await expect(page.getByRole('heading', { name: '送りました' })).toBeVisible()
  const arrived = await control.outcomeOf(id)
  expect(arrived).toMatchObject({ state: 'answered', verified: true })
  const names = arrived.attributes.flatMap(({ claims }) => claims.map(({ path }) => String(path.at(-1)))).sort()
  expect(names).toEqual(['birth_date', 'branch_number', 'insurer_number', 'name', 'number', 'symbol'])

  await page.getByRole('button', { name: '記録を見る' }).click()
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: '練習クリニック受付' })
  await expect(entry).toContainText('完了')
  await expect(entry).toContainText('保険者番号')
  // Names of attributes, never values.
  await expect(page.getByRole('main')).not.toContainText('06139992')
})

test('the other choice sends what it says', async ({ open }) => {
  const screens = await open()
  const { page, control, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'health-insurance')
  const { id, request: link } = await control.requestFrom('clinic')
  wallet.takeLink({ kind: 'request', link })
  await page.getByRole('main').getByRole('radio', { checked: true }).focus()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('main').getByRole('radio', { checked: true })).toHaveAccessibleName(/7 項目を送る/)
  await expect(page.getByRole('main').getByText('負担割合', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: send }).click()
  await expect(page.getByRole('heading', { name: '送りました' })).toBeVisible()
  const names = (await control.outcomeOf(id)).attributes.flatMap(({ claims }) => claims.map(({ path }) => path.at(-1)))
  expect(names).toContain('copayment_rate')
})

test('Escape declines: nothing leaves, and the same request is not answered again', async ({ open }) => {
  const screens = await open()
  const { page, control, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  const { id, request: link } = await control.requestFrom('rental')
  wallet.takeLink({ kind: 'request', link })
  await page.getByRole('heading', { name: '送る内容' }).waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: '断りました' })).toBeFocused()
  expect((await control.outcomeOf(id)).attributes).toEqual([])
  await goHome(screens)
  await page.getByLabel('リンク', { exact: true }).fill(link)
  await page.getByRole('button', { name: '開く', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('button', { name: send })).toHaveCount(0)
})

test('of two credentials that could answer none is taken for the person', async ({ open }) => {
  const screens = await open()
  const { page, control, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await goHome(screens)
  await receive(screens, 'licence')
  const { id, request: link } = await control.requestFrom('rental')
  wallet.takeLink({ kind: 'request', link })
  const which = page.getByRole('radiogroup', { name: 'どの証明を使いますか' })
  await expect(which.getByRole('radio')).toHaveCount(2)
  await expect(which.getByRole('radio', { checked: true })).toHaveCount(0)
  await page.getByRole('button', { name: send }).click()
  await expect(page.getByRole('alert')).toContainText('使う証明を選んでください')
  expect((await control.outcomeOf(id)).state).toBe('pending')
  await which.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await expect(which.getByRole('radio').first()).toBeChecked()
  await page.getByRole('button', { name: send }).click()
  await expect(page.getByRole('heading', { name: '送りました' })).toBeVisible()
})

test('what nobody has is said by name, and nothing is sent', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await request(screens, 'rental')
  await expect(page.getByRole('alert')).toContainText('求められた証明がありません')
  await expect(page.getByRole('alert')).toContainText('ログインして')
})

test('a second share to the same party tells that it is not the first', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await request(screens, 'rental')
  await page.getByRole('button', { name: send }).click()
  await expect(page.getByRole('heading', { name: '送りました' })).toBeVisible()
  await request(screens, 'rental')
  await expect(page.getByText('これまでに 1 回、この相手に提示しています。')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'はじめての相手です' })).toHaveCount(0)
})

test('an answer that may or may not have arrived is said to be just that', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await request(screens, 'rental')
  await page.getByRole('heading', { name: '送る内容' }).waitFor()
  await tools.stopPortal()
  await page.getByRole('button', { name: send }).click()
  await expect(page.getByRole('alert')).toContainText('届いたかどうか、わかりません')
})
