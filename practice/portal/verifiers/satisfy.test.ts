import { DcqlPresentationResult, DcqlQuery as PeerQuery } from 'dcql'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../main/credentials/json.ts'
import { parseDcql } from '../../../main/presentation/parseDcql.ts'
import { type Presented, satisfactionFindings } from './satisfy.ts'

const base = { format: 'dc+sd-jwt', meta: { vct_values: ['urn:a'] } }
const claims = [
  { id: 'n', path: ['name'] },
  { id: 's', path: ['street'] },
]

/** A presentation that discloses exactly its first-level claims. */
function presented(queryId: string, given: Record<string, Json>, type = 'urn:a'): Presented {
  return {
    queryId,
    format: 'dc+sd-jwt',
    type,
    claims: { vct: type, ...given },
    disclosed: Object.keys(given).map((name) => [name]),
  }
}

function holds(query: object, ...answer: Presented[]): boolean {
  return satisfactionFindings(parseDcql(query), answer).every(({ ok }) => ok)
}

describe('satisfactionFindings', () => {
  it('takes all claims and nothing but the claims', () => {
    const query = { credentials: [{ ...base, id: 'a', claims }] }
    expect(holds(query, presented('a', { name: 'x', street: 'y' }))).toBe(true)
    expect(holds(query, presented('a', { name: 'x' }))).toBe(false)
    expect(holds(query, presented('a', { name: 'x', street: 'y', sex: '1' }))).toBe(false)
  })

  it('takes what cannot be withheld where no claims are asked', () => {
    const query = { credentials: [{ ...base, id: 'a' }] }
    expect(holds(query, presented('a', {}))).toBe(true)
    expect(holds(query, presented('a', { name: 'x' }))).toBe(false)
  })

  it('takes any of the claim sets, whole and alone', () => {
    const query = { credentials: [{ ...base, id: 'a', claims, claim_sets: [['n', 's'], ['n']] }] }
    expect(holds(query, presented('a', { name: 'x', street: 'y' }))).toBe(true)
    expect(holds(query, presented('a', { name: 'x' }))).toBe(true)
    expect(holds(query, presented('a', { street: 'y' }))).toBe(false)
    expect(holds(query, presented('a', {}))).toBe(false)
  })

  it('wants an allowed value, of the same type', () => {
    const query = { credentials: [{ ...base, id: 'a', claims: [{ path: ['age'], values: [20] }] }] }
    expect(holds(query, presented('a', { age: 20 }))).toBe(true)
    expect(holds(query, presented('a', { age: '20' }))).toBe(false)
    expect(holds(query, presented('a', { age: 21 }))).toBe(false)
  })

  it('goes into objects and lists, and takes what lies on the way there', () => {
    const query = {
      credentials: [{ ...base, id: 'a', claims: [{ path: ['address', 'city'] }, { path: ['kinds', null] }] }],
    }
    const answer = {
      ...presented('a', {}),
      claims: { vct: 'urn:a', address: { city: 'x' }, kinds: ['1', '2'] },
      disclosed: [['address'], ['address', 'city'], ['kinds', 0], ['kinds', 1]],
    }
    expect(holds(query, answer)).toBe(true)
    const more = { ...answer, claims: { vct: 'urn:a', address: { city: 'x', street: 'y' }, kinds: ['1'] } }
    expect(holds(query, { ...more, disclosed: [...answer.disclosed, ['address', 'street']] })).toBe(false)
  })

  it('wants the format and type that were asked for', () => {
    const query = { credentials: [{ ...base, id: 'a' }] }
    expect(holds(query, presented('a', {}, 'urn:b'))).toBe(false)
    expect(holds(query, { ...presented('a', {}), format: 'mso_mdoc' })).toBe(false)
  })

  it('wants every credential where no sets are made', () => {
    const query = {
      credentials: [
        { ...base, id: 'a' },
        { ...base, id: 'b' },
      ],
    }
    expect(holds(query, presented('a', {}), presented('b', {}))).toBe(true)
    expect(holds(query, presented('a', {}))).toBe(false)
    expect(holds(query, presented('a', {}), presented('b', {}), presented('c', {}))).toBe(false)
  })

  it('takes a credential twice only where several may come', () => {
    const query = (multiple: boolean) => ({ credentials: [{ ...base, id: 'a', multiple }] })
    expect(holds(query(true), presented('a', {}), presented('a', {}))).toBe(true)
    expect(holds(query(false), presented('a', {}), presented('a', {}))).toBe(false)
  })

  it('takes one option of each required set, at most one of an optional one, and no other credential', () => {
    const query = {
      credentials: ['a', 'b', 'c', 'd'].map((id) => ({ ...base, id })),
      credential_sets: [{ options: [['a'], ['b', 'c']] }, { options: [['d']], required: false }],
    }
    const given = (...ids: string[]) => holds(query, ...ids.map((id) => presented(id, {})))
    expect(given('a')).toBe(true)
    expect(given('b', 'c')).toBe(true)
    expect(given('a', 'd')).toBe(true)
    expect(given('b')).toBe(false)
    expect(given('d')).toBe(false)
    expect(given('a', 'b', 'c')).toBe(false)
    expect(given()).toBe(false)
  })

  it('agrees with an independent implementation on what meets a query', () => {
    const query = {
      credentials: [
        { ...base, id: 'a', claims, claim_sets: [['n', 's'], ['n']] },
        { ...base, id: 'b', claims: [{ path: ['age'], values: [20] }] },
      ],
      credential_sets: [{ options: [['a', 'b'], ['a']] }],
    }
    const peer = PeerQuery.parse(query as Parameters<typeof PeerQuery.parse>[0])
    PeerQuery.validate(peer)
    const cases: Record<string, Record<string, Json>>[] = [
      { a: { name: 'x', street: 'y' }, b: { age: 20 } },
      { a: { name: 'x' } },
      { a: { street: 'y' } },
      { b: { age: 20 } },
      { a: { name: 'x' }, b: { age: 21 } },
    ]
    for (const given of cases) {
      const result = DcqlPresentationResult.fromDcqlPresentation(
        Object.fromEntries(
          Object.entries(given).map(([id, own]) => [
            id,
            [{ credential_format: 'dc+sd-jwt', vct: 'urn:a', claims: own, cryptographic_holder_binding: true }],
          ]),
        ) as Parameters<typeof DcqlPresentationResult.fromDcqlPresentation>[0],
        { dcqlQuery: peer },
      )
      const ours = holds(query, ...Object.entries(given).map(([id, own]) => presented(id, own)))
      expect({ given, ok: ours }).toEqual({ given, ok: result.can_be_satisfied })
    }
  })
})
