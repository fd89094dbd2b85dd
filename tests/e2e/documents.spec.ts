// A PDF from the disk to a signature that holds, in the real program: its own window, its own content policy, the sandbox
// on, the system's dialogs (answered for the person), the practice card.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { makePdf } from '../../practice/portal/documents/pdf.ts'
import { lock } from '../support/locking.ts'
import { makePerson, memoryReader, typeSecret, value } from '../support/people.ts'
import { launch, newHome, type Program, seccompOf } from '../support/program.ts'
import { samplePdf } from '../support/samplePdf.ts'
import { words } from '../support/words.ts'

let program: Program
let folder: string
test.beforeAll(async () => {
  program = await launch({ home: newHome(), language: 'ja' })
  folder = mkdtempSync(join(tmpdir(), 'tefuda-documents-'))
  // The program may run as another user than this test.
  chmodSync(folder, 0o777)
})
test.afterAll(async () => {
  await program.quit()
  rmSync(folder, { recursive: true })
})

const { documents } = words.ja
const press = (name: string) =>
  program.page.getByRole('main').getByRole('button', { name: name, exact: true }).first().click()

/** What the person picks in the next dialogs. */
const pick = (paths: readonly string[]) =>
  program.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths: [...filePaths] })
  }, paths)

test('a PDF is drawn under the real policy, signed with one PIN, saved beside the original and found right', async () => {
  const { page, app } = program
  const practice = value(await page.evaluate(() => window.wallet.practice.read()))
  const pins = practice.people.find(({ id }) => id === 'taro')?.pins
  const insertion = { reader: memoryReader, personId: 'taro' }
  value(await page.evaluate((input) => window.wallet.practice.insertCard(input), insertion))
  await makePerson(program, '練習 太郎', { pin: pins?.authentication ?? '' })

  const contract = samplePdf([
    { japanese: '売買契約書', lines: ['The seller sells, the buyer buys.'] },
    { lines: ['A page that was scanned'], scan: true },
  ])
  const path = join(folder, '契約書.pdf')
  writeFileSync(path, contract)
  chmodSync(path, 0o644)
  const complaints: string[] = []
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(error.message))

  await page.getByRole('navigation').getByRole('button', { name: '書類に署名', exact: true }).click()
  await press(documents.sign)
  await pick([path])
  await press(documents.choose)
  // Its words came by a character map, its scan through the decoder: both only with what the policy allows.
  const first = page.getByRole('region', { name: documents.pdf.page(1, 2) })
  await expect(first).toHaveAttribute('data-drawn', 'true')
  await expect(first.getByText('売買契約書')).toBeAttached()
  const second = page.getByRole('region', { name: documents.pdf.page(2, 2) })
  await second.scrollIntoViewIfNeeded()
  await expect(second).toHaveAttribute('data-drawn', 'true')
  const dark = await second.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    let count = 0
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 80 && (data[at + 3] ?? 0) > 200) count++
    return count
  })
  expect(dark).toBeGreaterThan(5_000)
  for (const pid of await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
  ))
    expect(await seccompOf(pid)).toBe(2)

  await page.getByRole('button', { name: documents.pdf.toEnd, exact: true }).click()
  await expect(page.getByText(documents.seenWhole)).toBeVisible()
  await page.getByLabel(documents.consent).check()
  await press(documents.signNow(1))
  await typeSecret(program, words.ja.secret.pinTitles.signature, pins?.signature ?? '', words.ja.secret.use)
  await expect(page.getByRole('heading', { name: documents.done, exact: true })).toBeVisible()
  expect(readdirSync(folder).sort()).toEqual(['契約書.pdf', '契約書-署名済み.pdf'].sort())
  expect(readFileSync(path).equals(contract)).toBe(true)

  await page.getByRole('button', { name: `${documents.verifyThis}：契約書-署名済み.pdf` }).click()
  await expect(page.getByRole('heading', { name: documents.verdict.valid, exact: true })).toBeVisible()
  await expect(page.getByText('練習　太郎').first()).toBeVisible()
  expect(complaints).toEqual([])
  const ledger = value(await page.evaluate(() => window.wallet.ledger.list()))
  expect(ledger.map(({ act, outcome }) => `${act} ${outcome}`)).toContain('sign done')
  expect(JSON.stringify(ledger)).not.toContain('契約書')
})

test('papers are read by a process of their own, and the QR code on one as a phone would', async () => {
  const { page } = program
  const { papers } = words.ja
  const main = page.getByRole('main')
  const put = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    chmodSync(path, 0o644)
    return path
  }
  await page.getByRole('navigation').getByRole('button', { name: papers.title, exact: true }).click()
  const drugs =
    '<Message><MessageBody><MeTrMonthInf><MedicalInstitutionName>架空薬局</MedicalInstitutionName><DiDateInfs><DiDateInf><DiDate>20261001</DiDate></DiDateInf></DiDateInfs></MeTrMonthInf></MessageBody></Message>'
  const withCode = makePdf({ title: '架空の書類', lines: [], qr: 'https://example.com/somewhere' })
  await pick([put('drugs.xml', drugs), put('code.pdf', withCode), join(folder, '契約書-署名済み.pdf')])
  await press(papers.choose)
  await main
    .getByRole('list')
    .getByRole('button', { name: /薬剤情報/ })
    .click()
  await expect(main.getByRole('table')).toContainText('架空薬局')
  await press(papers.back)
  await main
    .getByRole('list')
    .getByRole('button', { name: /code\.pdf/ })
    .click()
  await expect(main.getByText(papers.code.unknown)).toBeVisible()
  await press(papers.back)
  await main
    .getByRole('list')
    .getByRole('button', { name: /署名済み/ })
    .click()
  await expect(main.getByRole('heading', { name: papers.states.valid })).toBeVisible()
})

test('a signed file that was altered afterwards is told so, without any drawer', async () => {
  const { page } = program
  await lock(program)
  const signed = readFileSync(join(folder, '契約書-署名済み.pdf'))
  const altered = Buffer.from(signed)
  altered.write('The seller keeps', altered.indexOf('The seller sells'))
  const path = join(folder, '改ざん.pdf')
  writeFileSync(path, altered)
  chmodSync(path, 0o644)
  await page.getByRole('navigation').getByRole('button', { name: '書類に署名', exact: true }).click()
  await press(documents.verify)
  await pick([path])
  await press(documents.chooseSigned)
  await expect(page.getByRole('heading', { name: documents.verdict.invalid, exact: true })).toBeVisible()
})

test('a dialog that is closed changes nothing, and its folder is shown by the system', async () => {
  const { page, app } = program
  await page.getByRole('navigation').getByRole('button', { name: '書類に署名', exact: true }).click()
  await pick([])
  const chosen = value(await page.evaluate(() => window.wallet.documents.choose({ purpose: 'verify' })))
  expect(chosen).toEqual([])
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown })
  })
  await pick([join(folder, '契約書.pdf')])
  const [one] = value(await page.evaluate(() => window.wallet.documents.choose({ purpose: 'verify' })))
  expect(JSON.stringify(one)).not.toContain(folder)
  value(await page.evaluate((id) => window.wallet.documents.show({ id }), one?.id ?? ''))
  expect(await app.evaluate(() => Reflect.get(globalThis, 'shown'))).toBe(join(folder, '契約書.pdf'))
})
