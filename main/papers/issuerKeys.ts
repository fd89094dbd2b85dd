// The keys of health cards' issuers, as published at <issuer>/.well-known/jwks.json (SMART Health Cards Framework 1.4,
// "Issuer keys"). Asked for once and kept in the drawer: the service that publishes them may be gone one day.
import { z } from 'zod'
import type { IssuerKeys } from '../../preload/shapes/papers.ts'
import { type PublicJwk, readPublicJwk } from '../credentials/jwk.ts'
import { parseJson, readText } from '../openid/answers.ts'
import { expectSuccess } from '../portal/problem.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { Fetch, Realm } from '../ports.ts'

/** Of vaccination certificates in Japan (facts section 6: 公; how long its server lives is not known: 未). */
const japan = 'https://vc.vrs.digital.go.jp/issuer'

/** Whose health cards are believed in that realm. */
export const healthCardIssuers = (realm: Realm, profile: PortalProfile | undefined): readonly string[] =>
  realm === 'real' ? [japan] : profile === undefined ? [] : [`${profile.origin}/vaccination`]

const keySet = z.object({ keys: z.array(z.unknown()).max(200) })

/** Keys without a name or of another kind are left out. @throws portal.* */
export async function fetchIssuerKeys(fetch: Fetch, iss: string, at: Date): Promise<IssuerKeys> {
  const response = await fetch(new Request(`${iss}/.well-known/jwks.json`, { headers: { accept: 'application/json' } }))
  const { keys } = parseJson(await readText(await expectSuccess(response), 64 * 1024), keySet)
  return { iss, keys: keys.flatMap(named).slice(0, 50), asOf: at.toISOString() }
}

function named(value: unknown): IssuerKeys['keys'] {
  const jwk: PublicJwk | undefined = readPublicJwk(value)
  if (jwk?.kid === undefined) return []
  const { kty, crv, x, y, kid } = jwk
  return [{ kty, crv, x, y, kid }]
}
