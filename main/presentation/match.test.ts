import { describe, expect, it } from 'vitest'
import type { CredentialId, StoredCredential } from '../credentials/credential.ts'
import { WalletError } from '../failure.ts'
import type { Candidate } from './candidate.ts'
import { checkChoice, matchCandidates, mostOptions } from './match.ts'
import { parseDcql } from './parseDcql.ts'

const at = new Date('2026-11-23T03:00:00Z')
const vct = 'urn:example:person'

function candidate(id: string, claims: object, more: Partial<Candidate> = {}): Candidate {
  return {
    id: id as CredentialId,
    format: 'dc+sd-jwt',
    type: vct,
    claims: claims as Candidate['claims'],
    bound: true,
    authorityKeyIds: [],
    credential: {} as StoredCredential,
    ...more,
  }
}

const mdoc = (id: string, claims: object, more: Partial<Candidate> = {}) =>
  candidate(id, claims, { format: 'mso_mdoc', type: 'org.example.doc', ...more })

const person = candidate('p', {
  vct,
  name: 'A',
  age: 20,
  member: true,
  address: { city: 'X', zip: '1' },
  nationalities: ['JP', 'FR'],
  degrees: [{ type: 'B', year: 1 }, { type: 'M' }],
})

const query = (credential: object, more: object = {}) =>
  parseDcql({ credentials: [{ id: 'q', format: 'dc+sd-jwt', meta: { vct_values: [vct] }, ...credential }], ...more })

/** For each option the places that would be disclosed, by query and candidate. */
const disclosed = (asked: ReturnType<typeof query>, candidates: readonly Candidate[]) =>
  matchCandidates(asked, candidates, at).options.map(({ parts }) =>
    parts.map(({ queryId, candidates: found }) => [
      queryId,
      ...found.map(({ candidate: { id }, selected }) => `${id}:${selected.map(({ path }) => path.join('.')).join()}`),
    ]),
  )
const places = (credential: object, candidates = [person]) => disclosed(query(credential), candidates)

describe('claims', () => {
  it('absent: only what cannot be withheld', () => {
    expect(places({})).toEqual([[['q', 'p:']]])
  })

  it('without claim_sets: all of them or no credential', () => {
    expect(places({ claims: [{ path: ['name'] }, { path: ['address', 'city'] }] })).toEqual([
      [['q', 'p:name,address.city']],
    ])
    expect(places({ claims: [{ path: ['name'] }, { path: ['iban'] }] })).toEqual([])
  })

  it.each([
    [['address'], 'address'],
    [['nationalities', null], 'nationalities.0,nationalities.1'],
    [['nationalities', 1], 'nationalities.1'],
    [['degrees', null, 'type'], 'degrees.0.type,degrees.1.type'],
    [['degrees', null, 'year'], 'degrees.0.year'],
  ] as const)('path %j selects %s', (path, expected) => {
    expect(places({ claims: [{ path }] })).toEqual([[['q', `p:${expected}`]]])
  })

  it.each([
    [['nationalities', 2]],
    [['nationalities', 'x']],
    [['address', null]],
    [['address', 0]],
    [['name', 'x']],
    [['degrees', null, 'x']],
    [[null]],
    [[0]],
    [['toString']],
    [['address', '__proto__']],
  ] as const)('path %j selects nothing', (path) => {
    expect(places({ claims: [{ path }] })).toEqual([])
  })

  it.each([
    [['name'], ['A', 'B'], true],
    [['name'], ['a'], false],
    [['age'], [20], true],
    [['age'], ['20'], false],
    [['member'], [true], true],
    [['member'], ['true'], false],
    [['member'], [1], false],
    [['nationalities', null], ['FR'], true],
    [['nationalities', null], ['DE'], false],
    [['nationalities'], ['FR'], false],
  ] as const)('%j must be one of %j: %s', (path, values, met) => {
    expect(places({ claims: [{ path, values }] }).length).toBe(met ? 1 : 0)
  })
})

describe('claim_sets', () => {
  const claims = ['name', 'age', 'iban'].map((id) => ({ id, path: [id] }))

  it('each one that can be met is a choice, in the order of the verifier', () => {
    expect(places({ claims, claim_sets: [['name', 'iban'], ['age', 'name'], ['age']] })).toEqual([
      [['q', 'p:name,age']],
      [['q', 'p:age']],
    ])
  })

  it('two that ask for the same are one choice', () => {
    expect(
      places({
        claims,
        claim_sets: [
          ['name', 'age'],
          ['age', 'name'],
        ],
      }),
    ).toHaveLength(1)
  })

  it('a credential is a candidate only for the sets that it meets', () => {
    const rich = candidate('rich', { name: 'B', age: 1, iban: 'I' })
    expect(places({ claims, claim_sets: [['iban'], ['name']] }, [person, rich])).toEqual([
      [['q', 'rich:iban']],
      [['q', 'p:name', 'rich:name']],
    ])
  })
})

