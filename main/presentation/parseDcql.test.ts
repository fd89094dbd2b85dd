import { describe, expect, it } from 'vitest'
import { WalletError } from '../failure.ts'
import { parseDcql } from './parseDcql.ts'

const sdJwt = { id: 'q', format: 'dc+sd-jwt', meta: { vct_values: ['x'] } }
const mdoc = { id: 'q', format: 'mso_mdoc', meta: { doctype_value: 'x' } }
const with1 = (more: object) => ({ credentials: [{ ...sdJwt, ...more }] })

function refusal(value: unknown): string | undefined {
  try {
    parseDcql(value)
    return undefined
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'request.invalid') return error.failure.detail
    throw error
  }
}

describe('a DCQL query', () => {
  it('is taken with what it leaves open filled in', () => {
    expect(parseDcql({ credentials: [sdJwt], unknown: 1 })).toEqual({
      credentials: [{ ...sdJwt, multiple: false, require_cryptographic_holder_binding: true }],
    })
    expect(
      parseDcql({ credentials: [sdJwt], credential_sets: [{ options: [['q']], purpose: 'x' }] }).credential_sets,
    ).toEqual([{ options: [['q']], required: true }])
  })

  it('is the same when it is parsed again', () => {
    const once = parseDcql({ credentials: [sdJwt, { id: 'w', format: 'jwt_vc_json', meta: { type_values: [['a']] } }] })
    expect(parseDcql(once)).toEqual(once)
    expect(once.credentials.map(({ format }) => format)).toEqual(['dc+sd-jwt', 'unsupported'])
  })

  it.each([
    ['nothing', undefined],
    ['no credentials', { credentials: [] }],
    ['an id with other characters', with1({ id: 'a b' })],
    ['an empty id', with1({ id: '' })],
    ['no meta', { credentials: [{ id: 'q', format: 'dc+sd-jwt' }] }],
    ['meta of the other format', with1({ meta: { doctype_value: 'x' } })],
    ['the same credential id twice', { credentials: [sdJwt, sdJwt] }],
    ['empty claims', with1({ claims: [] })],
    ['an empty path', with1({ claims: [{ path: [] }] })],
    ['a negative index', with1({ claims: [{ path: ['a', -1] }] })],
    ['a fraction as index', with1({ claims: [{ path: ['a', 0.5] }] })],
    ['an object in a path', with1({ claims: [{ path: ['a', {}] }] })],
    [
      'the same claim id twice',
      with1({
        claims: [
          { id: 'a', path: ['a'] },
          { id: 'a', path: ['b'] },
        ],
      }),
    ],
    ['claim_sets without claims', with1({ claim_sets: [['a']] })],
    ['claim_sets over claims without ids', with1({ claims: [{ path: ['a'] }], claim_sets: [['a']] })],
    ['claim_sets with an unknown id', with1({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [['b']] })],
    ['an empty claim set', with1({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [[]] })],
    ['credential_sets with an unknown id', { credentials: [sdJwt], credential_sets: [{ options: [['x']] }] }],
    ['credential_sets without options', { credentials: [sdJwt], credential_sets: [{ options: [] }] }],
    ['an option that names a credential twice', { credentials: [sdJwt], credential_sets: [{ options: [['q', 'q']] }] }],
    ['an mdoc path of one part', { credentials: [{ ...mdoc, claims: [{ path: ['a'] }] }] }],
    ['an mdoc path of three parts', { credentials: [{ ...mdoc, claims: [{ path: ['a', 'b', 'c'] }] }] }],
    ['an mdoc path with an index', { credentials: [{ ...mdoc, claims: [{ path: ['a', 0] }] }] }],
    ['empty trusted authorities', with1({ trusted_authorities: [] })],
    ['an authority without values', with1({ trusted_authorities: [{ type: 'aki', values: [] }] })],
    [
      'more credentials than anybody asks for',
      { credentials: Array.from({ length: 17 }, (_, i) => ({ ...sdJwt, id: `q${i}` })) },
    ],
  ])('is refused with %s', (_, value) => {
    expect(refusal(value)).toMatch(/^dcql_query/)
  })
})
