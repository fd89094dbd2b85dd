// The open person is named in words and colour on every screen and in every window; when nobody is open, that is said.
import type { Page } from '@playwright/test'
import type { Screen } from '../../renderer/screen.ts'
import { words } from '../support/words.ts'
import { expect, test } from './support/screens.ts'
import { keyAndClose, makeDrawer, offer, receive, request } from './support/steps.ts'

const text = words.ja
const name = '練習 太郎'

test('whose drawer is open stands on every screen, and in the small window', async ({ open }) => {
  test.setTimeout(180_000)
  const screens = await open({ language: 'ja' })
  const { page, secret, wallet } = screens
  await makeDrawer(screens)
  await receive(screens, 'health-insurance')
  await wallet.handlers.household.recolour({ colour: 'purple' })

  const press = (button: string | RegExp) =>
    page.getByRole('main').getByRole('button', { name: button }).first().click()
  const nav = (entry: string) => page.getByRole('navigation').getByRole('button', { name: entry, exact: true }).click()
  const settings = async (button: string) => {
    await nav(text.shell.settings)
    await press(button)
  }
  const credential = async () => {
    await nav(text.shell.home)
    await page.getByRole('article').first().getByRole('button').click()
  }
  const board = async () => {
    await nav(text.procedures.title)
    await page.getByRole('main').getByRole('button', { name: text.board.tab, exact: true }).click()
  }
  /** How each screen is reached; one that is new does not compile until it is here. */
  const ways: Readonly<
    Record<Screen['name'], (() => Promise<void>) | 'needs shares of others' | 'needs a paper' | 'needs an application'>
  > = {
    home: () => nav(text.shell.home),
    board,
    application: 'needs an application',
    notices: async () => {
      await nav(text.procedures.title)
      await page.getByRole('button', { name: /^お知らせ/ }).click()
    },
    payments: async () => {
      await board()
      await press(text.board.toPayments)
    },
    papers: () => nav(text.papers.title),
    paper: 'needs a paper',
    logIn: () => nav(text.shell.logIn),
    draft: async () => {
      await wallet.handlers.drafts.begin({ procedure: 'public-account' })
      await board()
      await press(text.drafts.list.goOn)
    },
    procedures: () => nav(text.procedures.title),
    procedure: async () => {
      await nav(text.procedures.title)
      await press(text.procedures.find)
      await press(/くわしく見る$/)
    },
    ledger: () => nav(text.shell.ledger),
    calendar: () => nav(text.calendar.title),
    mandates: () => nav(text.mandates.title),
    selfInfo: async () => {
      await nav(text.papers.title)
      await nav(text.selfInfo.title)
    },
    partners: async () => {
      await nav(text.papers.title)
      await nav(text.partners.title)
    },
    family: () => nav(text.shell.family),
    card: () => nav(text.pinCare.title),
    documents: () => nav(text.shell.documents),
    doctor: () => nav(text.shell.doctor),
    settings: () => nav(text.shell.settings),
    keys: () => settings(text.keys.open),
    familyRecovery: async () => {
      await settings(text.keys.open)
      await press(text.recovery.setUp)
    },
    recoverByFamily: 'needs shares of others',
    backup: () => settings(text.backup.toBackup),
    leaving: () => settings(text.leaving.open),
    start: async () => {
      await nav(text.shell.family)
      await press(text.family.add)
    },
    person: async () => {
      await nav(text.shell.family)
      await press(text.people.edit)
    },
    credential,
    guest: async () => {
      await credential()
      await press(text.guest.open)
    },
    receive: () => offer(screens, 'licence'),
    share: () => request(screens, 'clinic'),
  }
  const titles = new Set<string>()
  for (const [screen, way] of Object.entries(ways)) {
    if (typeof way === 'string') continue
    const before = await page.title()
    await way()
    await expect(page, screen).not.toHaveTitle(before)
    await expect(page, screen).toHaveTitle(new RegExp(` – ${name} の引き出し – 手札$`))
    await expect(page.getByRole('banner'), screen).toContainText(name)
    await expect(page.getByRole('banner'), screen).toHaveAttribute('data-colour', 'purple')
    titles.add(await page.title())
  }
  expect(titles.size).toBeGreaterThan(15)

  await nav(text.shell.logIn)
  await press(text.logIn.button)
  const small = await secret()
  await expect(small).toHaveTitle(new RegExp(`${name} の引き出し – 手札$`))
  await expect(small.getByRole('main')).toContainText(`${name} の引き出し`)
  await expect(small.locator('[data-colour="purple"]')).toHaveCount(1)
  await keyAndClose(small, 'Escape')

  await page.keyboard.press('Control+l')
  for (const entry of [
    text.shell.family,
    text.calendar.title,
    text.pinCare.title,
    text.shell.documents,
    text.shell.doctor,
    text.shell.settings,
  ]) {
    await nav(entry)
    await saysNobody(page, entry)
  }
  await nav(text.shell.family)
  await press(text.family.unlockCard)
  const opening = await secret()
  await expect(opening).toHaveTitle(/引き出しは閉まっています – 手札$/)
  await expect(opening.getByRole('main')).toContainText(text.people.nobodyTitle)
  await keyAndClose(opening, 'Escape')
})

async function saysNobody(page: Page, where: string): Promise<void> {
  await expect(page, where).toHaveTitle(/ – 引き出しは閉まっています – 手札$/)
  await expect(page.getByRole('banner'), where).toContainText(text.shell.nobody)
  await expect(page.getByRole('banner'), where).not.toHaveAttribute('data-colour', /./)
}
