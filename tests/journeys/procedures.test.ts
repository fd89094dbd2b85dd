// Procedures found, opened, and checked against the drawer and the card, through the wallet's own calls.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fail, WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import type { CardNeed, Preflight } from '../../preload/shapes/procedures.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

let world: World
let real: RealWallet
const asked: SecretQuestion[] = []
const [reader, second] = readerNames
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
/** Whose PINs are typed. */
let typing = 'taro'

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
  real = await realWallet(world, { language: 'ja' }, async (question) => {
    asked.push(question)
    return new TextEncoder().encode(answerTo(question))
  })
})
afterAll(() => real.close())

function answerTo(question: SecretQuestion): string {
  if (question.kind === 'recoveryShow') return question.code
  if (question.kind !== 'pin') return passphrase
  const pins = world.person(typing)?.pins
  return (question.pin === 'signature' ? pins?.signature : pins?.authentication) ?? fail({ code: 'app.cancelled' })
}

const calls = () => real.wallet.handlers.procedures
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )
const ids = async (search: Parameters<RealWallet['wallet']['handlers']['procedures']['search']>[0]) =>
  (await calls().search(search)).found.map(({ id }) => id)
/** As soon as the card was looked at. */
async function check(id: string): Promise<Preflight> {
  const looked = async () => {
    const { readers } = await real.wallet.handlers.card.read(undefined)
    return readers.every(({ card }) => card?.kind !== 'reading')
  }
  await expect.poll(looked, { interval: 10 }).toBe(true)
  return (await calls().preflight({ id })) ?? expect.unreachable()
}
const put = (personId: string, into: string = reader) => real.tools.insertCard(into, personId)
const need = ({ needs }: Preflight, use: CardNeed['use']) =>
  needs.find((one) => one.use === use) ?? expect.unreachable()

describe('looking for procedures', () => {
  beforeAll(async () => {
    await real.wallet.handlers.household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'passphrase' })
    asked.length = 0
  })

  it('finds them by life event, by person, by municipality and by words, with nobody logged in', async () => {
    expect(await calls().last(undefined)).toBeNull()
    expect(await ids({ lifeEvent: 'care' })).toEqual(['care-need'])
    expect(await ids({ lifeEvent: 'birth' })).toEqual(['child-allowance', 'childcare'])
    expect(await ids({ personKind: 'employer' })).toEqual(['social-insurance'])
    expect(await ids({ text: '引っ越し　住所' })).toEqual(['moving-out'])
    // 世田谷区 has its own; another place has what is there everywhere.
    const [setagaya] = await calls().municipalities({ text: 'せたがや' })
    expect(setagaya).toMatchObject({ code: '131121', name: '世田谷区' })
    const there = await ids({ municipality: '131121' })
    const elsewhere = await ids({ municipality: '131016' })
    expect(there).toContain('benefit')
    expect(elsewhere).not.toContain('benefit')
    expect(elsewhere).toContain('moving-out')
    expect(await ids({ municipality: '131016', lifeEvent: 'care' })).toEqual([])
    expect(await ids({})).toHaveLength(13)
    expect(asked).toEqual([])
  })

  it('keeps what was found last and what was opened, readable with no portal', async () => {
    await calls().search({ municipality: '131121', lifeEvent: 'death' })
    const opened = await calls().open({ id: 'death-notice' })
    expect(opened).toMatchObject({ online: false, contact: '練習区役所 戸籍係' })
    expect(opened.preparation).toBeUndefined()
    await calls().open({ id: 'moving-out' })
    await real.tools.stopPortal()
    expect(await codeOf(calls().search({ text: '税' }))).toBe('portal.unreachable')
    expect(await codeOf(calls().open({ id: 'death-notice' }))).toBe('portal.unreachable')
    expect(await calls().last(undefined)).toMatchObject({
      asked: { municipality: '131121', lifeEvent: 'death' },
      place: { name: '世田谷区' },
      found: [{ id: 'death-notice', title: '死亡届' }],
    })
    expect(await calls().kept({ id: 'death-notice' })).toEqual(opened)
    expect(await calls().kept({ id: 'passport' })).toBeNull()
    expect(await codeOf(calls().preflight({ id: 'passport' }))).toBe('procedure.notFound')
    expect(await calls().preflight({ id: 'death-notice' })).toBeNull()
    // What can be checked without the portal is checked.
    expect(await check('moving-out')).toMatchObject({ session: { mark: 'todo' }, minutes: 15, taps: 3 })
    await real.tools.startPortal()
  })

  it.each([
    ['not_supported_by_municipality', 'portal.refused'],
    ['maintenance', 'portal.refused'],
    ['garbled', 'portal.badAnswer'],
    ['oversized', 'portal.badAnswer'],
    ['redirect', 'portal.refused'],
    ['outage', 'portal.refused'],
  ] as const)('loses nothing where the portal answers with %s', async (kind, code) => {
    const before = await calls().kept({ id: 'moving-out' })
    await real.control.addFault({ kind, times: 1 })
    expect(await codeOf(calls().open({ id: 'moving-out' }))).toBe(code)
    await real.control.clearFaults()
    expect(await calls().kept({ id: 'moving-out' })).toEqual(before)
    expect(await codeOf(calls().open({ id: 'no-such-thing' }))).toBe('procedure.notFound')
  })

  it('stops asking when the person stops', async () => {
    await real.control.addFault({ kind: 'delay', ms: 60_000 })
    const searching = codeOf(calls().search({}))
    await real.wallet.handlers.work.cancel(undefined)
    expect(await searching).toBe('app.cancelled')
    await real.control.clearFaults()
  })
})

