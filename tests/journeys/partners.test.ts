// Links to e-Tax and ねんきんネット (their practice doubles): made, used, ended; documents into the papers.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logOut } from '../../main/journeys/logIn.ts'
import { fetchPartnerDocuments, listDocuments } from '../../main/journeys/partnerDocuments.ts'
import { keptLinks, linkPartner, refreshLinks, signOn, unlinkPartner } from '../../main/journeys/partners.ts'
import { actNeeds, allow } from '../../main/mandates/scope.ts'
import { wholeScope } from '../../main/mandates/terms.ts'
import { paperTrust } from '../../main/papers/kept.ts'
import { readPaper } from '../../main/papers/readPaper.ts'
import { signOnAddress } from '../../main/partners/signOnAddress.ts'
import type { PartnerId } from '../../preload/shapes/partners.ts'
import { verifierProcess } from '../support/processes.ts'
import { failureOf, openStage, type Stage, testOrigin } from '../support/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.logIn()
})
afterEach(() => stage.close())

const language = 'ja'
const at = () => ({ drawer: stage.drawer, profile: stage.profile })
const link = (partner: PartnerId) => linkPartner(stage.ports, { ...at(), language, partner })
const unlink = (partner: PartnerId) => unlinkPartner(stage.ports, { ...at(), language, partner })
const fetchAll = (partner: PartnerId, ids: readonly string[], signal = new AbortController().signal) =>
  fetchPartnerDocuments(
    { ...stage.ports, startVerifierProcess: verifierProcess },
    { ...at(), language, partner, ids, trust: stage.trust, signal, step: () => undefined },
  )
const standing = async () =>
  (await keptLinks(stage.drawer, stage.profile.id)).partners.map(
    ({ partner, link: one }) => `${partner} ${one === null ? 'never' : one.endedAt === undefined ? 'linked' : 'ended'}`,
  )
const acts = async () =>
  (await stage.drawer.ledger()).map(({ act, outcome, party }) => `${act} ${outcome} ${party}`).reverse()

describe('a link', () => {
  it('is made, told without the portal, and ended, and each stands in the ledger', async () => {
    expect(await standing()).toEqual(['etax never', 'nenkin never'])
    const { partners, asOf } = await link('etax')
    expect(partners[0]?.link).toMatchObject({ name: { ja: '練習e-Tax' }, scopes: ['deduction_documents'] })
    expect(asOf).not.toBeNull()
    await link('nenkin')
    const [tax, pension] = (await keptLinks(stage.drawer, undefined)).partners
    expect(tax?.link?.subject).not.toBe(pension?.link?.subject)

    stage.network = () => Promise.reject(new Error('the network was used'))
    expect(await standing()).toEqual(['etax linked', 'nenkin linked'])
    stage.network = undefined
    await unlink('nenkin')
    expect(await standing()).toEqual(['etax linked', 'nenkin ended'])
    expect((await acts()).slice(1)).toEqual([
      'link done 練習用ポータル → e-Tax',
      'link done 練習用ポータル → ねんきんネット',
      'unlink done 練習用ポータル → ねんきんネット',
    ])
  })

  it('that stands already, or has ended already, is as good: an answer may have got lost', async () => {
    await stage.control.addFault({ kind: 'lost_answer', where: '/api/links', times: 1 })
    expect(await failureOf(link('etax'))).toEqual({
      code: 'portal.refused',
      reason: 'temporarily_unavailable',
      title: expect.any(String),
    })
    expect(await standing()).toEqual(['etax never', 'nenkin never'])
    await link('etax')
    await stage.control.addFault({ kind: 'lost_answer', where: '/api/links', times: 1 })
    expect(await failureOf(unlink('etax'))).toEqual({
      code: 'portal.refused',
      reason: 'temporarily_unavailable',
      title: expect.any(String),
    })
    expect(await standing()).toEqual(['etax linked', 'nenkin never'])
    await unlink('etax')
    expect(await standing()).toEqual(['etax ended', 'nenkin never'])
  })

  it('is not made outside of the hours, nor without a session', async () => {
    await stage.control.addFault({ kind: 'outside_service_hours', times: 1 })
    expect(await failureOf(link('nenkin'))).toMatchObject({ code: 'portal.refused', reason: 'outside_service_hours' })
    expect(await standing()).toEqual(['etax never', 'nenkin never'])
    expect((await acts()).at(-1)).toContain('link failed')
    await logOut(stage.ports, { ...at(), language })
    expect(await failureOf(link('etax'))).toEqual({ code: 'session.none' })
  })

  it('that ended elsewhere is known as ended once the portal is asked', async () => {
    await link('etax')
    // As if it were done on another PC: the wallet's copy is of before.
    const before = await stage.drawer.copies('link')
    await unlink('etax')
    await stage.drawer.keepCopies(before)
    expect(await standing()).toEqual(['etax linked', 'nenkin never'])
    expect(await failureOf(listDocuments(stage.ports, { ...at(), partner: 'etax' }))).toEqual({
      code: 'partner.notLinked',
    })
    expect(await standing()).toEqual(['etax ended', 'nenkin never'])
    await stage.drawer.keepCopies(before)
    await refreshLinks(stage.ports, at())
    expect(await standing()).toEqual(['etax ended', 'nenkin never'])
  })
})

