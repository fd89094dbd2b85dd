import { afterEach, describe, expect, it } from 'vitest'
import type { CredentialId } from '../../main/credentials/credential.ts'
import { fail, WalletError } from '../../main/failure.ts'
import { checkStatus } from '../../main/journeys/checkStatus.ts'
import { acceptOffer, declineOffer, openOffer } from '../../main/journeys/receive.ts'
import type { Fault } from '../../practice/portal/faults.ts'
import { failureOf, openStage, type Stage, testOrigin } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const language = 'ja'
const open = (link: string) => openOffer(stage.ports, { pending: stage.offers, trust: stage.trust, language }, link)
const accept = (id: string, txCode?: string) =>
  acceptOffer(stage.ports, {
    drawer: stage.drawer,
    pending: stage.offers,
    language,
    id,
    ...(txCode === undefined ? {} : { txCode }),
  })
const cards = () => stage.drawer.list(stage.ports.now().toISOString())
const lastEntry = async () => {
  const entries = await stage.drawer.ledger()
  return entries.reduce(
    (last, entry) => (entry.at >= last.at ? entry : last),
    entries[0] ?? fail({ code: 'pending.gone' }),
  )
}

describe('receiving a credential', () => {
  it('shows issuer, kinds and attributes before anything is asked of the issuer', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'health-insurance')
    const summary = await open(offer)
    expect(summary.issuer).toEqual({ name: '練習用発行機関', host: new URL(testOrigin).host })
    expect(summary.txCode).toBeNull()
    expect(summary.credentials.map(({ kind, name }) => [kind, name.en])).toEqual([
      ['insurance', 'Health insurance (practice)'],
    ])
    expect(summary.credentials[0]?.attributes.map(({ ja }) => ja)).toContain('生年月日')
    expect(stage.called.some((path) => path.includes('token'))).toBe(false)
  })

  it.each(['health-insurance', 'licence'] as const)(
    'stores a %s that verifies, and tells the issuer',
    async (credential) => {
      stage = await openStage()
      const card = await stage.receive(credential)
      expect(await cards()).toEqual([card])
      const detail = await stage.drawer.show(card.id as CredentialId, stage.ports.now().toISOString())
      expect(detail.check.findings.filter(({ ok }) => !ok)).toEqual([])
      expect(detail.check.valid).toBe(true)
      expect(detail.attributes.length).toBeGreaterThan(10)
      expect(detail.attributes.filter(({ label }) => label.ja === label.en)).toEqual([])
      expect((await stage.control.issued()).map(({ event }) => event)).toEqual(['credential_accepted'])
      expect(await lastEntry()).toMatchObject({ act: 'receive', outcome: 'done', party: '練習用発行機関' })
    },
  )

  it('takes an offer by value', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'licence', { by: 'value' })
    expect(new URL(offer).searchParams.has('credential_offer')).toBe(true)
    expect(await accept((await open(offer)).id)).toHaveLength(1)
  })

  it('asks for the transaction code, lets it be typed again, and then stores', async () => {
    stage = await openStage()
    const { offer, tx_code: code = '' } = await stage.control.offerTo('taro', 'health-insurance', { tx_code: true })
    const { id, txCode } = await open(offer)
    expect(txCode).toMatchObject({ inputMode: 'numeric', length: 6 })
    const wrong = code === '000000' ? '111111' : '000000'
    expect(await failureOf(accept(id))).toEqual({ code: 'offer.codeWrong' })
    expect(await failureOf(accept(id, wrong))).toEqual({ code: 'offer.codeWrong' })
    expect(await cards()).toEqual([])
    expect(await accept(id, code)).toHaveLength(1)
    expect(await failureOf(accept(id, code))).toEqual({ code: 'pending.gone' })
  })

  it('stores a declined offer nowhere and redeems nothing', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'licence')
    const { id } = await open(offer)
    await declineOffer(stage.ports, { drawer: stage.drawer, pending: stage.offers, language }, id)
    expect([await cards(), await stage.control.issued()]).toEqual([[], []])
    expect(await lastEntry()).toMatchObject({ act: 'decline', outcome: 'declined' })
    expect(await failureOf(accept(id))).toEqual({ code: 'pending.gone' })
  })

  it('redeems an offer once', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'licence', { by: 'value' })
    await accept((await open(offer)).id)
    expect(await failureOf(accept((await open(offer)).id))).toEqual({ code: 'offer.expired' })
    expect(await cards()).toHaveLength(1)
    expect(await lastEntry()).toMatchObject({ act: 'receive', outcome: 'failed', failure: 'offer.expired' })
  })

  it('forgets an offer that lay open for ten minutes', async () => {
    stage = await openStage()
    const { id } = await open((await stage.control.offerTo('taro', 'licence')).offer)
    stage.wait(10 * 60_000 + 1)
    expect(await failureOf(accept(id))).toEqual({ code: 'pending.gone' })
  })
})

