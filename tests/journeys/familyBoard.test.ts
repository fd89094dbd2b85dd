// What the family sees of somebody's applications while their drawer is shut, with the whole wallet: nothing unasked, no more
// than was allowed, as the portal told it last, and nothing once it is taken back or the drawer is erased.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { formOf, type SentApplication, send } from '../../practice/portal/testApplication.ts'
import { bodyOf, reachPortal, type TestPortal } from '../../practice/portal/testPortal.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { codeOf } from '../support/drawers.ts'
import { plainList } from '../support/peopleList.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const cardOf: Readonly<Record<string, string>> = { '練習 太郎': 'taro', '練習 花子': 'hanako', '練習 はると': 'haruto' }
const [reader, second] = readerNames
const authentication = { key: 'authentication' } as const
let world: World
let real: RealWallet
let portal: TestPortal
let taro = ''
let hanako = ''

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
  real = await realWallet(world, { language: 'ja' }, async (question) => new TextEncoder().encode(answerTo(question)))
  portal = reachPortal(world, 'https://localhost:20443', '', real.portalFetch, () => new Date())
  const { household } = real.wallet.handlers
  real.tools.insertCard(reader, 'hanako')
  hanako = (await household.addPerson({ name: '練習 花子', colour: 'green', opener: 'card' })).id
  await household.lock(undefined)
  real.tools.insertCard(reader, 'taro')
  taro = (await household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'card' })).id
})
afterAll(() => real.close())

function answerTo(question: SecretQuestion): string {
  if (question.kind === 'recoveryShow') return question.code
  if (question.kind !== 'pin') return fail({ code: 'app.cancelled' })
  return world.person(cardOf[question.person ?? ''] ?? '')?.pins.authentication ?? ''
}

const sent = async (person: string, procedure: string, more: Partial<SentApplication> = {}): Promise<string> => {
  const form = formOf(portal, procedure, person)
  return String((await bodyOf(await send(portal, person, { procedure, form, ...more })))['receipt_no'])
}
const seenOf = async (personId: string) =>
  (await real.wallet.handlers.household.read(undefined)).people.find(({ id }) => id === personId)?.applications
const labels = async (personId: string) => (await seenOf(personId))?.applications.map(({ label }) => label)
const refresh = () => real.wallet.handlers.applications.refresh({ quietly: false })
/** Without the public key that a person gets when their drawer is opened. */
const withoutKeys = (list: string): string => list.replaceAll(/,"shareKey":"[^"]*"/g, '')
const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)

it('is nothing before it is allowed, follows the copies in the drawer, and is gone when it is taken back', async () => {
  const { applications, household, ledger, session } = real.wallet.handlers
  const certificate = await sent('taro', 'residence-certificate', authentication)
  const account = await sent('taro', 'public-account', authentication)
  const question = { pointer: '/form/account/number', message: 'この口座は見つかりません' }
  await real.control.decide(account, { status: 'returned', note: '口座番号を確かめてください。', fields: [question] })
  await session.logIn({ reader })
  await refresh()
  const bare = await plainList(real)
  for (const word of ['applications', '住民票', '差し戻し', certificate, account]) expect(bare).not.toContain(word)

  await household.allowApplications({ allowed: true })
  const seen = await seenOf(taro)
  expect(seen).toMatchObject({ knownOn: today(), more: 0 })
  expect(seen?.applications[0]).toEqual({
    title: expect.stringContaining('公金受取口座'),
    label: '差し戻し（補正依頼）',
    asksBack: true,
    fetchedOn: today(),
  })
  expect(seen?.applications[1]).toMatchObject({ title: expect.stringContaining('住民票'), asksBack: false })
  const list = await plainList(real)
  const board = await applications.board(undefined)
  const papers = board.applications.flatMap(({ documents }) => documents.flatMap(({ name, id }) => [name, id]))
  for (const hidden of [certificate, account, question.message, '口座番号を', '0000001', '見本市', ...papers])
    expect(list).not.toContain(hidden)

  // Whatever the portal tells next is followed, its days too, and stays to be seen with the drawer shut.
  await household.allowOverview({ shows: 'calendar' })
  await sent('taro', 'moving-out')
  real.wait(60_000)
  await real.control.decide(account, { status: 'rejected', note: '練習のため、認めません。' })
  await refresh()
  const { label } = (await applications.show({ receiptNo: account })).application
  expect(label).not.toBe('差し戻し（補正依頼）')
  await expect.poll(() => labels(taro)).toContain(label)
  expect((await seenOf(taro))?.applications.find(({ title }) => title.includes('転出'))?.dueOn).toBeDefined()
  expect(await plainList(real)).toContain('"kind":"followUp"')
  const shown = await labels(taro)
  real.tools.insertCard(second, 'hanako')
  await household.unlock({ personId: hanako, by: 'card', reader: second })
  expect((await applications.board(undefined)).applications).toEqual([])
  expect(await labels(taro)).toEqual(shown)
  expect(await seenOf(hanako)).toBeUndefined()
  await household.lock(undefined)
  expect(await labels(taro)).toEqual(shown)
  expect(await codeOf(household.allowApplications({ allowed: true }))).toBe('drawer.locked')

  await household.unlock({ personId: taro, by: 'card', reader })
  await household.allowApplications({ allowed: false })
  await household.allowOverview({ shows: 'nothing' })
  expect(withoutKeys(await plainList(real))).toBe(withoutKeys(bare))
  await session.logIn({ reader })
  await refresh()
  expect(withoutKeys(await plainList(real))).toBe(withoutKeys(bare))
  expect((await ledger.list({ acts: ['overview'] })).map(({ outcome }) => outcome)).toEqual(Array(4).fill('done'))
})

it('is a guardian’s choice for their child, follows in their hands too, and goes with the erased drawer', async () => {
  const { household, leaving, mandates, session } = real.wallet.handlers
  await household.unlock({ personId: hanako, by: 'card', reader: second })
  const birthDate = world.person('haruto')?.birthDate ?? ''
  const child = await mandates.addChild({ name: '練習 はると', colour: 'orange', birthDate })
  const [held] = (await mandates.list(undefined)).held
  await mandates.actFor({ id: held?.id ?? '' })
  await household.allowApplications({ allowed: true })
  expect(await seenOf(child.id)).toEqual({ knownOn: today(), applications: [], more: 0 })
  expect(await seenOf(hanako)).toBeUndefined()

  await sent('haruto', 'residence-certificate', authentication)
  real.tools.insertCard(reader, 'haruto')
  await household.bindCard({ reader })
  await session.logIn({ reader })
  await refresh()
  await expect.poll(async () => (await seenOf(child.id))?.applications).toMatchObject([{ title: /住民票/ }])
  await household.lock(undefined)
  expect(await plainList(real)).toContain('住民票')

  await household.unlock({ personId: hanako, by: 'card', reader: second })
  await mandates.actFor({ id: held?.id ?? '' })
  await leaving.erase({ personId: child.id, typed: '練習 はると', by: 'mandate' })
  expect(await plainList(real)).not.toContain('住民票')
  expect((await household.read(undefined)).people.map(({ id }) => id)).not.toContain(child.id)
})
