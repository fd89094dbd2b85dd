// Applications on the screen: written, filled in with sources, checked, looked at, sent, sent back and corrected. Nothing that
// was typed is lost on the way, everything can be reached by keyboard, and axe reads each step.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { exif, madeJpeg, withSegments } from '../support/photos.ts'
import { words } from '../support/words.ts'
import { examine, expectNoFindings } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { choose, type Language, logIn, makeDrawer, receive, tabTo, typePin } from './support/steps.ts'

const main = (page: Page) => page.getByRole('main')
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: true })
const box = (page: Page, name: string) => main(page).getByRole('textbox', { name, exact: true })

/** Begins it as the procedure's own screen does, and goes on with it from the list of what was begun. */
async function begin(screens: Screens, procedure: string, language: Language): Promise<string> {
  const { page, wallet } = screens
  const { draft } = await wallet.handlers.drafts.begin({ procedure })
  await goOn(page, draft.title, language)
  return draft.id
}

async function goOn(page: Page, title: string, language: Language): Promise<void> {
  const text = words[language]
  await page.getByRole('navigation').getByRole('button', { name: text.procedures.title, exact: true }).click()
  await main(page).getByRole('button', { name: text.board.tab, exact: true }).click()
  await button(page, text.drafts.which(text.drafts.list.goOn, title)).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

const pinsOf = ({ tools }: Screens, person: string) => tools.read().people.find(({ id }) => id === person)?.pins

/** A day in its three boxes, by the era. */
async function typeDay(page: Page, field: string, era: string, [year, month, day]: readonly string[]): Promise<void> {
  const group = main(page).getByRole('group', { name: field, exact: true }).last()
  await group.getByRole('combobox').selectOption({ label: era })
  for (const [at, part] of [year, month, day].entries())
    await group
      .getByRole('textbox')
      .nth(at)
      .fill(part ?? '')
}

async function typeAccount(page: Page, holder: string): Promise<void> {
  await box(page, '金融機関コード（4桁）').fill('0001')
  await box(page, '支店コード（3桁）').fill('００１')
  await choose(main(page).getByRole('radio', { name: '普通', exact: true }))
  await box(page, '口座番号（7桁）').fill('0000001')
  await box(page, '口座名義（カナ）').fill(holder)
}

test('an application is filled in, looked at and sent, and nothing is lost when the session ends in between', async ({
  open,
  world,
}) => {
  const screens = await open({ language: 'ja' })
  const { page, wallet } = screens
  const text = words.ja.drafts
  await makeDrawer(screens)
  await receive(screens, 'health-insurance')
  await logIn(screens)
  const id = await begin(screens, 'child-allowance', 'ja')
  const inDrawer = async () => (await wallet.handlers.drafts.open({ id })).draft

  // From the card, with its PIN for that, and each place says so.
  await button(page, text.fill.card).click()
  await typePin(screens, pinsOf(screens, 'taro')?.input ?? '')
  await expect(page.getByRole('heading', { name: text.fill.filled(2) })).toBeVisible()
  await expect(box(page, '請求者の氏名')).toHaveValue('練習　太郎')
  await expect(box(page, '請求者の氏名')).toHaveAccessibleDescription(/カードから書き写しました/)

  // What is still wrong is one list, and leads to its places.
  await button(page, text.check).click()
  await expect(page.getByRole('heading', { name: /直すところが \d+ か所あります/ })).toBeFocused()
  await examine(page, 'ja-light-draft-wrong')
  await button(page, /^請求する理由：/).click()
  await expect(main(page).getByRole('radio', { name: '出生', exact: true })).toBeFocused()
  await page.keyboard.press('Space')

  // By keyboard: a part is added, the keyboard is in its first box, and it goes again.
  await tabTo(page, button(page, text.which(text.add, '児童')))
  await page.keyboard.press('Enter')
  await expect(main(page).getByRole('group', { name: '児童 2' }).getByRole('textbox').first()).toBeFocused()
  await tabTo(page, button(page, text.which(text.remove, '児童 2')))
  await page.keyboard.press('Enter')
  await expect(box(page, '氏名')).toBeFocused()
  const haruto = world.person('haruto')
  await page.keyboard.type(haruto?.name.kanji ?? '')
  const [year = '', month = '', day = ''] = haruto?.birthDate.split('-') ?? []
  await typeDay(page, '生年月日', '令和', [String(Number(year) - 2018), month, day])
  await typeDay(page, '生まれた日・引っ越した日', '西暦', [year, month, day])
  await expect(
    main(page)
      .getByText(/（令和\d+年）/)
      .first(),
  ).toBeVisible()
  for (const question of ['公務員です', '児童と別居しています'])
    await choose(
      main(page).getByRole('radiogroup', { name: question }).getByRole('radio', { name: text.no, exact: true }),
    )
  await typeAccount(page, 'レンシュウ　タロウ')
  await main(page).getByRole('checkbox', { name: '内容を確かめました' }).check()
  // Full-width digits became plain ones, and all of it lies in the drawer without a button having been pressed.
  await expect(box(page, '支店コード（3桁）')).toHaveValue('001')
  await expect
    .poll(async () => (await inDrawer()).form)
    .toMatchObject({
      children: [{ name: haruto?.name.kanji, birth_date: haruto?.birthDate }],
      account: { branch_code: '001', kind: '普通' },
      consent: true,
      civil_servant: false,
    })

  // Of a credential only what is ticked is attached.
  await button(page, text.which(text.attachments.fromDrawer, '請求者の健康保険の資格')).click()
  await choose(main(page).getByRole('radio', { name: /健康保険/ }))
  await main(page).getByRole('checkbox', { name: /^記号/ }).check()
  await expectNoFindings(page, 'choosing a credential')
  await button(page, text.attachments.attach).click()
  await expect(main(page).getByText('4 項目だけを見せます')).toBeVisible()

  await button(page, text.check).click()
  await expect(page.getByRole('heading', { name: text.review.attachments })).toBeVisible()
  await expect(main(page).getByText(text.review.lead)).toBeVisible()
  for (const sent of ['練習　太郎', haruto?.name.kanji ?? '', '見本健康保険組合', '100'])
    await expect(main(page).getByText(sent, { exact: true }).first()).toBeVisible()
  await expect(main(page).getByText(text.review.signature.sign)).toBeVisible()
  await examine(page, 'ja-light-draft-review')

  // The session ends; after a new log-in the person is where they were.
  await wallet.handlers.session.logOut(undefined)
  await button(page, text.review.signAndSend).click()
  await button(page, words.ja.logIn.goOn).click()
  await button(page, words.ja.logIn.button).click()
  await typePin(screens, pinsOf(screens, 'taro')?.authentication ?? '')
  await expect(page.getByRole('heading', { name: text.review.attachments })).toBeVisible()
  await button(page, text.review.signAndSend).click()
  await typePin(screens, pinsOf(screens, 'taro')?.signature ?? '')
  await expect(page.getByRole('heading', { name: text.receipt.title })).toBeFocused()
  await expect(main(page).getByText(/^\d{8}-\d{8}$/)).toBeVisible()
  await examine(page, 'ja-light-draft-receipt')
  expect(await wallet.handlers.drafts.list(undefined)).toEqual([])
})

test('what the portal or the office does not accept comes back to its place and is corrected', async ({ open }) => {
  const folder = await mkdtemp(join(tmpdir(), 'tefuda-applications-'))
  try {
    const screens = await open({ language: 'en', theme: 'dark', size: { width: 900, height: 860 } })
    const { page, wallet, files, control } = screens
    const text = words.en.drafts
    await makeDrawer(screens, 'en')
    await logIn(screens, 'en')
    await begin(screens, 'benefit', 'en')
    await button(page, text.fill.card).click()
    await typePin(screens, pinsOf(screens, 'taro')?.input ?? '', 'en')
    await expect(page.getByRole('heading', { name: text.fill.filled(2) })).toBeVisible()
    await box(page, '電話番号（ハイフン入り）').fill('０９０ー００００－００００')
    await box(page, '世帯の人数').fill('三人')
    await typeAccount(page, 'レンシュウ　ハナコ')
    await main(page).getByRole('checkbox', { name: '内容を確かめました' }).check()
    await expect(box(page, '電話番号（ハイフン入り）')).toHaveValue('090-0000-0000')

    // A photo loses where it was taken, and the person sees that it did.
    await writeFile(join(folder, 'passbook.jpg'), withSegments(await madeJpeg(160, 100), exif(6)))
    files.picked = [join(folder, 'passbook.jpg')]
    await button(page, text.which(text.attachments.file, '通帳などの写し')).click()
    await expect(main(page).getByText('passbook.jpg', { exact: true })).toBeVisible()
    await expect(main(page).getByText(words.en.photos.takenOut)).toBeVisible()
    await examine(page, 'en-dark-draft-photo')

    // What cannot be a number stays as it was typed, and is told of.
    await button(page, text.check).click()
    await expect(page.getByRole('heading', { name: text.wrong.title(1) })).toBeFocused()
    await expect(box(page, '世帯の人数')).toHaveValue('三人')
    await box(page, '世帯の人数').fill('３')
    await button(page, text.check).click()
    await button(page, text.review.signAndSend).click()
    await typePin(screens, pinsOf(screens, 'taro')?.signature ?? '', 'en')

    // The portal does not take somebody else's account: nothing has been applied for.
    await expect(main(page).getByText(text.refused)).toBeVisible()
    await expect(box(page, '口座名義（カナ）')).toHaveAccessibleDescription(/世帯主の口座/)
    await examine(page, 'en-dark-draft-refused')
    await box(page, '口座名義（カナ）').fill('レンシュウ　タロウ')
    await button(page, text.check).click()
    await button(page, text.review.signAndSend).click()
    await typePin(screens, pinsOf(screens, 'taro')?.signature ?? '', 'en')
    await expect(page.getByRole('heading', { name: text.receipt.title })).toBeVisible()
    const receiptNo =
      (await main(page)
        .getByText(/^\d{8}-\d{8}$/)
        .textContent()) ?? ''

    // The office sends it back.
    await control.decide(receiptNo, {
      status: 'returned',
      note: '世帯の人数が登録と違います。',
      fields: [{ pointer: '/form/members', message: '登録は5人です' }],
    })
    await wallet.handlers.applications.refresh({ quietly: false })
    await button(page, text.receipt.toApplication).click()
    await button(page, words.en.board.correct).click()
    await expect(page.getByRole('heading', { name: text.returned.title })).toBeVisible()
    await expect(box(page, '世帯の人数')).toHaveAccessibleDescription(/登録は5人です/)
    await button(page, /^世帯の人数: 登録は5人です/).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('5')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('heading', { name: text.wrong.title(1) })).toHaveCount(0)
    await examine(page, 'en-dark-draft-correct')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a family member’s application is handed in for them, and a number that is not kept stays on the screen', async ({
  open,
  world,
}) => {
  const screens = await open({ language: 'ja', furigana: true })
  const { page, wallet } = screens
  const text = words.ja.drafts
  await makeDrawer(screens)
  await logIn(screens)
  const id = await begin(screens, 'care-need', 'ja')
  const ume = world.person('ume')
  const [year = '', month = '', day = ''] = ume?.birthDate.split('-') ?? []

  await button(page, text.which(text.whom.change, text.whom.title)).click()
  await choose(main(page).getByRole('radio', { name: text.whom.family }))
  await box(page, text.whom.familyName).fill(ume?.name.kanji ?? '')
  await button(page, text.whom.decide).click()
  await expect(main(page).getByRole('alert').filter({ hasText: text.whom.familyMissing })).toBeVisible()
  await expectNoFindings(page, 'choosing whom it concerns')
  await typeDay(page, text.whom.familyBirth, '昭和', [String(Number(year) - 1925), month, day])
  await button(page, text.whom.decide).click()
  await expect(
    main(page)
      .getByText(text.whom.now(ume?.name.kanji ?? ''), { exact: true })
      .first(),
  ).toBeVisible()
  await expect(box(page, '氏名')).toHaveValue(ume?.name.kanji ?? '')
  // The card that lies there says nothing of her.
  await expect(button(page, text.fill.card)).toHaveCount(0)
  await examine(page, 'ja-furigana-draft-family')

  // A 個人番号 is not kept; what was typed beside it stays too, until the person has taken the number away.
  await box(page, '主治医のいる医療機関').fill('練習医院')
  await box(page, '主治医の氏名').fill('123456789018')
  await expect(main(page).getByText(text.notSaved, { exact: true }).first()).toBeVisible()
  await expect(box(page, '主治医のいる医療機関')).toHaveValue('練習医院')
  await box(page, '主治医の氏名').fill('見本 医師')
  await expect
    .poll(async () => (await wallet.handlers.drafts.open({ id })).draft.form)
    .toMatchObject({ doctor: { clinic: '練習医院', name: '見本 医師' } })

  // What was typed in the moment before a lock is there after it.
  const { title } = (await wallet.handlers.drafts.open({ id })).draft
  await box(page, '住所').click()
  // In one go, so that no pause of this test's own lies in between.
  await box(page, '住所').evaluate((element, address) => {
    document.execCommand('insertText', false, address)
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, bubbles: true }))
  }, ume?.address ?? '')
  await page.getByRole('button', { name: words.ja.family.unlockCard }).click()
  await typePin(screens, pinsOf(screens, 'taro')?.authentication ?? '')
  await logIn(screens)
  await goOn(page, title, 'ja')
  await expect(box(page, '住所')).toHaveValue(ume?.address ?? '')

  await box(page, '介護保険の被保険者番号（10桁）').fill('0000000001')
  await choose(main(page).getByRole('radio', { name: '新規', exact: true }))
  await choose(main(page).getByRole('radio', { name: '子', exact: true }))
  await box(page, '電話番号（ハイフン入り）').fill('090-0000-0000')
  await main(page).getByRole('checkbox', { name: '内容を確かめました' }).check()
  await button(page, text.check).click()
  await expect(main(page).getByText(text.review.standings.family, { exact: true }).first()).toBeVisible()
  await button(page, text.review.send).click()
  await expect(page.getByRole('heading', { name: text.receipt.title })).toBeFocused()
})
