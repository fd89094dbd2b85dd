// The certificates of a card through the wallet's own calls: looked at, read with the PIN, kept, and looked at without the card.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openCertificate, readCertificate } from '../../main/certificates/certificate.ts'
import { WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const reader = readerNames[0]
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
const opened: RealWallet[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const one of opened.splice(0)) await one.close()
})

async function scene() {
  const world = await sharedWorld(() => new Date())
  const asked: SecretQuestion[] = []
  const typed = { signature: '' }
  const answer = (question: SecretQuestion): string => {
    if (question.kind === 'recoveryShow') return question.code
    if (question.kind !== 'pin') return passphrase
    asked.push(question)
    return question.pin === 'signature' ? typed.signature : ''
  }
  const real = await realWallet(world, { language: 'ja' }, async (question) =>
    new TextEncoder().encode(answer(question)),
  )
  opened.push(real)
  const { handlers } = real.wallet
  const personOf = (id: string) => world.person(id) ?? expect.unreachable()
  const put = (id: string, options?: PracticeCardOptions): PracticeCard => {
    const card = createPracticeCard(world, personOf(id), options)
    typed.signature = card.person.pins.signature ?? ''
    real.readers.insert(reader, card)
    return card
  }
  const open = (name: string) => handlers.household.addPerson({ name, colour: 'blue', opener: 'passphrase' })
  return { real, handlers, world, asked, typed, put, open, personOf }
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )

describe('looking at what is open to everybody', () => {
  it('shows three certificates with who vouches for them, asks nothing and reads each once', async () => {
    const { handlers, put, asked, personOf } = await scene()
    const card = put('taro')
    const shown = await handlers.certificates.onCard({ reader })
    expect(shown.map(({ role, chain }) => [role, chain.state])).toEqual([
      ['authentication', 'valid'],
      ['authenticationAuthority', 'valid'],
      ['signatureAuthority', 'valid'],
    ])
    const [own] = shown
    expect(own?.der).toBe(Buffer.from(personOf('taro').authentication?.certificate ?? []).toString('base64url'))
    const before = card.received
    expect(await handlers.certificates.onCard({ reader })).toEqual(shown)
    // SELECT, the certificate compared, the beginnings of the three, and leaving.
    expect(card.received - before).toBe(6)
    expect(asked).toEqual([])
  })

  it('shows what has ended as that', async () => {
    const { handlers, put } = await scene()
    put('ichiro')
    const [own] = await handlers.certificates.onCard({ reader })
    expect(own).toMatchObject({ expired: true, chain: { state: 'invalid' } })
  })

  it('shows a phone’s authorities, which need no PIN, and a card of another kind as not known', async () => {
    const { handlers, put } = await scene()
    put('hanako', { token: 'android' })
    const roles = (await handlers.certificates.onCard({ reader })).map(({ role }) => role)
    expect(roles).not.toContain('authentication')
    expect(roles).toContain('authenticationAuthority')
    put('hanako', { foreign: true })
    expect(await codeOf(handlers.certificates.onCard({ reader }))).toBe('card.unknown')
  })
})

describe('the signing certificate', () => {
  it('is read after its PIN, tells the holder, and can be kept and looked at without the card', async () => {
    const { handlers, put, asked, open, personOf, real } = await scene()
    put('hanako')
    await open('架空 花')
    await handlers.household.bindCard({ reader })
    const { id, certificate } = await handlers.certificates.readSigning({ reader })
    const { name, birthDate, address } = personOf('hanako')
    const holder = { name: name.kanji, birthDate, address, substituted: { name: false, address: false } }
    expect(certificate).toMatchObject({ role: 'signature', holder, chain: { state: 'valid' } })
    expect(asked).toMatchObject([{ pin: 'signature', purpose: 'readCertificate', triesLeft: 5, person: '架空 花' }])
    const kept = await handlers.certificates.keep({ id })
    expect((await handlers.certificates.keep({ id })).id).toBe(kept.id)
    real.readers.remove(reader)
    const detail = await handlers.credentials.show({ id: kept.id })
    expect(detail.certificate).toMatchObject({ ...certificate, chain: { state: 'valid' } })
    expect(detail.check.valid).toBe(true)
  })

  it('tells a wrong PIN with its count, and reads nothing', async () => {
    const { handlers, put, typed } = await scene()
    const card = put('hanako')
    typed.signature = 'WRONG999'
    await expect(handlers.certificates.readSigning({ reader })).rejects.toMatchObject({
      failure: { code: 'card.pinWrong', triesLeft: 4 },
    })
    expect(card.triesLeft('signature')).toBe(4)
  })

  it('is not there on a child’s card, and no PIN is asked for it', async () => {
    const { handlers, put, asked } = await scene()
    put('haruto')
    expect(await codeOf(handlers.certificates.readSigning({ reader }))).toBe('card.noCertificate')
    expect(asked).toEqual([])
  })

  it('is gone after ten minutes, at lock, and with the program’s memory of certificates', async () => {
    const { handlers, put, open, personOf } = await scene()
    put('hanako')
    const person = await open('架空 花')
    await handlers.household.bindCard({ reader })
    const first = await handlers.certificates.readSigning({ reader })
    await handlers.household.lock(undefined)
    await handlers.household.unlock({ personId: person.id, by: 'passphrase' })
    expect(await codeOf(handlers.certificates.keep({ id: first.id }))).toBe('pending.gone')
    const second = await handlers.certificates.readSigning({ reader })
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 10 * 60_000 + 1)
    expect(await codeOf(handlers.certificates.keep({ id: second.id }))).toBe('pending.gone')
    const der = personOf('hanako').signature?.certificate ?? expect.unreachable()
    expect(openCertificate(der)).not.toBe(openCertificate(der))
  })

  it('that was read with no drawer open is filed under nobody who is not its holder', async () => {
    const { handlers, put, open } = await scene()
    put('hanako')
    const { id } = await handlers.certificates.readSigning({ reader })
    expect(await codeOf(handlers.certificates.keep({ id }))).toBe('drawer.locked')
    await open('架空 次')
    expect(await codeOf(handlers.certificates.keep({ id }))).toBe('card.unfamiliar')
    expect(await handlers.credentials.list(undefined)).toEqual([])
    await handlers.household.bindCard({ reader })
    await handlers.certificates.keep({ id })
    expect(await handlers.credentials.list(undefined)).toHaveLength(1)
  })
})

describe('keeping', () => {
  it('an expired certificate keeps it as what it is', async () => {
    const { handlers, put, open } = await scene()
    put('ichiro')
    await open('架空 一')
    await handlers.household.bindCard({ reader })
    const { id, expired } = await handlers.certificates.keep({ reader })
    expect(expired).toBe(true)
    const detail = await handlers.credentials.show({ id })
    expect(detail.certificate).toMatchObject({ role: 'authentication', expired: true, chain: { state: 'invalid' } })
    expect(readCertificate(Buffer.from(detail.certificate?.der ?? '', 'base64url')).sha256).toBe(
      detail.certificate?.sha256,
    )
  })
})
