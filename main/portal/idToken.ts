// The portal's word for who has logged in (OpenID Connect Core 3.1.3.7): whose, for whom, by whose key, and of when.
import { z } from 'zod'
import { allHold } from '../certificates/finding.ts'
import { publicKeyOf, readPublicJwk } from '../credentials/jwk.ts'
import { dateFindings, headerFindings, type Jws, jwsHolds, parseJws } from '../credentials/jws.ts'
import { fail, WalletError } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, issuerOf, type PortalProfile } from './profile.ts'

const keysBody = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string().max(200) })).max(20) })
const claims = z.looseObject({
  iss: z.string().max(2_000),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string()).length(1)]),
  exp: z.number(),
  iat: z.number(),
  nonce: z.string().optional(),
  acr: z.string().optional(),
})

export interface IdTokenExpectation {
  readonly clientId: string
  /** Of the authorization request; undefined where there was none. */
  readonly nonce: string | undefined
  readonly at: Date
}

/**
 * @returns `sub`, the portal's own name for the person
 * @throws portal.badAnswer naming the claim that does not hold, portal.*
 */
export async function verifyIdToken(
  fetch: Fetch,
  profile: PortalProfile,
  token: string,
  { clientId, nonce, at }: IdTokenExpectation,
): Promise<string> {
  const jws = readJws(token)
  const kid = jws.header['kid']
  const response = await fetch(new Request(endpoint(profile, 'certs'), { headers: { accept: 'application/json' } }))
  const { keys } = await readJson(await expectSuccess(response), keysBody)
  const jwk = readPublicJwk(keys.find((one) => one.kid === kid))
  if (jwk === undefined || !allHold(headerFindings(jws)) || !jwsHolds(jws, publicKeyOf(jwk))) bad('signature')
  const parsed = claims.safeParse(jws.payload)
  if (!parsed.success) return bad('claims')
  const { iss, sub, aud, nonce: told, acr = '' } = parsed.data
  if (iss !== issuerOf(profile)) bad('iss')
  if ((typeof aud === 'string' ? aud : aud[0]) !== clientId) bad('aud')
  if (nonce !== undefined && told !== nonce) bad('nonce')
  // A weaker log-in than the profile asks for is none (OpenID Connect Core 3.1.3.7, 12).
  if (profile.acrValues.length > 0 && !profile.acrValues.includes(acr)) bad('acr')
  if (!allHold(dateFindings(jws.payload, at))) bad('exp or iat')
  return sub
}

function readJws(token: string): Jws {
  try {
    return parseJws(token)
  } catch (error) {
    if (error instanceof WalletError) return bad('form')
    throw error
  }
}

const bad = (what: string): never => fail({ code: 'portal.badAnswer', detail: `id_token: ${what}` })
