// What a whole wallet writes into the ledger when things are refused or fail, and what it does with the ledger afterwards.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import { createPracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import type { LedgerEntry } from '../../preload/shapes/ledger.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const reader = readerNames[0]
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'

let world: World
let real: RealWallet
let pin: string
beforeEach(async () => {
  world = await sharedWorld(() => new Date())
  real = await realWallet(world, { language: 'ja' }, async (question) =>
    new TextEncoder().encode(
      question.kind === 'recoveryShow' ? question.code : question.kind === 'pin' ? pin : passphrase,
    ),
  )
  put('taro')
  await calls().household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'card' })
})
afterEach(() => real.close())

const calls = () => real.wallet.handlers

function put(personId: string, options?: PracticeCardOptions): void {
  const person = world.person(personId) ?? expect.unreachable()
  pin = person.pins.authentication ?? ''
  real.readers.insert(reader, createPracticeCard(world, person, options))
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error: unknown) => {
      if (error instanceof WalletError) return error.failure.code
      throw error
    },
  )
const ledger = (): Promise<LedgerEntry[]> => calls().ledger.list(undefined)
const last = async (): Promise<LedgerEntry | undefined> => (await ledger())[0]
const told = async () => {
  const entry = await last()
  return entry && [entry.act, entry.outcome, entry.failure]
}

async function receiveInsurance(): Promise<void> {
  const { offer } = await real.control.offerTo('taro', 'health-insurance')
  const { id } = await calls().receive.open({ offer })
  await calls().receive.accept({ id })
}
async function share() {
  const { request } = await real.control.requestFrom('clinic')
  const summary = await calls().share.open({ request })
  return calls().share.send({ id: summary.id, optionId: summary.leastOptionId, credentials: {} })
}

describe('refusals and failures are in the ledger', () => {
  it('a wrong PIN at the log-in, and another person’s card', async () => {
    pin = '9999'
    expect(await codeOf(calls().session.logIn({ reader }))).toBe('card.pinWrong')
    expect(await told()).toEqual(['logIn', 'failed', 'card.pinWrong'])
    put('hanako')
    expect(await codeOf(calls().session.logIn({ reader }))).toBe('card.otherPerson')
    expect(await told()).toEqual(['logIn', 'refused', 'card.otherPerson'])
  })

  it('a log-in that the portal refuses stands there once', async () => {
    await real.control.addFault({ kind: 'cert_revoked', person: 'taro' })
    expect(await codeOf(calls().session.logIn({ reader }))).toBe('portal.refused')
    const entries = (await ledger()).filter(({ act }) => act === 'logIn')
    expect(entries).toMatchObject([{ outcome: 'failed', failure: 'portal.refused', party: '練習用ポータル' }])
    await real.tools.stopPortal()
    expect(await codeOf(calls().session.logIn({ reader }))).toBe('portal.unreachable')
    expect(await told()).toEqual(['logIn', 'failed', 'portal.unreachable'])
  })

  it.each([
    ['request_other_ca', 'verifier.untrusted', 'refused'],
    ['unregistered', 'verifier.untrusted', 'refused'],
    ['over_asking', 'verifier.overAsks', 'refused'],
    ['expired_request', 'request.expired', 'failed'],
  ] as const)('a request with %s', async (kind, failure, outcome) => {
    await receiveInsurance()
    const before = (await ledger()).length
    await real.control.addFault({ kind })
    const { request } = await real.control.requestFrom('clinic')
    expect(await codeOf(calls().share.open({ request }))).toBe(failure)
    expect(await told()).toEqual(['share', outcome, failure])
    expect(await ledger()).toHaveLength(before + 1)
    const entry = await last()
    expect(entry?.party).not.toBe('')
    expect(entry?.contact?.host).toMatch(/^localhost/)
    if (failure === 'verifier.overAsks') expect(entry?.items[0]?.attributes.length).toBeGreaterThan(0)
  })

  it('an offer of an issuer that is not on the list, and one that is none', async () => {
    await real.control.addFault({ kind: 'metadata_other_ca' })
    const { offer } = await real.control.offerTo('taro', 'health-insurance')
    expect(await codeOf(calls().receive.open({ offer }))).toBe('issuer.untrusted')
    expect(await told()).toEqual(['receive', 'refused', 'issuer.untrusted'])
    expect((await last())?.party).not.toBe('')
    expect(await codeOf(calls().receive.open({ offer: 'openid-credential-offer://?credential_offer=nonsense' }))).toBe(
      'offer.invalid',
    )
    expect(await told()).toEqual(['receive', 'refused', 'offer.invalid'])
  })

  it('an answer that did not arrive is written once, by its own end', async () => {
    await receiveInsurance()
    const { request } = await real.control.requestFrom('clinic')
    const summary = await calls().share.open({ request })
    const before = (await ledger()).length
    await real.tools.stopPortal()
    const send = calls().share.send({ id: summary.id, optionId: summary.leastOptionId, credentials: {} })
    expect(await codeOf(send)).toBe('verifier.unreachable')
    expect(await told()).toEqual(['share', 'failed', 'verifier.unreachable'])
    expect(await ledger()).toHaveLength(before + 1)
  })

  it('what the person declined is declined, and what was never tried is not there', async () => {
    await receiveInsurance()
    const { request } = await real.control.requestFrom('clinic')
    const { id } = await calls().share.open({ request })
    await calls().share.decline({ id })
    expect(await told()).toEqual(['decline', 'declined', undefined])
    const before = (await ledger()).length
    expect(await codeOf(calls().share.decline({ id }))).toBe('pending.gone')
    real.readers.remove(reader)
    expect(await codeOf(calls().session.logIn({ reader }))).toMatch(/^card\.(absent|noReader)$/)
    expect(await ledger()).toHaveLength(before)
  })

  it('nobody’s ledger is written without an open drawer', async () => {
    const before = (await ledger()).length
    await calls().household.lock(undefined)
    expect(await codeOf(calls().session.logIn({ reader }))).toBe('drawer.locked')
    const { people } = await calls().household.read(undefined)
    await calls().household.unlock({ personId: people[0]?.id ?? '', by: 'card', reader })
    expect(await ledger()).toHaveLength(before)
  })
})

