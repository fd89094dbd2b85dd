// What goes wrong at the portal is said where it happens, in words that help; what was typed stays, and the same button goes on.
import { words } from '../support/words.ts'
import { examine } from './support/examine.ts'
import { expect, test } from './support/screens.ts'
import { logIn, makeDrawer, pinOf, typePin } from './support/steps.ts'

test('maintenance, a busy portal, and a log-in that ran out', async ({ open }) => {
  const screens = await open()
  const { page, control } = screens
  const text = words.ja
  const main = page.getByRole('main')
  const nav = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true })
  const said = async (...parts: string[]) => {
    for (const part of parts) await expect(page.getByRole('alert')).toContainText(part)
  }
  await makeDrawer(screens)

  // Closed before anybody is let in: no PIN is asked.
  await control.addFault({ kind: 'maintenance', where: '/api', times: 1 })
  await nav('ログイン').click()
  await main.getByRole('button', { name: 'ログインする', exact: true }).click()
  await said('メンテナンス中です', '30分ほど待つように')
  await examine(page, 'maintenance at the log-in')
  await logIn(screens)

  // A search keeps what was typed.
  await nav(text.procedures.title).click()
  await main.getByLabel(text.procedures.fields.text).fill('引越し')
  await control.addFault({ kind: 'rate_limited', where: '/api', times: 1 })
  await main.getByRole('button', { name: text.procedures.find }).click()
  await said('何度も送られた', '30秒ほど待つように')
  await expect(main.getByLabel(text.procedures.fields.text)).toHaveValue('引越し')
  await main.getByRole('button', { name: text.procedures.find }).click()
  await expect(main.getByRole('heading', { name: text.procedures.found(1) })).toBeVisible()

  // The board loses nothing, and a log-in that ran out is mended where one is.
  await main.getByRole('button', { name: text.board.tab, exact: true }).click()
  const refresh = main.getByRole('button', { name: text.board.refresh })
  await control.addFault({ kind: 'outage', where: '/api', times: 1 })
  await refresh.click()
  await said('一時的に止まっています', '入力したものは、ここに残っています')
  await control.addFault({ kind: 'session_expired', where: '/api', times: 1 })
  await refresh.click()
  await said('ログインの時間が切れました')
  await examine(page, 'a log-in that ran out at the board')
  await main.getByRole('button', { name: text.logIn.goOn }).click()
  await main.getByRole('button', { name: 'ログインする', exact: true }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(main.getByRole('heading', { level: 1, name: text.board.title })).toBeVisible()
  await refresh.click()
  await expect(main.getByText(/取り寄せました/)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})
