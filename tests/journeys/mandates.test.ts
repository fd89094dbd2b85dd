// A household with a child and an appointed agent, through the wallet's own calls: made, acted for, signed in whose name,
// refused, ended.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { fail, WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

let world: World
let real: RealWallet
const asked: SecretQuestion[] = []
const codes = new Map<string, string>()

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
  real = await realWallet(world, { language: 'ja' }, async (question) => {
    asked.push(question)
    return new TextEncoder().encode(answerTo(question))
  })
})
afterEach(() => void vi.useRealTimers())
afterAll(() => real.close())

function answerTo(question: SecretQuestion): string {
  switch (question.kind) {
    case 'recoveryShow':
      codes.set(question.person, question.code)
      return question.code
    case 'pin': {
      const pins = world.person(cardOf[question.person ?? ''] ?? '')?.pins
      return (question.pin === 'signature' ? pins?.signature : pins?.authentication) ?? ''
    }
    default:
      return fail({ code: 'app.cancelled' })
  }
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )
const day = (days: number) => new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const idOf = async (name: string) => {
  const { people } = await real.wallet.handlers.household.read(undefined)
  return people.find((person) => person.name === name)?.id ?? fail({ code: 'person.notFound' })
}
const cardOf: Readonly<Record<string, string>> = {
  '練習 花子': 'hanako',
  '練習 太郎': 'taro',
  '練習 はると': 'haruto',
  '練習 さくら': 'sakura',
}
const [reader, second] = readerNames
/** Alone in its reader, unless the other one is named. */
const put = (personId: string, into: string = reader) => real.tools.insertCard(into, personId)

it('a guardian makes a child’s drawer, acts in it with the child’s card, and every word names both', async () => {
  const { household, mandates, session, receive, share, ledger } = real.wallet.handlers
  put('hanako')
  await household.addPerson({ name: '練習 花子', colour: 'green', opener: 'card' })
  const haruto = world.person('haruto') ?? fail({ code: 'person.notFound' })
  const born = haruto.birthDate
  expect(await codeOf(mandates.addChild({ name: '練習 はると', colour: 'orange', birthDate: '1990-01-01' }))).toBe(
    'mandate.notAChild',
  )
  expect(await codeOf(mandates.addChild({ name: '練習 花子', colour: 'orange', birthDate: born }))).toBe(
    'person.nameTaken',
  )
  const child = await mandates.addChild({ name: '練習 はると', colour: 'orange', birthDate: born })
  expect(child.openers.toSorted()).toEqual(['mandate', 'recovery'])
  expect(codes.get('練習 はると')).toBeDefined()
  const [held] = (await mandates.list(undefined)).held
  expect(held).toMatchObject({ basis: 'guardian', principal: { name: '練習 はると' }, ended: null })

  // Nobody types anything to act: the key lies in the guardian's own drawer.
  asked.length = 0
  const acting = await mandates.actFor({ id: held?.id ?? '' })
  expect(asked).toEqual([])
  expect(acting.open).toMatchObject({
    personId: child.id,
    by: 'mandate',
    actor: { name: '練習 花子', basis: 'guardian' },
  })

  // The guardian's own card is not the child's; the child's is confirmed once.
  put('haruto')
  expect(await codeOf(session.logIn({ reader }))).toBe('card.unfamiliar')
  await household.bindCard({ reader })
  await session.logIn({ reader })
  const { offer } = await real.control.offerTo('haruto', 'health-insurance')
  const { id: offerId } = await receive.open({ offer })
  await receive.accept({ id: offerId })
  const summary = await share.open({ request: (await real.control.requestFrom('clinic')).request })
  const option = summary.options.find(({ id }) => id === summary.leastOptionId)
  const credentials = Object.fromEntries(
    (option?.parts ?? []).map(({ queryId, candidates }) => [queryId, candidates[0]?.credential.id ?? '']),
  )
  const receipt = await share.send({ id: summary.id, optionId: summary.leastOptionId, credentials })
  expect(receipt).toMatchObject({
    actor: { name: '練習 花子', basis: 'guardian', mandateId: held?.id },
    principal: { name: '練習 はると' },
  })
  const entries = await ledger.list(undefined)
  expect(entries.map(({ act }) => act).slice(0, 3)).toEqual(['share', 'receive', 'logIn'])
  for (const entry of entries)
    expect(entry).toMatchObject({ actor: { name: '練習 花子', basis: 'guardian' }, principal: { name: '練習 はると' } })
  expect(await ledger.list({ actor: '練習 はると' })).toEqual([])
  const [shared] = entries
  const letter = await ledger.letter({ id: shared?.id ?? '', about: 'deletion', language: 'ja' })
  expect(letter.body).toContain('練習 花子 が 練習 はると の代わりに')
  const { text: csv } = await ledger.exported({ format: 'csv' })
  expect(csv.split('\r\n')[1]).toMatch(/練習 花子,法定代理（親権者など）,練習 はると$/)
  expect(await codeOf(ledger.erase({ id: shared?.id ?? '' }))).toBe('mandate.childAlone')

  expect(await codeOf(mandates.addChild({ name: '練習 二郎', colour: 'blue', birthDate: born }))).toBe('mandate.basis')
})

