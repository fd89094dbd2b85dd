// Documents on screen: seen before they are signed, signed with one PIN, and what a signature holds.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSigner, signed, stranger } from '../support/documentSigners.ts'
import { samplePdf } from '../support/samplePdf.ts'
import { examine } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { makeDrawer, pressAndClose, reader1, tabTo } from './support/steps.ts'

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-documents-'))
})
test.afterEach(() => rmSync(folder, { recursive: true }))

const contract = samplePdf([
  { japanese: '売買契約書', lines: ['The seller sells, the buyer buys.'] },
  { lines: ['Second page'], scan: true },
  { lines: ['Third and last page'] },
])

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const words = {
  ja: {
    documents: '書類に署名',
    sign: '署名する',
    verify: '署名をたしかめる',
    choose: '書類を選ぶ',
    chooseSigned: '署名された書類を選ぶ',
    chooseContent: 'もとの書類を選ぶ',
    consent: '中身を読みました。実印を押すつもりで署名します。',
    signOne: 'この書類に署名する',
    signTwo: '2 件の書類に署名する',
    pin: /^暗証番号/,
    use: 'この暗証番号を使う',
    done: '署名しました',
    right: '正しい署名です',
    toEnd: '最後のページへ',
    whole: 'この書類は最後まで見ました。',
  },
  en: {
    documents: 'Sign documents',
    sign: 'Sign',
    verify: 'Check signatures',
    choose: 'Choose documents',
    chooseSigned: 'Choose a signed document',
    chooseContent: 'Choose the original',
    consent: 'I have read it, and I sign as I would with my registered seal.',
    signOne: 'Sign this document',
    signTwo: 'Sign 2 documents',
    pin: /^PIN|^Signing PIN/,
    use: 'Use this PIN',
    done: 'Signed',
    right: 'The signature is right',
    toEnd: 'To the last page',
    whole: 'You have seen this document to its end.',
  },
} as const
type Language = keyof typeof words

const open = ({ page }: Screens, language: Language = 'ja') =>
  page.getByRole('navigation').getByRole('button', { name: words[language].documents, exact: true }).click()

async function chooseToSign(screens: Screens, paths: readonly string[], language: Language = 'ja'): Promise<void> {
  const { page, files } = screens
  const word = words[language]
  await open(screens, language)
  await page.getByRole('main').getByRole('button', { name: word.sign, exact: true }).click()
  files.picked = paths
  await page.getByRole('button', { name: word.choose, exact: true }).click()
}

async function typeSigningPin({ secret, tools }: Screens, language: Language = 'ja'): Promise<void> {
  const word = words[language]
  const window = await secret()
  const pin = tools.read().people.find(({ id }) => id === 'taro')?.pins.signature ?? ''
  await window.getByLabel(word.pin).first().fill(pin)
  await pressAndClose(window, word.use)
}

const drawn = ({ page }: Screens) => page.locator('[data-drawn]')

async function seeToEnd(screens: Screens, language: Language = 'ja'): Promise<void> {
  const { page } = screens
  await drawn(screens).first().waitFor()
  await page.getByRole('button', { name: words[language].toEnd }).click()
  await expect(page.getByText(words[language].whole)).toBeVisible()
}

test('a PDF is shown whole, page by page, with its text for everybody', async ({ open: start }) => {
  const screens = await start()
  const { page } = screens
  await makeDrawer(screens)
  await chooseToSign(screens, [file('契約書.pdf', contract)])
  await expect(page.getByText('3 ページ')).toBeVisible()
  const content = page.getByRole('region', { name: '契約書.pdf の中身' })
  await expect(content.getByText('The seller sells, the buyer buys.')).toBeAttached()
  // Its font is not in the file: the words come by a character map that was loaded under the content policy.
  await expect(content.getByText('売買契約書')).toBeAttached()
  await expect(page.getByRole('region', { name: '1 / 3 ページ' })).toHaveAttribute('data-drawn', 'true')
  expect(await inkOf(screens, '1 / 3 ページ')).toBeGreaterThan(100)

  // By keyboard: into the document, to its end, and larger.
  await tabTo(page, content)
  await page.keyboard.press('End')
  await expect(content.getByText('Third and last page')).toBeAttached()
  await expect(page.getByRole('region', { name: '2 / 3 ページ' })).toHaveAttribute('data-drawn', 'true')
  // The scanned square went through the decoder that is made of WebAssembly.
  expect(await inkOf(screens, '2 / 3 ページ')).toBeGreaterThan(5_000)
  const before = await page.getByRole('region', { name: '3 / 3 ページ' }).boundingBox()
  await page.getByRole('button', { name: '拡大する' }).press('Enter')
  await expect(page.getByText('125%')).toBeVisible()
  await expect
    .poll(async () => (await page.getByRole('region', { name: '3 / 3 ページ' }).boundingBox())?.width)
    .toBeGreaterThan((before?.width ?? 0) * 1.2)
})