describe('before one is begun', () => {
  it('says whose card, which PIN with its tries, and which certificates, without asking for a PIN', async () => {
    const empty = await check('moving-out')
    expect(need(empty, 'signature').card).toMatchObject({ state: 'absent', mark: 'todo' })
    expect(empty.verdict).toBe('todo')

    put('taro')
    expect(need(await check('moving-out'), 'signature').card.state).toBe('unfamiliar')
    await real.wallet.handlers.household.bindCard({ reader })
    const there = await check('moving-out')
    expect(there.who).toMatchObject({ mark: 'ok', owner: '練習 太郎' })
    expect(there.needs).toMatchObject([
      {
        use: 'authentication',
        purposes: ['logIn'],
        whose: '練習 太郎',
        card: { state: 'ready', mark: 'ok', reader },
        pin: { triesLeft: 3, mark: 'ok' },
        certificate: { state: 'valid', from: 'card', accepted: false },
      },
      {
        use: 'signature',
        purposes: ['send'],
        card: { state: 'ready' },
        pin: { triesLeft: 5 },
        certificate: { state: 'hidden', mark: 'look' },
      },
    ])
    expect([there.taps, there.tapsNow]).toEqual([3, 2])
    expect(asked).toEqual([])
  })

  it('reads the signing certificate when the person asks for it, and forgets it with the card and with the lock', async () => {
    const checked = await calls().checkSigning({ id: 'moving-out', reader })
    expect(asked).toMatchObject([{ kind: 'pin', pin: 'signature', purpose: 'readCertificate' }])
    const { certificate } = need(checked ?? expect.unreachable(), 'signature')
    // His ends in 60 days, so it can be renewed now.
    expect(certificate).toMatchObject({ state: 'endsSoon', mark: 'look', from: 'card' })
    expect(Date.parse(certificate.validUntil ?? '') - Date.now()).toBeLessThan(62 * 86_400_000)
    real.tools.removeCard(reader)
    put('taro')
    expect(need(await check('moving-out'), 'signature').certificate.state).toBe('hidden')
    await calls().checkSigning({ id: 'moving-out', reader })
    await real.wallet.handlers.household.lock(undefined)
    const { people } = await real.wallet.handlers.household.read(undefined)
    await real.wallet.handlers.household.unlock({ personId: people[0]?.id ?? '', by: 'passphrase' })
    expect(need(await check('moving-out'), 'signature').certificate.state).toBe('hidden')
  })

  it('takes the copy of the signing certificate that is kept in the drawer, and says so', async () => {
    const { id } = await real.wallet.handlers.certificates.readSigning({ reader })
    await real.wallet.handlers.certificates.keep({ id })
    const { certificate } = need(await check('moving-out'), 'signature')
    expect(certificate).toMatchObject({ state: 'endsSoon', from: 'drawer' })
    real.tools.removeCard(reader)
    expect(need(await check('moving-out'), 'signature').certificate).toMatchObject({ from: 'drawer' })
  })

  it('needs the card for less once somebody is logged in, and the portal has then accepted its certificate', async () => {
    put('taro')
    await real.wallet.handlers.session.logIn({ reader })
    const checked = await check('moving-out')
    expect(checked.session).toMatchObject({ mark: 'ok', by: 'card' })
    expect(need(checked, 'authentication')).toMatchObject({ purposes: [], certificate: { accepted: true } })
    expect(checked.tapsNow).toBe(1)
    await calls().open({ id: 'care-need' })
    const care = await check('care-need')
    expect([care.tapsNow, care.needs.map(({ use }) => use)]).toEqual([0, ['authentication']])
    await calls().open({ id: 'public-account' })
    expect(need(await check('public-account'), 'authentication').purposes).toEqual(['send'])
  })

  it('names somebody else’s card, one without PINs, and one with no signing certificate', async () => {
    await real.wallet.handlers.household.lock(undefined)
    put('hanako')
    typing = 'hanako'
    await real.wallet.handlers.household.addPerson({ name: '練習 花子', colour: 'green', opener: 'card' })
    await calls().open({ id: 'child-allowance' })
    put('taro')
    const other = need(await check('child-allowance'), 'signature')
    expect(other).toMatchObject({
      whose: '練習 花子',
      card: { state: 'otherPerson', mark: 'todo' },
      pin: { triesLeft: null },
      certificate: { state: 'unknown' },
    })
    // Beside it lies her own: that one is meant.
    put('hanako', second)
    expect(need(await check('child-allowance'), 'signature').card).toMatchObject({ state: 'ready', reader: second })
    real.tools.removeCard(second)
    // Her drawer was opened by her card: another that nobody knows is not hers.
    put('ichiro')
    expect(need(await check('child-allowance'), 'signature').card.state).toBe('otherPerson')

    await real.wallet.handlers.household.lock(undefined)
    await real.wallet.handlers.household.addPerson({ name: '練習 はると', colour: 'orange', opener: 'passphrase' })
    await calls().open({ id: 'child-allowance' })
    put('haruto')
    const child = await check('child-allowance')
    expect(need(child, 'signature').certificate).toMatchObject({ state: 'none', mark: 'stops' })
    expect(child.verdict).toBe('stops')
    put('ume')
    expect(need(await check('child-allowance'), 'authentication').card).toMatchObject({
      state: 'withoutPins',
      mark: 'stops',
    })
  })

  it('counts the tries that are left, down to a locked PIN', async () => {
    put('haruto')
    await real.wallet.handlers.household.bindCard({ reader })
    typing = 'taro'
    for (const left of [2, 1, 0]) {
      expect(await codeOf(real.wallet.handlers.session.logIn({ reader }))).toBe('card.pinWrong')
      // The card is looked at anew a moment after it was used.
      await expect
        .poll(async () => need(await check('child-allowance'), 'authentication').pin)
        .toEqual({ triesLeft: left, mark: left === 0 ? 'stops' : left === 1 ? 'look' : 'ok' })
    }
  })

  it('says who of the family it could be done for, and which papers of the drawer would do', async () => {
    await calls().open({ id: 'care-need' })
    const { who, attachments } = await check('care-need')
    expect(who.standings).toMatchObject([
      { standing: 'self', fits: 'yes' },
      { standing: 'family', fits: 'portal', people: [{ name: '練習 太郎' }, { name: '練習 花子' }] },
      { standing: 'appointed', fits: 'no' },
    ])
    expect(attachments).toMatchObject([{ id: 'insurance-card', required: false, mark: 'ok', papers: [], held: [] }])
    await calls().open({ id: 'benefit' })
    const rule = async (id: string) => (await check('benefit')).attachments.find((one) => one.id === id)
    expect(await rule('passbook')).toMatchObject({ required: true, mark: 'todo' })
    expect(await rule('identity')).toMatchObject({ held: [] })
    const { offer } = await real.control.offerTo('haruto', 'health-insurance')
    const { id } = await real.wallet.handlers.receive.open({ offer })
    await real.wallet.handlers.receive.accept({ id })
    expect(await rule('identity')).toMatchObject({ held: [expect.stringContaining('資格')] })
  })
})

