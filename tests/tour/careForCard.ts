// The card cared for: every PIN explained, one changed, every certificate read, what else the card holds, and the doctor.
import { expect, type Page } from '@playwright/test'
import { finish, press, write } from '../support/hands.ts'
import type { Guide } from './guide.ts'

export async function careForCard(guide: Guide): Promise<void> {
  const { step } = guide
  const main = () => guide.page.getByRole('main')
  const care = guide.text.pinCare

  await step('the card: every PIN in household words, and no try is spent by looking', 'card-pins', async () => {
    await press(guide.page, care.title)
    await guide.heading(care.title)
    for (const pin of ['authentication', 'signature', 'input', 'resident'] as const) {
      const section = main().getByRole('region', { name: care.names[pin], exact: true })
      await expect(section).toContainText(care.opens[pin].slice(0, 12), { timeout: 10_000 })
      await expect(section).toContainText(guide.text.card.tries(pin === 'signature' ? 5 : 3))
    }
    return undefined
  })
  await step('changing a PIN: the old one is asked first, in the small window', 'pin-old', async () => {
    await press(guide.page, care.changeLabel(care.names.input))
    const window = await guide.program.secret(care.secret.oldTitle(care.titles.input))
    await expect(window.getByRole('main')).toContainText(care.secret.purposes.changePin)
    await write(window, new RegExp(`^${guide.text.secret.pin}`), '2468')
    return window
  })
  await step('a new PIN that anybody would guess is refused with the reason', 'pin-weak', async () => {
    const old = await guide.program.secret(care.secret.oldTitle(care.titles.input))
    await finish(old, guide.text.secret.use)
    const window = await guide.program.secret(care.secret.newTitle(care.titles.input))
    await newPin(window, guide, '1234')
    await press(window, care.secret.decide)
    await expect(window.getByRole('alert')).toBeVisible()
    return window
  })
  await step('a good one is taken, and the card has it', 'pin-changed', async () => {
    const window = await guide.program.secret(care.secret.newTitle(care.titles.input))
    await newPin(window, guide, '7392')
    await finish(window, care.secret.decide)
    await expect(main().getByRole('heading', { name: care.changed })).toBeVisible({ timeout: 15_000 })
    return undefined
  })
  await step(
    'certificates: in plain words, each with its end and who vouches for it',
    'card-certificates',
    async () => {
      await openTab(guide.page, care.tabs.certificates)
      const sheet = main().getByRole('region', { name: guide.text.certificates.names.authentication, exact: true })
      await expect(sheet).toContainText(guide.text.certificates.verdicts.valid, { timeout: 15_000 })
      await expect(sheet).toContainText(guide.text.certificates.revocation)
      return undefined
    },
  )
  await step('what the card holds: nothing is read before it is asked for', 'card-contents', async () => {
    await openTab(guide.page, care.tabs.data)
    await expect(main()).toContainText(guide.text.cardData.stored.title)
    return undefined
  })
  await step('the face, opened by the numbers printed on it', 'check-number', async () => {
    await press(guide.page, guide.text.cardData.face.read)
    const window = await guide.program.secret(care.secret.checkTitle)
    const [birth = '', until = '', code = ''] = /^(\d{6})(\d{4})(\d{4})$/.exec(await checkNumber(guide))?.slice(1) ?? []
    await write(window, new RegExp(`^1\\. ${care.secret.birth.slice(0, 4)}`), birth)
    await write(window, /^2\. /, until)
    await write(window, /^3\. /, code)
    return window
  })
  await step('the face drawn as a card, its photo decoded from JPEG 2000', 'card-face', async () => {
    const window = await guide.program.secret(care.secret.checkTitle)
    await finish(window, care.secret.checkUse)
    const face = main().getByRole('article', { name: guide.text.cardData.face.card })
    await expect(face.getByRole('img')).toHaveCount(4, { timeout: 20_000 })
    await face.scrollIntoViewIfNeeded()
    return undefined
  })
  await step(
    'the licence on the card: its end and photo, which is all that is known how to read',
    'card-licence',
    async () => {
      await press(guide.page, guide.text.cardData.licence.first)
      const window = await guide.program.secret(care.titles.licenceOnCard)
      await write(
        window,
        new RegExp(`^${guide.text.secret.pin}`),
        (await practicePerson(guide)).pins.licenceOnCard ?? '',
      )
      await finish(window, guide.text.secret.use)
      const licence = main().getByRole('article', { name: guide.text.cardData.licence.onCard })
      await expect(licence).toContainText('まで有効', { timeout: 20_000 })
      await expect(licence.getByRole('img', { name: guide.text.cardData.fields.photo })).toBeVisible()
      await licence.scrollIntoViewIfNeeded()
      return undefined
    },
  )
  await step('the doctor: everything looked at, nothing wrong', 'doctor', async () => {
    await press(guide.page, guide.text.doctor.title)
    await guide.heading(guide.text.doctor.title)
    await expect(main().getByRole('heading', { name: guide.text.doctor.allRight })).toBeVisible({ timeout: 30_000 })
    return undefined
  })
}

async function newPin(window: Page, guide: Guide, pin: string): Promise<void> {
  const { secret } = guide.text.pinCare
  await write(window, new RegExp(`^${secret.newPin}`), pin)
  await write(window, secret.again, pin)
}

/** Along the row of tabs with the arrow keys. */
async function openTab(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('tab', { name, exact: true })
  await page.getByRole('tab', { selected: true }).focus()
  for (let arrows = 0; arrows < 3; arrows++) {
    if ((await wanted.getAttribute('aria-selected')) === 'true') return
    await page.keyboard.press('ArrowRight')
  }
  await expect(wanted).toHaveAttribute('aria-selected', 'true')
}

/** What the practice tools tell of the person whose card lies in the reader. */
async function practicePerson(guide: Guide) {
  const people = await guide.page.evaluate(() => window.wallet.practice.read())
  const taro = people.ok ? people.value.people.find(({ id }) => id === 'taro') : undefined
  if (taro === undefined) throw new Error('the practice tools do not know taro')
  return taro
}

const checkNumber = async (guide: Guide): Promise<string> => (await practicePerson(guide)).checkNumberB
