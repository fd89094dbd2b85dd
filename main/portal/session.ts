// What the portal tells whoever is logged in: the name, and what waits for them.
import { z } from 'zod'
import type { Inbox } from '../../preload/shapes/session.ts'
import type { PortalToken } from '../drawer/contract/portal.ts'
import { fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import { isBehind } from '../turnedBack.ts'
import type { Sending } from './boundFetch.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'

/** Sends in the session: with its access token and a proof of its key. @throws session.*, portal.* */
export type SessionFetch = (sending: Omit<Sending, 'accessToken'>) => Promise<Response>

/** Every call for whoever gave that mandate at the portal; without one, for oneself. */
export const underMandate = (send: SessionFetch, mandateId: string | undefined): SessionFetch =>
  mandateId === undefined ? send : (sending) => send({ ...sending, mandateId })

const text = z.string().min(1).max(500)
const userInfoBody = z.looseObject({ sub: text, name: text })
const link = z.string().min(1).max(20_000)
const offersBody = z
  .array(z.looseObject({ id: text, name: z.object({ ja: text, en: text }), issuer: text, offer: link }))
  .max(200)
const requestsBody = z.array(z.looseObject({ id: text, verifier: text, purpose: text, request: link })).max(200)

/** When the portal ends it unless it is called before. */
export const endsAt = ({ usedAt, idleSeconds }: Pick<PortalToken, 'usedAt' | 'idleSeconds'>): string =>
  new Date(Date.parse(usedAt) + idleSeconds * 1000).toISOString()

/** The token, unless it is another portal's or its session was idle for too long, or the clock was turned back. @throws session.none, session.expired */
export function requireToken(token: PortalToken | undefined, profile: PortalProfile, at: Date): PortalToken {
  if (token === undefined || token.portal !== profile.id || token.origin !== profile.origin)
    return fail({ code: 'session.none' })
  // With a clock that was turned back it would seem to last for longer.
  if (endsAt(token) <= at.toISOString() || isBehind(at.toISOString(), token.usedAt))
    return fail({ code: 'session.expired' })
  return token
}

/**
 * @param subject of the ID token: the answer has to be about the same person (OpenID Connect Core 5.3.2)
 * @throws session.expired, portal.*
 */
export async function fetchName(send: SessionFetch, profile: PortalProfile, subject: string): Promise<string> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'userinfo') })
  const { sub, name } = await readJson(await expectSuccess(response), userInfoBody)
  return sub === subject ? name : fail({ code: 'portal.badAnswer', detail: 'sub' })
}

/** @throws session.expired, portal.* */
export async function fetchInbox(send: SessionFetch, profile: PortalProfile): Promise<Inbox> {
  const read = async <T>(name: 'offers' | 'requests', shape: z.ZodType<T>): Promise<T> =>
    readJson(await expectSuccess(await send({ method: 'GET', url: endpoint(profile, name) })), shape)
  const [offers, requests] = await Promise.all([read('offers', offersBody), read('requests', requestsBody)])
  return {
    offers: offers.map(({ id, name, issuer, offer }) => ({ id, name, issuer, link: offer })),
    requests: requests.map(({ id, verifier, purpose, request }) => ({ id, verifier, purpose, link: request })),
  }
}

/** @throws session.expired, portal.* */
export async function sendLogOut(send: SessionFetch, profile: PortalProfile): Promise<void> {
  await expectSuccess(await send({ method: 'POST', url: endpoint(profile, 'logout') }))
}
