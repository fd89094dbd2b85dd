// Backups on screen: made, tried, and restored from the first screen of a new PC; by keyboard, in both languages, for everybody.
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../practice/world.ts'
import { examine } from './support/examine.ts'
import { realWallet } from './support/realWallet.ts'
import { expect, type Screens, test } from './support/screens.ts'
import {
  choose,
  keyAndClose,
  type Language,
  makeDrawer,
  pinOf,
  pressAndClose,
  reader1,
  receive,
  tabTo,
} from './support/steps.ts'

const words = {
  ja: {
    settings: '設定',
    open: 'バックアップを開く',
    make: '保存先を選んで作る',
    withPassphrase: '合言葉でも開けるようにする',
    made: 'バックアップを作りました',
    tryNow: 'いま試す',
    choose: 'ファイルを選ぶ',
    byCode: '復旧コードで開く',
    byPassphrase: '合言葉で開く',
    code: '復旧コード',
    openSecret: '開ける',
    passphrase: '合言葉',
    again: 'もう一度、同じ合言葉',
    decide: 'この合言葉に決める',
    holds: '練習 太郎 のバックアップ',
    tryIt: '試す',
    good: 'このバックアップは元に戻せます',
    fromStart: 'ファイルを選んで戻す',
    restore: '引き出しを戻す',
    name: '名前',
    insurance: '健康保険証',
    damaged: 'バックアップがこわれています',
    notOne: '手札のバックアップではありません',
    wrong: 'このバックアップは開きません',
    other: '別のファイルを選ぶ',
    wallet: '練習 太郎 の手札',
    taken: /同じ名前の人がいます|もうあります/,
  },
  en: {
    settings: 'Settings',
    open: 'Open backup',
    make: 'Choose a place and make it',
    withPassphrase: 'Let a passphrase open it too',
    made: 'The backup is made',
    tryNow: 'Try it now',
    choose: 'Choose a file',
    byCode: 'Open with recovery code',
    byPassphrase: 'Open with passphrase',
    code: 'Recovery code',
    openSecret: 'Open',
    passphrase: 'Passphrase',
    again: 'The same passphrase again',
    decide: 'Use this passphrase',
    holds: 'Backup of 練習 太郎',
    tryIt: 'Try it',
    good: 'This backup can be restored',
    fromStart: 'Choose the file',
    restore: 'Restore the drawer',
    name: 'Name',
    insurance: 'Health insurance',
    damaged: 'The backup is damaged',
    notOne: 'This is not a Tefuda backup',
    wrong: 'That does not open this backup',
    other: 'Choose another file',
    wallet: '練習 太郎’s wallet',
    taken: /already|of that name/,
  },
} as const
const backupPassphrase = 'kaminari hashira midori tsubasa koori'

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-backup-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function toBackup({ page }: Screens, language: Language): Promise<void> {
  const word = words[language]
  await page.getByRole('navigation').getByRole('button', { name: word.settings }).click()
  await page.getByRole('button', { name: word.open }).click()
  await page.getByRole('button', { name: word.make }).waitFor()
}

async function typeCode({ secret }: Screens, code: string, language: Language): Promise<void> {
  const window = await secret()
  await window.getByLabel(words[language].code, { exact: true }).fill(code)
  await pressAndClose(window, words[language].openSecret)
}

/** Everything that one person does on the old PC: two credentials and a backup. @returns the recovery code */
async function makeOne(screens: Screens, language: Language, file: string): Promise<string> {
  const code = await makeDrawer(screens, language)
  await receive(screens, 'health-insurance', language)
  await receive(screens, 'licence', language)
  await toBackup(screens, language)
  screens.files.place = join(folder, file)
  await screens.page.getByRole('button', { name: words[language].make }).click()
  await screens.page.getByRole('heading', { name: words[language].made }).waitFor()
  return code
}

/** A wallet without screens, with a home and a keychain that are gone afterwards. @returns the recovery code */
async function onAnotherPc(world: World, path: string): Promise<string> {
  let code = ''
  const pc = await realWallet(world, { language: 'ja' }, async (question) => {
    if (question.kind === 'recoveryShow') code = question.code
    return new TextEncoder().encode(
      question.kind === 'recoveryShow' ? code : (world.person('taro')?.pins.authentication ?? ''),
    )
  })
  const { household, card, receive: receiving, backup } = pc.wallet.handlers
  pc.tools.insertCard(reader1, 'taro')
  await expect
    .poll(async () => (await card.read(undefined)).readers.map(({ card: held }) => held?.kind))
    .toContain('myNumber')
  await household.addPerson({ name: '練習 太郎', colour: 'green', opener: 'card' })
  for (const credential of ['health-insurance', 'licence'] as const) {
    const { offer } = await pc.control.offerTo('taro', credential)
    const { id } = await receiving.open({ offer })
    await receiving.accept({ id })
  }
  pc.files.place = path
  await backup.make({ passphrase: false })
  await pc.close()
  return code
}

