// Finding a procedure and seeing what it takes, before it is begun: in both languages, by keyboard, with card and without.
import { words } from '../support/words.ts'
import { examine } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { makeDrawer, pinOf, pressAndClose, reader1, tabTo, typePin } from './support/steps.ts'

const button = ({ page }: Screens, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })
const heading = ({ page }: Screens, name: string | RegExp) => page.getByRole('main').getByRole('heading', { name })
const nav = ({ page }: Screens, name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true })

test('a procedure is found by life event and place, and the pre-flight follows card and session', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  const text = words.ja.procedures
  await makeDrawer(screens)
  await nav(screens, text.title).click()

  // By keyboard: the life event, part of the place's name, and the place itself.
  await tabTo(page, page.getByRole('radio', { name: text.fields.any }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: text.lifeEvents.birth })).toBeChecked()
  await tabTo(page, page.getByLabel(text.fields.place, { exact: true }))
  await page.keyboard.type('せたがや')
  const setagaya = button(screens, /東京都世田谷区/)
  await expect(setagaya).toBeVisible()
  await tabTo(page, button(screens, text.find))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText(text.fields.placeUnchosen)
  await page.keyboard.press('Shift+Tab')
  await tabTo(page, setagaya)
  await page.keyboard.press('Enter')
  await tabTo(page, button(screens, text.find))
  await page.keyboard.press('Enter')
  await expect(heading(screens, text.found(2))).toBeFocused()
  await examine(page, 'procedures')

  await button(screens, text.openNamed('児童手当（認定請求）')).click()
  await expect(heading(screens, text.check.title)).toBeVisible()
  const checks = page.getByRole('listitem')
  await expect(checks.filter({ hasText: text.card.ready('練習 太郎') })).toContainText(text.marks.ok)
  await expect(checks.filter({ hasText: text.certificate.hidden('') })).toContainText(text.marks.look)
  await expect(heading(screens, text.verdicts.todo.title)).toBeVisible()
  await examine(page, 'procedure')

  // The signing certificate is read when the person asks for it.
  await button(screens, text.check.readSigning).click()
  const small = await screens.secret()
  await small.getByLabel(/^暗証番号/).fill(tools.read().people.find(({ id }) => id === 'taro')?.pins.signature ?? '')
  await pressAndClose(small, 'この暗証番号を使う')
  await expect(checks.filter({ hasText: '署名用電子証明書' })).toContainText('に切れます')

  // It follows what lies in the reader.
  tools.insertCard(reader1, 'hanako')
  await expect(checks.filter({ hasText: text.card.otherPerson('練習 太郎') })).toContainText(text.marks.todo)
  tools.removeCard(reader1)
  await expect(checks.filter({ hasText: text.card.absent('練習 太郎') })).toBeVisible()
  tools.insertCard(reader1, 'taro')
  await expect(checks.filter({ hasText: text.card.ready('練習 太郎') })).toBeVisible()

  // Logged in from here and back again; then a draft is begun.
  await button(screens, text.check.logIn).click()
  await button(screens, words.ja.logIn.button).click()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(checks.filter({ hasText: text.session.by.card })).toContainText(text.marks.ok)
  await expect(page.getByRole('main')).toContainText(text.purposes([]))
  await button(screens, text.check.begin).click()
  await expect(heading(screens, '児童手当（認定請求）')).toBeVisible()
  await expect(page.getByLabel('請求者の氏名')).toBeVisible()
  // Next time one can go on with it.
  await nav(screens, text.title).click()
  await button(screens, text.openNamed('児童手当（認定請求）')).click()
  await button(screens, text.check.goOn).click()
  await expect(page.getByLabel('請求者の氏名')).toBeVisible()
})

test('what was found stays readable with no portal, and what is done elsewhere is said so', async ({ open }) => {
  const screens = await open({ language: 'en', theme: 'dark', size: { width: 900, height: 860 } })
  const { page, tools } = screens
  const text = words.en.procedures
  await makeDrawer(screens, 'en')
  await nav(screens, text.title).click()
  await page.getByLabel(text.fields.text, { exact: true }).fill('年金')
  await button(screens, text.find).click()
  await button(screens, text.openNamed('老齢年金の請求')).click()
  await expect(heading(screens, text.elsewhereTitle)).toBeVisible()
  await examine(page, 'procedure-elsewhere')

  await tools.stopPortal()
  await button(screens, text.back).click()
  await expect(heading(screens, text.found(2))).toBeVisible()
  await expect(page.getByLabel(text.fields.text, { exact: true })).toHaveValue('年金')
  await button(screens, text.find).click()
  await expect(page.getByRole('alert')).toContainText(words.en.shell.whatNow)
  await button(screens, text.openNamed('老齢年金の請求')).click()
  await expect(heading(screens, text.about)).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(words.en.shell.whatNow)
  await examine(page, 'procedures-offline')
})