describe('which credentials answer', () => {
  it('those of an asked type and the asked format', () => {
    const other = candidate('o', { name: 'C' }, { type: 'urn:example:other' })
    const sameTypeOtherFormat = mdoc('m', { name: {} }, { type: vct })
    const none = candidate('n', { name: 'D' }, { format: 'mso_mdoc' })
    expect(places({}, [other, sameTypeOtherFormat, none, person])).toEqual([[['q', 'p:']]])
    expect(places({ meta: { vct_values: ['urn:x', 'urn:example:other'] } }, [other, person])).toEqual([[['q', 'o:']]])
  })

  it('an mdoc by namespace and element', () => {
    const doc = mdoc('m', { 'org.example.1': { age_over_20: true, privileges: [{ code: 'B' }] } })
    const ask = (path: string[], values?: unknown[]) =>
      disclosed(
        parseDcql({
          credentials: [
            {
              id: 'q',
              format: 'mso_mdoc',
              meta: { doctype_value: 'org.example.doc' },
              claims: [{ path, ...(values === undefined ? {} : { values }) }],
            },
          ],
        }),
        [doc],
      ).length
    expect(ask(['org.example.1', 'age_over_20'])).toBe(1)
    expect(ask(['org.example.1', 'age_over_20'], [true])).toBe(1)
    expect(ask(['org.example.1', 'age_over_20'], [false])).toBe(0)
    expect(ask(['org.example.2', 'age_over_20'])).toBe(0)
    expect(ask(['org.example.1', 'age_over_18'])).toBe(0)
  })

  it('those bound to a key, unless the query does without', () => {
    const loose = { ...person, bound: false }
    expect(places({}, [loose])).toEqual([])
    expect(places({ require_cryptographic_holder_binding: false }, [loose])).toHaveLength(1)
  })

  it('those in whose chain an authority key identifier stands; kinds that are not known fit nothing', () => {
    const known = { ...person, authorityKeyIds: ['s9tIpPmhxdiuNkHMEWNpYim8S8Y'] }
    const ask = (...trusted_authorities: object[]) => places({ trusted_authorities }, [known]).length
    expect(ask({ type: 'aki', values: ['AAAA', 's9tIpPmhxdiuNkHMEWNpYim8S8Y'] })).toBe(1)
    expect(ask({ type: 'aki', values: ['AAAA'] })).toBe(0)
    expect(ask({ type: 'etsi_tl', values: ['s9tIpPmhxdiuNkHMEWNpYim8S8Y'] })).toBe(0)
    expect(ask({ type: 'etsi_tl', values: ['x'] }, { type: 'aki', values: ['s9tIpPmhxdiuNkHMEWNpYim8S8Y'] })).toBe(1)
  })

  it.each([
    [{ validUntil: '2026-11-23T03:00:00.000Z' }, 0],
    [{ validUntil: '2026-11-23T03:00:00.001Z' }, 1],
    [{ validFrom: '2026-11-23T03:00:00.001Z' }, 0],
    [{ validFrom: '2026-11-23T03:00:00.000Z' }, 1],
    [{ lastStatus: 'invalid' }, 0],
    [{ lastStatus: 'suspended' }, 0],
    [{ lastStatus: 'unknown' }, 1],
    [{ lastStatus: 'valid' }, 1],
  ] as const)('with %j: %i', (more, count) => {
    expect(places({}, [{ ...person, ...more }])).toHaveLength(count)
  })

  it('none of a format that the wallet does not hold', () => {
    const asked = parseDcql({
      credentials: [
        { id: 'ld', format: 'ldp_vc', meta: { type_values: [['X']] } },
        { id: 'sd', format: 'dc+sd-jwt', meta: { vct_values: [vct] } },
      ],
      credential_sets: [{ options: [['ld'], ['sd']] }],
    })
    expect(disclosed(asked, [person])).toEqual([[['sd', 'p:']]])
  })
})

