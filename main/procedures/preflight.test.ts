import { describe, expect, it } from 'vitest'
import type { Paper } from '../../preload/shapes/papers.ts'
import type { PortalMandate } from '../../preload/shapes/portalMandates.ts'
import type { Procedure } from '../../preload/shapes/procedures.ts'
import type { JudgedCertificate, KnownCard } from './cardNeeds.ts'
import { buildPreflight, type PreflightFacts } from './preflight.ts'

type Preparation = NonNullable<Procedure['preparation']>

const at = new Date('2026-11-26T03:00:00Z')
const owner = { personId: 'p1', name: '架空 一' }
const other = { personId: 'p2', name: '架空 二' }
const good: JudgedCertificate = { verdict: 'valid', validUntil: '2030-05-01T14:59:59Z' }

const known = (more: Partial<KnownCard> = {}, card: Partial<KnownCard['card']> = {}): KnownCard => ({
  reader: 'one',
  authentication: good,
  signature: good,
  refused: false,
  ...more,
  card: {
    kind: 'myNumber',
    label: 'JPKIAPICCTOKEN2',
    medium: 'myNumberCard',
    triesLeft: { authentication: 3, signature: 5, input: 3, resident: 3 },
    licence: null,
    withoutPins: false,
    authentication: {
      subject: 'CN=x',
      issuer: 'OU=x',
      serial: '1',
      validFrom: '2025-01-01T00:00:00Z',
      validUntil: good.validUntil,
      expired: false,
      sha256: '00',
    },
    hasSignatureCertificate: true,
    personId: owner.personId,
    ...card,
  },
})

const facts = (cards: readonly KnownCard[], more: Partial<PreflightFacts> = {}): PreflightFacts => ({
  at,
  language: 'ja',
  session: undefined,
  enrolled: false,
  state: {
    service: 'up',
    readers: cards.length === 0 ? [] : cards.map(({ reader: id, card }) => ({ id, insertion: 1, card })),
  },
  known: cards,
  owner,
  kept: [],
  actor: undefined,
  refused: undefined,
  people: [owner, other],
  actsFor: [],
  atPortal: [],
  papers: [],
  held: new Map(),
  ...more,
})

const preparation = (more: Partial<Preparation> = {}): Preparation => ({
  signature: 'sign',
  certificates: ['authentication', 'signature'],
  standings: [{ standing: 'self', note: '本人' }],
  attachments: [],
  minutes: 15,
  taps: 2,
  ...more,
})

const session = {
  portal: '練習',
  origin: 'https://localhost',
  name: owner.name,
  since: at.toISOString(),
  by: 'card' as const,
  expiresAt: '2026-11-26T04:00:00Z',
}
const signatureOf = (card: KnownCard, more: Partial<PreflightFacts> = {}) =>
  buildPreflight(preparation(), facts([card], more)).needs.find(({ use }) => use === 'signature')

describe('the certificates', () => {
  it.each([
    ['valid', '2030-05-01T14:59:59Z', 'valid', 'ok'],
    // From three months before its end it can be renewed.
    ['valid', '2027-02-20T14:59:59Z', 'endsSoon', 'look'],
    ['expired', '2026-10-01T14:59:59Z', 'expired', 'stops'],
    ['notYet', '2036-10-01T14:59:59Z', 'notYet', 'stops'],
    ['notOnList', '2030-05-01T14:59:59Z', 'notOnList', 'look'],
    ['invalid', '2030-05-01T14:59:59Z', 'invalid', 'stops'],
  ] as const)('%s until %s is told as %s, marked %s', (verdict, validUntil, state, mark) => {
    expect(signatureOf(known({ signature: { verdict, validUntil } }))?.certificate).toMatchObject({ state, mark })
    const { needs, verdict: whole } = buildPreflight(
      preparation({ signature: 'user', certificates: ['authentication'] }),
      facts([known({ authentication: { verdict, validUntil } })], { session }),
    )
    expect(needs[0]?.certificate).toMatchObject({ state, mark })
    expect(whole).toBe(mark)
  })

  it('are closed until the PIN, or known from the newest copy in the drawer, whose end stops nothing by itself', () => {
    const closed = known({ signature: undefined })
    expect(signatureOf(closed)?.certificate).toMatchObject({ state: 'hidden', mark: 'look' })
    const old: JudgedCertificate = { verdict: 'expired', validUntil: '2026-01-01T14:59:59Z' }
    expect(signatureOf(closed, { kept: [old] })?.certificate).toMatchObject({
      state: 'expired',
      from: 'drawer',
      mark: 'look',
    })
    expect(signatureOf(closed, { kept: [old, good] })?.certificate).toMatchObject({ state: 'valid', mark: 'ok' })
  })

  it('of a phone show after the PIN only', () => {
    const phone = known(
      { authentication: undefined, signature: undefined },
      { medium: 'android', personId: null, authentication: null },
    )
    const { needs } = buildPreflight(preparation(), facts([phone]))
    expect(needs).toMatchObject([
      { card: { state: 'unnamed', phone: true }, certificate: { state: 'hidden' } },
      { card: { state: 'unnamed' }, certificate: { state: 'hidden' } },
    ])
  })

  it('that are not used from here on keep nobody from going on', () => {
    const locked = known(
      { authentication: { verdict: 'expired', validUntil: '2026-10-01T14:59:59Z' } },
      { triesLeft: { authentication: 0, signature: 5, input: 3, resident: 3 } },
    )
    const [need] = buildPreflight(preparation(), facts([locked], { session })).needs
    expect(need).toMatchObject({ purposes: [], pin: { mark: 'look' }, certificate: { mark: 'look' } })
    const [used] = buildPreflight(preparation(), facts([locked])).needs
    expect(used).toMatchObject({ purposes: ['logIn'], pin: { mark: 'stops' }, certificate: { mark: 'stops' } })
  })
})

