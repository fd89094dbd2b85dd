// The keys of a drawer and recovery by the family on screen: renewed, slowed down, set up with open eyes, and used.
import type { Page } from '@playwright/test'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { keys } from '../../renderer/text/keys.ja.ts'
import { recovery } from '../../renderer/text/recovery.ja.ts'
import { examine, picture } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { choose, keepRecoveryCode, keyAndClose, makeDrawer, pressAndClose, reader1 } from './support/steps.ts'

const plain = withoutRuby
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
const button = (page: Page, name: string) => page.getByRole('button', { name: plain(name), exact: true })

async function openKeys(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: '設定' }).click()
  await button(page, keys.open).click()
  await page.getByRole('heading', { level: 1, name: plain(keys.title) }).waitFor()
}

async function newPassphrase({ secret }: Screens): Promise<void> {
  const window = await secret()
  await window.getByLabel('合言葉', { exact: true }).fill(passphrase)
  await window.getByLabel('もう一度、同じ合言葉').fill(passphrase)
  await window.getByText('十分です').waitFor()
  await pressAndClose(window, 'この合言葉に決める')
}

/** Copies the share from its sheet, and types it back line by line. */
async function keepShare({ secret }: Screens, paper?: string): Promise<string[]> {
  const window = await secret()
  await button(window, recovery.secret.written).waitFor()
  if (paper !== undefined) {
    await examine(window, paper)
    await window.emulateMedia({ media: 'print' })
    await expect(window.getByRole('heading', { name: plain(recovery.sheet.cannot) })).toBeVisible()
    await expect(window.getByRole('button')).toHaveCount(0)
    await picture(window, `${paper}-printed`)
    await window.emulateMedia({ media: 'screen' })
  }
  const lines = await window.getByRole('listitem').allTextContents()
  await button(window, recovery.secret.written).click()
  await typeShare(window, lines)
  await pressAndClose(window, '確かめる')
  return lines
}

async function typeShare(window: Page, lines: readonly string[]): Promise<void> {
  for (const [index, line] of lines.entries()) await window.getByRole('textbox').nth(index).fill(line)
}

test('keys are added, the code renewed, and the family recovers a drawer whose owner is told', async ({ open }) => {
  test.slow()
  const screens = await open({ size: { width: 1280, height: 1000 } })
  const { page, secret } = screens
  await makeDrawer(screens)
  await openKeys(page)
  await button(page, keys.addPassphrase).click()
  await newPassphrase(screens)
  await page.getByRole('button', { name: plain(keys.changePassphrase) }).waitFor()
  await expect(button(page, keys.addPassphrase)).toHaveCount(0)
  await examine(page, '70-keys')

  await page.getByRole('button', { name: plain(keys.renewCode) }).click()
  const asks = page.getByRole('alertdialog')
  await expect(asks).toContainText('前に作ったバックアップは、そのときの古いコードで開きます')
  await asks.getByRole('button', { name: plain(keys.renewCode) }).click()
  await keepRecoveryCode(screens)
  await page.getByText(plain(keys.oldCode)).waitFor()

  // With open eyes: nothing can be chosen before the warning was read.
  await button(page, recovery.setUp).click()
  await page.getByRole('heading', { level: 1, name: plain(recovery.title) }).waitFor()
  await expect(button(page, recovery.make)).toHaveCount(0)
  await page.getByText(plain(recovery.agree)).click()
  await button(page, recovery.make).click()
  await expect(page.getByText(plain(recovery.choose)).first()).toBeVisible()
  for (const [index, name] of ['架空 叔母', '架空 友'].entries()) {
    const others = page.getByRole('main').getByRole('radio', { name: plain(recovery.otherPerson) })
    await choose(others.nth(index))
    await page.getByLabel(plain(recovery.name)).nth(index).fill(name)
  }
  await examine(page, '71-family-set-up')
  await button(page, recovery.make).click()
  const own = await keepShare(screens, '72-share')
  const aunt = await keepShare(screens)
  await keepShare(screens)
  await page.getByText(plain(recovery.made)).waitFor()
  await button(page, keys.open).click()
  await expect(page.getByText(plain(recovery.onPaper('架空 叔母')))).toBeVisible()
  await examine(page, '73-keys-with-family')

  await page.keyboard.press('ControlOrMeta+L')
  await page.getByRole('heading', { level: 1, name: '家族の引き出し' }).waitFor()
  await button(page, recovery.useButton).click()
  await examine(page, '74-recover')
  await button(page, recovery.start).click()
  const first = await secret()
  await typeShare(first, own.with(1, own[0] ?? ''))
  await button(first, recovery.secret.use).click()
  await expect(first.getByRole('alert')).toBeVisible()
  await typeShare(first, own.with(2, flip(own[2] ?? '')))
  await button(first, recovery.secret.use).click()
  await expect(first.getByRole('alert')).toContainText('3 行目の文字')
  await examine(first, '75-share-entry')
  await typeShare(first, own)
  await pressAndClose(first, plain(recovery.secret.use))
  const second = await secret()
  await typeShare(second, own)
  await button(second, recovery.secret.use).click()
  await expect(second.getByRole('alert')).toContainText(plain(recovery.secret.refused.shareSame))
  await typeShare(second, aunt)
  await pressAndClose(second, plain(recovery.secret.use))
  await newPassphrase(screens)
  await keepRecoveryCode(screens)
  await page.getByText(/家族による復旧でこの引き出しが開けられました/).waitFor()
  await examine(page, '76-told')
  await button(page, keys.notices.seen).click()
  await expect(page.getByText(/このお知らせは、いまは消せません/)).toBeVisible()
})

test('after three wrong passphrases the screen counts down, and the card still opens', async ({ open }) => {
  test.slow()
  const screens = await open()
  const { page, secret } = screens
  await makeDrawer(screens)
  await openKeys(page)
  await button(page, keys.addPassphrase).click()
  await newPassphrase(screens)
  await page.getByRole('button', { name: plain(keys.changePassphrase) }).waitFor()
  await page.keyboard.press('ControlOrMeta+L')
  for (let tries = 0; tries < 3; tries++) {
    await page.getByRole('button', { name: '合言葉で開ける' }).click()
    const window = await secret()
    await window.getByLabel('合言葉', { exact: true }).fill('not the passphrase at all')
    await keyAndClose(window, 'Enter')
    await page.getByRole('alert').waitFor()
  }
  await expect(page.getByRole('timer')).toContainText(/あと \d+ 秒で入力できます/)
  await page.getByRole('button', { name: '合言葉で開ける' }).click()
  await expect(page.getByText('しばらく待ってから入力してください')).toBeVisible()
  await examine(page, '77-wait')

  // A card that nobody has come with yet: perhaps the owner's own after a renewal.
  await expect(page.getByRole('heading', { name: plain(keys.renewed) })).toHaveCount(0)
  screens.tools.removeCard(reader1)
  screens.tools.insertCard(reader1, 'hanako')
  await page.getByRole('heading', { name: plain(keys.renewed) }).waitFor()
  await page.getByRole('button', { name: 'カードで開ける' }).click()
  await expect(page.getByText('このカードは、まだどの引き出しの鍵でもありません')).toBeVisible()
  await examine(page, '78-renewed-card')
})

const flip = (line: string): string => line.replace(/[0-9A-Z]/, (letter) => (letter === '7' ? '8' : '7'))
