// axe on the real window's main screens, in both languages and both themes, and on every question of the secret window.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { finish } from '../support/hands.ts'
import { lock, lockByKey } from '../support/locking.ts'
import {
  goodPassphrase,
  insertCard,
  logIn,
  makePerson,
  portalRuns,
  receive,
  typePin,
  unlock,
  value,
} from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { portalOf } from '../support/verifiers.ts'
import { words } from '../support/words.ts'

test.describe.configure({ mode: 'serial' })

const pin = '1357'
const home = newHome()
let program: Program
test.beforeAll(async () => {
  program = await launch({ home })
})
test.afterAll(async () => program.quit())

/** Electron has no new pages for axe to open: legacy mode stays in this one. */
async function clean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, where).toEqual([])
}

const open = async (entry: string, heading: string) => {
  await program.page.getByRole('button', { name: entry, exact: true }).first().click()
  await expect(program.page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible()
}

test('first start', async () => {
  await clean(program.page, 'choose a language')
  await program.page.getByRole('button', { name: '日本語' }).click()
  await clean(program.page, 'ways to a drawer')
  await open(words.ja.start.cardButton, words.ja.start.makeWithCard)
  await clean(program.page, 'a drawer by card')
})

test('every question of the secret window', async () => {
  await insertCard(program.page, 'taro')
  const { secret } = words.ja
  const byCard = program.page.evaluate(() =>
    window.wallet.household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'card' }),
  )
  await clean(await program.secret(secret.pinTitles.authentication), 'PIN')
  await typePin(program, pin)
  const paper = await program.secret(secret.recoveryTitle)
  await paper.getByRole('listitem').first().waitFor()
  await clean(paper, 'recovery code shown')
  const code = (await paper.getByRole('listitem').allTextContents()).join('-')
  await paper.getByRole('button', { name: secret.written }).click()
  await clean(paper, 'recovery code typed back')
  await paper.getByRole('textbox').fill(code)
  await finish(paper, secret.confirm)
  const { id } = value(await byCard)

  const added = program.page.evaluate(() => window.wallet.keys.add({ kind: 'passphrase' }))
  const fresh = await program.secret(secret.newTitle)
  await fresh.getByRole('button', { name: secret.generate }).click()
  await fresh.getByRole('button', { name: secret.decide }).click()
  await fresh.getByRole('alert').first().waitFor()
  await clean(fresh, 'new passphrase, refused')
  for (const name of [secret.passphrase, secret.repeat])
    await fresh.getByRole('textbox', { name, exact: true }).fill(goodPassphrase)
  await finish(fresh, secret.decide)
  value(await added)

  await lock(program)
  for (const [by, heading] of [
    ['passphrase', secret.passphraseTitle],
    ['recovery', secret.recoveryTitle],
  ] as const) {
    const asking = program.page.evaluate((input) => window.wallet.household.unlock(input), { personId: id, by })
    const asked = await program.secret(heading)
    await clean(asked, `unlock by ${by}`)
    await asked.keyboard.press('Escape').catch(() => undefined)
    expect((await asking).ok).toBe(false)
  }
  value(await unlock(program, id, 'passphrase', goodPassphrase))
})

test('log in', async () => {
  await portalRuns(program.page)
  await open(words.ja.shell.logIn, words.ja.logIn.title)
  await clean(program.page, 'log in')
  await logIn(program, pin)
  await expect(program.page.getByRole('heading', { name: words.ja.logIn.done })).toBeVisible()
  await clean(program.page, 'logged in')
})

for (const [language, theme] of [
  ['ja', 'light'],
  ['en', 'dark'],
] as const) {
  test(`the open drawer: ${language}, ${theme}`, async () => {
    const { page } = program
    const text = words[language]
    await page.evaluate((input) => window.wallet.settings.write(input), { language, theme })
    const portal = await portalOf(home)
    await open(text.shell.home, text.home.title('練習 太郎'))
    await expect(page.getByRole('main').getByText(text.home.refresh).first()).toBeVisible()
    await clean(page, 'home')
    for (const kind of ['health-insurance', 'licence'] as const) {
      const { offer } = await portal.offerTo('taro', kind)
      await page.getByRole('textbox', { name: text.home.pasteLabel, exact: true }).fill(offer)
      await page.getByRole('button', { name: text.home.pasteOpen, exact: true }).click()
      await expect(page.getByRole('button', { name: text.receive.accept, exact: true })).toBeVisible()
      await clean(page, `offer of ${kind}`)
      await page.getByRole('button', { name: text.receive.accept, exact: true }).click()
      await expect(page.getByRole('heading', { name: text.receive.done })).toBeVisible()
      await clean(page, `received ${kind}`)
      await open(text.shell.home, text.home.title('練習 太郎'))
    }
    await clean(page, 'home with cards')
    const { request } = await portal.requestFrom('portal')
    await page.getByRole('textbox', { name: text.home.pasteLabel, exact: true }).fill(request)
    await page.getByRole('button', { name: text.home.pasteOpen, exact: true }).click()
    await expect(page.getByRole('radio').first()).toBeVisible()
    await clean(page, 'request')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: text.share.declined })).toBeVisible()
    await clean(page, 'declined')
    await open(text.shell.home, text.home.title('練習 太郎'))
    await page.getByRole('article').first().getByRole('button').click()
    await expect(page.getByRole('heading', { name: text.credential.valid })).toBeVisible()
    await page.locator('summary').first().click()
    await clean(page, 'credential')
    await open(text.shell.ledger, text.ledger.title)
    await clean(page, 'ledger')
    await open(text.shell.settings, text.settings.title)
    await clean(page, 'settings')
    await open(text.shell.family, text.family.title)
    await clean(page, 'family')
  })
}

test('a person more, and the drawers shut', async () => {
  await program.page.evaluate(() => window.wallet.settings.write({ language: 'ja' }))
  await makePerson(program, '練習 花子', { passphrase: goodPassphrase })
  await receive(program.page, (await (await portalOf(home)).offerTo('hanako', 'health-insurance')).offer)
  await lockByKey(program)
  await expect(program.page.getByRole('heading', { level: 1, name: words.ja.family.title })).toBeVisible()
  await clean(program.page, 'family, shut')
})