/** How many pixels of that page are dark. */
async function inkOf({ page }: Screens, name: string): Promise<number> {
  return page
    .getByRole('region', { name })
    .locator('canvas')
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
      let dark = 0
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 80 && (data[at + 3] ?? 0) > 200) dark++
      return dark
    })
}

for (const language of ['ja', 'en'] as const) {
  test(`a PDF is signed with one PIN and then found right (${language})`, async ({ open: start }) => {
    const screens = await start({ language, theme: language === 'ja' ? 'light' : 'dark' })
    const { page, files } = screens
    const word = words[language]
    await makeDrawer(screens, language)
    await chooseToSign(screens, [file('契約書.pdf', contract)], language)
    await seeToEnd(screens, language)
    // Without the person's word nothing is asked and nothing signed.
    await page.getByRole('button', { name: word.signOne }).click()
    await expect(page.getByRole('status').filter({ hasText: word.consent.slice(-10, -1) })).toBeVisible()
    await examine(page, `documents-${language}-2-sign`)
    await page.getByLabel(word.consent).check()
    await page.getByRole('button', { name: word.signOne }).click()
    await typeSigningPin(screens, language)
    await expect(page.getByRole('heading', { name: word.done, exact: true })).toBeFocused()
    const name = language === 'ja' ? '契約書-署名済み.pdf' : '契約書-signed.pdf'
    expect(readdirSync(folder).sort()).toEqual(['契約書.pdf', name].sort())
    expect(readFileSync(join(folder, '契約書.pdf')).equals(contract)).toBe(true)
    await examine(page, `documents-${language}-3-signed`)

    await page
      .getByRole('button', { name: new RegExp(`${name}$`) })
      .last()
      .click()
    expect(files.shown).toEqual([join(folder, name)])
    await page
      .getByRole('button', { name: new RegExp(`${name}$`) })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: word.right })).toBeFocused()
    await expect(page.getByText('練習').first()).toBeVisible()
    await page.locator('summary').first().click()
    await examine(page, `documents-${language}-4-verdict`)
  })
}

test('several files are signed with one PIN, and each is looked at before', async ({ open: start }) => {
  const screens = await start()
  const { page, files } = screens
  await makeDrawer(screens)
  await chooseToSign(screens, [file('写真.txt', 'a picture in words'), file('契約書.pdf', contract)])
  // Not all are PDFs: only forms that fit any file are offered.
  await expect(page.getByRole('main').getByRole('radio')).toHaveCount(2)
  await expect(page.getByText(/この種類のファイルは、手札では中身を表示できません/)).toBeVisible()
  await page.getByLabel(words.ja.consent).check()
  await page.getByRole('button', { name: words.ja.signTwo }).click()
  // What cannot be shown is checked elsewhere, and the second one was not seen yet.
  const missing = page.getByRole('status').filter({ hasText: '書類を全部最後まで見て' })
  await expect(missing.getByRole('listitem')).toHaveText(['写真.txt', '契約書.pdf'])
  await page.getByLabel('ほかのソフトで開いて、中身をたしかめました。').check()
  await expect(missing.getByRole('listitem')).toHaveText(['契約書.pdf'])
  await page.getByRole('button', { name: '次の書類を見る' }).click()
  await seeToEnd(screens)
  await page.getByRole('button', { name: words.ja.signTwo }).click()
  await typeSigningPin(screens)
  await page.getByRole('heading', { name: words.ja.done, exact: true }).waitFor()
  expect(readdirSync(folder).sort()).toEqual(['写真.txt', '写真.txt.p7s', '契約書.pdf', '契約書.pdf.p7s'].sort())

  // A detached signature is found right beside its original, asked for where it is not known.
  await page.getByRole('button', { name: '署名をたしかめる：写真.txt.p7s' }).click()
  await expect(page.getByRole('heading', { name: words.ja.right })).toBeFocused()
  files.picked = [join(folder, '写真.txt.p7s')]
  await page.getByRole('button', { name: 'ほかの書類をたしかめる' }).click()
  await expect(page.getByRole('heading', { name: 'もとの書類も選んでください' })).toBeFocused()
  files.picked = [join(folder, '写真.txt')]
  await page.getByRole('button', { name: words.ja.chooseContent }).click()
  await expect(page.getByRole('heading', { name: words.ja.right })).toBeFocused()
  files.picked = [file('別.txt', 'other words')]
})

