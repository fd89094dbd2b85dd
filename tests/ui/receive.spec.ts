// Receive: what is offered and by whom, accept or decline, and what is said when an offer does not hold.
import { expect, test } from './support/screens.ts'
import { goHome, logIn, makeDrawer, offer, pinOf, receive, typePin } from './support/steps.ts'

test('an offer that waits at the portal becomes a card in the wallet', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await logIn(screens)
  await goHome(screens)
  await page.getByRole('button', { name: /内容を見る：健康保険/ }).click()
  await expect(page.getByText('練習用発行機関')).toBeVisible()
  await expect(page.getByText('練習 太郎 の引き出しに入ります')).toBeVisible()
  for (const attribute of ['保険者番号', '負担割合']) {
    await expect(page.getByRole('listitem').filter({ hasText: attribute }).first()).toBeVisible()
  }
  await page.getByRole('button', { name: '受け取る', exact: true }).click()
  await expect(page.getByRole('heading', { name: '受け取りました' })).toBeVisible()
  await page.getByRole('button', { name: 'わたしの手札へ' }).click()
  await expect(page.getByRole('article').filter({ hasText: '健康保険の資格' })).toHaveCount(1)
})

test('declining keeps nothing', async ({ open }) => {
  const screens = await open()
  const { page, wallet } = screens
  await makeDrawer(screens)
  await offer(screens, 'licence')
  await page.getByRole('button', { name: '受け取らない' }).click()
  await expect(page.getByRole('heading', { name: '受け取りませんでした' })).toBeVisible()
  expect(await wallet.handlers.credentials.list(undefined)).toEqual([])
})

test('a code that the issuer told in another way is asked for, and a wrong one may be typed again', async ({
  open,
}) => {
  const screens = await open()
  const { page, control, wallet } = screens
  await makeDrawer(screens)
  const made = await control.offerTo('taro', 'health-insurance', { tx_code: true })
  wallet.takeLink({ kind: 'offer', link: made.offer })
  const code = page.getByLabel('受け取りコード')
  await page.getByRole('button', { name: '受け取る', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('受け取りコードを入力してください')
  await code.fill(made.tx_code ?? '')
  await page.getByRole('button', { name: '受け取る', exact: true }).click()
  await expect(page.getByRole('heading', { name: '受け取りました' })).toBeVisible()
})

test('a pasted text that is no link, or no offer, is answered with what to do', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  const link = page.getByLabel('リンク', { exact: true })
  await link.fill('https://example.com/')
  await page.getByRole('button', { name: '開く', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('手札のリンクではありません')
  await link.fill('openid-credential-offer://?credential_offer=%7B%7D')
  await page.getByRole('button', { name: '開く', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('受け取りの案内を読めません')
  await expect(page.getByText('どうすればよいか')).toBeVisible()
})

test('a link that arrives while all drawers are locked waits for one to open', async ({ open }) => {
  const screens = await open()
  const { page, wallet } = screens
  await makeDrawer(screens)
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { level: 1, name: '家族の引き出し' })).toBeVisible()
  await offer(screens, 'licence')
  await expect(page.getByText('届いたリンクがあります')).toBeVisible()
  const { people } = await wallet.handlers.household.read(undefined)
  expect(people).toHaveLength(1)
  await page.getByRole('button', { name: 'カードで開ける' }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(page.getByRole('heading', { level: 1, name: '証明を受け取る' })).toBeVisible()
})

test('the portal stopped in the middle: nothing is half-written, and it can be tried again', async ({ open }) => {
  const screens = await open()
  const { page, tools, wallet } = screens
  await makeDrawer(screens)
  await offer(screens, 'licence')
  await expect(page.getByRole('heading', { name: '受け取るもの' })).toBeVisible()
  await tools.stopPortal()
  await page.getByRole('button', { name: '受け取る', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('接続先につながりません')
  expect(await wallet.handlers.credentials.list(undefined)).toEqual([])
  await tools.startPortal()
  await page.getByRole('button', { name: 'わたしの手札へ' }).click()
  await receive(screens, 'licence')
})
