// What a person typed is overwritten once it was used, whether it was right or not.
import { afterEach, expect, it } from 'vitest'
import { parseRecoveryCode } from '../../main/drawer/recoveryCode.ts'
import { fail, WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
const opened: RealWallet[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

// Passphrases are stretched on purpose, several times here.
it('PIN, passphrase, recovery code and shares', async () => {
  const world = await sharedWorld(() => new Date())
  const pin = world.person('taro')?.pins.authentication ?? ''
  const given: Uint8Array[] = []
  let code = ''
  const shares: string[] = []
  let answer: (question: SecretQuestion) => string = () => ''
  const right = (question: SecretQuestion): string => {
    if (question.kind === 'recoveryShow') code = question.code
    if (question.kind === 'pin') return pin
    if (question.kind === 'shareShow') shares.push(question.share)
    if (question.kind === 'shareShow') return question.share
    if (question.kind === 'share') return shares[question.place] ?? ''
    return question.kind === 'recoveryShow' || question.kind === 'recoveryCode' ? code : passphrase
  }
  const real = await realWallet(world, { language: 'ja' }, async (question) => {
    const bytes = new TextEncoder().encode(answer(question))
    given.push(bytes)
    return bytes
  })
  opened.push(real)
  const { household, keys, recovery, session } = real.wallet.handlers
  const reader = readerNames[0]
  real.tools.insertCard(reader, 'taro')
  /** How many answers it took; all of them are gone. */
  const wiped = async (work: Promise<unknown>, code?: string): Promise<number> => {
    const failed = await work.then(
      () => undefined,
      (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
    )
    expect(failed).toBe(code)
    expect(given.filter((bytes) => bytes.some((byte) => byte !== 0))).toEqual([])
    return given.splice(0).length
  }

  answer = (question) =>
    question.kind === 'recoveryShow' ? right({ kind: 'recoveryCode', person: '' }) : right(question)
  const input = { name: '架空 霧', colour: 'blue', opener: 'card' } as const
  expect(await wiped(household.addPerson(input), 'recovery.notTypedBack')).toBe(2)
  answer = right
  expect(await wiped(household.addPerson(input))).toBe(2)
  expect(parseRecoveryCode(new TextEncoder().encode(code))).toBeDefined()
  const [person] = (await household.read(undefined)).people
  const personId = person?.id ?? fail({ code: 'person.notFound' })

  answer = () => 'password'
  expect(await wiped(keys.add({ kind: 'passphrase' }), 'passphrase.weak')).toBe(1)
  answer = right
  expect(await wiped(keys.add({ kind: 'passphrase' }))).toBe(1)
  expect(await wiped(session.logIn({ reader }))).toBe(1)
  answer = () => (pin === '0000' ? '1111' : '0000')
  expect(await wiped(session.logIn({ reader }), 'card.pinWrong')).toBe(1)

  await household.lock(undefined)
  answer = () => 'not the passphrase at all'
  expect(await wiped(household.unlock({ personId, by: 'passphrase' }), 'drawer.wrongKey')).toBe(1)
  expect(await wiped(household.unlock({ personId, by: 'recovery' }), 'drawer.wrongKey')).toBe(1)
  answer = right
  expect(await wiped(household.unlock({ personId, by: 'recovery' }))).toBe(1)
  expect(await wiped(household.unlock({ personId, by: 'passphrase' }))).toBe(1)
  expect(await wiped(household.unlock({ personId, by: 'card', reader }))).toBe(1)

  expect(await wiped(recovery.make({ holders: [{ name: '架空 友' }, { name: '架空 叔母' }] }))).toBe(3)
  await household.lock(undefined)
  const use = () => recovery.use({ personId, opener: 'passphrase' })
  answer = (question) => (question.kind === 'share' ? (shares[0] ?? '') : right(question))
  expect(await wiped(use(), 'recovery.sharesAlike')).toBe(2)
  answer = right
  expect(await wiped(use())).toBe(4)
}, 60_000)
