// Lock and come back: quit, restart, unlock by card, by passphrase, by recovery code; everything is there.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { finish, press, write } from '../support/hands.ts'
import { lockByKey } from '../support/locking.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'
import { hisDrawer } from './openDrawer.ts'
import { taroPassphrase } from './secondPerson.ts'

export async function comeBack(guide: Guide, paper: string): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')
  const his = () => hisDrawer(guide)
  const lock = async () => {
    await lockByKey(guide.program)
    await guide.heading(guide.text.family.title)
  }

  await step('quit and start again, with a link: the drawers are shut and the link waits', 'restarted', async () => {
    await guide.quit()
    expect(await readableIn(guide.home, ['練習', '太郎', 'RENSHU', '06139992', 'SQLite format'])).toEqual([])
    const { request } = await (await startWithPortal(guide)).requestFrom('rental')
    await guide.quit()
    await guide.start({ args: [request] })
    await press(guide.page, guide.text.band.hideTools)
    await guide.heading(guide.text.family.title)
    return undefined
  })
  await step('a wrong passphrase does not open', 'unlock-wrong', async () => {
    await press(guide.page, guide.text.family.unlockPassphrase, his())
    const window = await guide.program.secret(guide.text.secret.passphraseTitle)
    await write(window, guide.text.secret.passphrase, `${taroPassphrase} x`)
    await finish(window, guide.text.secret.open)
    await expect(main().getByRole('heading', { name: '引き出しが開きませんでした' })).toBeVisible({ timeout: 20_000 })
    return undefined
  })
  await step('the passphrase is asked in the small window', 'unlock-passphrase', async () => {
    await press(guide.page, guide.text.family.unlockPassphrase, his())
    const window = await guide.program.secret(guide.text.secret.passphraseTitle)
    await write(window, guide.text.secret.passphrase, taroPassphrase)
    return window
  })
  await step('open by passphrase: the link that waited is shown', 'link-waited', async () => {
    const window = await guide.program.secret(guide.text.secret.passphraseTitle)
    await finish(window, guide.text.secret.open)
    await guide.heading(guide.text.share.title)
    await expect(main()).toContainText('練習レンタカー', { timeout: 20_000 })
    await expect(main()).toContainText(guide.text.share.before(1))
    await guide.page.keyboard.press('Escape')
    await expect(main().getByRole('heading', { name: guide.text.share.declined })).toBeVisible({ timeout: 15_000 })
    return undefined
  })
  await step('by card: the family screen knows whose card it is', 'unlock-card', async () => {
    await lock()
    await guide.insert('taro')
    await expect(main().getByText(guide.text.family.cardHere)).toBeVisible({ timeout: 10_000 })
    return undefined
  })
  await step('open by card: everything is there', 'unlocked-by-card', async () => {
    await press(guide.page, guide.text.family.unlockCard, his())
    const window = await guide.program.secret(guide.text.secret.pinTitles.authentication)
    await expect(window.getByRole('main')).toContainText(guide.text.secret.purposes.openDrawer)
    await write(window, new RegExp(`^${guide.text.secret.pin}`), '1357')
    await finish(window, guide.text.secret.use)
    await guide.heading(guide.text.home.title(taro))
    await expect(main().getByRole('article')).toHaveCount(3, { timeout: 10_000 })
    return undefined
  })
  await step('by recovery code, without card and passphrase', 'unlock-recovery', async () => {
    await lock()
    await guide.pullOut()
    await press(guide.page, guide.text.family.unlockRecovery, his())
    const window = await guide.program.secret(guide.text.secret.recoveryTitle)
    await write(window, guide.text.secret.code, paper)
    return window
  })
  await step('open by recovery code: everything is there, and a word of advice', 'unlocked-by-recovery', async () => {
    const window = await guide.program.secret(guide.text.secret.recoveryTitle)
    await finish(window, guide.text.secret.open)
    await guide.heading(guide.text.home.title(taro))
    await expect(main().getByRole('article')).toHaveCount(3, { timeout: 10_000 })
    await expect(main()).toContainText(guide.text.home.suggestRecovered)
    return undefined
  })
}

/** The program again, when its practice portal answers. */
async function startWithPortal(guide: Guide) {
  await guide.start()
  await expect
    .poll(
      () =>
        guide.portal().then(
          (portal) => portal.issued(),
          () => undefined,
        ),
      { timeout: 15_000 },
    )
    .toBeDefined()
  return guide.portal()
}

/** Which of these can be read in the files of the drawers. */
async function readableIn(home: string, texts: readonly string[]): Promise<string[]> {
  const folder = join(home, 'practice')
  const found = new Set<string>()
  for (const name of await readdir(folder, { recursive: true })) {
    const file = join(folder, name)
    if (!(await stat(file)).isFile()) continue
    const bytes = await readFile(file)
    for (const text of texts) if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) found.add(text)
  }
  return [...found]
}