describe('signing on', () => {
  it('opens a page of the partner in the browser, once', async () => {
    await link('etax')
    await signOn(stage.ports, { ...at(), language, partner: 'etax' })
    const [opened = ''] = stage.opened
    expect(new URL(opened).origin).toBe(testOrigin)
    const page = await stage.portal.fetch(new Request(opened))
    expect(await page.text()).toContain('練習e-Tax')
    expect((await stage.portal.fetch(new Request(opened))).status).toBe(410)
    const { partners } = await refreshLinks(stage.ports, at())
    expect(partners[0]?.link?.usedAt).toBeDefined()
    // The address carries the log-in: it stands nowhere.
    const ticket = new URL(opened).pathname.split('/').at(-1) ?? ''
    expect(JSON.stringify([await stage.drawer.ledger(), await stage.drawer.copies('link')])).not.toContain(ticket)
  })

  it('is written down, and takes who may link: what is done at a partner is held to no scope', async () => {
    await link('etax')
    await signOn(stage.ports, { ...at(), language, partner: 'etax' })
    expect((await stage.drawer.ledger())[0]).toMatchObject({
      act: 'logIn',
      outcome: 'done',
      party: expect.stringContaining('→ e-Tax'),
    })
    stage.opened.length = 0
    stage.called.length = 0
    // Somebody who was appointed for everything that one can be appointed for.
    const helper = { basis: 'appointed', scope: [...wholeScope], until: '2999-12-31', ended: false } as const
    const mayAct = async (act: keyof typeof actNeeds, now: string) =>
      allow({ ...helper, birthDate: undefined }, actNeeds[act], now)
    const drawer = { ...stage.drawer, mayAct }
    expect(await failureOf(signOn(stage.ports, { ...at(), drawer, language, partner: 'etax' }))).toEqual({
      code: 'mandate.outOfScope',
    })
    expect([stage.opened, stage.called]).toEqual([[], []])
  })

  it('leads nowhere but to the partner', async () => {
    const real = { kind: 'production', origin: 'https://portal.example.jp' } as const
    expect(signOnAddress('https://www.e-tax.nta.go.jp/in?t=1', 'etax', real).href).toContain('nta.go.jp')
    expect(signOnAddress('https://www.nenkin.go.jp/n', 'nenkin', real).hostname).toBe('www.nenkin.go.jp')
    for (const [address, partner] of [
      ['https://www.nenkin.go.jp/n', 'etax'],
      ['https://nta.go.jp.example.com/', 'etax'],
      ['https://examplenta.go.jp/', 'etax'],
      ['https://www.nta.go.jp:8443/', 'etax'],
      ['http://www.nta.go.jp/', 'etax'],
      ['https://user@www.nta.go.jp/', 'etax'],
      ['javascript:alert(1)', 'etax'],
    ] as const)
      expect(() => signOnAddress(address, partner, real), address).toThrow(/portal.badAnswer/)
    const practice = { kind: 'practice', origin: testOrigin } as const
    expect(() => signOnAddress('https://www.nta.go.jp/', 'etax', practice)).toThrow(/portal.badAnswer/)
    await link('etax')
    stage.network = async (request) =>
      request.url.endsWith('/sign-on')
        ? Response.json({ url: 'https://elsewhere.example/enter', expires_in: 60 })
        : stage.portal.fetch(request)
    expect(await failureOf(signOn(stage.ports, { ...at(), language, partner: 'etax' }))).toEqual({
      code: 'portal.badAnswer',
      detail: 'sign-on',
    })
    expect(stage.opened).toEqual([])
  })
})