describe('credential_sets', () => {
  const ask = (sets: object[] | undefined, have: string[]) => {
    const asked = parseDcql({
      credentials: ['a', 'b', 'c', 'd'].map((id) => ({ id, format: 'dc+sd-jwt', meta: { vct_values: [id] } })),
      ...(sets === undefined ? {} : { credential_sets: sets }),
    })
    const { options, missing } = matchCandidates(
      asked,
      have.map((type) => candidate(type, {}, { type })),
      at,
    )
    return options.length > 0 ? options.map(({ parts }) => parts.map(({ queryId }) => queryId).join('')) : { missing }
  }

  it('absent: all credentials or nothing', () => {
    expect(ask(undefined, ['a', 'b', 'c', 'd'])).toEqual(['abcd'])
    expect(ask(undefined, ['a', 'd'])).toEqual({ missing: ['b', 'c'] })
  })

  it('one option of each required set; others are not sent', () => {
    expect(ask([{ options: [['a', 'b'], ['c']] }], ['a', 'b', 'c', 'd'])).toEqual(['ab', 'c'])
    expect(ask([{ options: [['a'], ['b']] }, { options: [['c'], ['d']] }], ['a', 'b', 'c'])).toEqual(['ac', 'bc'])
  })

  it('an optional set is in or out, in first', () => {
    expect(ask([{ options: [['a']] }, { options: [['b']], required: false }], ['a', 'b'])).toEqual(['ab', 'a'])
    expect(ask([{ options: [['a']] }, { options: [['b']], required: false }], ['a'])).toEqual(['a'])
  })

  it('only optional sets: never an empty answer', () => {
    expect(ask([{ options: [['a']], required: false }], ['a'])).toEqual(['a'])
    expect(ask([{ options: [['a']], required: false }], ['b'])).toEqual({ missing: ['a'] })
  })

  it('a required set that cannot be met means nothing is sent', () => {
    expect(ask([{ options: [['a']] }, { options: [['b'], ['c']] }], ['a'])).toEqual({ missing: ['b'] })
  })

  it('options that overlap give each union once', () => {
    expect(ask([{ options: [['a'], ['b']] }, { options: [['b'], ['a']] }], ['a', 'b'])).toEqual(['ab', 'a', 'b'])
  })

  it('answers with as many sets as a query may hold: what has no end would run into the time limit of the test', () => {
    const ids = Array.from({ length: 16 }, (_, index) => `q${index}`)
    const asked = parseDcql({
      credentials: ids.map((id) => ({ id, format: 'dc+sd-jwt', meta: { vct_values: [id] } })),
      credential_sets: ids.map(() => ({ options: ids.map((id) => [id]), required: false })),
    })
    const { options } = matchCandidates(
      asked,
      ids.map((type) => candidate(type, {}, { type })),
      at,
    )
    expect(options).toHaveLength(mostOptions)
    expect(options.some(({ parts }) => parts.length === 1)).toBe(true)
  })
})

describe('how many choices there are', () => {
  it('at most 64, the preferred first, the smallest always there', () => {
    const names = Array.from({ length: 8 }, (_, index) => `c${index}`)
    const claims = names.map((id) => ({ id, path: [id] }))
    const sets = names.map((_, index) => names.slice(0, names.length - index))
    const asked = parseDcql({
      credentials: ['a', 'b', 'c'].map((id) => ({
        id,
        format: 'dc+sd-jwt',
        meta: { vct_values: [vct] },
        claims,
        claim_sets: sets,
      })),
    })
    const full = candidate('f', Object.fromEntries(names.map((name) => [name, 1])))
    const { options } = matchCandidates(asked, [full], at)
    expect(options).toHaveLength(64)
    expect(options[0]?.attributes).toBe(24)
    expect(Math.min(...options.map(({ attributes }) => attributes))).toBe(3)
    expect(new Set(options.map(({ id }) => id)).size).toBe(64)
  })

  it('an object counts as what is in it', () => {
    const asked = query({
      claims: [
        { id: 'a', path: ['address'] },
        { id: 'n', path: ['name'] },
      ],
      claim_sets: [['a'], ['n']],
    })
    expect(matchCandidates(asked, [person], at).options.map(({ attributes }) => attributes)).toEqual([2, 1])
  })

  it('an option has the same id whenever it is worked out, and another for other contents', () => {
    const ids = (name: string) => matchCandidates(query({ claims: [{ path: [name] }] }), [person], at).options[0]?.id
    expect(ids('name')).toBe(ids('name'))
    expect(ids('name')).not.toBe(ids('age'))
  })
})

describe('what is missing', () => {
  it('the type where no such credential is there, else the claims that none of them has', () => {
    const missing = (credential: object, have: Candidate[]) => matchCandidates(query(credential), have, at).missing
    expect(missing({}, [])).toEqual([vct])
    expect(missing({ claims: [{ path: ['name'] }, { path: ['bank', 'iban'] }] }, [person])).toEqual(['bank.iban'])
    expect(missing({ claims: [{ path: ['name'], values: ['Z'] }] }, [person])).toEqual(['name'])
  })
})

describe('the choice', () => {
  const twin = { ...person, id: 'p2' as CredentialId }
  const asked = query({ claims: [{ path: ['name'] }] })
  const { options } = matchCandidates(asked, [person, twin], at)
  const optionId = options[0]?.id ?? ''
  const outcome = (choice: Parameters<typeof checkChoice>[1]) => {
    try {
      return checkChoice(options, choice).map(({ candidate: { id }, selected }) => [
        id,
        selected.map(({ path }) => path),
      ])
    } catch (error) {
      return error instanceof WalletError ? error.failure.code : error
    }
  }

  it('names an option and, where there are several, a credential', () => {
    expect(outcome({ optionId, credentials: { q: 'p2' } })).toEqual([['p2', [['name']]]])
  })

  it.each([
    [{ optionId: 'x', credentials: { q: 'p' } }],
    [{ optionId, credentials: {} }],
    [{ optionId, credentials: { q: 'nobody' } }],
    [{ optionId, credentials: { q: 'p', other: 'p' } }],
    [{ optionId, credentials: JSON.parse('{"__proto__":"p"}') }],
  ])('%j is no choice', (choice) => {
    expect(outcome(choice)).toBe('request.choiceInvalid')
  })
})
