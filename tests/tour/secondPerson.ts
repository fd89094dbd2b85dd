// The drawer that only a card opens takes a passphrase; a second person makes a drawer with generated words.
import { expect } from '@playwright/test'
import { choose, finish, press, tick, write } from '../support/hands.ts'
import { lockByKey } from '../support/locking.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'
import { openByCard } from './openDrawer.ts'

export const hanako = '練習 花子'
export const taroPassphrase = 'murasaki no tanuki wa suiyou ni hakobune'

export async function secondPerson(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')

  await step('shut, and opened by the card again', 'opened-by-card', async () => {
    await lockByKey(guide.program)
    await guide.heading(guide.text.family.title)
    await guide.insert('taro')
    await expect(main().getByText(guide.text.family.cardHere)).toBeVisible({ timeout: 10_000 })
    await openByCard(guide)
    return undefined
  })
  await step(
    'for days without the card the wallet offers a passphrase; a weak one is refused',
    'passphrase-weak',
    async () => {
      await press(guide.page, guide.text.shell.settings)
      await choose(guide.page, guide.text.settings.themes.light)
      await press(guide.page, guide.text.shell.home)
      await guide.heading(guide.text.home.title(taro))
      await press(guide.page, guide.text.home.suggestButton)
      const window = await guide.program.secret(guide.text.secret.newTitle)
      await write(window, guide.text.secret.passphrase, 'password1234')
      await press(window, guide.text.secret.decide)
      await expect(window.getByRole('alert').first()).toContainText(/よく使われる言葉/)
      await expect(window.getByText(guide.text.secret.weak)).toBeVisible()
      return window
    },
  )
  await step('a strong one is taken: now the drawer opens without the card as well', 'passphrase-added', async () => {
    const window = await guide.program.secret(guide.text.secret.newTitle)
    await write(window, guide.text.secret.passphrase, taroPassphrase)
    await write(window, guide.text.secret.repeat, taroPassphrase)
    await finish(window, guide.text.secret.decide)
    await expect(main().getByRole('button', { name: guide.text.home.suggestButton })).toBeHidden({ timeout: 15_000 })
    await press(guide.page, guide.text.shell.settings)
    await guide.heading(guide.text.settings.title)
    await press(guide.page, guide.text.keys.open)
    await guide.heading(guide.text.keys.title)
    const key = main().getByText(guide.text.keys.kinds.passphrase, { exact: true })
    await expect(key).toBeVisible()
    return undefined
  })
  await step('locked with one key: nothing of the drawer is on the screen', 'locked', async () => {
    await lockByKey(guide.program)
    await press(guide.page, guide.text.shell.family)
    await guide.heading(guide.text.family.title)
    await expect(main().getByRole('button', { name: guide.text.family.unlockPassphrase })).toBeVisible()
    await expect(guide.page.getByRole('banner')).toContainText(guide.text.shell.nobody)
    return undefined
  })
  await step('the second person chooses a passphrase', 'second-person', async () => {
    await press(guide.page, guide.text.family.add)
    await press(guide.page, guide.text.start.passphraseButton)
    await guide.heading(guide.text.start.makeWithPassphrase)
    await write(guide.page, guide.text.start.name, hanako)
    return undefined
  })
  await step('words are drawn for her, typed twice', 'passphrase-generated', async () => {
    await press(guide.page, guide.text.start.make)
    const window = await guide.program.secret(guide.text.secret.newTitle)
    await press(window, guide.text.secret.generate)
    const drawn = window.getByRole('status').filter({ hasText: guide.text.secret.generated }).locator('p').nth(1)
    await expect(drawn).toHaveText(/^[a-z]+( [a-z]+){5}$/)
    const made = (await drawn.textContent()) ?? ''
    await tick(window, guide.text.secret.show)
    await write(window, guide.text.secret.passphrase, made)
    await expect(window.getByText(guide.text.secret.strong)).toBeVisible()
    await write(window, guide.text.secret.repeat, made)
    return window
  })
  await step(
    "her drawer has a recovery code of its own, and shows nothing of the first person's",
    'second-home',
    async () => {
      const words = await guide.program.secret(guide.text.secret.newTitle)
      await finish(words, guide.text.secret.decide)
      const window = await guide.program.secret(guide.text.secret.recoveryTitle)
      await expect(window.getByRole('listitem').first()).toBeVisible()
      const paper = (await window.getByRole('listitem').allTextContents()).join('-')
      await press(window, guide.text.secret.written)
      await write(window, guide.text.secret.code, paper)
      await finish(window, guide.text.secret.confirm)
      await guide.heading(guide.text.home.title(hanako))
      await expect(main().getByRole('article')).toHaveCount(0)
      return undefined
    },
  )
}