for (const { language, theme } of [
  { language: 'ja', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const) {
  const word = words[language]
  const named = (name: string) => `${language}-${theme}-${name}`

  test(`made, tried, and restored on a new PC: ${language}, ${theme}`, async ({ open }) => {
    test.setTimeout(180_000)
    const old = await open({ language, theme, furigana: language === 'ja' })
    const { page } = old
    const code = await makeOne(old, language, 'mine.tefuda-backup')
    expect(old.files.asked.at(-1)).toMatch(/(手札|tefuda)-\d{4}-\d{2}-\d{2}\.tefuda-backup$/)
    await examine(page, named('1-made'))

    await page.getByRole('button', { name: word.tryNow }).click()
    await page.getByRole('button', { name: word.byCode }).click()
    const entry = await old.secret()
    await examine(entry, named('2-secret'))
    await typeCode(old, code, language)
    await page.getByRole('heading', { name: word.holds }).waitFor()
    await expect(page.getByRole('definition').first()).toContainText('1')
    await page.getByRole('button', { name: word.tryIt, exact: true }).click()
    await page.getByRole('heading', { name: word.good }).waitFor()
    await expect(page.getByText(word.taken).first()).toBeVisible()
    await examine(page, named('3-tried'))
    expect(readdirSync(join(old.home, 'restoring'))).toEqual([])
  })
}

test('a passphrase of its own opens it; weak ones are refused', async ({ open }) => {
  test.setTimeout(120_000)
  const word = words.ja
  const screens = await open()
  const { page, secret, files } = screens
  await makeDrawer(screens)
  await toBackup(screens, 'ja')
  files.place = join(folder, 'with.tefuda-backup')
  await page.getByRole('checkbox', { name: word.withPassphrase }).check()
  await page.getByRole('button', { name: word.make }).click()
  const fresh = await secret()
  await expect(fresh.getByRole('heading', { level: 1 })).toHaveText('バックアップの新しい合言葉')
  await fresh.getByLabel(word.passphrase, { exact: true }).fill('password1')
  await fresh.getByLabel(word.again).fill('password1')
  await fresh.getByRole('button', { name: word.decide }).click()
  await expect(fresh.getByRole('alert')).toBeVisible()
  await examine(fresh, 'ja-light-4-new-passphrase')
  await fresh.getByLabel(word.passphrase, { exact: true }).fill(backupPassphrase)
  await fresh.getByLabel(word.again).fill(backupPassphrase)
  await pressAndClose(fresh, word.decide)
  await page.getByRole('button', { name: word.tryNow }).click()
  await page.getByRole('button', { name: word.byPassphrase }).click()
  const typed = await secret()
  await typed.getByLabel(word.passphrase, { exact: true }).fill(backupPassphrase)
  await pressAndClose(typed, word.openSecret)
  await page.getByRole('heading', { name: word.holds }).waitFor()
  await expect(page.getByText('復旧コードは新しくなります')).toBeVisible()
})

test('on a new PC it is offered first, and the whole way goes by keyboard', async ({ open, world }) => {
  test.setTimeout(180_000)
  const code = await onAnotherPc(world, join(folder, 'mine.tefuda-backup'))
  const fresh = await open({ language: 'ja' })
  const { page, files, tools, secret } = fresh
  files.picked = [join(folder, 'mine.tefuda-backup')]
  const press = async (name: string | RegExp) => {
    await tabTo(page, page.getByRole('main').getByRole('button', { name }))
    await page.keyboard.press('Enter')
  }
  await examine(page, 'ja-light-5-start')
  await press(words.ja.fromStart)
  await press(words.ja.choose)
  await press(words.ja.byCode)
  const entry = await secret()
  await entry.keyboard.type(code.toLowerCase())
  await keyAndClose(entry, 'Enter')
  await page.getByRole('heading', { name: words.ja.holds }).waitFor()
  tools.insertCard(reader1, 'taro')
  await expect(page.getByLabel('名前', { exact: true })).toHaveValue('練習 太郎')
  await examine(page, 'ja-light-6-restore')
  await press(words.ja.restore)
  const pin = await secret()
  await pin.keyboard.type(pinOf(fresh, 'taro'))
  await keyAndClose(pin, 'Enter')
  await page.getByRole('heading', { level: 1, name: words.ja.wallet }).waitFor()
  await expect(page.getByRole('article')).toHaveCount(2)
  await examine(page, 'ja-light-7-restored')
  expect(readdirSync(join(fresh.home, 'drawers'))).toHaveLength(1)
  expect(readdirSync(join(fresh.home, 'restoring'))).toEqual([])
})

test('a drawer that is here already stays, and the restored one stands beside it under another name', async ({
  open,
}) => {
  test.setTimeout(120_000)
  const word = words.en
  const screens = await open({ language: 'en' })
  const { page, wallet } = screens
  const code = await makeOne(screens, 'en', 'mine.tefuda-backup')
  await page.getByRole('button', { name: word.tryNow }).click()
  await page.getByRole('button', { name: word.byCode }).click()
  await typeCode(screens, code, 'en')
  await page.getByRole('heading', { name: word.holds }).waitFor()
  await expect(page.getByLabel(word.name, { exact: true })).toHaveValue('練習 太郎 (backup)')
  // The name that is taken is refused, and nothing happens.
  await page.getByLabel(word.name, { exact: true }).fill('練習 太郎')
  await choose(page.getByRole('radio', { name: 'With a passphrase' }))
  await page.getByRole('button', { name: word.restore }).click()
  await page.getByRole('alert').waitFor()
  await examine(page, 'en-light-8-name-taken')
  expect(readdirSync(join(screens.home, 'drawers'))).toHaveLength(1)
  await page.getByLabel(word.name, { exact: true }).fill('練習 太郎 2')
  await page.getByRole('button', { name: word.restore }).click()
  const fresh = await screens.secret()
  await fresh.getByLabel(word.passphrase, { exact: true }).fill('sakana tsukue aozora yuube kakeru')
  await fresh.getByLabel(word.again).fill('sakana tsukue aozora yuube kakeru')
  await pressAndClose(fresh, word.decide)
  await page.getByRole('heading', { level: 1, name: '練習 太郎 2’s wallet' }).waitFor()
  const { people } = await wallet.handlers.household.read(undefined)
  expect(people.map(({ name, openers }) => [name, [...openers].sort()])).toEqual([
    ['練習 太郎', ['card', 'recovery']],
    ['練習 太郎 2', ['passphrase', 'recovery']],
  ])
})

test('damaged and foreign files and wrong codes are refused calmly, and the next try works', async ({ open }) => {
  test.setTimeout(120_000)
  const word = words.ja
  const screens = await open()
  const { page, files, secret } = screens
  const code = await makeOne(screens, 'ja', 'mine.tefuda-backup')
  const file = join(folder, 'mine.tefuda-backup')
  const pick = async (path: string) => {
    files.picked = [path]
    await page.getByRole('button', { name: new RegExp(`^(${word.choose}|${word.other})$`) }).click()
  }
  await pick(join(screens.home, 'people.json'))
  await page.getByRole('heading', { name: word.notOne }).waitFor()
  await examine(page, 'ja-light-9-not-one')
  await pick(file)
  await page.getByRole('button', { name: word.byCode }).click()
  const entry = await secret()
  await entry.getByLabel(word.code, { exact: true }).fill('0000-0000-0000-0000-0000-0000-0000')
  await pressAndClose(entry, word.openSecret)
  await page.getByRole('heading', { name: word.wrong }).waitFor()
  await page.getByRole('button', { name: word.byCode }).click()
  await typeCode(screens, code, 'ja')
  await page.getByRole('heading', { name: word.holds }).waitFor()
  // Cut while it was open.
  truncateSync(file, 70_000)
  await page.getByRole('button', { name: word.tryIt, exact: true }).click()
  await page.getByRole('heading', { name: word.damaged }).waitFor()
  expect(existsSync(join(screens.home, 'restoring'))).toBe(true)
  expect(readdirSync(join(screens.home, 'restoring'))).toEqual([])
})

test('cancelled in the small window nothing is written; with the drawer locked nothing can be made', async ({
  open,
}) => {
  const word = words.ja
  const screens = await open()
  const { page, files, secret } = screens
  await makeDrawer(screens)
  await toBackup(screens, 'ja')
  files.place = join(folder, 'never')
  await page.getByRole('checkbox', { name: word.withPassphrase }).check()
  await page.getByRole('button', { name: word.make }).click()
  await keyAndClose(await secret(), 'Escape')
  await page.getByRole('heading', { name: '途中でやめました' }).waitFor()
  expect(readdirSync(folder)).toEqual([])
  await page.keyboard.press('Control+l')
  await expect(page.getByText('バックアップを作るには')).toBeVisible()
  await expect(page.getByRole('button', { name: word.make })).toHaveCount(0)
  await examine(page, 'ja-light-10-locked')
})
