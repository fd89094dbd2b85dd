// The status board, an application with its documents, notices and a payment: looked at, done, read with no portal, and as
// much of it seen by the family as its owner allows.
import { formOf, send } from '../../practice/portal/testApplication.ts'
import { bodyOf, reachPortal } from '../../practice/portal/testPortal.ts'
import { words } from '../support/words.ts'
import { examine } from './support/examine.ts'
import { expect, test } from './support/screens.ts'
import { logIn, makeDrawer, secondPerson } from './support/steps.ts'

const text = words.ja
const origin = 'https://localhost:20443'

test('what was sent is followed by person, corrected, paid for, and stays when the portal has gone', async ({
  open,
  world,
}) => {
  test.setTimeout(120_000)
  const screens = await open({ language: 'ja' })
  const { page, control, portalFetch, tools, wait } = screens
  const main = page.getByRole('main')
  const portal = reachPortal(world, origin, '', portalFetch, () => new Date())
  const sent = async (procedure: string, more: object = {}): Promise<string> => {
    const form = formOf(portal, procedure, 'taro')
    return String((await bodyOf(await send(portal, 'taro', { procedure, form, ...more })))['receipt_no'])
  }
  await makeDrawer(screens)
  await page.getByRole('navigation').getByRole('button', { name: text.procedures.title, exact: true }).click()
  await main.getByRole('button', { name: text.board.tab, exact: true }).click()
  await expect(main.getByText(text.board.never)).toBeVisible()
  await main.getByRole('button', { name: text.board.refresh }).click()
  await expect(main.getByRole('alert').or(main.getByRole('status')).getByText('まだログインしていません')).toBeVisible()
  await examine(page, 'board-empty')

  await sent('moving-out')
  await sent('residence-certificate', { key: 'authentication' })
  wait(60_000)
  const account = await sent('public-account', { key: 'authentication' })
  await control.decide(account, {
    status: 'returned',
    note: '口座番号を確かめてください。',
    fields: [{ pointer: '/form/account/number', message: 'この口座は見つかりません' }],
  })
  const certificate = await sent('tax-certificate')
  await control.decide(certificate, { status: 'rejected', note: '練習のため、認めません。' })
  await logIn(screens)
  await page.getByRole('navigation').getByRole('button', { name: text.procedures.title, exact: true }).click()
  await main.getByRole('button', { name: text.board.tab, exact: true }).click()
  await expect(main.getByText('差し戻し（補正依頼）')).toBeVisible()
  await expect(main.getByRole('heading', { name: text.board.ofMe('練習　太郎') })).toBeVisible()
  await expect(main.getByText(text.board.documents(2))).toBeVisible()
  const licence = main.getByRole('checkbox', { name: /^運転免許.*太郎.*済んだ$/ })
  await licence.check()
  await expect(licence).toBeChecked()
  await examine(page, 'board')

  await main.getByRole('button', { name: new RegExp(`^${text.board.open}：公金受取口座`) }).click()
  await expect(page).toHaveTitle(/^公金受取口座.*練習 太郎 の引き出し – 手札$/)
  await expect(main.getByText('この口座は見つかりません')).toBeVisible()
  await examine(page, 'application-returned')
  await main.getByRole('button', { name: text.board.correct }).click()
  await expect(main.getByText('この口座は見つかりません').first()).toBeVisible()
  await expect(main.getByLabel(/^口座番号/)).toHaveValue('0000001')
  await page.getByRole('navigation').getByRole('button', { name: text.procedures.title, exact: true }).click()
  await main.getByRole('button', { name: text.board.tab, exact: true }).click()

  await main
    .getByRole('navigation')
    .getByRole('button', { name: /^お知らせ/ })
    .click()
  await main
    .getByRole('button', { name: new RegExp(`^${text.board.notices.read}：`) })
    .first()
    .click()
  await examine(page, 'notices')

  await main.getByRole('button', { name: text.board.tab, exact: true }).click()
  await main.getByRole('button', { name: text.board.toPayments }).click()
  await examine(page, 'payments')
  await main.getByRole('button', { name: text.payments.look }).click()
  await expect(main.getByText(text.payments.digitsWrong(20))).toBeVisible()
  await main
    .getByRole('button', { name: new RegExp(`^${text.payments.pay}：`) })
    .first()
    .click()
  await expect(main.getByRole('heading', { name: text.payments.check })).toBeVisible()
  await examine(page, 'payments-check')
  await main.getByRole('button', { name: /円を納める$/ }).click()
  await expect(main.getByRole('heading', { name: text.payments.done })).toBeVisible()
  await examine(page, 'payments-done')

  await tools.stopPortal()
  await main.getByRole('button', { name: text.payments.back }).click()
  await main.getByRole('button', { name: new RegExp(`^${text.board.open}：納税証明書`) }).click()
  await expect(main.getByText('練習のため、認めません。').first()).toBeVisible()
  await main.getByRole('button', { name: text.board.back }).first().click()
  await main.getByRole('button', { name: new RegExp(`^${text.board.open}：住民票`) }).click()
  await expect(main.getByText('世帯全員の分')).toBeVisible()
  await examine(page, 'application-documents')
  await main
    .getByRole('button', { name: new RegExp(`^${text.board.openPaper}：`) })
    .first()
    .click()
  await expect(page).toHaveTitle(/^住民票/)

  const entry = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true })
  await entry(text.shell.family).click()
  await main.getByRole('button', { name: text.people.edit }).click()
  await expect(main.getByText(text.familyApplications.seenNothing)).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 3000 })
  await main.getByRole('checkbox', { name: text.familyApplications.allow }).press('Space')
  await expect(main.getByText('差し戻し（補正依頼）')).toBeVisible()
  await examine(page, 'person-applications')
  await page.keyboard.press('Control+l')
  await expect(main.getByText(text.familyApplications.asksBackCount(1))).toBeVisible()
  await examine(page, 'family-applications')
  await secondPerson(screens)
  await entry(text.procedures.title).click()
  await main.getByRole('button', { name: text.board.tab, exact: true }).click()
  const his = main.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: '練習 太郎' }) })
  await expect(his).toContainText('差し戻し（補正依頼）')
  await expect(his).toContainText(text.familyApplications.asksBack)
  await expect(his).toContainText(text.familyApplications.opensMore('練習 太郎'))
  await expect(main).not.toContainText(account)
  await expect(main.getByText(text.familyApplications.ownHidden('練習 花子'))).toBeVisible()
  await examine(page, 'board-family')
  await main.getByRole('button', { name: text.familyApplications.decide }).press('Enter')
  await expect(main.getByRole('checkbox', { name: text.familyApplications.allow })).toBeFocused()
})
