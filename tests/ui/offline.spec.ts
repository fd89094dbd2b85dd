// Look offline, lock and come back: with the portal stopped and no card, and then with the drawer shut.
import { expect, test } from './support/screens.ts'
import { goHome, makeDrawer, pinOf, reader1, receive, typePin } from './support/steps.ts'

test('a stored licence is verified again without network, and says what cannot be known', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await goHome(screens)
  await tools.stopPortal()
  tools.removeCard(reader1)
  await page.getByRole('button', { name: /運転免許.*を開く$/ }).click()
  await expect(page.getByRole('heading', { name: '署名は正しいです' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('img', { name: '顔写真' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'つながっていないと確かめられないこと' })).toBeVisible()
  await page.getByRole('main').locator('summary').click()
  expect(await page.getByRole('listitem').filter({ hasText: 'ISO/IEC 18013-5' }).count()).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'もう一度検査する' }).click()
  await expect(page.getByRole('heading', { name: '署名は正しいです' })).toBeVisible()
  await page.getByRole('button', { name: 'いま失効を確かめる' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '接続先につながりません' })).toBeVisible()
  await tools.startPortal()
  await page.getByRole('button', { name: 'いま失効を確かめる' }).click()
  await expect(page.getByRole('heading', { name: '失効していません' })).toBeVisible()
})

test('a credential that the issuer took back is marked on its face', async ({ open }) => {
  const screens = await open()
  const { page, control } = screens
  await makeDrawer(screens)
  await receive(screens, 'health-insurance')
  await control.setStatus({ person: 'taro', credential: 'health-insurance' }, 'invalid')
  await goHome(screens)
  await page.getByRole('button', { name: /を開く$/ }).click()
  await page.getByRole('button', { name: 'いま失効を確かめる' }).click()
  await expect(page.getByRole('heading', { name: /失効しています/ })).toBeVisible()
  await expect(page.getByRole('article')).toContainText('失効しています')
})

test('removing asks first, and Escape keeps everything', async ({ open }) => {
  const screens = await open()
  const { page, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await page.getByRole('button', { name: /を開く$/ }).click()
  const remove = page.getByRole('button', { name: 'この証明を取り除く' })
  await remove.click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(remove).toBeFocused()
  expect(await wallet.handlers.credentials.list(undefined)).toHaveLength(1)
  await remove.click()
  await page.getByRole('alertdialog').getByRole('button', { name: '取り除く' }).click()
  await expect(page.getByText('まだ証明がありません')).toBeVisible()
})

test('Ctrl+L locks from any screen and leaves nothing of the drawer on it', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  const code = await makeDrawer(screens)
  await receive(screens, 'licence')
  await page.getByRole('button', { name: /を開く$/ }).click()
  await expect(page.getByRole('main')).toContainText('300799999930')
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { level: 1, name: '家族の引き出し' })).toBeVisible()
  expect(await page.content()).not.toContain('300799999930')
  await expect(page.getByText('カードがないと開きません')).toBeVisible()

  await page.getByRole('button', { name: 'カードで開ける' }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(page.getByRole('article')).toHaveCount(1)

  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: '復旧コードで開ける' }).click()
  const window = await screens.secret()
  await window.getByLabel('復旧コード', { exact: true }).fill(code)
  await window.getByRole('button', { name: '開ける' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('heading', { name: /復旧コードで開けました/ })).toBeVisible()
})

test('a drawer that only a card opens gets a passphrase, which then opens it without the card', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  await makeDrawer(screens)
  await page.getByRole('button', { name: '合言葉を加える' }).click()
  const fresh = await screens.secret()
  const passphrase = 'sakana tsukue aozora yuube kakeru'
  await fresh.getByLabel('合言葉', { exact: true }).fill(passphrase)
  await fresh.getByLabel('もう一度、同じ合言葉').fill(passphrase)
  await fresh.getByRole('button', { name: 'この合言葉に決める' }).click()
  await expect(page.getByRole('heading', { name: /合言葉を加えませんか/ })).toHaveCount(0)
  tools.removeCard(reader1)
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: '合言葉で開ける' }).click()
  const ask = await screens.secret()
  await ask.getByLabel('合言葉', { exact: true }).fill('not this one')
  await ask.getByRole('button', { name: '開ける' }).click()
  await expect(page.getByRole('alert')).toContainText('引き出しが開きませんでした')
  await page.getByRole('button', { name: '合言葉で開ける' }).click()
  const again = await screens.secret()
  await again.getByLabel('合言葉', { exact: true }).fill(passphrase)
  await again.getByRole('button', { name: '開ける' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '練習 太郎 の手札' })).toBeVisible()
})

test('keys are listed; removing the last everyday one warns, and it opens no more', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await page.getByRole('navigation').getByRole('button', { name: '設定' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '復旧コード（紙）' })).toBeVisible()
  await expect(page.getByRole('button', { name: /外す：復旧コード/ })).toHaveCount(0)
  await page.getByRole('button', { name: '外す：マイナンバーカード' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('復旧コードでしか開かなくなります')
  await page.getByRole('alertdialog').getByRole('button', { name: '外す' }).click()
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'マイナンバーカード' })).toHaveCount(0)
  await page.keyboard.press('Control+l')
  await page.getByRole('navigation').getByRole('button', { name: '家族' }).click()
  await expect(page.getByRole('button', { name: 'カードで開ける' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '復旧コードで開ける' })).toBeVisible()
})