describe('what is refused when an offer is opened', () => {
  it.each([
    ['bad_metadata_signature', { code: 'issuer.signatureInvalid' }],
    ['metadata_other_ca', { code: 'issuer.untrusted', name: '練習用発行機関' }],
    ['metadata_other_issuer', { code: 'offer.invalid', detail: 'metadata of another issuer' }],
    ['garbled', { code: 'offer.invalid' }],
    ['oversized', { code: 'offer.invalid' }],
    ['maintenance', { code: 'portal.refused', reason: 'maintenance', retryAfter: 1800 }],
  ] as const)('%s', async (kind, failure) => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'health-insurance')
    await stage.control.addFault({ kind })
    expect(await failureOf(open(offer))).toMatchObject(failure)
  })

  it('an issuer that this realm does not know', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'health-insurance')
    const trust = { ...stage.trust, issuers: [] }
    const opened = openOffer(stage.ports, { pending: stage.offers, trust, language }, offer)
    expect(await failureOf(opened)).toEqual({ code: 'issuer.untrusted', name: '練習用発行機関' })
  })

  it('metadata that nobody signed', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'health-insurance')
    stage.network = (request) => {
      const headers = new Headers(request.headers)
      headers.set('accept', 'application/json')
      return stage.portal.fetch(new Request(request.url, { headers }))
    }
    expect(await failureOf(open(offer))).toEqual({ code: 'issuer.untrusted', name: new URL(testOrigin).host })
  })

  it('an offer that is not there, and one for a credential that the issuer does not have', async () => {
    stage = await openStage()
    const uri = encodeURIComponent(`${testOrigin}/issuer/offers/gone`)
    expect(await failureOf(open(`openid-credential-offer://?credential_offer_uri=${uri}`))).toEqual({
      code: 'offer.expired',
    })
    const { offer } = await stage.control.offerTo('taro', 'licence', { by: 'value' })
    const strange = offer.replace('licence', 'passport')
    expect(await failureOf(open(strange))).toMatchObject({ code: 'offer.invalid' })
  })
})

describe('what is refused when an offer is accepted, leaving neither credential nor key', () => {
  const faults: readonly (readonly [Fault['kind'], object])[] = [
    ['bad_credential', { code: 'credential.invalid' }],
    ['credential_other_ca', { code: 'credential.invalid', rule: 'RFC 5280 6.1.1(d) trust anchor' }],
    ['credential_other_key', { code: 'credential.invalid' }],
    ['credential_expired', { code: 'credential.expired' }],
  ]
  for (const credential of ['health-insurance', 'licence'] as const) {
    it.each(faults)(`${credential}: %s`, async (kind, failure) => {
      stage = await openStage()
      const dropped = countKeys(stage)
      const { id } = await open((await stage.control.offerTo('taro', credential)).offer)
      await stage.control.addFault({ kind })
      expect(await failureOf(accept(id))).toMatchObject(failure)
      expect([await cards(), dropped()]).toEqual([[], { made: 1, dropped: 1 }])
      expect(await lastEntry()).toMatchObject({ act: 'receive', outcome: 'failed' })
      expect((await stage.control.issued()).map(({ event }) => event)).toEqual(['credential_failure'])
    })
  }

  it('an offer that has expired', async () => {
    stage = await openStage()
    const { offer } = await stage.control.offerTo('taro', 'licence', { expires_in: 60 })
    const { id } = await open(offer)
    stage.wait(61_000)
    expect(await failureOf(accept(id))).toEqual({ code: 'offer.expired' })
  })

  it('asks once more when the nonce was stale, and then no further', async () => {
    stage = await openStage()
    await stage.control.addFault({ kind: 'stale_proof_nonce', times: 1 })
    await stage.receive('licence')
    const { id } = await open((await stage.control.offerTo('taro', 'health-insurance')).offer)
    await stage.control.addFault({ kind: 'stale_proof_nonce' })
    stage.called.length = 0
    expect(await failureOf(accept(id))).toEqual({ code: 'portal.refused', reason: 'invalid_nonce' })
    expect(stage.called.filter((path) => path === '/issuer/nonce')).toHaveLength(2)
  })

  it('a network that fails before the code was redeemed leaves the offer open', async () => {
    stage = await openStage()
    const { id } = await open((await stage.control.offerTo('taro', 'licence')).offer)
    stage.network = async () => fail({ code: 'portal.unreachable' })
    expect(await failureOf(accept(id))).toEqual({ code: 'portal.unreachable' })
    stage.network = undefined
    expect(await accept(id)).toHaveLength(1)
  })

  it.each(['/issuer/token', '/issuer/nonce', '/issuer/credential', '/issuer/notification'])(
    'a network that breaks at %s',
    async (where) => {
      stage = await openStage()
      const counted = countKeys(stage)
      const { id } = await open((await stage.control.offerTo('taro', 'licence')).offer)
      stage.network = (request) =>
        new URL(request.url).pathname === where ? fail({ code: 'portal.unreachable' }) : stage.portal.fetch(request)
      if (where === '/issuer/notification') expect(await accept(id)).toHaveLength(1)
      else {
        expect(await failureOf(accept(id))).toEqual({ code: 'portal.unreachable' })
        expect([await cards(), counted().made]).toEqual([[], counted().dropped])
      }
    },
  )

  it('a program stopped in the middle: no credential, and the ledger shows that something was begun', async () => {
    stage = await openStage()
    const { id } = await open((await stage.control.offerTo('taro', 'licence')).offer)
    const asking = new Promise<void>((arrived) => {
      stage.network = (request) => {
        if (new URL(request.url).pathname !== '/issuer/credential') return stage.portal.fetch(request)
        arrived()
        return new Promise(() => undefined)
      }
    })
    void accept(id)
    await asking
    await stage.restart()
    stage.network = undefined
    expect(await cards()).toEqual([])
    expect(await lastEntry()).toMatchObject({ act: 'receive', outcome: 'started' })
    await stage.receive('licence')
    expect(await cards()).toHaveLength(1)
  })

  it('more than the one credential that was asked for', async () => {
    stage = await openStage()
    const { id } = await open((await stage.control.offerTo('taro', 'health-insurance')).offer)
    stage.network = async (request) => {
      const response = await stage.portal.fetch(request)
      if (new URL(request.url).pathname !== '/issuer/credential') return response
      const { credentials } = (await response.json()) as { credentials: object[] }
      return Response.json({ credentials: [...credentials, ...credentials] })
    }
    expect(await failureOf(accept(id))).toMatchObject({ code: 'credential.invalid', rule: 'OpenID4VCI 1.0 8.3' })
    expect(await cards()).toEqual([])
  })
})

