// Share: who asks, what for, the choices that the question allows; the verifier gets what was chosen and nothing else.
import { expect } from '@playwright/test'
import { choose, press, write } from '../support/hands.ts'
import { callAgain } from '../support/program.ts'
import { arrived } from '../support/verifiers.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'

const insurance = ['insurer_number', 'symbol', 'number', 'branch_number', 'name', 'birth_date']

export async function shareChosen(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')
  const portal = await guide.portal()
  const clinic = await portal.requestFrom('clinic', { person: 'taro' })
  const rental = await portal.requestFrom('rental')
  const refused = await portal.requestFrom('portal')

  await step('the clinic asks: the request waits at the portal', 'clinic-waits', async () => {
    await press(guide.page, guide.text.home.refresh)
    await expect(main().getByText('練習クリニック')).toBeVisible({ timeout: 10_000 })
    return undefined
  })
  await step('the clinic asks: who, what for, and the choices that it allows', 'clinic-choices', async () => {
    await press(guide.page, new RegExp(`^${guide.text.home.answer}：.*保険資格`))
    await guide.heading(guide.text.share.title)
    await expect(main()).toContainText(guide.text.share.registered, { timeout: 15_000 })
    await expect(main()).toContainText(guide.text.share.first)
    // He has no limit class: of the clinic's four sets, two can be answered.
    await expect(main().getByRole('radio')).toHaveCount(2)
    await choose(guide.page, new RegExp(`^${guide.text.share.count(7)}`))
    return undefined
  })
  await step('the least is chosen: exactly this would leave', 'clinic-least', async () => {
    await choose(guide.page, new RegExp(`^${guide.text.share.count(6)}`))
    await expect(main()).toContainText(guide.text.share.notSent)
    await main().getByRole('button', { name: guide.text.share.send }).scrollIntoViewIfNeeded()
    return undefined
  })
  await step('the clinic has received the six chosen attributes, and verified them', 'clinic-receipt', async () => {
    await press(guide.page, guide.text.share.send)
    await expect(main().getByRole('heading', { name: guide.text.share.done })).toBeVisible({ timeout: 20_000 })
    expect(await arrived(portal, clinic.id)).toEqual({
      state: 'answered',
      verified: true,
      claims: insurance.map((name) => `insurance/${name}`).toSorted(),
    })
    // The clinic's page of thanks, in the person's browser.
    await closeThanks(guide)
    return undefined
  })
  await step('the car rental asks by a link, opened while the wallet runs', 'rental-asks', async () => {
    expect(await callAgain({ home: guide.home, args: [rental.request] })).toBe(0)
    await expect(main()).toContainText('練習レンタカー', { timeout: 15_000 })
    await guide.heading(guide.text.share.title)
    await expect(main().getByRole('radio')).toHaveCount(0)
    return undefined
  })
  await step('the car rental has received categories and age over 20, nothing else', 'rental-receipt', async () => {
    await press(guide.page, guide.text.share.send)
    await expect(main().getByRole('heading', { name: guide.text.share.done })).toBeVisible({ timeout: 20_000 })
    expect(await arrived(portal, rental.id)).toEqual({
      state: 'answered',
      verified: true,
      claims: ['licence/age_over_20', 'licence/driving_privileges'],
    })
    return undefined
  })
  await step('a request is pasted as a link', 'paste', async () => {
    await press(guide.page, guide.text.shell.home)
    await guide.heading(guide.text.home.title(taro))
    await write(guide.page, guide.text.home.pasteLabel, refused.request)
    return undefined
  })
  await step('the portal asks for more than one likes: four choices', 'portal-asks', async () => {
    await press(guide.page, guide.text.home.pasteOpen)
    await guide.heading(guide.text.share.title)
    await expect(main().getByRole('radio')).toHaveCount(4, { timeout: 15_000 })
    return undefined
  })
  await step('declined with one key: nothing has left', 'declined', async () => {
    await guide.page.keyboard.press('Escape')
    await expect(main().getByRole('heading', { name: guide.text.share.declined })).toBeVisible({ timeout: 15_000 })
    expect(await arrived(portal, refused.id)).toEqual({ state: 'declined', verified: false, claims: [] })
    return undefined
  })
  await step('the ledger holds names of attributes and no value', 'ledger', async () => {
    await press(guide.page, guide.text.shell.ledger)
    await guide.heading(guide.text.ledger.title)
    await expect(main().getByRole('heading', { name: new RegExp(`^${guide.text.ledger.acts.share}`) })).toHaveCount(2)
    await expect(main().getByRole('heading', { name: new RegExp(`^${guide.text.ledger.acts.decline}`) })).toHaveCount(1)
    const said = await main().textContent()
    for (const value of ['レンシュウ', '06139992', '2345', '準中型']) expect(said).not.toContain(value)
    return undefined
  })
}

/** No browser believes the practice portal, so the clinic's last page stands in a window beside the wallet. */
async function closeThanks({ program, page }: Guide): Promise<void> {
  const thanks = () => program.app.windows().find((one) => one.url().includes('/verifiers/clinic/thanks/'))
  await expect.poll(() => thanks()?.isClosed(), { timeout: 15_000 }).toBe(false)
  await thanks()?.close()
  await page.bringToFront()
}
