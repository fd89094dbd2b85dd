// Which answers a DCQL query allows with the credentials at hand: the exact list from which the person chooses (pure).
import { createHash } from 'node:crypto'
import { isObject, type Json } from '../credentials/json.ts'
import { fail } from '../failure.ts'
import type { Candidate } from './candidate.ts'
import { type Selected, select } from './claimsPath.ts'
import { type Answerable, combinations } from './combinations.ts'
import type { ClaimQuery, CredentialQuery, DcqlQuery } from './dcql.ts'

/** More choices than this help nobody; the preferred and the smallest are always among them. */
export const mostOptions = 64

/** A credential that can answer one query, and the elements that would leave for it. */
export interface MatchedCandidate {
  readonly candidate: Candidate
  readonly selected: readonly Selected[]
}

export interface MatchedPart {
  readonly queryId: string
  readonly candidates: readonly [MatchedCandidate, ...MatchedCandidate[]]
}

/** One answer that the query allows. The id is a digest of what it says, so it is the same whenever it is worked out. */
export interface MatchedOption {
  readonly id: string
  readonly parts: readonly MatchedPart[]
  /** How many attributes leave at least. */
  readonly attributes: number
}

/** What a person chose: one option, and for each of its queries the credential where there are several. */
export interface Choice {
  readonly optionId: string
  readonly credentials: Readonly<Record<string, string>>
}

export interface ChosenPart {
  readonly queryId: string
  readonly candidate: Candidate
  readonly selected: readonly Selected[]
}

/** One way to answer a credential query: some of its claims, with the candidates that have them all. */
interface QueryWay {
  /** What it says, as text: equal for two claim sets that ask for the same. */
  readonly key: string
  readonly candidates: readonly [MatchedCandidate, ...MatchedCandidate[]]
}

/**
 * The options that the query allows now, the verifier's preference first; none: `missing` names what is asked and not there.
 *
 * `claims` alone is all or nothing; every claim set that a credential can meet is a choice, since their order is only the
 * verifier's preference; an optional credential set is in or out. `multiple` allows more than one credential for a query and
 * never asks for it: one is sent.
 *
 * @see OpenID4VP 1.0 sections 6 and 6.4
 */
export function matchCandidates(
  query: DcqlQuery,
  candidates: readonly Candidate[],
  at: Date,
): { options: MatchedOption[]; missing: string[] } {
  const usable = candidates.filter((candidate) => isUsable(candidate, at))
  const queries = query.credentials.map((credential): Answerable<QueryWay> & { query: CredentialQuery } => ({
    id: credential.id,
    query: credential,
    ways: waysOf(credential, usable).map((way) => ({ way, attributes: fewest(way.candidates) })),
  }))
  const options = combinations(queries, query.credential_sets, mostOptions).map((combination): MatchedOption => {
    const parts = combination.map(({ id, way }) => ({ queryId: id, candidates: way.candidates }))
    return {
      id: optionId(combination.map(({ id, way }) => [id, way.key])),
      parts,
      attributes: parts.reduce((sum, part) => sum + fewest(part.candidates), 0),
    }
  })
  if (options.length > 0) return { options, missing: [] }
  const unanswered = new Set(queries.filter(({ ways }) => ways.length === 0).map(({ id }) => id))
  const wanted = wantedQueries(query, unanswered)
  return {
    options,
    missing: [...new Set(wanted.flatMap((credential) => missingIn(credential, usable)))],
  }
}

/**
 * What exactly leaves for that choice.
 * @throws request.choiceInvalid when the option is none of those allowed, a credential cannot answer its query, or it is left
 * open which of several is meant
 */
export function checkChoice(options: readonly MatchedOption[], choice: Choice): ChosenPart[] {
  const option = options.find(({ id }) => id === choice.optionId)
  if (option === undefined) fail({ code: 'request.choiceInvalid' })
  const known = new Set(option.parts.map(({ queryId }) => queryId))
  if (Object.keys(choice.credentials).some((id) => !known.has(id))) fail({ code: 'request.choiceInvalid' })
  return option.parts.map(({ queryId, candidates }) => {
    const picked = Object.hasOwn(choice.credentials, queryId) ? choice.credentials[queryId] : undefined
    const chosen =
      picked === undefined && candidates.length === 1
        ? candidates[0]
        : candidates.find(({ candidate }) => candidate.id === picked)
    if (chosen === undefined) fail({ code: 'request.choiceInvalid' })
    return { queryId, ...chosen }
  })
}

/** Not yet valid, ended, and known to be withdrawn or suspended: nothing to show to anybody. */
function isUsable({ validFrom, validUntil, lastStatus }: Candidate, at: Date): boolean {
  if (validFrom !== undefined && new Date(validFrom) > at) return false
  if (validUntil !== undefined && new Date(validUntil) <= at) return false
  return lastStatus !== 'invalid' && lastStatus !== 'suspended'
}

