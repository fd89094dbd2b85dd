// Certificates of the card, and whose card it is: what a person sees and presses, in Japanese, with axe over each screen.
import { examine } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { makeDrawer, pinOf, pressAndClose, reader1, tabTo, typePin } from './support/steps.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru hikari'

async function atCertificates({ page }: Screens): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'カード' }).click()
  await page.getByRole('tab', { name: '電子証明書' }).click()
  await page.getByRole('heading', { name: 'ログインに使う証明書' }).waitFor()
}

/** A drawer that knows no card, besides taro's; it is open. */
async function second(screens: Screens): Promise<void> {
  const { page, secret } = screens
  await page.getByRole('navigation').getByRole('button', { name: '家族' }).click()
  await page.getByRole('button', { name: '家族を加える' }).click()
  await page.getByRole('button', { name: '合言葉で作る' }).click()
  await page.getByLabel('名前', { exact: true }).fill('練習 花子')
  await page.getByRole('button', { name: '引き出しを作る' }).click()
  const fresh = await secret()
  await fresh.getByLabel('合言葉', { exact: true }).fill(passphrase)
  await fresh.getByLabel('もう一度、同じ合言葉').fill(passphrase)
  await pressAndClose(fresh, 'この合言葉に決める')
  const paper = await secret()
  await paper.getByRole('button', { name: '控えました。次へ' }).waitFor()
  const code = (await paper.getByRole('listitem').allTextContents()).join('-')
  await paper.getByRole('button', { name: '控えました。次へ' }).click()
  await paper.getByLabel('復旧コード', { exact: true }).fill(code)
  await pressAndClose(paper, '確かめる')
  await page.getByRole('heading', { level: 1, name: '練習 花子 の手札' }).waitFor()
}

async function atLogIn({ page }: Screens): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'ログイン' }).click()
  await page.getByRole('heading', { level: 1, name: 'ポータルにログイン' }).waitFor()
}

test('shows the log-in certificate in plain words, its details behind a line, and keeps it', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await atCertificates(screens)
  const sheet = page.getByRole('region', { name: 'ログインに使う証明書' })
  await expect(sheet).toContainText('有効です')
  await expect(sheet).toContainText('失効の確認：していません')
  await expect(sheet).toContainText(/から更新できます|いま更新できます/)
  await sheet.getByText('いつまで使えるか').click()
  await expect(sheet.getByText('5回目の誕生日')).toBeVisible()
  const details = sheet.getByText('くわしい内容')
  await tabTo(page, details)
  await page.keyboard.press('Enter')
  await expect(sheet.getByText('RSA 2048')).toBeVisible()
  await expect(sheet.getByText('1.3.6.1.5.5.7.3.2')).toBeVisible()
  await page.getByText('証明書を出した機関', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'ログイン用の証明書を出した機関' })).toContainText('有効です')
  await examine(page, '60-certificates')
  await sheet.getByRole('button', { name: '引き出しにしまう' }).click()
  await expect(sheet.getByText('引き出しに入っています')).toBeVisible()

  screens.tools.removeCard(reader1)
  await page.getByRole('navigation').getByRole('button', { name: 'わたしの手札' }).click()
  await page.getByRole('article').getByRole('button').first().click()
  const kept = page.getByRole('region', { name: 'ログインに使う証明書' })
  await expect(kept).toContainText('失効の確認：していません')
  await expect(kept).toContainText('有効です')
  await expect(page.getByText('電子証明書（X.509）', { exact: true })).toHaveCount(1)
  await expect(page.getByText('x509')).toHaveCount(0)
  await examine(page, '61-kept-certificate')
})

test('opens the signing certificate with its password and tells whom it names', async ({ open }) => {
  const screens = await open()
  const { page, tools, world } = { ...screens, world: screens.tools.read() }
  await makeDrawer(screens)
  await atCertificates(screens)
  await page.getByRole('button', { name: '暗証番号で読む' }).click()
  await typePin(screens, world.people.find(({ id }) => id === 'taro')?.pins.signature ?? '')
  const sheet = page.getByRole('region', { name: '電子署名に使う証明書' })
  await expect(sheet).toContainText('書かれている人')
  await expect(sheet).toContainText('練習　太郎')
  await expect(sheet).toContainText('実印と同じ重み')
  await examine(page, '62-signing-certificate')
  await sheet.getByRole('button', { name: '引き出しにしまう' }).click()
  await expect(sheet.getByText('引き出しに入っています')).toBeVisible()
  // Nothing of it stays on the screen when the card is another.
  tools.insertCard(reader1, 'hanako')
  await expect(page.getByRole('main').getByText('書かれている人')).toHaveCount(0)
})

test('another member’s card leads to that member’s drawer', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await second(screens)
  await atLogIn(screens)
  await expect(page.getByRole('heading', { name: 'ほかの人のカードです' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'ログインする' })).toHaveCount(0)
  await examine(page, '63-other-person')
  await page.getByRole('button', { name: '練習 太郎さんの引き出しを、このカードで開ける' }).click()
  // In the program the page of who was open ends with their drawer, and the next one goes on.
  await expect(page.getByRole('banner').getByText('どの引き出しも閉まっています')).toBeVisible()
  await page.reload()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(page.getByRole('heading', { level: 1, name: '練習 太郎 の手札' })).toBeVisible()
})

test('an unknown card is used only after the person has said that it is theirs', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  await makeDrawer(screens)
  await second(screens)
  tools.insertCard(reader1, 'hanako')
  await atLogIn(screens)
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByRole('heading', { name: 'これは練習 花子さんのカードですか' })).toBeVisible()
  await examine(page, '64-unfamiliar')
  await page.getByRole('button', { name: 'はい、練習 花子さんのカードです' }).click()
  await expect(page.getByRole('heading', { name: 'カードの持ち主を覚えました' })).toBeFocused()
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await typePin(screens, pinOf(screens, 'hanako'))
  await expect(page.getByRole('heading', { name: 'ログインしました' })).toBeVisible()
})

test('a phone is named first, compared after the PIN, and remembered when the person says so', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  await makeDrawer(screens)
  tools.insertCard(reader1, 'taro', 'phone')
  await atLogIn(screens)
  await expect(page.getByRole('heading', { name: 'スマートフォンを使うときは、先に持ち主を選びます' })).toBeVisible()
  await examine(page, '65-phone')
  const mine = page.getByRole('button', { name: '練習 太郎さんのスマートフォンで続ける' })
  await mine.click()
  await typePin(screens, pinOf(screens, 'taro'))
  await page.getByRole('button', { name: 'はい、練習 太郎さんのカードです' }).click()
  await expect(page.getByRole('heading', { name: 'カードの持ち主を覚えました' })).toBeVisible()
  await mine.click()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(page.getByRole('heading', { name: 'ログインしました' })).toBeVisible()
})
