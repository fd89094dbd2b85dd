// The card's screen and the care of its PINs: by keyboard alone, in both languages, with the real wallet behind it.
import type { Page } from '@playwright/test'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { words } from '../support/words.ts'
import { examine } from './support/examine.ts'
import { expect, type Screens, test } from './support/screens.ts'
import { keyAndClose, type Language, makeDrawer, reader1, reader2, tabTo } from './support/steps.ts'

/** Presses what has that name once Tab has reached it. */
async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }))
  await page.keyboard.press('Enter')
}

async function atCard({ page }: Screens, language: Language = 'ja'): Promise<void> {
  await press(page, words[language].pinCare.title)
  await expect(page.getByRole('heading', { level: 1, name: words[language].pinCare.title })).toBeFocused()
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

const { pinCare, secret: said } = words.ja

for (const [language, theme] of [
  ['ja', 'light'],
  ['en', 'dark'],
] as const) {
  test(`every PIN in household words, without a drawer and without a try: ${language}`, async ({ open, world }) => {
    const screens = await open({ language, theme, furigana: false })
    const { page, readers } = screens
    const { pinCare: text, card } = words[language]
    const taro = world.person('taro')
    if (taro === undefined) throw new Error('the household has no Taro')
    const practiceCard = createPracticeCard(world, taro, { triesLeft: { input: 1, resident: 0 } })
    readers.insert(reader1, practiceCard)
    await atCard(screens, language)
    for (const [pin, tries] of [
      ['authentication', card.tries(3)],
      ['signature', card.tries(5)],
      ['input', card.tries(1)],
      ['resident', card.locked],
    ] as const) {
      const part = section(page, text.names[pin])
      await expect(part).toContainText(tries)
      for (const known of [text.officials[pin], text.opens[pin], text.forms[pin], text.unlock[pin]])
        await expect(part).toContainText(known)
    }
    await expect(section(page, text.names.input)).toContainText(text.states.lastTry)
    // What is locked cannot be changed here.
    await expect(section(page, text.names.resident).getByRole('button')).toHaveCount(0)
    await examine(page, `${language}-${theme}-pins`)
    expect(
      ['authentication', 'signature', 'input', 'resident'].map((pin) => practiceCard.triesLeft(pin as 'input')),
    ).toEqual([3, 5, 1, 0])
  })

  test(`the small windows for a new PIN and for the check number: ${language}`, async ({ open }) => {
    const screens = await open({ language, theme, furigana: language === 'ja' })
    const { page, tools, secret } = screens
    const { pinCare: text, secret: small, marks } = words[language]
    tools.insertCard(reader1, 'taro')
    await atCard(screens, language)
    await press(page, text.changeLabel(text.names.signature))
    const old = await secret()
    await expect(old).toHaveTitle(new RegExp(`^${text.secret.oldTitle(text.titles.signature)}`))
    await expect(old.getByRole('textbox')).toHaveAccessibleName(`${small.pin}${marks.aside(text.forms.signature)}`)
    await examine(old, `${language}-${theme}-pin-old`)
    await old.keyboard.type('renshu01')
    await keyAndClose(old, 'Enter')
    const fresh = await secret()
    await fresh.getByRole('textbox').first().waitFor()
    await fresh.keyboard.type('abc123')
    await fresh.keyboard.press('Tab')
    await fresh.keyboard.type('abc123')
    await fresh.keyboard.press('Enter')
    await expect(fresh.getByRole('alert')).toContainText('1234')
    await examine(fresh, `${language}-${theme}-pin-new`)
    await keyAndClose(fresh, 'Escape')

    const reading = page.evaluate(
      (reader) => window.wallet.cardData.attributes({ reader, by: 'checkNumberB' }),
      reader1,
    )
    const number = await secret()
    await number.getByRole('textbox').first().waitFor()
    await number.keyboard.type('551332')
    await number.keyboard.press('Enter')
    await expect(number.getByRole('alert')).toHaveCount(3)
    await examine(number, `${language}-${theme}-check-number`)
    const right = tools.read().people.find(({ id }) => id === 'taro')?.checkNumberB ?? ''
    await number.getByRole('textbox').first().focus()
    for (const part of [right.slice(0, 6), right.slice(6, 10), right.slice(10)]) {
      await number.keyboard.press('ControlOrMeta+A')
      await number.keyboard.type(part)
      await number.keyboard.press('Tab')
    }
    await tabTo(number, number.getByRole('button', { name: text.secret.checkUse }))
    await keyAndClose(number, 'Enter')
    expect(await reading).toMatchObject({ ok: true })
  })
}

test('a PIN is changed by keyboard alone; it counts at once, and the ledger tells of it', async ({ open }) => {
  const screens = await open()
  const { page, secret, tools } = screens
  await makeDrawer(screens)
  await atCard(screens)
  await expect(page.getByRole('main')).toContainText(pinCare.whose.owner('練習 太郎'))
  const pins = tools.read().people.find(({ id }) => id === 'taro')?.pins
  const change = async (typedOld: string, typedNew: string) => {
    await press(page, pinCare.changeLabel(pinCare.names.input))
    const old = await secret()
    await old.getByRole('textbox').waitFor()
    await old.keyboard.type(typedOld)
    await keyAndClose(old, 'Enter')
    const fresh = await secret()
    await fresh.getByRole('textbox').first().waitFor()
    await fresh.keyboard.type(typedNew)
    await fresh.keyboard.press('Tab')
    await fresh.keyboard.type(typedNew)
    await keyAndClose(fresh, 'Enter')
  }
  await change('0000', '5072')
  await expect(page.getByRole('alert')).toContainText('あと 2 回です')
  await expect(section(page, pinCare.names.input)).toContainText('あと 2 回')
  await change(pins?.input ?? '', '5072')
  await expect(page.getByRole('heading', { name: pinCare.changed })).toBeFocused()
  await expect(section(page, pinCare.names.input)).toContainText('あと 3 回')
  await press(page, pinCare.close)
  await expect(page.getByRole('heading', { name: pinCare.changed })).toHaveCount(0)
  const ledger = await page.evaluate(() => window.wallet.ledger.list())
  expect(JSON.stringify(ledger)).toContain('pinChange')
  expect(JSON.stringify(ledger)).not.toContain('5072')
  // The practice card keeps it for the life of the program.
  await change('5072', pins?.input ?? '')
})

test('at the last try the small window wants the person’s word', async ({ open, world }) => {
  const screens = await open()
  const { page, readers, secret } = screens
  const taro = world.person('taro')
  if (taro === undefined) throw new Error('the household has no Taro')
  readers.insert(reader1, createPracticeCard(world, taro, { triesLeft: { resident: 1 } }))
  await atCard(screens)
  await press(page, pinCare.changeLabel(pinCare.names.resident))
  const old = await secret()
  await old.getByRole('textbox').waitFor()
  await expect(old.getByRole('main')).toContainText(pinCare.unlock.resident)
  await old.keyboard.type(taro.pins.resident ?? '')
  await old.keyboard.press('Enter')
  await expect(old.getByRole('alert')).toContainText('まちがいなく知っています')
  await tabTo(old, old.getByRole('checkbox', { name: said.lastTry }))
  await old.keyboard.press('Space')
  await tabTo(old, old.getByRole('button', { name: said.use }))
  await keyAndClose(old, 'Enter')
  await keyAndClose(await secret(), 'Escape')
  await expect(page.getByRole('heading', { name: '途中でやめました' })).toBeVisible()
})

test('what an interruption leaves open stays told when the card is gone', async ({ open, world }) => {
  const screens = await open()
  const { page, readers, secret } = screens
  const taro = world.person('taro')
  if (taro === undefined) throw new Error('the household has no Taro')
  const card = createPracticeCard(world, taro)
  readers.insert(reader1, card)
  await atCard(screens)
  await press(page, pinCare.changeLabel(pinCare.names.input))
  const { transmit } = card
  Object.assign(card, {
    transmit(command: Uint8Array) {
      if (command[1] === 0x24) card.failAt(1, { kind: 'removal', moment: 'beforeAnswer' })
      return transmit(command)
    },
  })
  const old = await secret()
  await old.getByRole('textbox').waitFor()
  await old.keyboard.type(taro.pins.input ?? '')
  await keyAndClose(old, 'Enter')
  const fresh = await secret()
  await fresh.getByRole('textbox').first().waitFor()
  await fresh.keyboard.type('5072')
  await fresh.keyboard.press('Tab')
  await fresh.keyboard.type('5072')
  await keyAndClose(fresh, 'Enter')
  await expect(page.getByRole('heading', { name: '暗証番号が変わったかどうか、わかりません' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'カードが入っていません' })).toBeVisible()
  await examine(page, 'ja-pin-change-unknown')
})

test('cards of other kinds are explained, and two cards can be chosen between', async ({ open, world }) => {
  const screens = await open()
  const { page, tools, readers } = screens
  await atCard(screens)
  await expect(page.getByRole('heading', { name: 'カードが入っていません' })).toBeVisible()
  tools.insertCard(reader1, 'ume')
  await expect(page.getByRole('heading', { name: pinCare.withoutPins })).toBeVisible()
  await expect(page.getByRole('button', { name: /^変える/ })).toHaveCount(0)
  await examine(page, 'ja-pins-none')
  const phone = tools.read().people.find(({ cards }) => cards.includes('phone'))
  if (phone !== undefined) {
    tools.insertCard(reader1, phone.id, 'phone')
    await expect(page.getByRole('heading', { name: pinCare.phone })).toBeVisible()
    await expect(page.getByRole('button', { name: /^変える/ })).toHaveCount(0)
    await examine(page, 'ja-pins-phone')
  }
  const driver = tools.read().people.find(({ cards }) => cards.includes('licence'))
  if (driver !== undefined) {
    tools.insertCard(reader1, driver.id, 'licence')
    await expect(section(page, pinCare.names.licence1)).toContainText(pinCare.unlock.licence1)
    await examine(page, 'ja-pins-licence')
  }
  const hanako = world.person('hanako')
  if (hanako === undefined) throw new Error('the household has no Hanako')
  readers.insert(reader2, createPracticeCard(world, hanako, { foreign: true }))
  await expect(page.getByRole('radiogroup', { name: 'どのカードを使いますか' })).toBeVisible()
})

test('the tabs follow the arrow keys', async ({ open }) => {
  const screens = await open()
  const { page, tools } = screens
  tools.insertCard(reader1, 'taro')
  await atCard(screens)
  await tabTo(page, page.getByRole('tab', { name: pinCare.tabs.pins }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: pinCare.tabs.certificates })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: pinCare.tabs.data })).toHaveAttribute('aria-selected', 'true')
})
