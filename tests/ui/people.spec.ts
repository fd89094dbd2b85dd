// People: named on every screen, changed by themselves, seen at a glance by the others; and one credential for a guest.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { words } from '../support/words.ts'
import { inOtherTheme } from './support/dress.ts'
import { examine, expectNoFindings, picture } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { choose, makeDrawer, receive, secondPerson, tabTo } from './support/steps.ts'

const entry = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true })

/** In the theme that is on and in the other one. */
async function examineBoth(screens: Screens, name: string): Promise<void> {
  await examine(screens.page, name)
  await inOtherTheme(screens, (other) => expectNoFindings(screens.page, `${name}, ${other}`))
}

test('a person’s own screen and the family at a glance', async ({ open }) => {
  test.setTimeout(240_000)
  const language = 'en'
  const text = words[language]
  const size = { width: 1280, height: 2200 }
  const screens = await open({ language, theme: 'dark', size })
  const { page, files, home, wallet } = screens
  await makeDrawer(screens, language)
  await receive(screens, 'licence', language)
  await entry(page, text.shell.family).click()
  await tabTo(page, page.getByRole('button', { name: text.people.edit }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: text.people.title }).waitFor()
  await expect(entry(page, text.shell.family)).toHaveAttribute('aria-current', 'page')

  const name = page.getByLabel(text.people.nameTitle, { exact: true })
  await name.fill('')
  await page.getByRole('button', { name: text.people.nameSave }).click()
  await expect(page.getByRole('alert')).toContainText(text.start.nameMissing)
  await name.fill('架空　タロウ')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner')).toContainText('架空 タロウ')
  await expect(name).toHaveValue('架空 タロウ')
  await choose(page.getByRole('radio', { name: text.people.drawings.cat, exact: true }))
  await expect(page.getByRole('radio', { name: text.people.drawings.cat, exact: true })).toBeChecked()
  await choose(page.getByRole('radio', { name: text.colours.magenta }))
  await expect(page.getByRole('banner')).toHaveAttribute('data-colour', 'magenta')
  await choose(page.getByRole('radio', { name: new RegExp(text.people.overview.shows.named) }))
  await expect(page.getByText(text.people.next.title).first()).toBeVisible()
  await examineBoth(screens, `${language}-40-person`)

  const photo = join(home, 'photo.png')
  await writeFile(photo, await page.getByRole('banner').locator('p').first().screenshot())
  files.picked = [photo]
  await page.getByRole('button', { name: text.people.photo }).press('Enter')
  // Decoded in a process of its own, which has to start.
  await expect(page.getByRole('radio', { name: text.people.ownPhoto })).toBeChecked({ timeout: 30_000 })
  await writeFile(photo, 'no picture')
  await page.getByRole('button', { name: text.people.photoAgain }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be used' })).toBeVisible({ timeout: 30_000 })

  await page.keyboard.press('Control+l')
  await secondPerson(screens, language)
  await page.keyboard.press('Control+l')
  await page.getByRole('heading', { level: 1, name: text.family.title }).waitFor()
  await expect(page.getByText(text.people.next.title)).toHaveCount(1)
  await page.getByRole('button', { name: text.people.order.button }).click()
  await page.getByRole('button', { name: text.people.order.laterOf('架空 タロウ') }).press('Enter')
  await expect(page.getByRole('main').locator('li[data-colour]').nth(1)).toContainText('架空 タロウ')
  // The finger stays: there is no later place, so the other way has the focus.
  await expect(page.getByRole('button', { name: text.people.order.earlierOf('架空 タロウ') })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: text.people.order.moved('架空 タロウ', 2) })).toHaveCount(1)
  await examine(page, `${language}-41-family`)

  // As time goes by: said in words, and still readable in its colours.
  const until = (await wallet.handlers.household.read(undefined)).people[1]?.next?.until ?? ''
  for (const [days, said] of [
    [-30, text.people.next.soon(30)],
    [1, text.people.next.late],
  ] as const) {
    await page.clock.setFixedTime(Date.parse(`${until}T12:00:00+09:00`) + days * 86_400_000)
    await page.getByRole('button', { name: days < 0 ? text.people.order.done : text.people.order.button }).click()
    await expect(page.getByText(said)).toBeVisible()
    await expectNoFindings(page, said, { part: 'main' })
    await picture(page.locator('li[data-colour]').nth(1), `${language}-41-family${days}`)
  }
})

test('one credential for a guest, and nothing else', async ({ open }) => {
  test.setTimeout(240_000)
  const language = 'ja'
  const text = words[language]
  const screens = await open({ language, theme: 'light' })
  const { page, wallet } = screens
  await makeDrawer(screens, language)
  await receive(screens, 'licence', language)
  const [card] = await wallet.handlers.credentials.list(undefined)
  const detail = await wallet.handlers.credentials.show({ id: card?.id ?? '' })
  await entry(page, text.shell.home).click()
  await page.getByRole('article').first().getByRole('button').click()
  await tabTo(page, page.getByRole('button', { name: text.guest.open }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: text.guest.title }).waitFor()
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)
  await page.getByRole('button', { name: text.guest.look }).click()
  await expect(page.getByRole('alert')).toContainText(text.guest.nothing)
  await examineBoth(screens, `${language}-42-guest-choose`)

  const chosen = detail.attributes.filter(({ path }) =>
    ['family_name', 'portrait', 'birth_date'].includes(String(path.at(-1))),
  )
  expect(chosen).toHaveLength(3)
  for (const { label } of chosen) await page.getByRole('checkbox', { name: label[language], exact: true }).check()
  await choose(page.getByRole('radio', { name: text.guest.times[300] }))
  await page.getByRole('button', { name: text.guest.look }).click()
  await page.getByRole('heading', { name: text.guest.lookTitle }).waitFor()
  await examine(page, `${language}-43-guest-look`)
  await page.getByRole('button', { name: text.guest.begin }).press('Enter')

  const hide = page.getByRole('button', { name: text.guest.hide })
  await hide.waitFor()
  await expect(page).toHaveTitle(new RegExp(text.guest.windowTitle('練習 太郎')))
  const seen = page.getByRole('main')
  for (const { label, text: value, picture } of chosen) {
    if (picture === undefined) await expect(seen).toContainText(value[language])
    else await expect(seen.getByRole('img', { name: label[language] })).toBeVisible()
  }
  const rest = detail.attributes.filter((attribute) => !chosen.includes(attribute) && attribute.picture === undefined)
  for (const { label } of rest) await expect(page.getByText(label[language], { exact: true })).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(seen).toContainText(text.guest.noProof)
  await examine(page, `${language}-44-guest-show`)
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 1, name: text.family.title }).waitFor()
  expect(await page.content()).not.toContain(detail.attributes.find(({ picture }) => picture)?.picture ?? 'portrait')
  await expect(page.getByRole('button', { name: text.family.unlockCard })).toBeVisible()
})