describe('asking whether a credential was withdrawn', () => {
  it('keeps the answer with its time', async () => {
    stage = await openStage()
    const { id } = await stage.receive('health-insurance')
    const check = () => checkStatus(stage.ports, { drawer: stage.drawer, trust: stage.trust }, id as CredentialId)
    expect((await check()).lastStatus?.state).toBe('valid')
    await stage.control.setStatus({ person: 'taro', credential: 'health-insurance' }, 'invalid')
    stage.wait(24 * 3_600_000)
    const after = await check()
    expect(after.lastStatus).toMatchObject({ state: 'invalid', checkedAt: expect.stringMatching(/Z$/) })
    expect((await cards())[0]?.lastStatus?.state).toBe('invalid')
  })

  it('keeps the old answer when the list cannot be had or does not hold', async () => {
    stage = await openStage()
    const { id } = await stage.receive('licence')
    const check = () => checkStatus(stage.ports, { drawer: stage.drawer, trust: stage.trust }, id as CredentialId)
    const before = (await check()).lastStatus
    await stage.control.addFault({ kind: 'bad_status_list', times: 1 })
    expect(await failureOf(check())).toMatchObject({ code: 'portal.badAnswer' })
    stage.network = async () => fail({ code: 'portal.unreachable' })
    expect(await failureOf(check())).toEqual({ code: 'portal.unreachable' })
    expect((await cards())[0]?.lastStatus).toEqual(before)
  })
})

/** Counts keys on their way into and out of the drawer. */
function countKeys({ drawer }: Stage): () => { made: number; dropped: number } {
  const count = { made: 0, dropped: 0 }
  const { createKey, dropKey } = drawer
  drawer.createKey = async () => {
    count.made += 1
    return createKey()
  }
  drawer.dropKey = async (keyId) => {
    count.dropped += 1
    await dropKey(keyId)
  }
  return () => count
}

it('failures carry no secret of the offer', async () => {
  stage = await openStage()
  const { offer, tx_code: code = '' } = await stage.control.offerTo('taro', 'licence', { tx_code: true, by: 'value' })
  const { id } = await open(offer)
  const preAuthorized = /"pre-authorized_code":"([^"]+)"/.exec(
    new URL(offer).searchParams.get('credential_offer') ?? '',
  )
  const error = await accept(id, code === '000000' ? '111111' : '000000').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(WalletError)
  const told = JSON.stringify(error instanceof WalletError ? [error.failure, error.message] : error)
  expect(told).not.toContain(preAuthorized?.[1])
})
