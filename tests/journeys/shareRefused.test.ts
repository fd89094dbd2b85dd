// Requests that are refused before a person is asked.
import { afterEach, describe, expect, it } from 'vitest'
import type { CredentialId } from '../../main/credentials/credential.ts'
import { checkStatus } from '../../main/journeys/checkStatus.ts'
import { insuranceVct } from '../support/sharing.ts'
import { failureOf, openStage, type Stage } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

describe('requests that are refused before a person is asked', () => {
  it.each([
    ['bad_request_signature', { code: 'request.signatureInvalid' }],
    ['request_other_ca', { code: 'verifier.untrusted' }],
    ['request_other_client', { code: 'request.invalid' }],
    ['unregistered', { code: 'verifier.untrusted' }],
    ['expired_request', { code: 'request.expired' }],
    ['garbled', { code: 'request.invalid' }],
    ['oversized', { code: 'request.invalid' }],
    ['maintenance', { code: 'portal.refused', reason: 'maintenance', retryAfter: 1800 }],
    ['redirect', { code: 'portal.badAnswer' }],
  ] as const)('%s', async (kind, failure) => {
    stage = await openStage()
    await stage.receive('licence')
    // Some faults strike when the request is made, some when it is fetched.
    const atMaking = kind === 'expired_request'
    if (atMaking) await stage.control.addFault({ kind })
    const { id, request } = await stage.control.requestFrom('rental')
    if (!atMaking) await stage.control.addFault({ kind })
    expect(await failureOf(stage.open(request))).toMatchObject(failure)
    await stage.control.clearFaults()
    expect((await stage.control.outcomeOf(id)).state).toBe('pending')
  })

  it('asking for more than was registered, naming it', async () => {
    stage = await openStage()
    await stage.receive('licence')
    await stage.control.addFault({ kind: 'over_asking' })
    const { request } = await stage.control.requestFrom('rental')
    expect(await failureOf(stage.open(request))).toEqual({
      code: 'verifier.overAsks',
      name: '練習レンタカー',
      attributes: ['resident_address'],
    })
  })

  it('a wallet nonce that is not repeated', async () => {
    stage = await openStage()
    await stage.control.addFault({ kind: 'wrong_wallet_nonce' })
    const { request } = await stage.control.requestFrom('rental', { request_uri_method: 'post' })
    expect(await failureOf(stage.open(request))).toEqual({ code: 'request.invalid', detail: 'wallet_nonce' })
  })

  it('a query that breaks the rules of DCQL', async () => {
    stage = await openStage()
    const { request } = await stage.control.requestFrom('portal', { dcql_query: { credentials: [] } })
    expect(await failureOf(stage.open(request))).toMatchObject({ code: 'request.invalid' })
  })

  it('a verifier that this realm does not know', async () => {
    stage = await openStage()
    Object.assign(stage.trust, { verifiers: [] })
    const { request } = await stage.control.requestFrom('rental')
    expect(await failureOf(stage.open(request))).toEqual({ code: 'verifier.untrusted', name: '練習レンタカー' })
  })

  it('a request that was answered before', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { request } = await stage.control.requestFrom('rental')
    await stage.send(await stage.open(request))
    expect((await failureOf(stage.open(request))).code).toMatch(/^request\.(expired|replayed)$/)
  })

  it('what nobody has, naming what is missing', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    const { request } = await stage.control.requestFrom('portal', {
      dcql_query: {
        credentials: [
          {
            id: 'a',
            format: 'dc+sd-jwt',
            meta: { vct_values: [insuranceVct] },
            claims: [{ path: ['name'] }, { path: ['limit_class'] }],
          },
        ],
      },
    })
    expect(await failureOf(stage.open(request))).toMatchObject({
      code: 'request.unanswerable',
      missing: ['limit_class'],
    })
  })

  it('a credential that is known to be withdrawn', async () => {
    stage = await openStage()
    const { id } = await stage.receive('licence')
    await stage.control.setStatus({ person: 'taro', credential: 'licence' }, 'suspended')
    await checkStatus(stage.ports, { drawer: stage.drawer, trust: stage.trust }, id as CredentialId)
    const { request } = await stage.control.requestFrom('rental')
    expect(await failureOf(stage.open(request))).toMatchObject({ code: 'request.unanswerable' })
  })
})
