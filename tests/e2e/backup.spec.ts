// From the old PC to a new one in the real program: two homes, two keychains' secrets, the drawer's own process of Electron,
// the system's dialogs (answered for the person).
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { lock } from '../support/locking.ts'
import { goodPassphrase, makePerson, memoryReader, typePin, typeSecret, value } from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { words } from '../support/words.ts'

const { backup, secret: said } = words.ja
let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-backup-'))
  // The program may run as another user than this test.
  chmodSync(folder, 0o777)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const press = ({ page }: Program, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).first().click()

const answer = ({ app }: Program, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, path)

test('a backup of the old PC is tried and restored on a new one, and its card opens it there', async () => {
  test.setTimeout(240_000)
  const path = join(folder, 'mine.tefuda-backup')
  const old = await launch({ home: newHome(), language: 'ja' })
  let code = ''
  try {
    code = (await makePerson(old, '練習 太郎', { passphrase: goodPassphrase })).recoveryCode
    await old.page.getByRole('navigation').getByRole('button', { name: words.ja.shell.settings, exact: true }).click()
    await press(old, backup.toBackup)
    await answer(old, path)
    await press(old, backup.make.button)
    await old.page.getByRole('heading', { name: backup.make.done }).waitFor()
    expect(readdirSync(folder)).toEqual(['mine.tefuda-backup'])
  } finally {
    await old.quit()
  }

  const fresh = await launch({ home: newHome(), language: 'ja' })
  try {
    const { page } = fresh
    const practice = value(await page.evaluate(() => window.wallet.practice.read()))
    const pin = practice.people.find(({ id }) => id === 'taro')?.pins.authentication ?? ''
    const insertion = { reader: memoryReader, personId: 'taro' }
    value(await page.evaluate((input) => window.wallet.practice.insertCard(input), insertion))
    await press(fresh, backup.startButton)
    await answer(fresh, path)
    await press(fresh, backup.use.button)
    await press(fresh, backup.use.recovery)
    await typeSecret(fresh, said.recoveryTitle, code, said.open)
    await page.getByRole('heading', { name: backup.preview.title('練習 太郎') }).waitFor()
    await press(fresh, backup.test.button)
    await page.getByRole('heading', { name: backup.test.good }).waitFor()
    await page.getByRole('radio', { name: backup.restore.card }).check({ force: true })
    await press(fresh, backup.restore.button)
    await typePin(fresh, pin)
    await page.getByRole('heading', { level: 1, name: words.ja.home.title('練習 太郎') }).waitFor()
    const { people } = value(await page.evaluate(() => window.wallet.household.read()))
    expect(people).toMatchObject([{ name: '練習 太郎', openers: ['card', 'recovery'] }])
    const ledger = value(await page.evaluate(() => window.wallet.ledger.list()))
    expect(ledger[0]).toMatchObject({ act: 'restore', outcome: 'done' })

    // Locked and opened again, as on any other day.
    await lock(fresh)
    const opened = page.evaluate(
      (personId) => window.wallet.household.unlock({ personId, by: 'card' }),
      people[0]?.id ?? '',
    )
    await typePin(fresh, pin)
    expect(value(await opened).open?.by).toBe('card')
  } finally {
    await fresh.quit()
  }
})