test('a file that changed after it was seen is not signed', async ({ open: start }) => {
  const screens = await start()
  const { page } = screens
  await makeDrawer(screens)
  const path = file('契約書.pdf', contract)
  await chooseToSign(screens, [path])
  await seeToEnd(screens)
  writeFileSync(path, samplePdf([{ lines: ['Something else'] }]))
  await page.getByLabel(words.ja.consent).check()
  await page.getByRole('button', { name: words.ja.signOne }).click()
  await expect(page.getByRole('heading', { name: 'ファイルが変わっています' })).toBeVisible()
  expect(readdirSync(folder)).toEqual(['契約書.pdf'])
})

test('a document counts as seen when its end was before the eyes, by keyboard too, and not when it is opened', async ({
  open: start,
}) => {
  const screens = await start()
  const { page, tools } = screens
  await makeDrawer(screens)
  await chooseToSign(screens, [file('契約書.pdf', contract)])
  await drawn(screens).first().waitFor()
  await page.getByLabel(words.ja.consent).check()
  await page.getByRole('button', { name: words.ja.signOne }).click()
  await expect(page.getByText(/書類を全部最後まで見て/)).toBeVisible()
  await expect(page.getByText('まだ見ていません')).toBeVisible()
  await tabTo(page, page.getByRole('region', { name: '契約書.pdf の中身' }))
  await page.keyboard.press('End')
  await expect(page.getByText(words.ja.whole)).toBeVisible()
  await expect(page.getByText(/書類を全部最後まで見て/)).toHaveCount(0)
  // Seen once is seen.
  await page.keyboard.press('Home')
  await expect(page.getByText(words.ja.whole)).toBeVisible()
  tools.removeCard(reader1)
})

test('the button to the last page works by keyboard and leaves the focus in the document', async ({ open: start }) => {
  const screens = await start({ language: 'en' })
  const { page } = screens
  await makeDrawer(screens, 'en')
  await chooseToSign(screens, [file('contract.pdf', contract)], 'en')
  await drawn(screens).first().waitFor()
  const button = page.getByRole('button', { name: words.en.toEnd })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Content of contract.pdf' })).toBeFocused()
  await expect(page.getByText(words.en.whole)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Page 3 of 3' })).toBeInViewport()
})

test('a page that cannot be drawn keeps its document from being signed until it was checked elsewhere', async ({
  open: start,
}) => {
  const screens = await start()
  const { page } = screens
  await makeDrawer(screens)
  const path = file('欠けた.pdf', samplePdf([{ lines: ['First page'] }, { broken: true }, { lines: ['Last page'] }]))
  await chooseToSign(screens, [path])
  await drawn(screens).first().waitFor()
  await page.getByRole('button', { name: words.ja.toEnd }).click()
  const notice = page.getByRole('heading', { name: '2 ページは正しく表示できません' })
  await expect(notice).toBeVisible()
  await expect(page.getByRole('region', { name: '3 / 3 ページ' })).toHaveAttribute('data-drawn', 'true')
  await page.getByLabel(words.ja.consent).check()
  await page.getByRole('button', { name: words.ja.signOne }).click()
  await expect(page.getByText(/書類を全部最後まで見て/)).toBeVisible()
  expect(readdirSync(folder)).toEqual(['欠けた.pdf'])
  await examine(page, 'documents-ja-5-broken')
  await page.getByLabel('ほかのソフトで開いて、中身をたしかめました。').check()
  await page.getByRole('button', { name: words.ja.signOne }).click()
  await typeSigningPin(screens)
  await page.getByRole('heading', { name: words.ja.done, exact: true }).waitFor()
})

test('a phone is named first, compared after the PIN, and signs once the person says that it is theirs', async ({
  open: start,
}) => {
  const screens = await start()
  const { page, tools } = screens
  await makeDrawer(screens)
  tools.insertCard(reader1, 'taro', 'phone')
  await chooseToSign(screens, [file('契約書.pdf', contract)])
  const mine = page.getByRole('button', { name: '練習 太郎さんのスマートフォンで続ける' })
  await mine.click()
  // Nothing was read and meant yet.
  await expect(page.getByText(/書類を全部最後まで見て/)).toBeVisible()
  await seeToEnd(screens)
  await page.getByLabel(words.ja.consent).check()
  await examine(page, 'documents-ja-6-phone')
  await mine.click()
  await typeSigningPin(screens)
  await expect(page.getByRole('heading', { name: 'これは練習 太郎さんのカードですか' })).toBeVisible()
  expect(readdirSync(folder)).toEqual(['契約書.pdf'])
  await page.getByRole('button', { name: 'はい、練習 太郎さんのカードです' }).click()
  await expect(page.getByRole('heading', { name: 'カードの持ち主を覚えました' })).toBeVisible()
  await mine.click()
  await typeSigningPin(screens)
  await page.getByRole('heading', { name: words.ja.done, exact: true }).waitFor()
})

test('what a certificate says that nobody on the list vouches for is told as its claim', async ({ open: start }) => {
  const screens = await start()
  const { page, files } = screens
  await open(screens)
  await page.getByRole('main').getByRole('button', { name: words.ja.verify, exact: true }).click()
  files.picked = [file('他人.pdf', signed(contract, 'pades', makeSigner({ under: stranger })))]
  await page.getByRole('button', { name: words.ja.chooseSigned }).click()
  await expect(page.getByRole('heading', { name: /証明書は一覧にありません/ })).toBeFocused()
  const row = (name: string) => page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) })
  await expect(row('証明書に書いてある名前')).toHaveCount(1)
  await expect(row('証明書に書いてある住所')).toHaveCount(1)
  await expect(row('証明書に書いてある発行元')).toHaveCount(1)
  await expect(row('署名した人')).toHaveCount(0)
  await expect(page.getByText(/この証明書にはこう書いてあります。ほんとうかどうかは確かめられません。/)).toBeVisible()
  await examine(page, 'documents-ja-7-claim')
})