it('whoever acts signs with their own card: the child’s is refused before any PIN is asked', async () => {
  const { documents } = real.wallet.handlers
  const folder = temporaryFolder()
  const file = join(folder.path, '申請.txt')
  writeFileSync(file, '練習')
  real.files.picked = [file]
  const [document] = await documents.choose({ purpose: 'sign' })
  const wanted = { ids: [document?.id ?? ''], form: 'cms' as const, reader }
  asked.length = 0
  expect(await codeOf(documents.sign(wanted))).toBe('mandate.ownCard')
  expect(asked).toEqual([])
  put('hanako')
  const [signed] = await documents.sign(wanted)
  expect(signed).toBeDefined()
  const [entry] = await real.wallet.handlers.ledger.list({ acts: ['sign'], outcomes: ['done'] })
  expect(entry).toMatchObject({ actor: { name: '練習 花子' }, principal: { name: '練習 はると' } })
  folder.remove()
})

it('locking shuts all, and the guardian’s own ledger says that they opened it', async () => {
  const { household, ledger, mandates } = real.wallet.handlers
  await household.lock(undefined)
  expect((await household.read(undefined)).open).toBeNull()
  expect(await codeOf(mandates.list(undefined))).toBe('drawer.locked')
  put('hanako')
  await household.unlock({ personId: await idOf('練習 花子'), by: 'card', reader })
  expect((await ledger.list({ acts: ['actFor'] }))[0]).toMatchObject({
    outcome: 'done',
    party: '練習 はると',
    actor: { name: '練習 花子', basis: 'guardian' },
    principal: { name: '練習 はると' },
  })
  expect((await ledger.verify(undefined)).sound).toBe(true)
})

