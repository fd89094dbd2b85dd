// What a registrar says of a verifier: without it, or beyond it, nothing is asked of a person.
import { describe, expect, it } from 'vitest'
import { newOrganisation, newRoot, signedBy, withPayload } from '../../tests/support/organisations.ts'
import { refusal } from '../../tests/support/refusal.ts'
import { at, requestStage, seconds } from '../../tests/support/signedRequests.ts'

const { desk, registrar, registration, payload, verify, sign } = requestStage()

describe('the registration', () => {
  const untrusted = { code: 'verifier.untrusted', name: 'Test desk' }
  const withInfo = (verifier_info: unknown) => refusal(verify(sign(payload({ verifier_info }))))

  it('must be there', async () => {
    expect(await withInfo(undefined)).toEqual(untrusted)
    expect(await withInfo([{ format: 'other', data: 'x' }])).toEqual(untrusted)
    expect(await withInfo([{ format: 'jwt', data: 7 }])).toEqual(untrusted)
  })

  it.each([
    ['is for another client', { sub: 'x509_hash:other' }],
    ['has ended', { exp: seconds }],
    ['begins in the future', { iat: seconds + 120 }],
    ['has no name', { name: undefined }],
    ['names no purpose', { purposes: [] }],
  ])('does not count when it %s', async (_, more) => {
    expect(await refusal(verify(sign(payload({}, more))))).toEqual(untrusted)
  })

  it('does not count when nobody on the list signed it', async () => {
    const stranger = newOrganisation(newRoot('Test registrar root', at), 'Test registrar', at)
    for (const data of [
      signedBy(stranger, 'rp-registration+jwt', registration),
      signedBy(desk, 'rp-registration+jwt', registration),
      signedBy(registrar, 'JWT', registration),
      withPayload(signedBy(registrar, 'rp-registration+jwt', registration), {
        ...registration,
        purposes: [{ ja: 'x', en: 'x' }],
      }),
    ]) {
      expect(await withInfo([{ format: 'jwt', data }])).toEqual(untrusted)
    }
  })

  it.each([
    [[{ path: ['birth_date'] }], ['birth_date']],
    [[{ path: ['name'] }, { path: ['list'] }], ['list']],
    [[{ path: ['list', 'x'] }], ['list.x']],
  ])('must cover every claim: %j', async (claims, attributes) => {
    const dcql_query = { credentials: [{ id: 'q', format: 'dc+sd-jwt', meta: { vct_values: ['urn:1'] }, claims }] }
    expect(await refusal(verify(sign(payload({ dcql_query }))))).toEqual({
      code: 'verifier.overAsks',
      name: 'Test desk',
      attributes,
    })
  })

  it('must cover the kind of credential', async () => {
    const ask = (credential: object) =>
      refusal(verify(sign(payload({ dcql_query: { credentials: [{ id: 'q', ...credential }] } }))))
    const overAsks = (attributes: string[]) => ({ code: 'verifier.overAsks', name: 'Test desk', attributes })
    expect(await ask({ format: 'dc+sd-jwt', meta: { vct_values: ['urn:2'] } })).toEqual(overAsks(['urn:2']))
    expect(
      await ask({ format: 'dc+sd-jwt', meta: { vct_values: ['urn:1', 'urn:2'] }, claims: [{ path: ['name'] }] }),
    ).toEqual(overAsks(['name']))
    expect(
      await ask({ format: 'mso_mdoc', meta: { doctype_value: 'other' }, claims: [{ path: ['n.1', 'a'] }] }),
    ).toEqual(overAsks(['a']))
  })

  it('counts optional claims too', async () => {
    const dcql_query = {
      credentials: [
        {
          id: 'q',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['urn:1'] },
          claims: [
            { id: 'n', path: ['name'] },
            { id: 'x', path: ['extra'] },
          ],
          claim_sets: [['n', 'x'], ['n']],
        },
      ],
    }
    expect(await refusal(verify(sign(payload({ dcql_query }))))).toMatchObject({
      code: 'verifier.overAsks',
      attributes: ['extra'],
    })
  })
})
