// Which log-in certificates are revoked: the practice authority publishes a list, and the log-in asks it.

import type { Authority } from '../issueCertificate.ts'
import type { World } from '../world.ts'
import { serialOf } from './account.ts'
import type { PortalContext } from './context.ts'
import { Problem } from './problem.ts'
import { issueRevocationList, plainSerial, type Revocation, readRevocationList } from './revocationList.ts'
import { open, type Route } from './route.ts'

/** The list of each authority. */
type ListedAuthority = 'authentication' | 'signature'
const listPath = (authority: ListedAuthority) => `/jpki/${authority}.crl` as const
/** Real lists come once a day; practice goes in minutes. */
const lifeMs = 3_600_000

export function revocationRoutes(context: PortalContext): Route[] {
  return [
    open(`GET ${listPath('authentication')}`, {
      summary: 'Revoked authentication certificates of the practice JPKI (RFC 5280 5), DER',
      answers: { 200: { media: ['application/pkix-crl'] } },
      handle: () => list(context, 'authentication'),
    }),
    open(`GET ${listPath('signature')}`, {
      summary: 'Revoked signing certificates of the practice JPKI (RFC 5280 5), DER',
      answers: { 200: { media: ['application/pkix-crl'] } },
      handle: () => list(context, 'signature'),
    }),
  ]
}

/** Puts the certificate on the list. */
export function revokeCertificate(
  { database, now }: PortalContext,
  certificate: Uint8Array,
  byFault: boolean,
  authority: ListedAuthority = 'authentication',
): void {
  database
    .prepare('INSERT OR IGNORE INTO revoked_certificates (serial, revoked_at, by_fault, authority) VALUES (?, ?, ?, ?)')
    .run(serialOf(certificate), now().getTime(), byFault ? 1 : 0, authority)
}

/** Whether the authority's list has it. @throws temporarily_unavailable when there is no list that holds */
export async function isRevoked(
  { fetch, now, origin, world }: PortalContext,
  certificate: Uint8Array,
  authority: ListedAuthority = 'authentication',
): Promise<boolean> {
  const response = await fetch(new Request(`${origin}${listPath(authority)}`))
  const der = new Uint8Array(await response.arrayBuffer())
  const revoked = readRevocationList(der, authorityOf(world, authority).certificate, now())
  if (revoked === undefined) {
    throw new Problem('temporarily_unavailable', 'the revocation list does not hold', { 'retry-after': '60' })
  }
  return revoked.has(plainSerial(serialOf(certificate)))
}

function authorityOf(world: World, authority: ListedAuthority): Authority {
  return authority === 'signature' ? world.authorities.jpkiSignature : world.authorities.jpkiAuthentication
}

function list({ database, faults, now, world }: PortalContext, authority: ListedAuthority): Response {
  const at = now()
  const listed = database
    .prepare<[string], { serial: string; revokedAt: number }>(
      'SELECT serial, revoked_at AS revokedAt FROM revoked_certificates WHERE authority = ? ORDER BY revoked_at',
    )
    .all(authority)
    .map(({ serial, revokedAt }): Revocation => ({ serial, at: new Date(revokedAt) }))
  // A renewal revokes what it replaces, wherever it was made.
  const replaced = (authority === 'authentication' ? world.people : [])
    .flatMap(({ formerAuthentication }) => formerAuthentication)
    .map(serialOf)
    .filter((serial) => !listed.some((one) => one.serial === serial))
    .map((serial): Revocation => ({ serial, at }))
  const issuer = authorityOf(world, authority)
  const der = issueRevocationList(issuer, [...listed, ...replaced], at, new Date(at.getTime() + lifeMs))
  if (faults.strikes('bad_revocation_list')) der[der.length - 1] = (der.at(-1) ?? 0) ^ 1
  return new Response(Uint8Array.from(der), {
    headers: { 'content-type': 'application/pkix-crl', 'cache-control': 'no-store' },
  })
}
