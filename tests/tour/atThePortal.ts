// A certificate is applied for, paid and received; records are read as charts; what ends stands in the calendar.
import { expect } from '@playwright/test'
import { choose, finish, press, tick, write } from '../support/hands.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'

const procedure = '納税証明書の交付請求'

export async function atThePortal(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')
  const menu = (name: string) => press(guide.page, name, guide.page.getByRole('navigation').first())
  const says = (text: string | RegExp) => expect(main().getByText(text).first()).toBeVisible({ timeout: 20_000 })
  const heading = (name: string | RegExp) =>
    expect(main().getByRole('heading', { name }).first()).toBeVisible({ timeout: 20_000 })
  const typePin = async (title: string, pin: string) => {
    const window = await guide.program.secret(title)
    await write(window, new RegExp(`^${guide.text.secret.pin}`), pin)
    return window
  }

  await step('a procedure is found by a word', 'procedures', async () => {
    await menu(guide.text.procedures.title)
    await write(guide.page, guide.text.procedures.fields.text, '納税')
    await press(guide.page, guide.text.procedures.find)
    await expect(main().getByRole('button', { name: guide.text.procedures.openNamed(procedure) })).toBeVisible()
    return undefined
  })
  await step('before it is begun: whose card, which PIN, which certificates, how long', 'pre-flight', async () => {
    await press(guide.page, guide.text.procedures.openNamed(procedure))
    await says(guide.text.procedures.card.ready(taro))
    return undefined
  })
  await step('its form takes name and address from the card, and says so beside each', 'form', async () => {
    await press(guide.page, guide.text.procedures.check.begin)
    await press(guide.page, guide.text.drafts.fill.card)
    const window = await typePin(guide.text.secret.pinTitles.input, '2468')
    await finish(window, guide.text.secret.use)
    await heading(guide.text.drafts.fill.filled(2))
    await expect(main().getByRole('textbox', { name: '氏名' })).toHaveValue('練習　太郎')
    return undefined
  })
  await step('what is sent is shown exactly, before anything is', 'review', async () => {
    for (const choice of ['その1', '申告所得税']) await choose(guide.page, choice)
    await write(guide.page, /^年度/, '2025')
    await write(guide.page, '使う目的', '練習')
    await tick(guide.page, '内容を確かめました')
    await press(guide.page, guide.text.drafts.check)
    await says(guide.text.drafts.review.signature.sign)
    return undefined
  })
  await step('signed with the card: the PIN window says what for', 'pin-for-application', async () => {
    await press(guide.page, guide.text.drafts.review.signAndSend)
    const window = await typePin(guide.text.secret.pinTitles.signature, 'RENSHU01')
    await expect(window.getByRole('main')).toContainText(taro)
    return window
  })
  await step('the receipt has a number', 'receipt-number', async () => {
    await finish(await guide.program.secret(guide.text.secret.pinTitles.signature), guide.text.secret.use)
    await heading(guide.text.drafts.receipt.title)
    await says(/^\d{8}-\d{8}$/)
    return undefined
  })
  await step('meanwhile: health records are fetched and kept', 'records', async () => {
    await menu(guide.text.papers.title)
    await press(guide.page, guide.text.papers.fetch.button)
    await heading(guide.text.papers.fetch.done)
    return undefined
  })
  await step('blood pressure over the years, as a chart and as a table', 'check-ups', async () => {
    await press(guide.page, /特定健診の結果/, main())
    const chart = main().getByRole('img', { name: /血圧のグラフ/ })
    await expect(chart).toBeVisible()
    await chart.scrollIntoViewIfNeeded()
    return undefined
  })
  await step('what ends or is due, of everything at once', 'calendar', async () => {
    await menu(guide.text.calendar.title)
    await says(/免許/)
    return undefined
  })
  await step('the office wants its fee: the board says so', 'board', async () => {
    await menu(guide.text.procedures.title)
    await press(guide.page, guide.text.board.tab, main())
    await expect(async () => {
      await press(guide.page, guide.text.board.refresh, main())
      await expect(
        main().getByRole('button', { name: guide.text.board.which(guide.text.board.pay, procedure) }),
      ).toBeVisible({
        timeout: 3_000,
      })
    }).toPass({ timeout: 60_000 })
    return undefined
  })
  await step('paid by its numbers, which nobody had to type', 'paid', async () => {
    await press(guide.page, guide.text.board.which(guide.text.board.pay, procedure))
    await press(guide.page, guide.text.board.which(guide.text.payments.pay, `手数料（${procedure}）`))
    await press(guide.page, /円を納める$/, main())
    await heading(guide.text.payments.done)
    return undefined
  })
  await step('the certificate has come, and its signature was verified', 'tax-certificate', async () => {
    await expect(async () => {
      await menu(guide.text.procedures.title)
      await press(guide.page, guide.text.board.tab, main())
      await press(guide.page, guide.text.board.refresh, main())
      await expect(main().getByText('完了').first()).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 60_000 })
    await menu(guide.text.papers.title)
    await press(guide.page, /納税証明書.*\.xml/, main())
    await heading(guide.text.papers.states.valid)
    return undefined
  })
}
