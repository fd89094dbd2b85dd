// First start: a language, then a drawer opened by the person's own card; the recovery code goes to paper and comes back.
import { expect } from '@playwright/test'
import { choose, finish, press, write } from '../support/hands.ts'
import type { Guide } from './guide.ts'

export const taro = '練習 太郎'

/** @returns the recovery code that now stands on paper */
export async function firstStart(guide: Guide): Promise<string> {
  const { step } = guide
  let paper = ''

  await step('first start: choose a language', 'language', async () => {
    await guide.start()
    await guide.heading(guide.text.start.title)
    await expect(guide.page.getByRole('button', { name: 'English' })).toBeVisible()
    await expect(guide.page.getByRole('complementary', { name: guide.text.band.title, exact: true })).toBeVisible()
    return undefined
  })
  await step('in English: the ways to a drawer, the own card first', 'ways-english', async () => {
    await press(guide.page, /^English/)
    guide.speak('en')
    await guide.heading(guide.text.start.how)
    const ways = guide.page.getByRole('main').getByRole('button')
    await expect(ways.first()).toContainText(guide.text.start.cardButton)
    return undefined
  })
  await step('in English: a drawer by card, without a card', 'by-card-english', async () => {
    await press(guide.page, guide.text.start.cardButton)
    await guide.heading(guide.text.start.makeWithCard)
    return undefined
  })
  await step('in English: settings, where the language can be changed', 'settings-english', async () => {
    await press(guide.page, guide.text.shell.settings)
    await guide.heading(guide.text.settings.title)
    await expect(guide.page.getByRole('radio', { name: 'English' })).toBeChecked()
    return undefined
  })
  await step('in Japanese: the ways to a drawer', 'ways', async () => {
    await choose(guide.page, '日本語')
    guide.speak('ja')
    await guide.heading(guide.text.settings.title)
    await press(guide.page, guide.text.shell.family)
    await guide.heading(guide.text.start.how)
    return undefined
  })
  await step('a drawer by card: the screen waits for a card', 'by-card-no-card', async () => {
    await press(guide.page, guide.text.start.cardButton)
    await guide.heading(guide.text.start.makeWithCard)
    await expect(guide.page.getByRole('main')).toContainText('カードが入っていません')
    return undefined
  })
  await step('the practice tools are put away: a card will go into a real reader', 'tools-away', async () => {
    await press(guide.page, guide.text.band.hideTools)
    await expect(guide.page.getByRole('complementary', { name: guide.text.practice.title })).toBeHidden()
    return undefined
  })
  await step('a card goes in: the screen follows and tells the tries left', 'by-card', async () => {
    await guide.insert('taro')
    const tries = guide.page.getByRole('row').filter({ hasText: guide.text.card.authenticationOfficial })
    await expect(tries).toContainText(guide.text.card.tries(3), { timeout: 10_000 })
    await write(guide.page, guide.text.start.name, taro)
    return undefined
  })
  await step('the PIN is asked in a small window of its own', 'pin-for-drawer', async () => {
    await press(guide.page, guide.text.start.make)
    const window = await guide.program.secret(guide.text.secret.pinTitles.authentication)
    await expect(window.getByRole('main')).toContainText(guide.text.secret.purposes.newDrawer)
    return window
  })
  await step('the recovery code is shown', 'recovery-code', async () => {
    const pin = await guide.program.secret(guide.text.secret.pinTitles.authentication)
    await write(pin, new RegExp(`^${guide.text.secret.pin}`), '1357')
    await finish(pin, guide.text.secret.use)
    const window = await guide.program.secret(guide.text.secret.recoveryTitle)
    const groups = window.getByRole('listitem')
    await expect(groups.first()).toBeVisible()
    paper = (await groups.allTextContents()).join('-')
    expect(paper.length).toBeGreaterThan(20)
    return window
  })
  await step('a recovery code that was not written down is refused', 'recovery-code-wrong', async () => {
    const window = await guide.program.secret(guide.text.secret.recoveryTitle)
    await press(window, guide.text.secret.written)
    await expect(window.getByText(paper.split('-')[0] ?? '', { exact: true })).toBeHidden()
    await write(window, guide.text.secret.code, 'ABCD-EFGH')
    await press(window, guide.text.secret.confirm)
    await expect(window.getByRole('alert')).toContainText(guide.text.secret.refused.notTypedBack)
    return window
  })
  await step('typed back from paper, the drawer is there and open', 'home-empty', async () => {
    const window = await guide.program.secret(guide.text.secret.recoveryTitle)
    await write(window, guide.text.secret.code, paper.toLowerCase().replaceAll('-', ' '))
    await finish(window, guide.text.secret.confirm)
    await guide.heading(guide.text.home.title(taro))
    await expect(guide.page.getByText(guide.text.home.noCredentials, { exact: true })).toBeVisible()
    return undefined
  })
  return paper
}
