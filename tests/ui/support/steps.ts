// What a person does, step by step, by the words they see. Used to get to a screen; the specs say what must be true there.

import { expect, type Locator, type Page } from '@playwright/test'
import { words as sentences } from '../../support/words.ts'
import { readerNames } from './realWallet.ts'
import type { Screens } from './screens.ts'

/** The words that the steps press, in both languages. */
const words = {
  ja: {
    useCard: 'カードで作る',
    name: '名前',
    make: '引き出しを作る',
    pin: /^暗証番号/,
    usePin: 'この暗証番号を使う',
    written: '控えました。次へ',
    code: '復旧コード',
    confirm: '確かめる',
    logIn: 'ログイン',
    logInNow: 'ログインする',
    loggedIn: 'ログインしました',
    receive: '受け取る',
    received: '受け取りました',
    home: 'わたしの手札',
    wallet: '練習 太郎 の手札',
    request: '提示の依頼',
  },
  en: {
    useCard: 'Use my card',
    name: 'Name',
    make: 'Make the drawer',
    pin: /^PIN/,
    usePin: 'Use this PIN',
    written: 'I have it on paper. Next',
    code: 'Recovery code',
    confirm: 'Check',
    logIn: 'Log in',
    logInNow: 'Log in',
    loggedIn: 'You are logged in',
    receive: 'Receive',
    received: 'Received',
    home: 'My wallet',
    wallet: '練習 太郎’s wallet',
    request: 'A request to present',
  },
} as const

export type Language = keyof typeof words
export const wordsOf = (language: Language) => words[language]

export const [reader1, reader2] = readerNames

/** Presses Tab until that control has the focus: what cannot be reached by Tab is not there for everybody. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let step = 0; step < 120; step++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not reach the control')
}

/** A key that makes the small window go. Only pressed down: the window may be gone before the key comes up. */
export async function keyAndClose(window: Page, key: 'Escape' | 'Enter'): Promise<void> {
  await Promise.all([window.waitForEvent('close'), window.keyboard.down(key)])
}

/** For an answer that is taken: the small window goes, and the next one is another. */
export async function pressAndClose(window: Page, name: string): Promise<void> {
  await Promise.all([window.waitForEvent('close'), window.getByRole('button', { name }).click()])
}

/** Types the PIN into the small window, once it is there. */
export async function typePin({ secret }: Screens, pin: string, language: Language = 'ja'): Promise<void> {
  const window = await secret()
  await window.getByLabel(words[language].pin).fill(pin)
  await pressAndClose(window, words[language].usePin)
}

/** Copies the recovery code, hides it and types it back. @returns the code */
export async function keepRecoveryCode({ secret }: Screens, language: Language = 'ja'): Promise<string> {
  const word = words[language]
  const window = await secret()
  await window.getByRole('button', { name: word.written }).waitFor()
  const code = (await window.getByRole('listitem').allTextContents()).join('-')
  await window.getByRole('button', { name: word.written }).click()
  await window.getByLabel(word.code, { exact: true }).fill(code)
  await pressAndClose(window, word.confirm)
  return code
}

export const pinOf = (screens: Screens, personId: string): string =>
  screens.tools.read().people.find(({ id }) => id === personId)?.pins.authentication ?? ''

/** From the first screen to an open drawer of 練習 太郎, by his card in reader 1. @returns the recovery code */
export async function makeDrawer(screens: Screens, language: Language = 'ja'): Promise<string> {
  const { page, tools } = screens
  const word = words[language]
  tools.insertCard(reader1, 'taro')
  await page.getByRole('button', { name: word.useCard }).click()
  await page.getByLabel(word.name, { exact: true }).fill('練習 太郎')
  await page.getByRole('button', { name: word.make }).click()
  await typePin(screens, pinOf(screens, 'taro'), language)
  const code = await keepRecoveryCode(screens, language)
  await page.getByRole('heading', { level: 1, name: word.wallet }).waitFor()
  return code
}

/** From the family's screen to an open drawer of 練習 花子, by her passphrase. */
export async function secondPerson(screens: Screens, language: Language = 'ja'): Promise<void> {
  const { page, secret } = screens
  const text = sentences[language]
  await page.getByRole('button', { name: text.family.add }).click()
  await page.getByRole('button', { name: text.start.passphraseButton }).click()
  await page.getByLabel(text.start.name, { exact: true }).fill('練習 花子')
  await page.getByRole('button', { name: text.start.make }).click()
  const fresh = await secret()
  const passphrase = 'sakana tsukue aozora yuube kakeru'
  await fresh.getByLabel(text.secret.passphrase, { exact: true }).fill(passphrase)
  await fresh.getByLabel(text.secret.repeat, { exact: true }).fill(passphrase)
  await pressAndClose(fresh, text.secret.decide)
  await keepRecoveryCode(screens, language)
  await page.getByRole('heading', { level: 1, name: text.home.title('練習 花子') }).waitFor()
}

export async function logIn(screens: Screens, language: Language = 'ja'): Promise<void> {
  const { page } = screens
  const word = words[language]
  await page.getByRole('navigation').getByRole('button', { name: word.logIn }).click()
  await page.getByRole('main').getByRole('button', { name: word.logInNow, exact: true }).click()
  await typePin(screens, pinOf(screens, 'taro'), language)
  await page.getByRole('heading', { name: word.loggedIn }).waitFor()
}

/** Takes an offer of the portal as another program would hand it over, and accepts it. */
export async function receive(
  screens: Screens,
  credential: 'health-insurance' | 'licence',
  language: Language = 'ja',
): Promise<void> {
  const { page } = screens
  const word = words[language]
  await offer(screens, credential)
  await page.getByRole('button', { name: word.receive, exact: true }).click()
  await page.getByRole('heading', { name: word.received }).waitFor()
}

export async function offer(screens: Screens, credential: 'health-insurance' | 'licence'): Promise<void> {
  const { offer: link } = await screens.control.offerTo('taro', credential)
  screens.wallet.takeLink({ kind: 'offer', link })
}

export async function request(screens: Screens, verifier: 'portal' | 'clinic' | 'rental'): Promise<void> {
  screens.wallet.takeLink({ kind: 'request', link: await screens.tools.ask(verifier) })
}

export async function goHome(screens: Screens, language: Language = 'ja'): Promise<void> {
  await screens.page.getByRole('navigation').getByRole('button', { name: words[language].home }).click()
}

/**
 * Chooses one of several by what is seen of it: the words beside the dot, once they stand still. Pressing the hidden
 * control itself would hit whatever has moved to its place.
 */
export async function choose(radio: Locator): Promise<void> {
  await radio.locator('xpath=ancestor::label').click()
  await expect(radio).toBeChecked()
}
