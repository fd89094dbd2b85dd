// What the portal tells whoever is logged in: the name, and what waits for them.
import { z } from 'zod'
import type { Inbox } from '../../preload/shapes/session.ts'
import type { PortalToken } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'

const text = z.string().min(1).max(500)
const userInfoBody = z.looseObject({ sub: text, name: text })
const link = z.string().min(1).max(20_000)
const offersBody = z
  .array(z.looseObject({ id: text, name: z.object({ ja: text, en: text }), issuer: text, offer: link }))
  .max(200)
const requestsBody = z.array(z.looseObject({ id: text, verifier: text, purpose: text, request: link })).max(200)

/** The token, unless it is another portal's or has run out. @throws session.none, session.expired */
export function requireToken(token: PortalToken | undefined, profile: PortalProfile, at: Date): PortalToken {
  if (token === undefined || token.portal !== profile.id || token.origin !== profile.origin)
    fail({ code: 'session.none' })
  if (new Date(token.expiresAt) <= at) fail({ code: 'session.expired' })
  return token
}

/** @throws session.expired, portal.* */
export async function fetchName(fetch: Fetch, profile: PortalProfile, accessToken: string): Promise<string> {
  const response = await fetch(authorized(endpoint(profile, 'userinfo'), accessToken))
  return (await readJson(await expectSuccess(response), userInfoBody)).name
}

/** @throws session.expired, portal.* */
export async function fetchInbox(fetch: Fetch, profile: PortalProfile, accessToken: string): Promise<Inbox> {
  const [offers, requests] = await Promise.all([
    fetch(authorized(endpoint(profile, 'offers'), accessToken)).then(async (response) =>
      readJson(await expectSuccess(response), offersBody),
    ),
    fetch(authorized(endpoint(profile, 'requests'), accessToken)).then(async (response) =>
      readJson(await expectSuccess(response), requestsBody),
    ),
  ])
  return {
    offers: offers.map(({ id, name, issuer, offer }) => ({ id, name, issuer, link: offer })),
    requests: requests.map(({ id, verifier, purpose, request }) => ({ id, verifier, purpose, link: request })),
  }
}

/** @throws session.expired, portal.* */
export async function sendLogOut(fetch: Fetch, profile: PortalProfile, accessToken: string): Promise<void> {
  await expectSuccess(await fetch(authorized(endpoint(profile, 'logout'), accessToken, 'POST')))
}

function authorized(url: URL, accessToken: string, method: 'GET' | 'POST' = 'GET'): Request {
  return new Request(url, { method, headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` } })
}