describe('the card', () => {
  it.each([
    ['noService', facts([], { state: { service: 'down', readers: [] } })],
    ['noReader', facts([])],
    ['absent', facts([], { state: { service: 'up', readers: [{ id: 'one', insertion: null, card: null }] } })],
    [
      'reading',
      facts([], { state: { service: 'up', readers: [{ id: 'one', insertion: 1, card: { kind: 'reading' } }] } }),
    ],
    [
      'notMyNumber',
      facts([], { state: { service: 'up', readers: [{ id: 'one', insertion: 1, card: { kind: 'unknown' } }] } }),
    ],
    [
      'unreadable',
      facts([], {
        state: {
          service: 'up',
          readers: [{ id: 'one', insertion: 1, card: { kind: 'failed', failure: { code: 'card.garbled' } } }],
        },
      }),
    ],
    ['unfamiliar', facts([known({}, { personId: null })])],
    ['otherPerson', facts([known({ refused: true }, { personId: null })])],
    ['otherPerson', facts([known({}, { personId: other.personId })])],
    ['ready', facts([known({ reader: 'two' }, { personId: other.personId }), known()])],
    ['withoutPins', facts([known({}, { withoutPins: true })])],
  ] as const)('is %s', (state, given) => {
    const [first] = buildPreflight(preparation(), given).needs
    expect(first?.card.state).toBe(state)
    // Somebody else's PINs and certificates are told to nobody.
    if (state === 'otherPerson')
      expect(first).toMatchObject({ pin: { triesLeft: null }, certificate: { state: 'unknown' } })
  })

  it('is the owner’s for both, whoever acts in the drawer', () => {
    const acting = facts([known({ reader: 'two' }, { personId: other.personId }), known()], {
      actor: { name: other.name, basis: 'guardian' },
    })
    expect(buildPreflight(preparation(), acting)).toMatchObject({
      who: { mark: 'look' },
      needs: [
        { use: 'authentication', whose: owner.name, card: { reader: 'one' } },
        { use: 'signature', whose: owner.name, card: { reader: 'one' } },
      ],
    })
  })
})

describe('who may send it', () => {
  const standings: Preparation['standings'] = [
    { standing: 'legal', note: '' },
    { standing: 'appointed', note: '' },
  ]
  const mandate: PortalMandate = {
    id: 'm',
    kind: 'legal',
    scopes: ['applications'],
    from: '2026-01-01',
    until: '2027-01-01',
    principal: { name: '架空 三', me: false },
    agent: { name: owner.name, me: true },
    registeredAt: at.toISOString(),
    state: 'active',
    asOf: at.toISOString(),
  }
  const fits = (more: Partial<PreflightFacts>) =>
    buildPreflight(preparation({ standings }), facts([known()], more)).who.standings.map((one) => [
      one.fits,
      one.people.map(({ name }) => name),
    ])

  it('is an agent whom the portal has registered for applications', () => {
    expect(fits({ atPortal: [mandate] })).toEqual([
      ['yes', ['架空 三']],
      ['no', []],
    ])
    for (const other of [
      { state: 'ended' as const },
      { scopes: ['notices' as const] },
      { agent: { name: owner.name, me: false } },
    ])
      expect(fits({ atPortal: [{ ...mandate, ...other }] })[0]).toEqual(['no', []])
  })

  it('is nobody whom the mandate in this wallet does not allow to', () => {
    const refused = buildPreflight(preparation(), facts([known()], { refused: 'mandate.outOfScope' }))
    expect(refused).toMatchObject({ verdict: 'stops', who: { mark: 'stops', refused: 'mandate.outOfScope' } })
  })
})

it('offers what lies in the drawer for an attachment, by kind and size, and never what belongs to another draft', () => {
  const paper = (id: string, more: Partial<Paper> = {}): Paper => ({
    id,
    kind: 'other',
    name: { ja: `紙${id}`, en: `paper ${id}` },
    media: 'application/pdf',
    size: 1_000,
    sha256: 'x',
    source: { from: 'file', name: 'x.pdf' },
    receivedAt: at.toISOString(),
    ...more,
  })
  const rule = { id: 'a', title: '写し', required: true, media: ['application/pdf'], maxBytes: 2_000, credentials: [] }
  const [none] = buildPreflight(
    preparation({ attachments: [rule] }),
    facts([known()], {
      papers: [paper('1', { size: 3_000 }), paper('2', { media: 'image/png' }), paper('3', { kind: 'attachment' })],
    }),
  ).attachments
  expect(none).toMatchObject({ mark: 'todo', papers: [], more: 0 })
  const [some] = buildPreflight(
    preparation({ attachments: [rule] }),
    facts([known()], { papers: ['1', '2', '3', '4', '5'].map((id) => paper(id)) }),
  ).attachments
  expect(some).toMatchObject({ mark: 'ok', papers: ['紙1', '紙2', '紙3'], more: 2 })
  const [held] = buildPreflight(
    preparation({ attachments: [rule] }),
    facts([known()], { held: new Map([['a', ['資格確認']]]) }),
  ).attachments
  expect(held).toMatchObject({ mark: 'ok', held: ['資格確認'] })
})
