// Our matching against the dcql package, which nobody here wrote, over generated queries.
import { type DcqlCredential, DcqlQuery as TheirQuery } from 'dcql'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CredentialId, StoredCredential } from '../../main/credentials/credential.ts'
import type { Candidate } from '../../main/presentation/candidate.ts'
import { matchCandidates } from '../../main/presentation/match.ts'
import { parseDcql } from '../../main/presentation/parseDcql.ts'

const at = new Date('2026-11-23T03:00:00Z')

const scalar = fc.constantFrom<string | number | boolean>('A', 'B', 1, 2, true, false)
const claims = fc.record(
  {
    name: scalar,
    age: scalar,
    address: fc.record({ city: scalar, zip: scalar }, { requiredKeys: [], noNullPrototype: true }),
    list: fc.array(scalar, { minLength: 1, maxLength: 3 }),
    degrees: fc.array(fc.record({ type: scalar, year: scalar }, { requiredKeys: [], noNullPrototype: true }), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const namespaces = fc.record(
  {
    'org.example.1': fc.record({ a: scalar, b: scalar }, { requiredKeys: [], noNullPrototype: true }),
    'org.example.2': fc.record({ c: scalar }, { noNullPrototype: true }),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const types = fc.constantFrom('urn:1', 'urn:2')
const aki = fc.constantFrom('AAAA', 'BBBB')

const held = fc.oneof(
  fc.record({ format: fc.constant('dc+sd-jwt' as const), type: types, claims, bound: fc.boolean(), aki }),
  fc.record({ format: fc.constant('mso_mdoc' as const), type: types, claims: namespaces, bound: fc.boolean(), aki }),
)

const jsonPath = fc.constantFrom<(string | number | null)[]>(
  ['name'],
  ['age'],
  ['address'],
  ['address', 'city'],
  ['address', 'zip'],
  ['list'],
  ['list', 0],
  ['list', null],
  ['degrees', null, 'type'],
  ['list', 2],
  ['degrees', 0, 'type'],
  ['degrees', 1],
  ['missing'],
)
const mdocPath = fc.constantFrom<(string | number | null)[]>(
  ['org.example.1', 'a'],
  ['org.example.1', 'b'],
  ['org.example.2', 'c'],
  ['org.example.2', 'a'],
)
const values = fc.option(fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 3 })

const credentialQuery = (id: string) =>
  fc
    .record({
      mdoc: fc.boolean(),
      type: types,
      jsonPaths: fc.uniqueArray(jsonPath, { maxLength: 3, selector: (path) => path.join() }),
      mdocPaths: fc.uniqueArray(mdocPath, { maxLength: 3, selector: (path) => path.join() }),
      values: fc.array(values, { minLength: 3, maxLength: 3 }),
      sets: fc.option(
        fc.array(fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        {
          nil: undefined,
        },
      ),
      binding: fc.boolean(),
      authorities: fc.option(fc.uniqueArray(aki, { minLength: 1 }), { nil: undefined, freq: 4 }),
    })
    .map(({ mdoc, type, jsonPaths, mdocPaths, values: allowed, sets, binding, authorities }) => {
      const paths: (string | number | null)[][] = mdoc ? mdocPaths : jsonPaths
      const asked = paths.map((path, index) => {
        const among = allowed[index]
        return { id: `c${index}`, path, ...(among === undefined ? {} : { values: among }) }
      })
      const named = (sets ?? []).map((set) => [...new Set(set.map((index) => `c${index % Math.max(1, asked.length)}`))])
      return {
        id,
        ...(mdoc
          ? { format: 'mso_mdoc', meta: { doctype_value: type } }
          : { format: 'dc+sd-jwt', meta: { vct_values: [type] } }),
        require_cryptographic_holder_binding: binding,
        ...(asked.length === 0 ? {} : { claims: asked }),
        ...(asked.length === 0 || sets === undefined ? {} : { claim_sets: named }),
        ...(authorities === undefined ? {} : { trusted_authorities: [{ type: 'aki', values: authorities }] }),
      }
    })

const ids = ['a', 'b', 'c']
const query = fc
  .record({
    credentials: fc.tuple(...ids.map(credentialQuery)),
    sets: fc.option(
      fc.array(
        fc.record({
          options: fc.array(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }), { minLength: 1, maxLength: 3 }),
          required: fc.boolean(),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      { nil: undefined },
    ),
  })
  .map(({ credentials, sets }) => ({ credentials, ...(sets === undefined ? {} : { credential_sets: sets }) }))

type Held = typeof held extends fc.Arbitrary<infer H> ? H : never
type Query = typeof query extends fc.Arbitrary<infer Q> ? Q : never

const ours = ({ format, type, claims: content, bound, aki: key }: Held, index: number): Candidate => ({
  id: String(index) as CredentialId,
  format,
  type,
  claims: content as Candidate['claims'],
  bound,
  authorityKeyIds: [key],
  credential: {} as StoredCredential,
})

const theirs = ({ format, type, claims: content, bound, aki: key }: Held): DcqlCredential => {
  const shared = { cryptographic_holder_binding: bound, authority: { type: 'aki' as const, values: [key] as [string] } }
  return format === 'mso_mdoc'
    ? { credential_format: format, doctype: type, namespaces: content as never, ...shared }
    : { credential_format: format, vct: type, claims: content as never, ...shared }
}

function theirResult(asked: Query, wallet: readonly Held[]) {
  const parsed = TheirQuery.parse(asked as TheirQuery.Input)
  TheirQuery.validate(parsed)
  return TheirQuery.query(parsed, wallet.map(theirs))
}

describe('our DCQL and the dcql package', () => {
  it('agree on which credentials meet which claims of each query, and in which order', () => {
    fc.assert(
      fc.property(query, fc.array(held, { maxLength: 5 }), (asked, wallet) => {
        for (const credential of asked.credentials) {
          const single = { credentials: [credential] } as Query
          const { options } = matchCandidates(parseDcql(single), wallet.map(ours), at)
          const found = options.map(({ parts }) => parts[0]?.candidates.map(({ candidate }) => candidate.id))
          const match = theirResult(single, wallet).credential_matches[credential.id]
          const expected = expectedWays(credential, match)
          expect(found).toEqual(expected)
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('agree on whether the whole query can be answered', () => {
    fc.assert(
      fc.property(query, fc.array(held, { maxLength: 5 }), (asked, wallet) => {
        const sets = asked.credential_sets
        // With optional sets alone the package calls an empty answer one; we send nothing then.
        fc.pre(sets === undefined || sets.some(({ required }) => required))
        const { options, missing } = matchCandidates(parseDcql(asked), wallet.map(ours), at)
        const answerable = theirResult(asked, wallet).can_be_satisfied
        expect(options.length > 0).toBe(answerable)
        expect(missing.length > 0).toBe(!answerable)
      }),
      { numRuns: 1_500 },
    )
  })

  it('agree that every option we offer answers the query', () => {
    fc.assert(
      fc.property(query, fc.array(held, { minLength: 1, maxLength: 5 }), (asked, wallet) => {
        const { options } = matchCandidates(parseDcql(asked), wallet.map(ours), at)
        for (const { parts } of options.slice(0, 6)) {
          const given = new Set(parts.map(({ queryId }) => queryId))
          const required = (asked.credential_sets ?? [{ options: [ids], required: true }]).filter((set) => set.required)
          expect(required.every((set) => set.options.some((option) => option.every((id) => given.has(id))))).toBe(true)
          for (const { queryId, candidates } of parts) {
            const credential = asked.credentials.find(({ id }) => id === queryId)
            const match = theirResult({ credentials: [credential] } as Query, wallet).credential_matches[queryId]
            const valid = new Set(match?.valid_credentials?.map((one) => String(one.input_credential_index)))
            expect(candidates.every(({ candidate }) => valid.has(candidate.id))).toBe(true)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('agree on which queries are well-formed', () => {
    const bent = fc
      .tuple(query, fc.constantFrom('twice', 'unknownSet', 'unknownClaim', 'noClaims', 'fine'))
      .map(([asked, how]): unknown => {
        const [first, ...rest] = asked.credentials
        switch (how) {
          case 'twice':
            return { ...asked, credentials: [first, ...rest, first] }
          case 'unknownSet':
            return { ...asked, credential_sets: [{ options: [['nobody']] }] }
          case 'unknownClaim':
            return {
              ...asked,
              credentials: [{ ...first, claims: [{ id: 'x', path: ['a', 'b'] }], claim_sets: [['y']] }, ...rest],
            }
          case 'noClaims': {
            const { claims: _, ...without } = { claims: undefined, ...first }
            return { ...asked, credentials: [{ ...without, claim_sets: [['y']] }, ...rest] }
          }
          default:
            return asked
        }
      })
    fc.assert(
      fc.property(bent, (asked) => {
        const accepts = (parse: () => unknown) => {
          try {
            parse()
            return true
          } catch {
            return false
          }
        }
        const they = accepts(() => TheirQuery.validate(TheirQuery.parse(asked as TheirQuery.Input)))
        expect(accepts(() => parseDcql(asked))).toBe(they)
      }),
      { numRuns: 500 },
    )
  })
})

/** For each claim set that somebody meets, in order and once for each content: who meets it. */
function expectedWays(
  credential: Query['credentials'][number],
  match: ReturnType<typeof theirResult>['credential_matches'][string] | undefined,
): string[][] {
  const sets = credential.claim_sets ?? [undefined]
  const seen = new Set<string>()
  const ways: string[][] = []
  for (const [index, set] of sets.entries()) {
    const key = set === undefined ? '' : [...set].sort().join()
    if (seen.has(key)) continue
    const meeting = (match?.valid_credentials ?? []).filter((one) =>
      one.claims.valid_claim_sets?.some((valid) => set === undefined || valid.claim_set_index === index),
    )
    if (meeting.length === 0) continue
    seen.add(key)
    ways.push(meeting.map((one) => String(one.input_credential_index)))
  }
  return ways
}
