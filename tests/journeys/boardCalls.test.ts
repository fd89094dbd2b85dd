// The board through the wallet's own calls: stopped by a cancel and by a lock, and in the hands of somebody who was appointed.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { fail, WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { formOf, send } from '../../practice/portal/testApplication.ts'
import { bodyOf, reachPortal, type TestPortal } from '../../practice/portal/testPortal.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const cardOf: Readonly<Record<string, string>> = { '練習 太郎': 'taro', '練習 花子': 'hanako' }
const [reader, second] = readerNames
let world: World
let real: RealWallet
let portal: TestPortal
const told: boolean[] = []

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
  real = await realWallet(world, { language: 'ja' }, async (question) => new TextEncoder().encode(answerTo(question)))
  portal = reachPortal(world, 'https://localhost:20443', '', real.portalFetch, () => new Date())
  real.wallet.on((name, payload) => {
    if (name === 'applications.changed') told.push(z.object({ refreshing: z.boolean() }).parse(payload).refreshing)
  })
})
afterEach(() => real.control.clearFaults())
afterAll(() => real.close())

function answerTo(question: SecretQuestion): string {
  if (question.kind === 'recoveryShow') return question.code
  if (question.kind !== 'pin') return fail({ code: 'app.cancelled' })
  return world.person(cardOf[question.person ?? ''] ?? '')?.pins.authentication ?? ''
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )
const sent = async (procedure: string, person: string): Promise<string> => {
  const form = formOf(portal, procedure, person)
  return String((await bodyOf(await send(portal, person, { procedure, form })))['receipt_no'])
}
/** The portal has been asked for notices, and does not answer. */
const stuck = async (): Promise<void> => {
  told.length = 0
  await real.control.clearFaults()
  await real.control.addFault({ kind: 'delay', where: '/api/notices', ms: 60_000 })
}

it('a cancel, a lock and another asking end it, and what came before is kept', async () => {
  const { applications, household, session, work } = real.wallet.handlers
  real.tools.insertCard(reader, 'taro')
  const taro = await household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'card' })
  expect(await codeOf(applications.refresh({ quietly: true }))).toBe('session.none')
  const receipt = await sent('moving-out', 'taro')
  await session.logIn({ reader })

  await stuck()
  const asked = applications.refresh({ quietly: false })
  await expect.poll(async () => (await applications.board(undefined)).applications.length).toBe(1)
  await work.cancel(undefined)
  expect(await codeOf(asked)).toBe('app.cancelled')
  expect(await applications.board(undefined)).toMatchObject({
    applications: [{ receiptNo: receipt }],
    refreshedAt: null,
  })
  expect(told).toEqual([true, false])

  await stuck()
  const quiet = codeOf(applications.refresh({ quietly: true }))
  const again = codeOf(applications.refresh({ quietly: true }))
  expect(await quiet).toBe('app.cancelled')
  await household.lock(undefined)
  expect(await again).toBe('app.cancelled')
  await real.control.clearFaults()

  await household.unlock({ personId: taro.id, by: 'card', reader })
  expect((await applications.show({ receiptNo: receipt })).application.label).toBe('送信済')
  await session.logIn({ reader })
  expect((await applications.refresh({ quietly: true })).refreshedAt).not.toBeNull()
})

it('whoever was appointed to log in sees how it stands, takes no document, and pays nothing', async () => {
  const { applications, household, mandates, payments, session } = real.wallet.handlers
  const receipt = await sent('tax-certificate', 'taro')
  await real.control.decide(receipt, { status: 'completed' })
  await household.lock(undefined)
  real.tools.insertCard(reader, 'hanako')
  const agent = await household.addPerson({ name: '練習 花子', colour: 'green', opener: 'card' })
  await household.lock(undefined)
  real.tools.insertCard(reader, 'taro')
  real.tools.insertCard(second, 'hanako')
  const [taro] = (await household.read(undefined)).people
  await household.unlock({ personId: taro?.id ?? '', by: 'card', reader })
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const terms = { agentId: agent.id, basis: 'appointed', until, by: 'card', reader: second } as const
  await mandates.appoint({ ...terms, scope: ['logIn'] })
  await household.lock(undefined)
  await household.unlock({ personId: agent.id, by: 'card', reader: second })
  const [held] = (await mandates.list(undefined)).held
  await mandates.actFor({ id: held?.id ?? '' })
  await session.logIn({ reader })
  await applications.refresh({ quietly: false })
  expect((await applications.board(undefined)).applications[0]).toMatchObject({ receiptNo: receipt, label: '処理完了' })
  const [bill] = await payments.list(undefined)
  const { pendingId } = await payments.look(bill?.numbers ?? fail({ code: 'payment.unknown' }))
  expect(await codeOf(payments.pay({ id: pendingId }))).toBe('mandate.outOfScope')
  expect((await payments.list(undefined))[0]?.paidAt).toBeUndefined()
})
