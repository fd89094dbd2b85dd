// Every screen without axe findings, in both themes and both languages, with and without readings; a picture of each in
// out/ui/. A screen is examined as it was begun, and then in another dress where it stands: only colours and words differ.
import type { Page } from '@playwright/test'
import type { Settings } from '../../preload/shapes/settings.ts'
import { inOtherTheme, opposite } from './support/dress.ts'
import { examine, examineDress, expectNoFindings, picture } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import {
  goHome,
  keyAndClose,
  type Language,
  makeDrawer,
  offer,
  pinOf,
  pressAndClose,
  reader1,
  receive,
  request,
  tabTo,
  typePin,
  wordsOf,
} from './support/steps.ts'

const dresses = [
  { theme: 'light', language: 'ja', furigana: true },
  { theme: 'dark', language: 'ja', furigana: false },
  { theme: 'dark', language: 'en', furigana: false },
] as const satisfies readonly Settings[]

/** The small window keeps the dress in which it was opened. */
async function examineWindow(window: Page, { theme, language }: (typeof dresses)[number], name: string): Promise<void> {
  const other = opposite(theme)
  await examine(window, `${language}-${theme}-${name}`)
  await window.evaluate((theme) => {
    document.documentElement.dataset['theme'] = theme
  }, other)
  await examineDress(window, `${language}-${other}-${name}`)
}

/** The wallet's window, in this dress and in the other theme without readings. */
async function examineTwice(screens: Screens, { theme, language }: (typeof dresses)[number], name: string) {
  const { page } = screens
  await examine(page, `${language}-${theme}-${name}`)
  await inOtherTheme(screens, (other) => examineDress(page, `${language}-${other}-${name}`), { furigana: false })
}

for (const dress of dresses) {
  const { theme, language } = dress
  const look = (screens: Screens, name: string) => examineTwice(screens, dress, name)

  test(`screens before a drawer is open: ${language}, ${theme}`, async ({ open }) => {
    const screens = await open(dress)
    const { page, tools, secret } = screens
    const word = wordsOf(language)
    await look(screens, '01-start')
    tools.insertCard(reader1, 'taro')
    await page.getByRole('button', { name: word.useCard }).click()
    await page.getByRole('table').waitFor()
    await page.getByRole('button', { name: word.make }).click()
    await page.getByRole('alert').first().waitFor()
    await look(screens, '02-make')
    await page.getByLabel(word.name, { exact: true }).fill('練習 太郎')
    await page.getByRole('button', { name: word.make }).click()
    await examineWindow(await secret(), dress, '03-secret-pin')
    await typePin(screens, pinOf(screens, 'taro'), language)
    const paper = await secret()
    await paper.getByRole('button', { name: word.written }).waitFor()
    await examineWindow(paper, dress, '04-secret-recovery')
    await paper.getByRole('button', { name: word.written }).click()
    await examineWindow(paper, dress, '05-secret-type-back')
    await keyAndClose(paper, 'Escape')
    await page.getByRole('alert').or(page.getByRole('status')).first().waitFor()
    await page.getByRole('button', { name: language === 'ja' ? 'ほかの方法を選ぶ' : 'Choose another way' }).click()
    await page.getByRole('button', { name: language === 'ja' ? '合言葉で作る' : 'Use a passphrase' }).click()
    await page.getByLabel(word.name, { exact: true }).fill('練習 花子')
    await page.getByRole('button', { name: word.make }).click()
    const words = await secret()
    await words.getByRole('button', { name: language === 'ja' ? '合言葉を作ってもらう' : 'Make one for me' }).click()
    await words.getByRole('status').nth(1).waitFor()
    await examineWindow(words, dress, '06-secret-new-passphrase')
  })
}

