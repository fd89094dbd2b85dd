// The whole program killed (SIGKILL, every process at once) in the middle of receiving and of sharing, then started again.
import { expect, test } from '@playwright/test'
import type { PortalControl } from '../../practice/portal/portalControl.ts'
import type { LedgerEntry } from '../../preload/shapes/ledger.ts'
import { goodPassphrase, insideDrawer, makePerson, portalRuns, receive, unlock, value } from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { portalOf } from '../support/verifiers.ts'
import { words } from '../support/words.ts'

test.describe.configure({ mode: 'serial' })

const home = newHome()
let program: Program
let portal: PortalControl
let personId = ''
test.beforeAll(async () => {
  await start()
  personId = (await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })).id
})
test.afterAll(async () => program.quit())

async function start(): Promise<void> {
  program = await launch({ home, language: 'ja' })
  await portalRuns(program.page)
  portal = await portalOf(home)
}

async function killAndComeBack(): Promise<void> {
  await program.kill()
  await start()
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
}

const ledger = async (): Promise<LedgerEntry[]> => value(await program.page.evaluate(() => window.wallet.ledger.list()))
const last = async (act: LedgerEntry['act']) => (await ledger()).filter((entry) => entry.act === act).at(-1)
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

for (const [where, stored] of [
  ['/issuer/token', false],
  ['/issuer/credential', false],
  // The issuer is told only after the credential lies in the drawer.
  ['/issuer/notification', true],
] as const) {
  test(`killed while receiving waits for ${where}: nothing half-made, and it can be received anew`, async () => {
    const before = await insideDrawer(program.page)
    await portal.addFault({ kind: 'delay', where, ms: 100_000 })
    const { offer } = await portal.offerTo('taro', 'health-insurance')
    const { id } = value(await program.page.evaluate((link) => window.wallet.receive.open({ offer: link }), offer))
    void program.page.evaluate((input) => window.wallet.receive.accept(input), { id }).catch(() => undefined)
    await wait(1_500)
    await killAndComeBack()

    const now = await insideDrawer(program.page)
    expect(now).toEqual(stored ? [...before, 'insurance'] : before)
    for (const card of value(await program.page.evaluate(() => window.wallet.credentials.list()))) {
      const shown = value(await program.page.evaluate((one) => window.wallet.credentials.show({ id: one }), card.id))
      expect(shown.check.valid).toBe(true)
    }
    const { offer: another } = await portal.offerTo('taro', 'health-insurance')
    expect(await receive(program.page, another)).toHaveLength(1)
    expect(await insideDrawer(program.page)).toEqual([...now, 'insurance'])
  })
}

test('killed while sharing waits for the verifier: the ledger says that it may have arrived', async () => {
  const { request, id } = await portal.requestFrom('clinic')
  await portal.addFault({ kind: 'delay', where: '/verifiers/clinic/responses', ms: 100_000 })
  const summary = value(await program.page.evaluate((link) => window.wallet.share.open({ request: link }), request))
  const option = summary.options.find((one) => one.id === summary.leastOptionId)
  const credentials = Object.fromEntries(
    (option?.parts ?? []).map(({ queryId, candidates }) => [queryId, candidates[0]?.credential.id ?? '']),
  )
  void program.page
    .evaluate((input) => window.wallet.share.send(input), {
      id: summary.id,
      optionId: summary.leastOptionId,
      credentials,
    })
    .catch(() => undefined)
  await expect.poll(async () => (await last('share'))?.outcome).toBe('started')
  await killAndComeBack()

  expect(await last('share')).toMatchObject({ outcome: 'started', party: '練習クリニック受付' })
  expect((await portal.outcomeOf(id)).state).toBe('pending')
  // What was begun is not begun again: the nonce is used up.
  const again = value(await program.page.evaluate((link) => window.wallet.share.open({ request: link }), request))
  const resent = await program.page.evaluate((input) => window.wallet.share.send(input), {
    id: again.id,
    optionId: again.leastOptionId,
    credentials,
  })
  expect(resent).toMatchObject({ ok: false, failure: { code: 'request.replayed' } })
  expect((await portal.outcomeOf(id)).state).toBe('pending')

  await program.page.getByRole('button', { name: words.ja.shell.ledger }).click()
  await expect(program.page.getByRole('main')).toContainText(words.ja.ledger.startedText)
})
