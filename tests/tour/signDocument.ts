// Sign a document as one would with a registered seal, and find it right; a changed copy is found wrong.
import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { finish, press, tick, write } from '../support/hands.ts'
import { samplePdf } from '../support/samplePdf.ts'
import type { Guide } from './guide.ts'

const name = '委任状.pdf'

export async function signDocument(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')
  const words = guide.text.documents
  const folder = join(guide.home, 'papers')

  await step('documents: to sign, or to check a signature', 'documents', async () => {
    await press(guide.page, guide.text.shell.documents)
    await guide.heading(words.title)
    return undefined
  })
  await step('the document is seen before it is signed', 'sign-look', async () => {
    writeAsPerson(guide.home, folder, name, letter())
    await press(guide.page, words.sign, main())
    await pick(guide, join(folder, name))
    await press(guide.page, words.choose)
    await expect(main().locator('[data-drawn]').first()).toBeVisible({ timeout: 20_000 })
    return undefined
  })
  await step('the person says that they mean it as with a registered seal', 'sign-consent', async () => {
    await press(guide.page, words.pdf.toEnd)
    await expect(main().getByText(words.seenWhole)).toBeVisible()
    await tick(guide.page, words.consent)
    await press(guide.page, words.signNow(1))
    const window = await guide.program.secret(guide.text.secret.pinTitles.signature)
    await expect(window.getByRole('main')).toContainText(guide.text.pinCare.secret.purposes.sign)
    await write(window, new RegExp(`^${guide.text.secret.pin}`), 'renshu01')
    return window
  })
  await step('signed: where the file is', 'signed', async () => {
    const window = await guide.program.secret(guide.text.secret.pinTitles.signature)
    await finish(window, guide.text.secret.use)
    await expect(main().getByRole('heading', { name: words.done })).toBeVisible({ timeout: 30_000 })
    return undefined
  })
  await step('its signature is found right: who, when, what it covers', 'signature-right', async () => {
    await press(guide.page, new RegExp(`^${words.verifyThis}`), main())
    await expect(main().getByRole('heading', { name: words.verdict.valid })).toBeVisible({ timeout: 20_000 })
    await expect(main()).toContainText('練習　太郎')
    return undefined
  })
  await step('a copy in which one word was changed is found wrong', 'signature-wrong', async () => {
    const signed = readFileSync(join(folder, '委任状-署名済み.pdf'))
    const altered = Buffer.from(signed)
    altered.write('agency', signed.indexOf('wallet'))
    writeAsPerson(guide.home, folder, '書きかえた写し.pdf', altered)
    await pick(guide, join(folder, '書きかえた写し.pdf'))
    await press(guide.page, words.verdict.again)
    await expect(main().getByRole('heading', { name: words.verdict.invalid })).toBeVisible({ timeout: 20_000 })
    return undefined
  })
}

const letter = () =>
  samplePdf([{ japanese: '委任状（練習用）', lines: ['I entrust my practice wallet to nobody.', 'RENSHU TARO'] }])

/** The system's own dialog cannot be pressed from here: it answers as if the person had picked that file. */
async function pick(guide: Guide, path: string): Promise<void> {
  await guide.program.app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [picked] })
  }, path)
}

/** A file of the person who runs the program, wherever that is another than who runs the tour. */
function writeAsPerson(home: string, folder: string, file: string, bytes: Uint8Array): void {
  const { uid, gid } = statSync(home)
  const path = join(folder, file)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, bytes)
  for (const one of [folder, path]) chownSync(one, uid, gid)
}
