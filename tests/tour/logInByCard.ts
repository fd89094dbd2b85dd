// Log in: every state of reader and card says what to do before a PIN is typed; a wrong PIN tells the tries left.
import { expect } from '@playwright/test'
import { finish, press, tick, write } from '../support/hands.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'
import { openByPaper } from './openDrawer.ts'

export async function logInByCard(guide: Guide, paper: string): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')
  const logInButton = () => main().getByRole('button', { name: guide.text.logIn.button, exact: true })

  await step('the card that opened it is taken out: the drawer locks and says why', 'locked-by-card', async () => {
    await guide.pullOut()
    const why = main().getByRole('heading', { name: guide.text.locks.reasons.cardOut(taro) })
    await expect(why).toBeVisible({ timeout: 15_000 })
    return undefined
  })
  await step('opened by the code on paper, cards may come and go', 'opened-by-paper', async () => {
    await openByPaper(guide, paper)
    // The page began anew, with the practice tools out.
    await press(guide.page, guide.text.band.hideTools)
    return undefined
  })
  await step('log in, no card in the reader: says so at once', 'log-in-no-card', async () => {
    await press(guide.page, guide.text.shell.logIn)
    await guide.heading(guide.text.logIn.title)
    await expect(main()).toContainText('カードが入っていません')
    await expect(logInButton()).toBeHidden()
    return undefined
  })
  await step(
    "log in, grandmother's card without PINs: explained, with the way by proxy",
    'log-in-without-pins',
    async () => {
      await guide.insert('ume')
      await expect(main().getByRole('heading', { name: '暗証番号のないカードです' })).toBeVisible({ timeout: 10_000 })
      await expect(main()).toContainText(guide.text.logIn.proxyTitle)
      await expect(logInButton()).toBeHidden()
      return undefined
    },
  )
  await step('log in, expired certificate: where to renew it', 'log-in-expired', async () => {
    await guide.insert('ichiro')
    await expect(main().getByRole('heading', { name: 'カードの電子証明書の期限が切れています' })).toBeVisible({
      timeout: 10_000,
    })
    await expect(logInButton()).toBeHidden()
    return undefined
  })
  await step(
    'log in, a card that this drawer does not know: asked about before any PIN',
    'log-in-unfamiliar',
    async () => {
      await guide.insert('hanako')
      await expect(logInButton()).toBeVisible({ timeout: 10_000 })
      await press(guide.page, guide.text.logIn.button, main())
      await expect(main().getByRole('heading', { name: 'これは練習 太郎さんのカードですか' })).toBeVisible({
        timeout: 15_000,
      })
      expect(guide.program.app.windows()).toHaveLength(1)
      return undefined
    },
  )
  await step('log in, own card: which PIN, and how many tries are left', 'log-in-ready', async () => {
    // A fresh screen, as for somebody who comes to it now.
    await press(guide.page, guide.text.shell.home)
    await guide.insert('taro')
    await press(guide.page, guide.text.shell.logIn)
    await expect(logInButton()).toBeVisible({ timeout: 10_000 })
    await expect(main()).toContainText(guide.text.logIn.whichName)
    await expect(main()).toContainText(guide.text.card.tries(3))
    return undefined
  })
  await step("the card's certificate is kept for looking at offline", 'certificate-kept', async () => {
    await press(guide.page, guide.text.card.keep)
    await expect(main().getByText(guide.text.card.kept)).toBeVisible({ timeout: 10_000 })
    return undefined
  })
  await step('the PIN window says whose PIN, what for, where to', 'pin-for-log-in', async () => {
    await press(guide.page, guide.text.logIn.button, main())
    const window = await guide.program.secret(guide.text.secret.pinTitles.authentication)
    const asks = window.getByRole('main')
    await expect(asks).toContainText(guide.text.secret.purposes.logIn)
    await expect(asks).toContainText(taro)
    await expect(asks).toContainText('https://localhost')
    await tick(window, guide.text.secret.show)
    await write(window, new RegExp(`^${guide.text.secret.pin}`), '1358')
    return window
  })
  await step('a wrong PIN: two tries are left', 'pin-wrong', async () => {
    const window = await guide.program.secret(guide.text.secret.pinTitles.authentication)
    await finish(window, guide.text.secret.use)
    await expect(main().getByRole('heading', { name: '暗証番号が違います。あと 2 回です' })).toBeVisible({
      timeout: 15_000,
    })
    const tries = guide.page.getByRole('row').filter({ hasText: guide.text.card.authenticationOfficial })
    await expect(tries).toContainText(guide.text.card.tries(2), { timeout: 10_000 })
    return undefined
  })
  await step('the right PIN: logged in', 'logged-in', async () => {
    await press(guide.page, guide.text.logIn.button, main())
    const window = await guide.program.secret(guide.text.secret.pinTitles.authentication)
    await expect(window.getByRole('main')).toContainText(guide.text.card.tries(2))
    await write(window, new RegExp(`^${guide.text.secret.pin}`), '1357')
    await finish(window, guide.text.secret.use)
    await expect(main().getByRole('heading', { name: guide.text.logIn.done })).toBeVisible({ timeout: 15_000 })
    await expect(guide.page.getByRole('banner')).toContainText(guide.text.shell.loggedIn)
    return undefined
  })
}
