import { fail } from '../failure.ts'
import { type CredentialQuery, type DcqlQuery, dcqlQuery } from './dcql.ts'

/**
 * The query with the rules between its members checked: ids unique, every reference known, `claim_sets` only over claims
 * with ids, mdoc paths of exactly namespace and element.
 *
 * @throws request.invalid
 * @see OpenID4VP 1.0 sections 6.1–6.3 and 7.2
 */
export function parseDcql(value: unknown): DcqlQuery {
  const parsed = dcqlQuery.safeParse(value)
  if (!parsed.success)
    fail({ code: 'request.invalid', detail: `dcql_query ${whereIn(parsed.error.issues)}` }, parsed.error)
  const query = parsed.data
  const ids = query.credentials.map((credential) => credential.id)
  if (hasTwice(ids)) invalid('credential ids are not unique')
  for (const credential of query.credentials) checkCredentialQuery(credential)
  const known = new Set(ids)
  for (const set of query.credential_sets ?? []) {
    if (set.options.flat().some((id) => !known.has(id))) invalid('credential_sets name an unknown credential')
    if (set.options.some(hasTwice)) invalid('credential_sets name a credential twice')
  }
  return query
}

function checkCredentialQuery({ format, claims, claim_sets: sets }: CredentialQuery): void {
  const ids = (claims ?? []).flatMap((claim) => (claim.id === undefined ? [] : [claim.id]))
  if (hasTwice(ids)) invalid('claim ids are not unique')
  if (sets !== undefined) {
    if (claims === undefined) invalid('claim_sets without claims')
    if (ids.length !== claims.length) invalid('claim_sets over claims without ids')
    const known = new Set(ids)
    if (sets.flat().some((id) => !known.has(id))) invalid('claim_sets name an unknown claim')
  }
  const elementPath = (path: readonly unknown[]) => path.length === 2 && path.every((part) => typeof part === 'string')
  if (format === 'mso_mdoc' && !(claims ?? []).every(({ path }) => elementPath(path))) {
    invalid('a path into an mdoc is its namespace and its element')
  }
}

function invalid(detail: string): never {
  fail({ code: 'request.invalid', detail: `dcql_query: ${detail}` })
}

function hasTwice(ids: readonly string[]): boolean {
  return new Set(ids).size !== ids.length
}

/** The place of the first mistake: names of members only, no values. */
function whereIn(issues: readonly { path: readonly PropertyKey[] }[]): string {
  return issues[0]?.path.map(String).join('.') ?? ''
}