describe('documents', () => {
  it('of e-Tax come as signed XML that is verified, once each, and stay after the link has ended', async () => {
    await link('etax')
    const listed = await listDocuments(stage.ports, { ...at(), partner: 'etax' })
    expect(listed.map(({ id, paperId }) => [id, paperId])).toEqual([
      ['life-insurance', undefined],
      ['medical', undefined],
      ['donation', undefined],
    ])
    const told = await fetchAll('etax', ['life-insurance', 'donation'])
    expect(told.map(({ state }) => state)).toEqual(['new', 'new'])
    expect((await fetchAll('etax', ['donation'])).map(({ state }) => state)).toEqual(['same'])
    await unlink('etax')
    const papers = await stage.drawer.papers()
    expect(papers).toHaveLength(2)
    for (const { id, kind, media, source } of papers) {
      expect({ kind, media, from: source.from, name: source.name }).toEqual({
        kind: 'deduction',
        media: 'application/xml',
        from: 'partner',
        name: 'e-Tax',
      })
      const { bytes } = await stage.drawer.paper(id)
      const read = await readPaper(bytes, await paperTrust(stage.drawer, stage.trust), stage.ports.now())
      expect(read).toMatchObject({ kind: 'deduction', verdict: { state: 'valid' } })
    }
  })

  it('of ねんきんネット come as a PDF, and as the certificate of what was paid', async () => {
    await link('nenkin')
    const told = await fetchAll('nenkin', ['pension-letter', 'pension'])
    expect(told.map(({ state }) => state)).toEqual(['new', 'new'])
    expect((await stage.drawer.papers()).map(({ kind, media }) => `${kind} ${media}`).sort()).toEqual([
      'deduction application/xml',
      'pension application/pdf',
    ])
    const listed = await listDocuments(stage.ports, { ...at(), partner: 'nenkin' })
    expect(listed.every(({ paperId }) => paperId !== undefined)).toBe(true)
  })

  it('that are not what was listed are not kept, and keep none of the others back', async () => {
    await link('etax')
    const spoilt = (spoil: (body: string) => string, type: string) => async (request: Request) => {
      const response = await stage.portal.fetch(request)
      return request.url.endsWith('/documents/medical')
        ? new Response(spoil(await response.text()), { headers: { 'content-type': type } })
        : response
    }
    for (const [spoil, type, failure] of [
      [(body: string) => body, 'application/pdf', { code: 'portal.badAnswer', detail: 'media type' }],
      [
        (body: string) => body.replace('4320', '9999'),
        'application/xml',
        { code: 'portal.badAnswer', detail: 'signature' },
      ],
      [() => '<a><b></a>', 'application/xml', { code: 'paper.broken' }],
      [() => 'x'.repeat(3 * 1024 * 1024), 'application/xml', { code: 'portal.badAnswer' }],
    ] as const) {
      stage.network = spoilt(spoil, type)
      expect(await fetchAll('etax', ['medical'])).toMatchObject([{ state: 'failed', failure }])
    }
    const told = await fetchAll('etax', ['life-insurance', 'medical', 'donation'])
    expect(told.map(({ state }) => state)).toEqual(['new', 'failed', 'new'])
    expect(await stage.drawer.papers()).toHaveLength(2)
  })
})