test('signing is cancelled, and refused without a card, before anything is written', async ({ open: start }) => {
  const screens = await start()
  const { page, tools } = screens
  await makeDrawer(screens)
  await chooseToSign(screens, [file('契約書.pdf', contract)])
  await seeToEnd(screens)
  await page.getByLabel(words.ja.consent).check()
  await page.getByRole('button', { name: words.ja.signOne }).click()
  await screens.secret()
  await page.getByRole('button', { name: '中止する' }).click()
  await expect(page.getByRole('heading', { name: '途中でやめました' })).toBeVisible()
  tools.removeCard(reader1)
  await expect(page.getByRole('button', { name: words.ja.signOne })).toHaveCount(0)
  expect(readdirSync(folder)).toEqual(['契約書.pdf'])
})

test('without a drawer one can check, and is told how to sign; unsigned and broken files are told apart', async ({
  open: start,
}) => {
  const screens = await start()
  const { page, files } = screens
  await open(screens)
  await examine(page, 'documents-ja-1-start')
  await page.getByRole('main').getByRole('button', { name: words.ja.sign, exact: true }).click()
  await expect(page.getByRole('heading', { name: '署名するには、引き出しを開けてください' })).toBeVisible()
  await page.getByRole('button', { name: '戻る' }).click()
  await page.getByRole('main').getByRole('button', { name: words.ja.verify, exact: true }).click()
  files.picked = [file('契約書.pdf', contract)]
  await page.getByRole('button', { name: words.ja.chooseSigned }).click()
  await expect(page.getByRole('heading', { name: '署名はありません' })).toBeFocused()
  files.picked = [file('文.txt', 'no signature at all')]
  await page.getByRole('button', { name: 'ほかの書類をたしかめる' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  files.picked = []
  await page.getByRole('button', { name: 'ほかの書類をたしかめる' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
})

test('what cannot be shown cannot be meant: an encrypted or broken PDF', async ({ open: start }) => {
  const screens = await start()
  const { page } = screens
  await makeDrawer(screens)
  await chooseToSign(screens, [file('壊れた.pdf', '%PDF-1.7\nnothing that follows')])
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel(words.ja.consent).check()
  await page.getByRole('button', { name: words.ja.signOne }).click()
  await expect(page.getByText(/書類を全部最後まで見て/)).toBeVisible()
})
