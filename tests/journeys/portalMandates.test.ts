// An agent at the portal: registered with the cards of two people at one reader, used, seen by both, and ended.
import { afterEach, describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { householdSecret } from '../../main/household/householdSecret.ts'
import {
  endMandate,
  keptMandates,
  mayActFor,
  readProxyRecords,
  refreshMandates,
} from '../../main/journeys/portalMandates.ts'
import { registerMandate } from '../../main/journeys/registerPortalMandate.ts'
import { askSelfInfo, refreshJobs } from '../../main/journeys/selfInfo.ts'
import { addDays, dayOf } from '../../main/mandates/days.ts'
import { createPracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import type { PortalMandateTerms } from '../../preload/shapes/portalMandates.ts'
import { failureOf, openStage, type Stage, testOrigin, testReader } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const language = 'ja'
const where = () => ({ drawer: stage.drawer, profile: stage.profile, language }) as const
const now = () => stage.ports.now().toISOString()
const today = () => dayOf(now())

function place(personId: string, options: PracticeCardOptions = {}): void {
  const person = stage.world.person(personId) ?? expect.unreachable()
  stage.typed = person.pins.authentication
  stage.readers.remove(testReader)
  stage.readers.insert(testReader, createPracticeCard(stage.world, person, options))
}

async function begun(personId = 'taro'): Promise<void> {
  stage = await openStage(personId)
  ;(await householdSecret(stage.ports.home, stage.ports.keychain)).fill(0)
  await stage.logIn()
  stage.asked.length = 0
}

interface Plan {
  readonly other?: string
  readonly as?: 'agent' | 'principal'
  readonly terms?: Partial<PortalMandateTerms>
  readonly options?: PracticeCardOptions
  readonly signal?: AbortSignal
  /** What the hands at the reader do when a card is wanted; exchanging them when left out. */
  readonly hands?: (step: string) => void
}
function register({ other = 'haruto', as = 'agent', terms = {}, options = {}, signal, hands }: Plan = {}) {
  const own = stage.card.person.id
  const exchange = (step: string): void => {
    if (step === 'placeOtherCard') place(other, options)
    if (step === 'placeOwnCard') place(own)
  }
  return registerMandate(
    {
      ...stage.ports,
      cards: stage.cards,
      signal: signal ?? new AbortController().signal,
      // As the wallet's own at a drawer that its card opened: every other card is somebody else's.
      guard: async ({ certificate }) => {
        const { authentication } = stage.card.person
        if (Buffer.compare(certificate ?? new Uint8Array(), authentication?.certificate ?? new Uint8Array()) !== 0)
          fail({ code: 'card.otherPerson' })
      },
    },
    {
      ...where(),
      trust: stage.trust,
      person: '太郎',
      as,
      other: { name: 'はると' },
      terms: { kind: 'legal', scopes: ['selfinfo', 'notices'], from: today(), until: addDays(today(), 30), ...terms },
      // By hands, which come after the words.
      step: (name) => void setTimeout(() => (hands ?? exchange)(name), 0),
    },
  )
}

describe('an agent at the portal', () => {
  it('is registered with both cards at one reader, each by its own PIN', async () => {
    await begun()
    const { mandates, asOf } = await register()
    expect(asOf).not.toBeNull()
    expect(mandates).toMatchObject([
      {
        state: 'active',
        kind: 'legal',
        scopes: ['selfinfo', 'notices'],
        agent: { name: '練習　太郎', me: true },
        principal: { name: '練習　はると', me: false },
      },
    ])
    const asked = { kind: 'pin', pin: 'authentication', purpose: 'portalMandate', origin: testOrigin }
    expect(stage.asked).toMatchObject([
      { ...asked, person: 'はると' },
      { ...asked, person: '太郎' },
    ])
    expect((await stage.drawer.ledger())[0]).toMatchObject({
      act: 'portalMandate',
      outcome: 'done',
      items: [{ credential: { ja: '代理人の登録' }, attributes: [{ ja: '自己情報を取り寄せる' }, {}] }],
    })
    expect(mayActFor({ mandates }, 'selfinfo')).toHaveLength(1)
    expect(mayActFor({ mandates }, 'documents')).toEqual([])
    // The same again is refused, and what stands, stands.
    expect(await failureOf(register())).toEqual({ code: 'mandate.given' })
    // Kept: with no portal at hand, and over by itself when its days have passed.
    stage.network = () => expect.unreachable()
    stage.wait(31 * 86_400_000)
    expect((await keptMandates(stage.drawer, undefined, now())).mandates).toMatchObject([{ state: 'over' }])
  })

  it('acts for somebody in both names, and both see it, until it is ended', async () => {
    await begun()
    const [mandate] = (await register()).mandates
    const mandateId = mandate?.id ?? ''
    const asking = { ...where(), items: ['TM00000000000072'], period: { type: 'latest' }, purpose: '確認' } as const
    const job = await askSelfInfo(stage.ports, { ...asking, mandateId })
    expect(job).toMatchObject({ mandate: { id: mandateId, principal: '練習　はると' } })
    expect((await stage.portal.fetch(new Request(job.consent?.url ?? ''))).status).toBe(200)
    expect(await readProxyRecords(stage.ports, where())).toMatchObject([
      { event: 'proxied', party: '練習　はると', scope: 'selfinfo' },
      { event: 'mandate_registered', party: '練習　はると' },
    ])
    expect(await refreshJobs(stage.ports, where())).toMatchObject([{ id: job.id, state: 'consent' }])
    expect((await endMandate(stage.ports, where(), mandateId)).mandates).toMatchObject([{ state: 'ended' }])
    // What was begun under it ends in words, and nothing new begins.
    expect(await refreshJobs(stage.ports, where())).toMatchObject([{ state: 'failed', reason: 'mandate_not_valid' }])
    expect(await failureOf(askSelfInfo(stage.ports, { ...asking, mandateId }))).toEqual({ code: 'mandate.unknown' })
    expect(await failureOf(endMandate(stage.ports, where(), 'another'))).toEqual({ code: 'mandate.unknown' })
  })

  it('can be chosen by its principal as well, and each of the two lists it', async () => {
    await begun('hanako')
    const { mandates } = await register({ other: 'taro', as: 'principal', terms: { kind: 'appointed' } })
    expect(mandates).toMatchObject([{ agent: { name: '練習　太郎', me: false }, principal: { me: true } }])
    expect(mayActFor({ mandates }, 'notices')).toEqual([])
    expect((await refreshMandates(stage.ports, where())).mandates).toMatchObject([{ id: mandates[0]?.id }])
  })

  const refusals: [string, Plan, object, number][] = [
    ['for a grown-up by law', { other: 'hanako' }, { code: 'mandate.notParent' }, 2],
    ['by a phone', { other: 'hanako', options: { token: 'android' } }, { code: 'mandate.plasticCard' }, 0],
    ['with an expired card', { other: 'ichiro', terms: { kind: 'appointed' } }, { code: 'card.certificateExpired' }, 0],
    [
      'for days that have passed',
      { terms: { from: '2020-01-01', until: '2020-01-02' } },
      { code: 'mandate.period' },
      0,
    ],
    [
      'that ends before it begins',
      { terms: { from: '2099-01-02', until: '2099-01-01' } },
      { code: 'mandate.period' },
      0,
    ],
  ]
  it('is not registered otherwise', async () => {
    await begun()
    for (const [how, plan, failure, pins] of refusals) {
      place('taro')
      stage.asked.length = 0
      expect(await failureOf(register(plan)), how).toMatchObject(failure)
      expect(stage.asked, how).toHaveLength(pins)
    }
    expect((await keptMandates(stage.drawer, undefined, now())).mandates).toEqual([])
  })

  it('is not signed for another origin, nor for a challenge that is not the portal’s', async () => {
    await begun()
    await stage.control.addFault({ kind: 'wrong_origin', times: 1 })
    expect(await failureOf(register())).toEqual({ code: 'portal.otherOrigin' })
    expect(stage.asked).toEqual([])
    place('taro')
    await stage.control.addFault({ kind: 'wrong_nonce', times: 1 })
    expect(await failureOf(register())).toMatchObject({ code: 'portal.refused', reason: 'signature_invalid' })
    expect((await stage.drawer.ledger())[0]).toMatchObject({ act: 'portalMandate', outcome: 'failed' })
  })

  it('waits for the owner’s card where somebody else’s lies there', async () => {
    await begun()
    place('haruto')
    const wanted: string[] = []
    const hands = (step: string): void => {
      if (step.startsWith('place')) wanted.push(step)
      if (step === 'placeOwnCard') place('taro')
      if (step === 'placeOtherCard') place('haruto')
    }
    expect((await register({ hands })).mandates).toHaveLength(1)
    expect(wanted).toEqual(['placeOwnCard', 'placeOtherCard', 'placeOwnCard'])
  })

  it('waits for the other card and can be cancelled, with nothing asked', async () => {
    await begun()
    const stop = new AbortController()
    const hands = (step: string) => step === 'placeOtherCard' && stop.abort()
    expect(await failureOf(register({ signal: stop.signal, hands }))).toEqual({ code: 'app.cancelled' })
    expect(stage.asked).toEqual([])
  })

  it('spends one try of the card whose PIN was wrong, and none of the other', async () => {
    await begun()
    const hands = (step: string): void => {
      if (step !== 'placeOtherCard') return
      place('haruto')
      stage.typed = '0000'
    }
    expect(await failureOf(register({ hands }))).toMatchObject({ code: 'card.pinWrong', triesLeft: 2 })
    expect(stage.asked).toHaveLength(1)
  })
})
