// Papers on screen: fetched from the portal, read with what their signatures are worth, kept from files, saved and removed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePdf } from '../../practice/portal/documents/pdf.ts'
import { signedXml } from '../../practice/portal/documents/signedXml.ts'
import { words } from '../support/words.ts'
import { examine } from './support/examine.ts'
import { expect, test } from './support/screens.ts'
import { choose, makeDrawer, pinOf, typePin } from './support/steps.ts'

const text = words.ja.papers
let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-papers-'))
})
test.afterEach(() => rmSync(folder, { recursive: true }))

test('records are fetched, read as tables and charts, and checked as far as that is possible', async ({ open }) => {
  test.setTimeout(90_000)
  const screens = await open({ size: { width: 900, height: 860 } })
  const { page } = screens
  const main = page.getByRole('main')
  const toPapers = () => page.getByRole('navigation').getByRole('button', { name: text.title, exact: true }).click()
  const openPaper = (name: string | RegExp) => main.getByRole('list').getByRole('button', { name }).first().click()
  await makeDrawer(screens)
  await toPapers()
  await expect(main.getByText(text.none)).toBeVisible()
  await examine(page, 'papers-none')

  // Nobody is logged in: log in there and come back.
  await main.getByRole('button', { name: text.fetch.button, exact: true }).click()
  await main.getByRole('alert').or(main.getByRole('status')).getByRole('button', { name: 'ログイン' }).first().click()
  await main.getByRole('button', { name: 'ログインする', exact: true }).click()
  await typePin(screens, pinOf(screens, 'taro'))
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(text.title)
  await main.getByRole('button', { name: text.fetch.button, exact: true }).click()
  await expect(main.getByRole('heading', { name: text.fetch.done })).toBeVisible()
  await examine(page, 'papers-fetched')

  await openPaper(/予防接種の記録/)
  await expect(main.getByRole('heading', { name: text.states.valid })).toBeVisible()
  await expect(main.getByRole('table')).toContainText('新型コロナ（ファイザー）')
  await examine(page, 'papers-vaccination')

  await main.getByRole('button', { name: text.back }).click()
  await openPaper(/特定健診の結果/)
  await expect(main.getByRole('img', { name: /血圧のグラフ/ })).toBeVisible()
  const course = main.getByRole('region', { name: text.checkup.course }).getByRole('table')
  await expect(course.getByRole('row', { name: /収縮期血圧/ })).toContainText('136')
  await examine(page, 'papers-checkup')
  await choose(main.getByRole('radio', { name: '体重' }))
  await expect(main.getByRole('img', { name: /体重のグラフ/ })).toBeVisible()

  await main.getByRole('button', { name: text.back }).click()
  await openPaper(/デジタル資格者証/)
  await expect(main.getByText('練習技能士（架空の国家資格）').first()).toBeVisible()
  await expect(main.getByText(text.code.openNote)).toBeVisible()
  await examine(page, 'papers-qualification')
  await main.getByRole('button', { name: text.code.open }).click()
  await expect.poll(() => screens.opened.at(-1)).toContain('/qualifications/check?c=')
})

test('files are kept, shown for what they are worth, saved and removed', async ({ open, world }) => {
  const screens = await open({ theme: 'dark' })
  const { page, files } = screens
  const main = page.getByRole('main')
  const put = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  await makeDrawer(screens)
  await page.getByRole('navigation').getByRole('button', { name: text.title, exact: true }).click()
  files.picked = [put('notes.txt', 'hello')]
  await main.getByRole('button', { name: text.choose }).click()
  await expect(main.getByRole('alert')).toContainText('notes.txt')

  const facts: [string, string][] = [
    ['Realm', 'practice'],
    ['Name', '納税証明'],
    ['IssuedOn', '2026-11-01'],
    ['IssuedBy', '練習税務署長'],
  ]
  const xml = signedXml(
    'TaxCertificate',
    'urn:tefuda:practice:tax-certificate:1',
    facts,
    world.signers.credentialIssuer,
  )
  const changed = Buffer.from(xml).toString('utf8').replace('2026-11-01', '2027-11-01')
  const pdf = makePdf({ title: '架空の書類', lines: [], qr: 'https://example.com/somewhere' })
  files.picked = [put('good.xml', xml), put('changed.xml', changed), put('code.pdf', pdf)]
  await main.getByRole('button', { name: text.choose }).click()
  await expect(main.getByRole('status').getByText(text.added(3))).toBeVisible()
  await examine(page, 'papers-kept')

  await main
    .getByRole('list')
    .getByRole('button', { name: /code\.pdf/ })
    .click()
  await expect(main.getByText(text.code.unknown)).toBeVisible()
  await expect(main.getByRole('heading', { name: text.pdfUnsigned })).toBeVisible()
  await examine(page, 'papers-pdf')
  await main.getByRole('button', { name: text.back }).click()
  await main
    .getByRole('list')
    .getByRole('button', { name: /納税証明書/ })
    .first()
    .click()
  await expect(main.getByRole('heading', { name: text.states.invalid })).toBeVisible()
  await expect(main.getByRole('heading', { name: text.saysUntrue })).toBeVisible()
  await examine(page, 'papers-invalid')

  files.place = join(folder, 'saved.xml')
  await main.getByRole('button', { name: text.save }).click()
  await expect(main.getByText(text.savedAs('saved.xml'))).toBeVisible()
  expect(readFileSync(files.place, 'utf8')).toBe(changed)
  await main.getByRole('button', { name: text.remove }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: text.remove }).click()
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(text.title)
  await expect(main.getByRole('list').getByRole('button', { name: /納税証明書/ })).toHaveCount(1)
})
