// One journey over the real PC/SC service, with the practice card behind it: log in, receive, share; and the card pulled out.
import { expect, test } from '@playwright/test'
import type { PortalControl } from '../../practice/portal/portalControl.ts'
import { finish } from '../support/hands.ts'
import { lockedPage, pageProcess } from '../support/locking.ts'
import {
  failureOf,
  insideDrawer,
  logIn,
  makePerson,
  portalRuns,
  receive,
  typePin,
  unlock,
  value,
} from '../support/people.ts'
import { launch, newHome, type PluggedCard, type Program, plugCard } from '../support/program.ts'
import { arrived, portalOf } from '../support/verifiers.ts'
import { words } from '../support/words.ts'

test.describe.configure({ mode: 'serial' })

const pin = '1357'
const home = newHome()
let program: Program
let portal: PortalControl
let card: PluggedCard | undefined
let taro = ''
test.beforeAll(async () => {
  program = await launch({ home, cards: 'pcsc', language: 'ja' })
  await portalRuns(program.page)
  portal = await portalOf(home)
})
test.afterAll(async () => {
  await card?.pullOut()
  await program.quit()
})

test('the wallet follows the reader: the card goes in, is read, and opens a drawer', async () => {
  expect(await cardKinds()).toEqual([])
  card = await plugCard(home, 'taro')
  await expect.poll(cardKinds, { timeout: 10_000 }).toEqual(['myNumber'])
  taro = (await makePerson(program, '練習 太郎', { pin })).id
  await expect.poll(owners, { timeout: 10_000 }).toEqual([taro])
})

test('log in, receive, share: only what was chosen arrives, and it verifies', async () => {
  expect(await logIn(program, pin)).toMatchObject({ name: '練習　太郎' })
  const offers = value(await program.page.evaluate(() => window.wallet.session.inbox())).offers
  expect(offers).toHaveLength(2)
  for (const { link } of offers) await receive(program.page, link)
  expect(await insideDrawer(program.page)).toEqual(['insurance', 'licence'])

  const asked = await portal.requestFrom('clinic', { person: 'taro' })
  const request = value(
    await program.page.evaluate((link) => window.wallet.share.open({ request: link }), asked.request),
  )
  const least = request.options.find(({ id }) => id === request.leastOptionId)
  const credentials = Object.fromEntries(
    (least?.parts ?? []).map(({ queryId, candidates }) => [queryId, candidates[0]?.credential.id ?? '']),
  )
  const sent = await program.page.evaluate((input) => window.wallet.share.send(input), {
    id: request.id,
    optionId: request.leastOptionId,
    credentials,
  })
  expect(value(sent).verifier).toBe('練習クリニック受付')
  const names = ['birth_date', 'branch_number', 'insurer_number', 'name', 'number', 'symbol']
  expect(await arrived(portal, asked.id)).toEqual({
    state: 'answered',
    verified: true,
    claims: names.map((name) => `insurance/${name}`),
  })
  // The same request is never answered twice.
  const again = await program.page.evaluate((link) => window.wallet.share.open({ request: link }), asked.request)
  expect(again.ok).toBe(false)
})

test('the card is pulled out while its PIN is asked: its drawer locks, no try is spent, and the next log-in works', async () => {
  value(await program.page.evaluate(() => window.wallet.session.logOut()))
  const before = await pageProcess(program)
  // The page does not live to get the answer.
  await program.page.evaluate(() => void window.wallet.session.logIn({}))
  const asking = await program.secret(words.ja.secret.pinTitles.authentication)
  const gone = asking.waitForEvent('close')
  await card?.pullOut()
  await gone
  expect(await lockedPage(program, before)).toMatchObject({ reason: 'cardOut' })
  await expect.poll(cardKinds, { timeout: 10_000 }).toEqual([])

  card = await plugCard(home, 'taro')
  await expect.poll(triesLeft, { timeout: 10_000 }).toBe(3)
  value(await unlock(program, taro, 'card', pin))
  await logIn(program, pin)
})

test('a locked PIN is never tried', async () => {
  value(await program.page.evaluate(() => window.wallet.session.logOut()))
  for (const left of [2, 1]) {
    const wrong = program.page.evaluate(() => window.wallet.session.logIn({}))
    await typePin(program, '0000')
    expect(failureOf(await wrong)).toEqual({ code: 'card.pinWrong', triesLeft: left })
  }
  await expect.poll(triesLeft, { timeout: 10_000 }).toBe(1)
  // The last try is sent only with the person's word that they know the PIN.
  const last = program.page.evaluate(() => window.wallet.session.logIn({}))
  const asked = await program.secret(words.ja.secret.pinTitles.authentication)
  await asked.getByRole('textbox').fill('0000')
  await asked.getByRole('button', { name: words.ja.secret.use }).click()
  await expect(asked.getByRole('alert')).toBeVisible()
  await asked.getByRole('checkbox', { name: words.ja.secret.lastTry }).check()
  await finish(asked, words.ja.secret.use)
  expect(failureOf(await last)).toEqual({ code: 'card.pinWrong', triesLeft: 0 })
  await expect.poll(triesLeft, { timeout: 10_000 }).toBe(0)
  const windows = program.app.windows().length
  expect(failureOf(await program.page.evaluate(() => window.wallet.session.logIn({})))).toEqual({
    code: 'card.pinLocked',
  })
  expect(program.app.windows()).toHaveLength(windows)
})

const readers = async () => value(await program.page.evaluate(() => window.wallet.card.read())).readers
const cardKinds = async () => (await readers()).flatMap(({ card }) => card?.kind ?? [])
const owners = async () => (await readers()).flatMap(({ card }) => (card?.kind === 'myNumber' ? card.personId : []))
const triesLeft = async () =>
  (await readers()).flatMap(({ card }) => (card?.kind === 'myNumber' ? card.triesLeft.authentication : []))[0]