describe('a share', () => {
  it('has the head on its receipt, which the ledger is found to go on from', async () => {
    await receiveInsurance()
    const { ledgerHead } = await share()
    expect(ledgerHead).toMatch(/^\d+(-[0-9A-Z]{4}){4}$/)
    const report = await calls().ledger.verify({ receipt: ledgerHead })
    expect(report).toMatchObject({
      sound: true,
      kept: { state: 'same' },
      given: { state: 'same' },
      receipt: ledgerHead,
    })
    await share()
    expect(await calls().ledger.verify({ receipt: ledgerHead?.toLowerCase() })).toMatchObject({
      sound: true,
      given: { state: 'extends', since: 2 },
    })
    const other = ledgerHead?.replace(/[0-9A-Z]$/, (letter) => (letter === '7' ? '8' : '7'))
    expect(await calls().ledger.verify({ receipt: other })).toMatchObject({ sound: false, given: { state: 'differs' } })
    expect(await codeOf(calls().ledger.verify({ receipt: 'nonsense' }))).toBe('ledger.notAHead')
  })

  it('can be written about, to the address that was registered, long after', async () => {
    await receiveInsurance()
    const { ledgerId, verifier, purpose } = await share()
    await calls().household.lock(undefined)
    const { people } = await calls().household.read(undefined)
    await calls().household.unlock({ personId: people[0]?.id ?? '', by: 'card', reader })
    const letter = await calls().ledger.letter({ id: ledgerId, about: 'deletion', language: 'ja' })
    expect(letter.addresses).toEqual([
      'clinic@example.jp',
      expect.stringMatching(/^https:.*privacy$/),
      expect.any(String),
    ])
    for (const part of [verifier, purpose, ledgerId]) expect(letter.body).toContain(part)
    const folder = temporaryFolder()
    real.files.place = join(folder.path, 'letter.txt')
    expect(await calls().ledger.saveLetter({ id: ledgerId, about: 'deletion', language: 'ja' })).toEqual({
      savedAs: 'letter.txt',
    })
    expect(readFileSync(join(folder.path, 'letter.txt'), 'utf8')).toContain(letter.body)
    folder.remove()
  })
})

describe('the ledger as a whole', () => {
  it('is exported where the person says, verified, and compared with what was exported', async () => {
    await receiveInsurance()
    await share()
    const folder = temporaryFolder()
    real.files.place = undefined
    expect(await calls().ledger.saveExport({ format: 'json' })).toBeNull()
    expect(readdirSync(folder.path)).toEqual([])
    real.files.place = join(folder.path, 'mine.json')
    expect(await calls().ledger.saveExport({ format: 'json' })).toEqual({ savedAs: 'mine.json' })
    expect(await calls().ledger.saveExport({ format: 'json' })).toEqual({ savedAs: 'mine (2).json' })
    const exported = JSON.parse(readFileSync(join(folder.path, 'mine.json'), 'utf8'))
    expect(exported.entries).toEqual(await ledger())
    await share()
    const report = await calls().ledger.verify({ head: JSON.stringify(exported.head) })
    expect(report).toMatchObject({ sound: true, given: { state: 'extends', since: 2 } })
    const forged = { ...exported.head, count: exported.head.count - 1 }
    expect(await calls().ledger.verify({ head: JSON.stringify(forged) })).toMatchObject({
      sound: false,
      given: { state: 'foreign' },
    })
    folder.remove()
  })

  it('loses an entry for ever and not the trace of it', async () => {
    await receiveInsurance()
    const { ledgerId, verifier } = await share()
    await calls().ledger.erase({ id: ledgerId })
    const entries = await ledger()
    expect(entries.some(({ party }) => party === verifier)).toBe(false)
    expect(entries[0]).toMatchObject({ act: 'erase', erased: [expect.any(Number), expect.any(Number)] })
    expect(await calls().ledger.verify(undefined)).toMatchObject({ sound: true, erased: 2, kept: { state: 'same' } })
    const { text } = await calls().ledger.exported({ format: 'json' })
    expect(text).not.toContain(verifier)
    expect(await codeOf(calls().ledger.erase({ id: ledgerId }))).toBe('ledger.noSuchEntry')
    expect(await codeOf(calls().ledger.erase({ id: entries[0]?.id ?? '' }))).toBe('ledger.noSuchEntry')
    expect(await codeOf(calls().ledger.letter({ id: ledgerId, about: 'abuse', language: 'en' }))).toBe(
      'ledger.noSuchEntry',
    )
  })

  it('says that nothing was compared while the keychain is locked', async () => {
    await receiveInsurance()
    real.keychain.lock()
    expect(await calls().ledger.verify(undefined)).toMatchObject({ sound: true, kept: { state: 'unavailable' } })
    expect(await codeOf(calls().ledger.beginAnew(undefined))).toBe('keychain.unavailable')
    real.keychain.unlock()
    expect(await calls().ledger.verify(undefined)).toMatchObject({ sound: true, kept: { state: 'same' } })
  })
})