it('lets who may only look search and check, and leaves nothing of it in the drawer', async () => {
  const { household, mandates } = real.wallet.handlers
  const idOf = async (name: string) =>
    (await household.read(undefined)).people.find((one) => one.name === name)?.id ?? expect.unreachable()
  await household.lock(undefined)
  real.tools.removeCard(reader)
  await household.unlock({ personId: await idOf('練習 太郎'), by: 'passphrase' })
  const before = await calls().last(undefined)
  put('hanako')
  typing = 'hanako'
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const wanted = { agentId: await idOf('練習 花子'), basis: 'appointed', scope: ['look' as const], until } as const
  await mandates.appoint({ ...wanted, scope: ['look'], by: 'card', reader })
  await household.lock(undefined)
  await household.unlock({ personId: await idOf('練習 花子'), by: 'card' })
  await mandates.actFor({ id: (await mandates.list(undefined)).held[0]?.id ?? '' })
  expect(await ids({ lifeEvent: 'tax' })).toContain('tax-certificate')
  expect(await calls().last(undefined)).toEqual(before)
  const { who, verdict } = await check('moving-out')
  expect(who).toMatchObject({
    mark: 'stops',
    owner: '練習 太郎',
    actor: { name: '練習 花子', basis: 'appointed' },
    refused: 'mandate.outOfScope',
  })
  expect(verdict).toBe('stops')
})
