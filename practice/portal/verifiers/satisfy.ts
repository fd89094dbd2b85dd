// Does an answer give what was asked, and nothing else? (OpenID4VP 1.0 sections 6.3, 6.4 and 8.6)
import type { Finding } from '../../../main/certificates/finding.ts'
import type { Json } from '../../../main/credentials/json.ts'
import { select } from '../../../main/presentation/claimsPath.ts'
import type { ClaimQuery, CredentialQuery, DcqlQuery } from '../../../main/presentation/dcql.ts'

type Path = readonly (string | number)[]

/** One verified presentation as the query sees it. */
export interface Presented {
  readonly queryId: string
  readonly format: 'dc+sd-jwt' | 'mso_mdoc'
  readonly type: string
  readonly claims: Json
  /** Places of all that the holder chose to disclose. */
  readonly disclosed: readonly Path[]
}

export function satisfactionFindings(query: DcqlQuery, answer: readonly Presented[]): Finding[] {
  return [...setFindings(query, new Set(answer.map(({ queryId }) => queryId))), ...countFindings(query, answer)].concat(
    answer.flatMap((presented) => presentationFindings(query, presented)),
  )
}

/** Every required set is met by one of its options, and no credential came that no chosen option needs. */
function setFindings(query: DcqlQuery, given: ReadonlySet<string>): Finding[] {
  const rule = 'OpenID4VP 1.0 6.4.2'
  const sets = query.credential_sets
  if (sets === undefined) {
    const missing = query.credentials.filter(({ id }) => !given.has(id))
    return [{ rule, ok: missing.length === 0, message: 'every credential that was asked for is there' }]
  }
  const met = sets.every(
    ({ required, options }) => !required || options.some((ids) => ids.every((id) => given.has(id))),
  )
  return [
    { rule, ok: met, message: 'one option of every required set is there' },
    { rule, ok: met && isUnionOfOptions(sets, given), message: 'no credential is there that the options do not need' },
  ]
}

/** Some choice of at most one option a set (exactly one where required) is what was given. */
function isUnionOfOptions(sets: NonNullable<DcqlQuery['credential_sets']>, given: ReadonlySet<string>): boolean {
  let unions: ReadonlySet<string>[] = [new Set()]
  for (const { options, required } of sets) {
    const usable = options.filter((ids) => ids.every((id) => given.has(id)))
    const next = usable.flatMap((ids) => unions.map((union) => new Set([...union, ...ids])))
    // Same unions once, so that many sets stay few unions.
    unions = unique(required ? next : [...unions, ...next])
  }
  return unions.some((union) => union.size === given.size)
}

function unique(sets: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  return [...new Map(sets.map((set) => [[...set].sort().join(' '), set])).values()]
}

function countFindings(query: DcqlQuery, answer: readonly Presented[]): Finding[] {
  const tooMany = query.credentials.some(
    ({ id, multiple }) => !multiple && answer.filter(({ queryId }) => queryId === id).length > 1,
  )
  return [{ rule: 'OpenID4VP 1.0 6.1 multiple', ok: !tooMany, message: 'no credential came more than once' }]
}

function presentationFindings(query: DcqlQuery, presented: Presented): Finding[] {
  const asked = query.credentials.find(({ id }) => id === presented.queryId)
  if (asked === undefined) {
    return [{ rule: 'OpenID4VP 1.0 8.1', ok: false, message: 'the answer names a credential query that was not made' }]
  }
  const chosen = satisfiedChoices(asked, presented.claims)
  return [
    {
      rule: 'OpenID4VP 1.0 6.1 meta',
      ok: asked.format === presented.format && isAskedType(asked, presented.type),
      message: `${asked.id}: format and type are those that were asked for`,
    },
    {
      rule: 'OpenID4VP 1.0 6.4.1',
      ok: chosen.length > 0,
      message: `${asked.id}: every claim of one allowed choice is there, with an allowed value`,
    },
    {
      rule: 'OpenID4VP 1.0 6.4.1 nothing else',
      ok: chosen.some((claims) =>
        presented.disclosed.every((path) => claims.some((claim) => onTheWay(path, claim.path))),
      ),
      message: `${asked.id}: nothing is disclosed that was not asked for`,
    },
  ]
}

function isAskedType(asked: CredentialQuery, type: string): boolean {
  if (asked.format === 'dc+sd-jwt') return asked.meta.vct_values.includes(type)
  return asked.format === 'mso_mdoc' && asked.meta.doctype_value === type
}

/** Those of the allowed choices of claims that are all there. No `claims`: only what cannot be withheld (6.4.1). */
function satisfiedChoices(asked: CredentialQuery, claims: Json): readonly (readonly ClaimQuery[])[] {
  const all = asked.claims ?? []
  const choices = asked.claim_sets?.map((ids) => all.filter(({ id }) => id !== undefined && ids.includes(id))) ?? [all]
  return choices.filter((choice) => choice.every((claim) => isThere(claim, claims)))
}

function isThere({ path, values }: ClaimQuery, claims: Json): boolean {
  const selected = select(claims, path)
  if (selected.length === 0) return false
  return values === undefined || selected.some(({ value }) => values.some((allowed) => allowed === value))
}

/** At, above or inside what was asked; null in a path stands for every element. */
function onTheWay(path: Path, asked: readonly (string | number | null)[]): boolean {
  return path.slice(0, asked.length).every((part, index) => asked[index] === null || asked[index] === part)
}
