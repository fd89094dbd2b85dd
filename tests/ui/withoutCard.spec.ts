// Logging in without the card: this PC is enrolled with it once, or a phone does it.
import { decode } from 'fast-png'
import { decodeQR } from 'qr/decode.js'
import { onPhone } from '../support/onPhone.ts'
import { examine } from './support/examine.ts'
import { expect, test } from './support/screens.ts'
import { logIn, makeDrawer, pinOf, reader1, typePin } from './support/steps.ts'

test('the card enrols this PC, which then logs in without it, until it is ended', async ({ open }) => {
  const screens = await open()
  const { page, tools, secret } = screens
  await makeDrawer(screens)
  await page.getByRole('navigation').getByRole('button', { name: 'ログイン' }).click()
  await logIn(screens)
  await expect(page.getByText('カードでログインしました。')).toBeVisible()
  await page.getByLabel('このパソコンの呼び名').fill('居間のパソコン')
  await page.getByRole('button', { name: 'このパソコンを登録する' }).click()
  await expect((await secret()).getByRole('main')).toContainText('カードなしでログインできるように登録するため')
  await typePin(screens, pinOf(screens, 'taro'))
  const devices = page.getByRole('main')
  await expect(devices.getByRole('listitem').last()).toContainText('居間のパソコン')
  await examine(page, 'logIn-enrolled')

  await page.getByRole('button', { name: 'ログアウトする' }).click()
  tools.removeCard(reader1)
  await expect(page.getByRole('radio', { name: /このパソコンで/ })).toBeChecked()
  await examine(page, 'logIn-byPc')
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByText('このパソコンの鍵でログインしました')).toBeVisible()

  await devices.getByRole('button', { name: /取り消す/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '取り消す' }).click()
  await expect(page.getByRole('radio', { name: /カードと暗証番号で/ })).toBeChecked()
  await expect(page.getByRole('radio', { name: /このパソコンで/ })).toHaveCount(0)
})

/** What a phone reads in that picture. */
function scanned(picture: Uint8Array): string {
  const { width, height, data, channels } = decode(picture)
  const colours = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let colour = 0; colour < 3; colour++) colours[pixel * 3 + colour] = Number(data[pixel * channels + colour])
  return decodeQR({ width, height, data: colours })
}

test('a phone logs in with the number that it shows', async ({ open }) => {
  const screens = await open()
  const { page, portalFetch } = screens
  await makeDrawer(screens)
  await page.getByRole('navigation').getByRole('button', { name: 'ログイン' }).click()
  await page.getByText('スマートフォンで（', { exact: false }).click()
  await expect(page.getByText('人から送られたQRコードを読まないでください')).toBeVisible()
  await page.getByRole('button', { name: 'QRコードを出す' }).click()
  const code = page.getByRole('img', { name: 'スマートフォンで読むQRコード' })
  const address = scanned(await code.screenshot())
  await examine(page, 'logIn-byPhone')
  const number = await onPhone({ fetch: portalFetch, address, personId: 'taro', pin: pinOf(screens, 'taro') })
  await page.getByLabel(/スマートフォンに出た番号/).fill(number === '000000' ? '000001' : '000000')
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByRole('alert')).toContainText('番号がちがいます')
  await examine(page, 'logIn-phoneNumber')
  await page.getByLabel(/スマートフォンに出た番号/).fill(number)
  await page.getByRole('main').getByRole('button', { name: 'ログインする' }).click()
  await expect(page.getByText('スマートフォンでログインしました。')).toBeVisible()
  await expect(page.getByText('カードでログインしてください')).toBeVisible()
})
