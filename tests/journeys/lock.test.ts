// Locking ends what is under way: nothing that was begun before opens or answers anything after it.
import { afterEach, expect, it } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import type { AskSecret, SecretQuestion } from '../../main/ports.ts'
import type { Wallet } from '../../main/wallet.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
const opened: RealWallet[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const answerTo = (question: SecretQuestion): string => {
  if (question.kind === 'recoveryShow') return question.code
  return question.kind === 'pin' ? '1357' : passphrase
}

/** A wallet whose person answers every question; `before` is called with the question first. */
async function walletOf(before: (question: SecretQuestion) => void = () => undefined) {
  const world = await sharedWorld(() => new Date())
  const codes: string[] = []
  const askSecret: AskSecret = async (question) => {
    before(question)
    if (question.kind === 'recoveryShow') codes.push(question.code)
    return new TextEncoder().encode(answerTo(question))
  }
  const real = await realWallet(world, { language: 'ja' }, askSecret)
  opened.push(real)
  return { ...real, handlers: real.wallet.handlers }
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )
const openIn = async ({ handlers }: Pick<Wallet, 'handlers'>) => (await handlers.household.read(undefined)).open

it('a lock while the drawer is being opened leaves it locked', async () => {
  let locked: Promise<unknown> | undefined
  const { handlers } = await walletOf((question) => {
    // The person has typed; deriving the key takes its time, and in it somebody locks.
    if (question.kind === 'passphrase') setTimeout(() => (locked = handlers.household.lock(undefined)), 20)
  })
  const { id } = await handlers.household.addPerson({ name: '架空 花', colour: 'blue', opener: 'passphrase' })
  await handlers.household.lock(undefined)
  expect(await codeOf(handlers.household.unlock({ personId: id, by: 'passphrase' }))).toBe('app.cancelled')
  await locked
  expect(locked).toBeDefined()
  expect(await openIn({ handlers })).toBeNull()
  expect(await codeOf(handlers.credentials.list(undefined))).toBe('drawer.locked')
})

it('a lock while a person is being made leaves their drawer locked, and whole', async () => {
  let locking = false
  const { handlers } = await walletOf((question) => {
    if (question.kind === 'recoveryShow' && locking) setTimeout(() => void handlers.household.lock(undefined), 20)
  })
  locking = true
  const input = { name: '架空 月', colour: 'green', opener: 'passphrase' } as const
  expect(await codeOf(handlers.household.addPerson(input))).toBe('app.cancelled')
  expect(await openIn({ handlers })).toBeNull()
  const { people } = await handlers.household.read(undefined)
  expect(people.map(({ name }) => name)).toEqual(['架空 月'])
  const [first] = people
  await handlers.household.unlock({ personId: first?.id ?? '', by: 'passphrase' })
  expect((await openIn({ handlers }))?.personId).toBe(first?.id)
})

it('what one person was asked is not answered from another person’s drawer', async () => {
  const { handlers, control } = await walletOf()
  const one = await handlers.household.addPerson({ name: '架空 雪', colour: 'blue', opener: 'passphrase' })
  const offer = await handlers.receive.open({ offer: (await control.offerTo('taro', 'health-insurance')).offer })
  await handlers.household.addPerson({ name: '架空 星', colour: 'green', opener: 'passphrase' })
  expect(await codeOf(handlers.receive.accept({ id: offer.id }))).toBe('pending.gone')
  const again = await handlers.receive.open({ offer: (await control.offerTo('taro', 'health-insurance')).offer })
  await handlers.household.unlock({ personId: one.id, by: 'passphrase' })
  expect(await codeOf(handlers.receive.accept({ id: again.id }))).toBe('pending.gone')
  expect(await handlers.credentials.list(undefined)).toEqual([])
})

it('one thing at a time: another meanwhile is refused, and the first goes on', async () => {
  let second: Promise<string> | undefined
  const { handlers } = await walletOf((question) => {
    if (question.kind === 'newPassphrase') second = codeOf(handlers.session.logIn({}))
  })
  const { id } = await handlers.household.addPerson({ name: '架空 虹', colour: 'blue', opener: 'passphrase' })
  expect(await second).toBe('app.busy')
  expect((await openIn({ handlers }))?.personId).toBe(id)
})

it('a lock ends a request that hangs, and the next person need not wait for it', async () => {
  const { handlers, control, tools } = await walletOf()
  await tools.startPortal()
  const { id } = await handlers.household.addPerson({ name: '架空 風', colour: 'blue', opener: 'passphrase' })
  const offer = await handlers.receive.open({ offer: (await control.offerTo('taro', 'health-insurance')).offer })
  await control.addFault({ kind: 'delay', ms: 20_000 })
  const accepting = codeOf(handlers.receive.accept({ id: offer.id }))
  const start = Date.now()
  await handlers.household.lock(undefined)
  expect(await accepting).toBe('app.cancelled')
  await handlers.household.unlock({ personId: id, by: 'passphrase' })
  expect(Date.now() - start).toBeLessThan(10_000)
  expect(await handlers.credentials.list(undefined)).toEqual([])
})

it('a drawer without a card of its own takes no card that opens another person’s', async () => {
  const asked: string[] = []
  const { handlers, tools } = await walletOf((question) => {
    asked.push(question.kind === 'pin' ? question.purpose : question.kind)
  })
  await tools.startPortal()
  tools.insertCard(readerNames[0], 'taro')
  await handlers.household.addPerson({ name: '架空 太', colour: 'blue', opener: 'card' })
  await handlers.household.addPerson({ name: '架空 次', colour: 'green', opener: 'passphrase' })
  asked.length = 0
  expect(await codeOf(handlers.session.logIn({ reader: readerNames[0] }))).toBe('card.otherPerson')
  expect(asked).toEqual([])
  tools.insertCard(readerNames[0], 'hanako')
  expect(await codeOf(handlers.session.logIn({ reader: readerNames[0] }))).toBe('card.unfamiliar')
  expect(asked).toEqual([])
  await handlers.household.bindCard({ reader: readerNames[0] })
  expect(await codeOf(handlers.session.logIn({ reader: readerNames[0] }))).not.toBe('card.otherPerson')
  expect(asked).toEqual(['logIn'])
})