for (const dress of [dresses[0], dresses[2]]) {
  const { theme, language } = dress
  const look = (screens: Screens, name: string) => examineTwice(screens, dress, name)

  test(`screens of an open drawer: ${language}, ${theme}`, async ({ open }) => {
    test.setTimeout(240_000)
    const screens = await open(dress)
    const { page } = screens
    const word = wordsOf(language)
    await makeDrawer(screens, language)
    await look(screens, '10-home-empty')
    await openLogIn(screens, language)
    await look(screens, '11-log-in')
    screens.tools.insertCard(reader1, 'ume')
    await page
      .getByRole('heading', { name: language === 'ja' ? '暗証番号のないカードです' : 'This card has no PIN' })
      .waitFor()
    await look(screens, '12-log-in-without-pins')
    screens.tools.insertCard(reader1, 'taro')
    const logInNow = page.getByRole('main').getByRole('button', { name: word.logInNow, exact: true })
    await logInNow.click()
    await typePin(screens, '0000', language)
    await page.getByRole('alert').waitFor()
    await look(screens, '13-log-in-wrong-pin')
    await logInNow.click()
    await typePin(screens, pinOf(screens, 'taro'), language)
    await page.getByRole('heading', { name: word.loggedIn }).waitFor()
    await look(screens, '14-logged-in')
    await offer(screens, 'health-insurance')
    await page.getByRole('button', { name: word.receive, exact: true }).waitFor()
    await look(screens, '15-receive')
    await page.getByRole('button', { name: word.receive, exact: true }).click()
    await page.getByRole('heading', { name: word.received }).waitFor()
    await look(screens, '16-received')
    await goHome(screens, language)
    await receive(screens, 'licence', language)
    await goHome(screens, language)
    await page.getByRole('article').nth(1).waitFor()
    await look(screens, '17-home')
    for (const [index, name] of ['insurance', 'licence'].entries()) {
      await goHome(screens, language)
      await page.getByRole('article').nth(index).getByRole('button').click()
      await page.getByRole('main').locator('summary').click()
      await look(screens, `18-credential-${name}`)
    }
    for (const verifier of ['clinic', 'rental', 'portal'] as const) {
      await request(screens, verifier)
      await page.getByRole('button', { name: language === 'ja' ? 'この内容だけを送る' : 'Send only this' }).waitFor()
      await look(screens, `19-share-${verifier}`)
    }
    await page.getByRole('button', { name: language === 'ja' ? 'この内容だけを送る' : 'Send only this' }).click()
    await page.getByRole('heading', { name: language === 'ja' ? '提示の控え' : 'Receipt' }).waitFor()
    await look(screens, '20-receipt')
    await page.getByRole('button', { name: language === 'ja' ? '記録を見る' : 'See the ledger' }).click()
    await page.getByRole('main').getByRole('listitem').first().waitFor()
    await look(screens, '21-ledger')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: language === 'ja' ? '設定' : 'Settings' })
      .click()
    await page.getByRole('main').getByRole('listitem').first().waitFor()
    await look(screens, '22-settings')
    await page.getByRole('button', { name: language === 'ja' ? '鍵を見る' : 'Look at the keys', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: language === 'ja' ? '鍵' : 'Keys', exact: true }).waitFor()
    await look(screens, '22-keys')
    await page
      .getByRole('button', { name: language === 'ja' ? /^外す/ : /^Remove/ })
      .first()
      .click()
    await page.getByRole('alertdialog').waitFor()
    await examineOpenDialog(page, `${language}-${theme}-23-confirm`)
    await inOtherTheme(screens, (other) => examineOpenDialog(page, `${language}-${other}-23-confirm`))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+l')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: language === 'ja' ? '家族' : 'Family' })
      .click()
    await look(screens, '24-family')
  })
}

for (const dress of [dresses[0], dresses[2]]) {
  const { theme, language } = dress
  const named = (name: string) => `${language}-${theme}-${name}`

  test(`the language choice, a certificate and the windows that open a drawer: ${language}, ${theme}`, async ({
    open,
  }) => {
    const screens = await open({ ...dress, size: { width: 1600, height: 1000 } })
    const { page, secret, wallet } = screens
    const ja = language === 'ja'
    await makeDrawer(screens, language)
    await receive(screens, 'health-insurance', language)
    await receive(screens, 'licence', language)
    await wallet.handlers.certificates.keep({ reader: reader1 })
    await goHome(screens, language)
    await page.getByRole('article').nth(2).waitFor()
    await examine(page, named('30-home-three-cards'))
    await page.getByRole('button', { name: ja ? '合言葉を加える' : 'Add a passphrase' }).click()
    const fresh = await secret()
    const passphrase = 'sakana tsukue aozora yuube kakeru'
    await fresh.getByLabel(ja ? '合言葉' : 'Passphrase', { exact: true }).fill(passphrase)
    await fresh.getByLabel(ja ? 'もう一度、同じ合言葉' : 'The same passphrase again').fill(passphrase)
    await pressAndClose(fresh, ja ? 'この合言葉に決める' : 'Use this passphrase')
    await page.getByRole('button', { name: ja ? 'あとで' : 'Later' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+l')
    for (const [button, name] of [
      [ja ? '合言葉で開ける' : 'Open with passphrase', '31-secret-passphrase'],
      [ja ? '復旧コードで開ける' : 'Open with recovery code', '32-secret-recovery-code'],
    ] as const) {
      await page.getByRole('button', { name: button }).click()
      const window = await secret()
      await examine(window, named(name))
      await keyAndClose(window, 'Escape')
      await page.getByRole('heading', { name: ja ? '途中でやめました' : 'Stopped' }).waitFor()
    }
    await examine(page, named('33-family-cancelled'))
  })
}

test('the choice of a language has no findings either', async ({ open }) => {
  const { page } = await open({ language: undefined })
  await page.getByRole('button', { name: 'English' }).waitFor()
  await examine(page, '00-language')
})

/** The rest of the page is hidden from everybody while a dialog is open: it is examined alone. */
async function examineOpenDialog(page: Page, name: string): Promise<void> {
  await expectNoFindings(page, name, { part: '[role="alertdialog"]' })
  await picture(page, name)
}

async function openLogIn({ page }: Screens, language: Language): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: wordsOf(language).logIn })
    .click()
  await page.getByRole('table').waitFor()
}

