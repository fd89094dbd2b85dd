// Links that the operating system hands over: by calling the program a second time, or with its first start.
import { expect, test } from '@playwright/test'
import { lock } from '../support/locking.ts'
import { goodPassphrase, makePerson, portalRuns, receive, unlock, value } from '../support/people.ts'
import { callAgain, launch, newHome, type Program } from '../support/program.ts'
import { portalOf } from '../support/verifiers.ts'
import { words } from '../support/words.ts'

test.describe.configure({ mode: 'serial' })

const home = newHome()
let program: Program
let personId = ''
test.beforeAll(async () => {
  program = await launch({ home, language: 'ja' })
  await portalRuns(program.page)
  personId = (await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })).id
})
test.afterAll(async () => program.quit())

const heading = (name: string) => program.page.getByRole('heading', { level: 1, name, exact: true })

test('an offer opens in the window that runs; the second call ends at once', async () => {
  const { offer } = await (await portalOf(home)).offerTo('taro', 'health-insurance')
  expect(await callAgain({ home, args: [offer] })).toBe(0)
  await expect(heading(words.ja.receive.title)).toBeVisible()
  await expect(program.page.getByRole('main')).toContainText('健康保険')
  expect(program.app.windows()).toHaveLength(1)
  await receive(program.page, offer)
})

test('what is no link of ours changes nothing', async () => {
  await program.page.getByRole('button', { name: words.ja.shell.ledger }).click()
  // Taken for a command, and not understood as one.
  for (const word of ['https://example.com/', 'file:///etc/passwd', 'openid:x', `openid4vp://?${'x'.repeat(20_000)}`])
    expect(await callAgain({ home, args: [word] })).toBe(2)
  await expect(heading(words.ja.ledger.title)).toBeVisible()
  expect(value(await program.page.evaluate(() => window.wallet.links.take()))).toBeNull()
})

test('while all drawers are shut a link waits, says so, and goes on when one is opened', async () => {
  await lock(program)
  await expect(heading(words.ja.family.title)).toBeVisible()
  const portal = await portalOf(home)
  const { request } = await portal.requestFrom('clinic')
  expect(await callAgain({ home, args: [request] })).toBe(0)
  await expect(program.page.getByText(words.ja.family.waiting).first()).toBeVisible()
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  await expect(heading(words.ja.share.title)).toBeVisible()
  await expect(program.page.getByRole('main')).toContainText('練習クリニック受付')
  // A link is taken up once.
  expect(value(await program.page.evaluate(() => window.wallet.links.take()))).toBeNull()
})

test('what one person was asked is gone when another drawer opens', async () => {
  const portal = await portalOf(home)
  const { request, id: asked } = await portal.requestFrom('clinic')
  const summary = value(await program.page.evaluate((link) => window.wallet.share.open({ request: link }), request))
  await makePerson(program, '練習 花子', { passphrase: goodPassphrase })
  const sent = await program.page.evaluate((input) => window.wallet.share.send(input), {
    id: summary.id,
    optionId: summary.leastOptionId,
    credentials: {},
  })
  expect(sent).toMatchObject({ ok: false, failure: { code: 'pending.gone' } })
  expect((await portal.outcomeOf(asked)).state).toBe('pending')
})