function waysOf(query: CredentialQuery, candidates: readonly Candidate[]): QueryWay[] {
  const fitting = candidates.filter((candidate) => fits(query, candidate))
  const ways = new Map<string, QueryWay>()
  for (const claims of claimChoices(query)) {
    const key = JSON.stringify(claims.map((claim) => JSON.stringify([claim.path, claim.values ?? []])).sort())
    if (ways.has(key)) continue
    const [first, ...others] = fitting.flatMap((candidate): MatchedCandidate[] => {
      const selected = claims.map((claim) => satisfy(claim, candidate.claims))
      return selected.every((elements) => elements.length > 0)
        ? [{ candidate, selected: distinct(selected.flat()) }]
        : []
    })
    if (first !== undefined) ways.set(key, { key, candidates: [first, ...others] })
  }
  return [...ways.values()]
}

/** The subsets of claims that may be returned, in the verifier's order (6.4.1). */
function claimChoices({ claims, claim_sets: sets }: CredentialQuery): ClaimQuery[][] {
  if (claims === undefined) return [[]]
  if (sets === undefined) return [claims]
  return sets.map((ids) => claims.filter((claim) => claim.id !== undefined && ids.includes(claim.id)))
}

/** Whether the credential is of the kind asked for, whatever its claims. */
function fits(query: CredentialQuery, candidate: Candidate): boolean {
  if (query.format !== candidate.format) return false
  const types = query.format === 'dc+sd-jwt' ? query.meta.vct_values : [query.meta.doctype_value]
  if (!types.includes(candidate.type)) return false
  if (query.require_cryptographic_holder_binding && !candidate.bound) return false
  const authorities = query.trusted_authorities
  return (
    authorities === undefined ||
    // One entry that fits is enough; kinds of entries that the wallet does not know fit nothing (6.1.1).
    authorities.some(
      ({ type, values }) => type === 'aki' && values.some((value) => candidate.authorityKeyIds.includes(value)),
    )
  )
}

/** The elements for one claim; none when the claim, or one of the values it may have, is not there (6.3). */
function satisfy(claim: ClaimQuery, claims: Json): Selected[] {
  const selected = select(claims, claim.path)
  const { values } = claim
  if (values === undefined) return selected
  return selected.some(({ value }) => values.some((wanted) => wanted === value)) ? selected : []
}

function distinct(selected: readonly Selected[]): Selected[] {
  return [...new Map(selected.map((element) => [JSON.stringify(element.path), element])).values()]
}

function fewest(candidates: readonly MatchedCandidate[]): number {
  return Math.min(...candidates.map(({ selected }) => selected.reduce((sum, { value }) => sum + leaves(value), 0)))
}

/** As attributes are shown: an object is what is in it, a list is one. */
function leaves(value: Json): number {
  return isObject(value) ? Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner), 0) : 1
}

function optionId(content: readonly (readonly [string, string])[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
}

/** Without sets every unanswered query is missing; with sets, those of the first option of each set that cannot be met. */
function wantedQueries(query: DcqlQuery, unanswered: ReadonlySet<string>): CredentialQuery[] {
  const sets = query.credential_sets
  if (sets === undefined) return query.credentials.filter(({ id }) => unanswered.has(id))
  const required = sets.some((set) => set.required) ? sets.filter((set) => set.required) : sets
  const unmet = required.filter(({ options }) => options.every((ids) => ids.some((id) => unanswered.has(id))))
  const wanted = new Set(unmet.flatMap(({ options: [first] }) => first ?? []).filter((id) => unanswered.has(id)))
  return query.credentials.filter(({ id }) => wanted.has(id))
}

/** The type when no credential of it is there, else the claims that none of them has; names only. */
function missingIn(query: CredentialQuery, candidates: readonly Candidate[]): string[] {
  const fitting = candidates.filter((candidate) => fits(query, candidate))
  if (fitting.length === 0) return [askedType(query)]
  const absent = (query.claims ?? []).filter((claim) =>
    fitting.every(({ claims }) => satisfy(claim, claims).length === 0),
  )
  return absent.length === 0 ? [askedType(query)] : absent.map((claim) => claimName(claim))
}

function askedType(query: CredentialQuery): string {
  switch (query.format) {
    case 'dc+sd-jwt':
      return query.meta.vct_values[0] ?? ''
    case 'mso_mdoc':
      return query.meta.doctype_value
    case 'unsupported':
      return query.id
  }
}

/** How a claim is called where nobody gave it a label: its path without the mdoc's namespace. */
export function claimName({ path }: Pick<ClaimQuery, 'path'>): string {
  const names = path.filter((part) => typeof part === 'string')
  return path.length === 2 && names[0]?.includes('.') ? (names[1] ?? '') : names.join('.')
}