it('an adult appoints another: both are needed, the scope holds, and ending it makes new keys', async () => {
  const { household, mandates, receive, share, ledger, backup, session } = real.wallet.handlers
  await household.lock(undefined)
  put('taro')
  await household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'card' })
  put('hanako', second)
  const agentId = await idOf('練習 花子')
  const wanted = {
    agentId,
    basis: 'appointed',
    scope: ['receive'],
    until: day(30),
    by: 'card',
    reader: second,
  } as const
  const appoint = (more: object = {}) => mandates.appoint({ ...wanted, scope: [...wanted.scope], ...more })
  expect(await codeOf(appoint({ until: day(400) }))).toBe('mandate.days')
  expect(await codeOf(appoint({ basis: 'guardian' }))).toBe('mandate.basis')
  expect(await codeOf(appoint({ agentId: await idOf('練習 はると'), by: 'recovery' }))).toBe('app.cancelled')
  asked.length = 0
  const { given } = await appoint()
  expect(asked).toMatchObject([{ kind: 'pin', person: '練習 花子' }])
  expect(given).toMatchObject([{ agent: { name: '練習 花子' }, scope: ['look', 'receive'], ended: null }])
  expect(await codeOf(appoint())).toBe('mandate.given')

  await household.lock(undefined)
  await household.unlock({ personId: agentId, by: 'card', reader: second })
  const held = (await mandates.list(undefined)).held.find(({ principal }) => principal.name === '練習 太郎')
  const id = held?.id ?? ''
  await mandates.actFor({ id })
  // Refused before anything is asked for, by the drawer as well as before it, and written down.
  asked.length = 0
  const { request } = await real.control.requestFrom('clinic')
  expect(await codeOf(share.open({ request }))).toBe('mandate.outOfScope')
  expect(await codeOf(session.logIn({ reader }))).toBe('mandate.outOfScope')
  expect(await codeOf(backup.make({ passphrase: false }))).toBe('mandate.outOfScope')
  expect(asked).toEqual([])
  await receive.open({ offer: (await real.control.offerTo('taro', 'health-insurance')).offer })
  const refused = await ledger.list({ outcomes: ['refused'] })
  expect(refused.map(({ act }) => act).toSorted()).toEqual(['logIn', 'share'])
  for (const entry of refused) expect(entry).toMatchObject({ actor: { name: '練習 花子', basis: 'appointed' } })

  await household.lock(undefined)
  await household.unlock({ personId: await idOf('練習 太郎'), by: 'card', reader })
  const ended = await mandates.end({ id })
  expect(ended.given).toMatchObject([{ ended: { why: 'principal' } }])
  await household.lock(undefined)
  await household.unlock({ personId: agentId, by: 'card', reader: second })
  // The agent's drawer learns it without opening the other's, and forgets the key.
  expect((await mandates.list(undefined)).held.find((one) => one.id === id)?.ended?.why).toBe('keyGone')
  expect(await codeOf(mandates.actFor({ id }))).toBe('mandate.unknown')
  // What failed left the agent's own drawer open.
  expect((await household.read(undefined)).open?.personId).toBe(agentId)
})

it('the guardian gives the child up, and its slot is gone', async () => {
  const { household, mandates } = real.wallet.handlers
  const held = (await mandates.list(undefined)).held.find(({ ended }) => ended === null)
  await mandates.giveUp({ id: held?.id ?? '' })
  const { people } = await household.read(undefined)
  expect(people.find(({ name }) => name === '練習 はると')?.openers).toEqual(['recovery'])
})

it('a child comes of age: its guardian can only hand the drawer over, to a key and a code of its own', async () => {
  const { household, mandates } = real.wallet.handlers
  const birthday = day(1)
  const born = `${Number(birthday.slice(0, 4)) - 18}${birthday.slice(4)}`
  const { id: childId } = await mandates.addChild({ name: '練習 さくら', colour: 'cyan', birthDate: born })
  const before = codes.get('練習 さくら')
  const list = await mandates.list(undefined)
  const id = list.held.find(({ ended }) => ended === null)?.id ?? ''
  expect(list.reminders).toMatchObject([{ kind: 'ofAge', name: '練習 さくら', on: birthday, days: 1 }])
  expect(await codeOf(mandates.handOver({ id, opener: 'card', reader }))).toBe('mandate.outOfScope')

  // The next day: what can still be done is told, and the guardian's own drawer stays open.
  vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] })
  expect(await codeOf(mandates.actFor({ id }))).toBe('mandate.ofAge')
  expect((await household.read(undefined)).open?.actor).toBeUndefined()
  put('sakura')
  const after = await mandates.handOver({ id, opener: 'card', reader })
  expect(after.held.find((one) => one.id === id)?.ended?.why).toBe('ofAge')
  expect(codes.get('練習 さくら')).not.toBe(before)
  const { people } = await household.read(undefined)
  expect(people.find((person) => person.id === childId)?.openers.toSorted()).toEqual(['card', 'recovery'])
  await household.lock(undefined)
  await household.unlock({ personId: childId, by: 'card', reader })
  expect((await mandates.list(undefined)).given).toMatchObject([{ ended: { why: 'ofAge' } }])
  expect(await codeOf(mandates.addChild({ name: '練習 三郎', colour: 'blue', birthDate: born }))).toBe(
    'mandate.notAChild',
  )
})
