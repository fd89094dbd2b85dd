// First start: a language, a drawer of one's own, a recovery code on paper.
import { expect, test } from './support/screens.ts'
import {
  keepRecoveryCode,
  keyAndClose,
  makeDrawer,
  pinOf,
  pressAndClose,
  reader1,
  tabTo,
  typePin,
} from './support/steps.ts'

test('asks for the language first, in both, and speaks it at once', async ({ open }) => {
  const { page } = await open({ language: undefined })
  await expect(page.getByRole('button', { name: /日本語/ })).toBeVisible()
  await page.getByRole('button', { name: /English/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Make your drawer' })).toBeFocused()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('button', { name: 'Use my card' })).toBeVisible()
})

test('the card comes first, and the whole way to an open drawer goes by keyboard', async ({ open }) => {
  const screens = await open()
  const { page, tools, secret } = screens
  await expect(page.getByRole('main').getByRole('button').first()).toHaveAccessibleName('カードで作る')
  tools.insertCard(reader1, 'taro')
  await tabTo(page, page.getByRole('button', { name: 'カードで作る' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('名前', { exact: true }))
  await page.keyboard.type('練習 太郎')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: /緑/ })).toBeChecked()
  await expect(page.getByRole('rowheader', { name: /ログイン用/ })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: '引き出しを作る' }))
  await page.keyboard.press('Enter')

  const pin = await secret()
  await expect(pin.getByLabel(/^暗証番号/)).toBeFocused()
  await expect(pin.getByText('あと 3 回')).toBeVisible()
  await pin.keyboard.type(pinOf(screens, 'taro'))
  await keyAndClose(pin, 'Enter')

  const paper = await secret()
  await expect(paper.getByRole('listitem').nth(3)).toBeVisible()
  const code = (await paper.getByRole('listitem').allTextContents()).join(' ')
  await tabTo(paper, paper.getByRole('button', { name: '控えました。次へ' }))
  await paper.keyboard.press('Enter')
  await expect(paper.getByLabel('復旧コード', { exact: true })).toBeFocused()
  await expect(paper.getByRole('listitem')).toHaveCount(0)
  await paper.keyboard.type(code.toLowerCase())
  await keyAndClose(paper, 'Enter')

  await expect(page.getByRole('heading', { level: 1, name: '練習 太郎 の手札' })).toBeFocused()
  await expect(page.getByRole('banner')).toContainText('練習 太郎 の引き出し')
  await expect(page.getByRole('heading', { name: /合言葉を加えませんか/ })).toBeVisible()
})

test('a recovery code that is typed back wrongly makes no drawer', async ({ open }) => {
  const screens = await open()
  const { page, tools, secret, wallet } = screens
  tools.insertCard(reader1, 'taro')
  await page.getByRole('button', { name: 'カードで作る' }).click()
  await page.getByLabel('名前', { exact: true }).fill('練習 太郎')
  await page.getByRole('button', { name: '引き出しを作る' }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  const paper = await secret()
  await expect(paper.getByRole('listitem').nth(3)).toBeVisible()
  await paper.getByRole('button', { name: '控えました。次へ' }).click()
  await paper.getByLabel('復旧コード', { exact: true }).fill('AAAA-AAAA')
  await paper.getByRole('button', { name: '確かめる' }).click()
  await expect(paper.getByRole('alert')).toContainText('控えたコードと合いません')
  await keyAndClose(paper, 'Escape')
  await expect(page.getByRole('heading', { name: '途中でやめました' })).toBeVisible()
  expect((await wallet.handlers.household.read(undefined)).people).toEqual([])
})

test('a passphrase is judged while it is typed, and can be made of drawn words', async ({ open }) => {
  const screens = await open()
  const { page, secret } = screens
  await page.getByRole('button', { name: '合言葉で作る' }).click()
  await page.getByRole('button', { name: '引き出しを作る' }).click()
  await expect(page.getByRole('alert')).toContainText('名前を入力してください')
  await page.getByLabel('名前', { exact: true }).fill('練習 花子')
  await page.getByRole('button', { name: '引き出しを作る' }).click()

  const words = await secret()
  const [first, again] = [words.getByLabel('合言葉', { exact: true }), words.getByLabel('もう一度、同じ合言葉')]
  await first.fill('password')
  await expect(words.getByText('まだ弱いです')).toBeVisible()
  await words.getByRole('button', { name: 'この合言葉に決める' }).click()
  await expect(words.getByRole('alert').first()).toBeVisible()
  await words.getByRole('button', { name: '合言葉を作ってもらう' }).click()
  const made =
    (await words.getByRole('status').filter({ hasText: '作った合言葉' }).locator('p').nth(1).textContent()) ?? ''
  expect(made.split(' ').length).toBeGreaterThan(3)
  await first.fill(made)
  await expect(words.getByText('十分です')).toBeVisible()
  await again.fill(`${made}x`)
  await words.getByRole('button', { name: 'この合言葉に決める' }).click()
  await expect(words.getByRole('alert')).toContainText('2つの合言葉が違います')
  await again.fill(made)
  await pressAndClose(words, 'この合言葉に決める')

  await keepRecoveryCode(screens)
  await expect(page.getByRole('heading', { level: 1, name: '練習 花子 の手札' })).toBeVisible()
  // With a passphrase there is nothing to suggest.
  await expect(page.getByRole('heading', { name: /合言葉を加えませんか/ })).toHaveCount(0)
})

test('without a keychain no weaker way is offered', async ({ open }) => {
  const screens = await open()
  const { page, keychain, wallet } = screens
  await makeDrawer(screens)
  await wallet.handlers.household.lock(undefined)
  keychain.lock()
  await wallet.handlers.household.lock(undefined)
  await page.reload()
  await expect(page.getByRole('heading', { name: /パソコンの鍵束/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'カードで開ける' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '復旧コードで開ける' })).toBeVisible()
})

test('the real wallet offers practice at once, bears no band, and says what it cannot do yet', async ({ open }) => {
  let switched = 0
  const screens = await open({ realm: 'real', switchRealm: () => switched++ })
  const { page } = screens
  await expect(page.getByRole('complementary', { name: '練習' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '練習の道具' })).toHaveCount(0)
  await page.getByRole('button', { name: '練習を始める' }).click()
  await expect.poll(() => switched).toBe(1)
  await makeDrawer(screens)
  await page.getByRole('navigation').getByRole('button', { name: 'ログイン' }).click()
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByRole('alert')).toContainText('接続先がまだ決まっていません')
})
