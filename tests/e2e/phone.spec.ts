// In a rehearsal a window plays the phone, or the browser: it opens the page behind the QR code, or the portal's own, and goes
// nowhere else.
import { expect, test } from '@playwright/test'
import { goodPassphrase, makePerson, portalRuns, value } from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { words } from '../support/words.ts'

let program: Program
test.beforeAll(async () => {
  program = await launch({ home: newHome(), language: 'ja' })
})
test.afterAll(async () => program.quit())

test('the phone shows who would log in, then a number, and the number logs in here', async () => {
  const { page, app } = program
  await portalRuns(page)
  await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })
  await page.getByRole('navigation').getByRole('button', { name: words.ja.shell.logIn }).click()
  await page.getByText(words.ja.logIn.byPhone).click()
  await page.getByRole('button', { name: words.ja.logIn.showCode, exact: true }).click()
  const opened = app.waitForEvent('window')
  await page.getByRole('button', { name: words.ja.logIn.practicePhone }).click()
  const phone = await opened
  await phone.getByRole('combobox').selectOption('taro')
  await phone.getByRole('textbox').fill('1357')
  await phone.getByRole('button', { name: '次へ' }).click()
  await expect(phone.getByText('練習　太郎')).toBeVisible()
  // No bridge to the wallet, and no way out of the portal.
  expect(await phone.evaluate(() => 'wallet' in window)).toBe(false)
  expect(await phone.evaluate(() => fetch('https://portal.example.invalid/').then(String, () => 'no way'))).toBe(
    'no way',
  )
  await phone.getByRole('button', { name: 'ログインする' }).click()
  const number = (await phone.locator('#code').textContent()) ?? ''
  await page.getByLabel(words.ja.logIn.number).fill(number)
  await page.getByRole('main').getByRole('button', { name: words.ja.logIn.button, exact: true }).click()
  await expect(page.getByText(words.ja.logIn.how.phone)).toBeVisible()
  expect(value(await page.evaluate(() => window.wallet.session.read()))?.by).toBe('phone')
  const elsewhere = await page.evaluate(() =>
    window.wallet.practice.openPhone({ address: 'https://localhost:1/phone/x' }),
  )
  expect(elsewhere).toMatchObject({ ok: false, failure: { code: 'practice.only' } })
})

test('a page of the portal opens beside the wallet, and what was decided there is known here', async () => {
  const { page, app } = program
  const opened = app.waitForEvent('window')
  const asked = await page.evaluate(() =>
    window.wallet.selfInfo.ask({ items: ['TM00000000000072'], period: { type: 'latest' }, purpose: '確認' }),
  )
  expect(value(asked).state).toBe('consent')
  const consent = await opened
  await consent.getByRole('combobox').selectOption('taro')
  await consent.getByRole('textbox').fill('1357')
  await consent.getByRole('button', { name: '同意する' }).click()
  await expect(consent.getByText('同意を受け付けました')).toBeVisible()
  expect(await consent.evaluate(() => 'wallet' in window)).toBe(false)
  expect(value(await page.evaluate(() => window.wallet.selfInfo.refresh({})))).toMatchObject([{ state: 'compare' }])
})
