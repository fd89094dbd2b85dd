// The calendar: what the wallet knows by itself, a date of one's own, what the family sees of it, reminders, and files.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calendarWords } from '../../preload/text/calendarWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { words } from '../support/words.ts'
import { examine, expectNoFindings } from './support/examine.ts'
import { expect, test } from './support/screens.ts'
import { choose, makeDrawer, receive, tabTo } from './support/steps.ts'

const inDays = (days: number) => new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

test('what ends stands there without card and portal, and of a shut drawer as much as its owner says', async ({
  open,
}) => {
  test.setTimeout(180_000)
  const text = words.ja
  const screens = await open({ language: 'ja', size: { width: 1280, height: 2400 } })
  const { page, files, home, tools, notices, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'licence')
  for (const reader of tools.read().readers) tools.removeCard(reader.id)
  await tools.stopPortal()
  const nav = page.getByRole('navigation').getByRole('button', { name: text.calendar.title, exact: true })
  await nav.click()
  await page.getByRole('heading', { level: 1, name: text.calendar.title }).waitFor()
  const rows = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }) })
  const certificate = withoutRuby(calendarWords.ja.kinds.authentication.what(''))
  await expect(rows.filter({ hasText: certificate })).toHaveCount(1)
  await expect(rows.filter({ hasText: '免許' })).toHaveCount(2)

  await tabTo(page, page.getByLabel(text.calendar.add.name, { exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toContainText(withoutRuby(text.calendar.add.nameMissing))
  await page.keyboard.type('架空の旅券')
  await page.getByLabel(text.calendar.add.on, { exact: true }).fill(inDays(7))
  await page.getByRole('button', { name: withoutRuby(text.calendar.add.action) }).press('Enter')
  const own = rows.filter({ hasText: '架空の旅券' })
  await expect(own).toContainText('あと 7 日')

  await choose(page.getByRole('radio', { name: new RegExp(withoutRuby(text.people.overview.shows.calendar)) }))
  const remind = page.getByRole('checkbox', { name: withoutRuby(text.calendar.remind.label) })
  await remind.press('Space')
  await expect(remind).toBeChecked()
  await wallet.handlers.calendar.tellDue(undefined)
  expect(notices).toEqual([{ title: '手札：練習 太郎', body: expect.stringContaining('架空の旅券') }])

  const follow = page.getByRole('checkbox', { name: withoutRuby(text.calendar.file.follow) })
  await follow.press('Space')
  await expect(page.getByText('tefuda-calendar.ics')).toBeVisible()
  expect(await readFile(join(home, 'tefuda-calendar.ics'), 'utf8')).toContain('架空の旅券')
  files.place = join(home, 'out.ics')
  await page.getByRole('button', { name: withoutRuby(text.calendar.file.export) }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'out.ics' })).toHaveCount(1)
  await examine(page, 'ja-70-calendar')
  await wallet.handlers.settings.write({ theme: 'dark' })
  await page.locator('html[data-theme="dark"]').waitFor()
  await expectNoFindings(page, 'calendar, dark')

  await page.keyboard.press('Control+l')
  await nav.click()
  await expect(own).toContainText('あと 7 日')
  await expect(own.getByRole('button', { name: new RegExp(text.calendar.remove) })).toHaveCount(0)
  await page.setViewportSize({ width: 900, height: 1000 })
  await examine(page, 'ja-71-calendar-shut')
})
