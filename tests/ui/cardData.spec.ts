// What the card holds: read when asked, by PIN or by what is printed, shown as cards, gone afterwards. axe finds nothing.
import type { Page } from '@playwright/test'
import type { PracticeCardKind } from '../../preload/shapes/practice.ts'
import { examine as examineScreen, picture } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { makeDrawer, pressAndClose, reader1 } from './support/steps.ts'

async function examine(page: Page, name: string): Promise<void> {
  await examineScreen(page, name)
  const drawn = page.getByRole('article')
  if ((await drawn.count()) === 1) await picture(drawn, `${name}-card`)
}

/** To the tab with what the card holds, with that person's card in the reader. */
async function openData({ page, tools }: Screens, personId: string, kind: PracticeCardKind, tab = 'カードの中身') {
  tools.insertCard(reader1, personId, kind)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^(カード|Card)$/ })
    .click()
  await page.getByRole('tab', { name: tab }).click()
}

const personIn = (screens: Screens, personId: string) => {
  const person = screens.tools.read().people.find(({ id }) => id === personId)
  if (person === undefined) throw new Error(`nobody is called ${personId}`)
  return person
}

/** Copies the three numbers from the card into the small window. */
async function typeNumber(screens: Screens, personId: string): Promise<void> {
  const number = personIn(screens, personId).checkNumberB
  const window = await screens.secret()
  const [birth, until, code] = [number.slice(0, 6), number.slice(6, 10), number.slice(10)]
  for (const [at, digits] of [birth, until, code].entries()) await window.getByRole('textbox').nth(at).fill(digits)
  const use = window.getByRole('button').filter({ hasNotText: /Esc/ }).first()
  await Promise.all([window.waitForEvent('close'), use.click()])
}

async function typePin(screens: Screens, pin: string | undefined, use = 'この暗証番号を使う'): Promise<void> {
  const window = await screens.secret()
  await window
    .getByRole('textbox')
    .first()
    .fill(pin ?? '')
  await pressAndClose(window, use)
}

test('attributes are read by PIN and by the printed number, with every check in words', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await openData(screens, 'taro', 'myNumber')
  await expect(page.getByText('読んだ内容は保存しません')).toBeVisible()
  await examine(page, 'card-data-before')
  await page.getByRole('button', { name: '暗証番号で読む' }).click()
  await typePin(screens, personIn(screens, 'taro').pins.input)
  const main = page.getByRole('main')
  await expect(main).toContainText('東京都世田谷区三軒茶屋９９丁目９９番９９号')
  await expect(main).toContainText('練習　太郎')
  await expect(page.getByRole('heading', { name: '確かめられる検査には、すべて合格しました' })).toBeVisible()
  await expect(page.getByRole('list', { name: '確かめたこと' }).getByRole('listitem')).toHaveCount(4)
  await expect(page.getByText('読みました')).toBeFocused()
  await examine(page, 'card-data-attributes')
  await page.getByRole('button', { name: '画面から消す' }).click()
  await expect(main).not.toContainText('三軒茶屋')
  await page.getByRole('button', { name: 'カードに書いてある番号で読む' }).click()
  await typeNumber(screens, 'taro')
  await expect(main).toContainText('東京都世田谷区三軒茶屋９９丁目９９番９９号')
})

test('the face is drawn as a card with its photo, and goes with the card', async ({ open }) => {
  const screens = await open({ furigana: true })
  const { page, tools } = screens
  await makeDrawer(screens)
  await openData(screens, 'taro', 'myNumber')
  await page.getByRole('button', { name: '写真と表を読む' }).click()
  await typeNumber(screens, 'taro')
  const face = page.getByRole('article', { name: 'マイナンバーカード' })
  await expect(face.getByRole('img')).toHaveCount(4)
  await expect(face.getByRole('img', { name: '写真' })).toBeVisible()
  const drawn = await face.getByRole('img', { name: '写真' }).evaluate((image) => {
    return image instanceof HTMLImageElement && image.complete ? [image.naturalWidth, image.naturalHeight] : []
  })
  expect(drawn).toEqual([96, 120])
  await expect(page.getByText('発行元の鍵は公開されていません')).toHaveCount(0)
  await examine(page, 'card-data-face')
  tools.removeCard(reader1)
  await expect(face).toHaveCount(0)
})

test('a wrong number costs a try that is told, and cancelling reads nothing', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await openData(screens, 'taro', 'myNumber')
  const read = page.getByRole('button', { name: '写真と表を読む' })
  await read.click()
  await typeNumber(screens, 'hanako')
  await expect(page.getByRole('alert')).toContainText('このカードの番号ではありません。あと 9 回')
  await read.click()
  const window = await screens.secret()
  await Promise.all([window.waitForEvent('close'), window.keyboard.down('Escape')])
  await expect(page.getByRole('article')).toHaveCount(0)
})

test('another person’s card is not read while this drawer is open, and the way to switch is offered', async ({
  open,
}) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await openData(screens, 'hanako', 'myNumber')
  await page.getByRole('button', { name: '写真と表を読む' }).click()
  await expect(page.getByRole('alert')).toContainText('ほかの人のカード')
  await expect(page.getByRole('alert').getByRole('button')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(0)
})

test('a licence on a card of its own is drawn with its classes, an external character and what was added', async ({
  open,
}) => {
  const screens = await open({ theme: 'dark' })
  const { page } = screens
  await makeDrawer(screens)
  await openData(screens, 'hanako', 'licence')
  await page.getByRole('button', { name: '免許証を読む' }).click()
  await typePin(screens, personIn(screens, 'hanako').pins.licence1)
  const licence = page.getByRole('article', { name: '運転免許証' })
  await expect(licence.getByRole('img', { name: '外字' }).first()).toBeVisible()
  await expect(licence).toContainText('眼鏡等')
  await expect(licence.getByRole('row').filter({ hasText: '準中型' })).toContainText('2009年8月20日')
  await expect(page.getByRole('heading', { name: '交付のあとの追記' })).toBeVisible()
  await expect(licence).not.toContainText('本籍')
  await page.getByRole('button', { name: '本籍と写真も読む' }).click()
  await typePin(screens, personIn(screens, 'hanako').pins.licence1)
  await typePin(screens, personIn(screens, 'hanako').pins.licence2)
  await expect(licence).toContainText('本籍')
  await expect(licence.getByRole('img', { name: '写真' })).toBeVisible()
  await examine(page, 'card-data-licence-dark')
})

test('a licence on the My Number Card says what of it cannot be read; in English', async ({ open }) => {
  const screens = await open({ language: 'en' })
  const { page } = screens
  await makeDrawer(screens, 'en')
  await openData(screens, 'taro', 'myNumber', 'What it holds')
  await page.getByRole('button', { name: 'Read the licence' }).click()
  await typePin(screens, personIn(screens, 'taro').pins.licenceOnCard, 'Use this PIN')
  const licence = page.getByRole('article', { name: /Driver’s licence/ })
  await expect(licence.getByRole('img', { name: 'Photo' })).toBeVisible()
  await expect(page.getByText('how the rest is written is not public')).toBeVisible()
  await examine(page, 'card-data-licence-on-card-en')
})

test('a phone says that it holds certificates and nothing else', async ({ open }) => {
  const screens = await open()
  const { page } = screens
  await makeDrawer(screens)
  await openData(screens, 'taro', 'phone')
  await expect(page.getByText('スマートフォンには電子証明書だけが入っています')).toBeVisible()
  await expect(page.getByRole('tabpanel').getByRole('button')).toHaveCount(0)
})
