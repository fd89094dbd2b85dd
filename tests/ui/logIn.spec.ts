// Log in: reader and card live, the PIN and its tries before typing, and a way out of every trouble.
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { readerNames } from './support/realWallet.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { keyAndClose, logIn, makeDrawer, pinOf, reader1, reader2, typePin } from './support/steps.ts'

async function atLogIn(screens: Screens): Promise<Screens> {
  await makeDrawer(screens)
  await screens.page.getByRole('navigation').getByRole('button', { name: 'ログイン' }).click()
  await expect(screens.page.getByRole('heading', { level: 1, name: 'ポータルにログイン' })).toBeFocused()
  return screens
}

test('follows reader and card as they come and go', async ({ open }) => {
  const { page, readers, tools } = await atLogIn(await open())
  const logInNow = page.getByRole('main').getByRole('button', { name: 'ログインする' })
  await expect(logInNow).toBeVisible()
  tools.removeCard(reader1)
  await expect(page.getByRole('heading', { name: 'カードが入っていません' })).toBeVisible()
  await expect(logInNow).toHaveCount(0)
  readers.setReaders([])
  await expect(page.getByRole('heading', { name: 'カードリーダーが見つかりません' })).toBeVisible()
  readers.setService('down')
  await expect(page.getByRole('heading', { name: 'カードリーダーのしくみが動いていません' })).toBeVisible()
  readers.setService('up')
  readers.setReaders(readerNames)
  tools.insertCard(reader2, 'taro')
  await expect(logInNow).toBeVisible()
})

test('tells which PIN is asked and how many tries are left before anything is typed, then logs in', async ({
  open,
}) => {
  const screens = await atLogIn(await open())
  const { page, secret } = screens
  await expect(page.getByText('ログイン用の暗証番号（数字4けた）')).toBeVisible()
  await expect(page.getByRole('row', { name: /ログイン用/ })).toContainText('あと 3 回')
  await expect(page.getByRole('row', { name: /電子署名用/ })).toContainText('あと 5 回')
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  const window = await secret()
  for (const known of ['ポータルにログインするため', '練習 太郎', 'https://localhost:20443', 'あと 3 回']) {
    await expect(window.getByRole('main')).toContainText(known)
  }
  await expect(window.getByLabel(/^暗証番号/)).toHaveAttribute('type', 'password')
  await window.getByLabel('文字を見せる').check()
  await expect(window.getByLabel(/^暗証番号/)).toHaveAttribute('type', 'text')
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(page.getByRole('heading', { name: 'ログインしました' })).toBeVisible()
  await page.getByRole('button', { name: 'ログアウトする' }).click()
  await expect(page.getByRole('main').getByRole('button', { name: 'ログインする' })).toBeVisible()
})

test('a wrong PIN tells the tries left, and the last try wants a promise', async ({ open }) => {
  const screens = await atLogIn(await open())
  const { page, secret } = screens
  const logInNow = page.getByRole('main').getByRole('button', { name: 'ログインする' })
  for (const left of [2, 1]) {
    await logInNow.click()
    await typePin(screens, '0000')
    await expect(page.getByRole('alert')).toContainText(`あと ${left} 回です`)
    await expect(page.getByRole('row', { name: /ログイン用/ })).toContainText(`あと ${left} 回`)
  }
  await expect(page.getByText('あと1回しか試せません')).toBeVisible()
  await logInNow.click()
  const window = await secret()
  await window.getByLabel(/^暗証番号/).fill(pinOf(screens, 'taro'))
  await window.getByRole('button', { name: 'この暗証番号を使う' }).click()
  await expect(window.getByRole('alert')).toContainText('まちがいなく知っています')
  await window.getByLabel(/まちがいなく知っています/).check()
  await window.getByRole('button', { name: 'この暗証番号を使う' }).click()
  await expect(page.getByRole('heading', { name: 'ログインしました' })).toBeVisible()
})

test('letters are no login PIN: refused in the window, no try spent', async ({ open }) => {
  const screens = await atLogIn(await open())
  const { page, secret } = screens
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  const window = await secret()
  await window.getByLabel(/^暗証番号/).fill('ab')
  await window.getByRole('button', { name: 'この暗証番号を使う' }).click()
  await expect(window.getByRole('alert')).toContainText('形が合いません')
  await keyAndClose(window, 'Escape')
  await expect(page.getByRole('heading', { name: '途中でやめました' })).toBeVisible()
  await expect(page.getByRole('row', { name: /ログイン用/ })).toContainText('あと 3 回')
})

test('each kind of card that cannot log in says why and what to do', async ({ open, world }) => {
  const { page, readers, tools } = await atLogIn(await open())
  const logInNow = page.getByRole('main').getByRole('button', { name: 'ログインする' })
  const says = async (title: string) => {
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByText('どうすればよいか').first()).toBeVisible()
    await expect(logInNow).toHaveCount(0)
  }
  tools.insertCard(reader1, 'ume')
  await says('暗証番号のないカードです')
  await expect(page.getByRole('heading', { name: 'ご家族が代わりに手続きするには' })).toBeVisible()
  tools.insertCard(reader1, 'ichiro')
  await says('カードの電子証明書の期限が切れています')
  const hanako = world.person('hanako')
  if (hanako === undefined) throw new Error('the household has no Hanako')
  readers.insert(reader1, createPracticeCard(world, hanako, { foreign: true }))
  await says('マイナンバーカードではないようです')
  readers.insert(reader1, createPracticeCard(world, hanako, { triesLeft: { authentication: 0 } }))
  await says('暗証番号がロックされています')
})

test('somebody else’s card spends no try of theirs', async ({ open }) => {
  const screens = await atLogIn(await open())
  const { page, tools } = screens
  tools.insertCard(reader1, 'hanako')
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByRole('alert')).toContainText('ほかの人のカードです')
  await expect(page.getByRole('row', { name: /ログイン用/ })).toContainText('あと 3 回')
})

test('a portal that does not answer is said before the card is touched', async ({ open }) => {
  const screens = await atLogIn(await open())
  const { page, tools } = screens
  await tools.stopPortal()
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByRole('alert')).toContainText('接続先につながりません')
})

test('with two cards the person chooses, and their own is chosen first', async ({ open }) => {
  const screens = await atLogIn(await open())
  const { page, tools } = screens
  tools.insertCard(reader2, 'taro')
  tools.insertCard(reader1, 'hanako')
  const cards = page.getByRole('radiogroup', { name: 'どのカードを使いますか' })
  await expect(cards).toBeVisible()
  await expect(cards.getByRole('radio', { checked: true })).toHaveAccessibleName(/練習 太郎/)
})

test('keeps the card’s certificate to look at without the card', async ({ open }) => {
  const screens = await atLogIn(await open())
  const { page, tools } = screens
  await logIn(screens)
  await page.getByRole('button', { name: 'ログアウトする' }).click()
  await page.getByRole('button', { name: 'カードの電子証明書を手札に入れる' }).click()
  await expect(page.getByText('手札に入れました。')).toBeVisible()
  tools.removeCard(reader1)
  await page.getByRole('navigation').getByRole('button', { name: 'わたしの手札' }).click()
  await page.getByRole('button', { name: /を開く$/ }).click()
  const kept = page.getByRole('region', { name: 'ログインに使う証明書' })
  await expect(kept).toContainText('有効です')
  await expect(kept).toContainText('失効の確認：していません')
})