for (const [width, height] of [
  [800, 600],
  [1000, 700],
  [1600, 1000],
  // What a page sees of 800 × 600 and of 1280 × 860 with everything twice as large.
  [400, 300],
  [640, 430],
] as const) {
  test(`nothing is cut off at ${width} × ${height}`, async ({ open }) => {
    const screens = await open({ size: { width, height }, furigana: true })
    const { page } = screens
    await makeDrawer(screens)
    await receive(screens, 'licence')
    const steps = [
      () => goHome(screens),
      () => openLogIn(screens, 'ja'),
      () => request(screens, 'portal').then(() => page.getByRole('alert').waitFor()),
      () => request(screens, 'rental').then(() => page.getByRole('heading', { name: '送る内容' }).waitFor()),
      () => page.getByRole('navigation').getByRole('button', { name: '設定' }).click(),
    ]
    for (const [index, step] of steps.entries()) {
      await step()
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('main, header, aside')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`),
      )
      expect(wide).toEqual([])
      await picture(page, `size-${width}x${height}-${index}`)
    }
  })
}

test('controls are large enough to hit', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await request(screens, 'rental')
  await page.getByRole('heading', { name: '送る内容' }).waitFor()
  for (const control of await page.getByRole('button').all()) {
    const box = await control.boundingBox()
    if (box !== null) expect(box.height, (await control.textContent()) ?? '').toBeGreaterThanOrEqual(44)
  }
})

test('log in, receive and share by keyboard alone', async ({ open }) => {
  const screens = await open()
  const { page, control } = screens
  await makeDrawer(screens)
  const main = page.getByRole('main')
  const press = async (name: string | RegExp) => {
    await tabTo(page, main.getByRole('button', { name }))
    await page.keyboard.press('Enter')
  }
  await press('カードでログインする')
  await press('ログインする')
  const pin = await screens.secret()
  await pin.keyboard.type(pinOf(screens, 'taro'))
  await keyAndClose(pin, 'Enter')
  await page.getByRole('heading', { name: 'ログインしました' }).waitFor()
  await press('届いているものを見る')
  await press(/内容を見る：健康保険/)
  await press(/^受け取る$/)
  await page.getByRole('heading', { name: '受け取りました' }).waitFor()
  const { id } = await control.requestFrom('clinic', { person: 'taro' })
  await press('わたしの手札へ')
  await press(/内容を見て決める/)
  await press('この内容だけを送る')
  await page.getByRole('heading', { name: '送りました' }).waitFor()
  expect(await control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
})

test('the focus is never without its mark', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const focused = document.activeElement
      if (focused === null || focused === document.body) return undefined
      const marked = [focused, ...(focused.closest('label, article') ? [focused.closest('label, article')] : [])]
      return marked.some(
        (element) => element !== null && Number.parseFloat(getComputedStyle(element).outlineWidth) >= 4,
      )
    })
    expect(outline ?? true, `stop ${step}`).toBe(true)
  }
})

test('with the system’s own colours everything is still told apart', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await makeDrawer(screens)
  await receive(screens, 'licence')
  await goHome(screens)
  await page.getByRole('article').waitFor()
  const borders = await page
    .getByRole('button')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopWidth === '0px')
        .map((one) => one.textContent),
    )
  // The cover of a card shows nothing of its own; the card has a border.
  expect(borders.filter((words) => words !== '')).toEqual([])
  await picture(page, 'forced-colours-home')
})

test('the recovery code is printed with whose it is, the day, what it opens and what not, and nothing of the window', async ({
  open,
}) => {
  const screens = await open()
  const { page, tools, secret } = screens
  tools.insertCard(reader1, 'taro')
  await page.getByRole('button', { name: 'カードで作る' }).click()
  await page.getByLabel('名前', { exact: true }).fill('練習 太郎')
  await page.getByRole('button', { name: '引き出しを作る' }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  const paper = await secret()
  await paper.getByRole('button', { name: '印刷する' }).click()
  await expect(paper.getByRole('status')).toContainText('印刷しました')
  await paper.emulateMedia({ media: 'print' })
  await expect(paper.getByText('練習 太郎', { exact: true })).toBeVisible()
  await expect(paper.getByRole('heading', { name: 'この紙では戻せないもの' })).toBeVisible()
  await expect(paper.getByRole('listitem').first()).toBeVisible()
  for (const button of await paper.getByRole('button').all()) await expect(button).toBeHidden()
  await picture(paper, 'print-recovery')
})
