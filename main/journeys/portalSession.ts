// The session with the portal while it lasts: begun with tokens, kept alive by new ones, over when the portal says so.
import { createPrivateKey } from 'node:crypto'
import type { Session } from '../../preload/shapes/session.ts'
import type { PortalToken } from '../drawer/contract/portal.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import { signCompact } from '../drawer/signCompact.ts'
import { fail, WalletError } from '../failure.ts'
import { pcSecret } from '../household/pcSecret.ts'
import { boundFetch } from '../portal/boundFetch.ts'
import { assertionClaims, clientMembers } from '../portal/pcLogIn.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { endsAt, fetchName, requireToken, type SessionFetch, sendLogOut } from '../portal/session.ts'
import { type ClientMembers, type CodeToRedeem, redeemCode, refreshTokens } from '../portal/tokens.ts'
import type { Ports } from '../ports.ts'

export type PortalPorts = Pick<Ports, 'fetch' | 'now' | 'home' | 'keychain'>

export interface AtPortal {
  readonly drawer: Drawer
  readonly profile: PortalProfile
}

/** So that a token is never used in the last moment of its life. */
const marginMs = 5_000

/**
 * A code becomes a session, whose name is asked for at once.
 * @throws session.otherPerson, portal.*
 */
export async function beginSession(
  { fetch, now }: PortalPorts,
  { drawer, profile }: AtPortal,
  code: CodeToRedeem,
  { by, client }: { by: PortalToken['by']; client: ClientMembers },
): Promise<PortalToken> {
  const at = now()
  const send = boundFetch({ fetch, now }, drawer)
  const { subject, ...tokens } = await redeemCode({ fetch, send, profile, at }, code, client)
  const { accessToken } = tokens
  const inIt: SessionFetch = (sending) => send({ ...sending, accessToken })
  await mustBeOwner({ drawer, profile }, by, subject).catch(async (error: unknown) => {
    await sendLogOut(inIt, profile).catch(ignored)
    throw error
  })
  const name = await fetchName(inIt, profile, subject)
  const since = at.toISOString()
  const token: PortalToken = { portal: profile.id, origin: profile.origin, name, by, since, usedAt: since, ...tokens }
  await drawer.saveToken(token)
  return token
}

/**
 * Whoever logs in with the card is the owner of the open drawer (guard.ts), and the portal's name for them is kept. A phone
 * shows no certificate: it has to bring the same person. Names for one client only are compared (OpenID Connect Core 8).
 * @throws session.otherPerson
 */
async function mustBeOwner({ drawer, profile }: AtPortal, by: PortalToken['by'], subject: string): Promise<void> {
  const place = { portal: profile.id, kind: 'account', id: 'owner' } as const
  if (by === 'card') await drawer.keepCopies([{ ...place, content: { subject } }])
  if (by !== 'phone') return
  const known = ofKind(await drawer.copies('account'), 'account').find(({ portal }) => portal === profile.id)
  if (known !== undefined && known.content.subject !== subject) fail({ code: 'session.otherPerson' })
}

/** It ends by itself a little later. */
const ignored = (): void => undefined

/**
 * Lends a way to send in the session. An access token that has run out is renewed first; a session that the portal has
 * ended is forgotten here too.
 * @throws session.none, session.expired, portal.*
 */
export async function inSession<T>(
  ports: PortalPorts,
  at: AtPortal,
  work: (send: SessionFetch, token: PortalToken) => Promise<T>,
): Promise<T> {
  const { drawer, profile } = at
  const present = requireToken(await drawer.token(), profile, ports.now())
  try {
    const token = await freshToken(ports, at, present)
    const send = boundFetch(ports, drawer)
    const value = await work((sending) => send({ ...sending, accessToken: token.accessToken }), token)
    const kept = await drawer.token()
    if (kept?.accessToken === token.accessToken) await drawer.saveToken({ ...kept, usedAt: ports.now().toISOString() })
    return value
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'session.expired') await drawer.clearToken()
    throw error
  }
}

/** A refresh token is good for one use: whoever needs a new access token meanwhile waits for the same one. */
const renewing = new WeakMap<Drawer, Promise<PortalToken>>()

async function freshToken(ports: PortalPorts, at: AtPortal, token: PortalToken): Promise<PortalToken> {
  if (Date.parse(token.expiresAt) - marginMs > ports.now().getTime()) return token
  const under = renewing.get(at.drawer) ?? renew(ports, at, token).finally(() => renewing.delete(at.drawer))
  renewing.set(at.drawer, under)
  return under
}

async function renew(ports: PortalPorts, { drawer, profile }: AtPortal, token: PortalToken): Promise<PortalToken> {
  const client = token.by === 'pc' ? await pcClient(ports, { drawer, profile }) : await portalClient(ports, profile)
  const send = boundFetch(ports, drawer)
  const fresh = await refreshTokens({ send, profile, at: ports.now() }, token.refreshToken, client)
  const renewed = { ...token, ...fresh, usedAt: ports.now().toISOString() }
  await drawer.saveToken(renewed)
  return renewed
}

/**
 * The client as its profile says; one with a key proves itself (private_key_jwt). An assertion is good for one use.
 * @throws portal.notConfigured while the keychain does not have that key, keychain.unavailable
 */
export async function portalClient(
  { keychain, now }: Pick<PortalPorts, 'keychain' | 'now'>,
  profile: PortalProfile,
): Promise<ClientMembers> {
  const { id, auth, key: name } = profile.client
  if (auth === 'none') return { client_id: id }
  const secret = (await keychain.read(name)) ?? fail({ code: 'portal.notConfigured', missing: ['client.key'] })
  try {
    const key = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    return clientMembers(id, signCompact({ alg: 'ES256' }, assertionClaims(profile, id, now()), privateKey))
  } finally {
    secret.fill(0)
  }
}

/** This PC as a client that proves itself. @throws enrolment.none, enrolment.otherPc, keychain.unavailable */
export async function pcClient(
  { home, keychain, now }: Pick<PortalPorts, 'home' | 'keychain' | 'now'>,
  { drawer, profile }: AtPortal,
): Promise<ClientMembers> {
  const enrolment = (await drawer.enrolment(profile.origin)) ?? fail({ code: 'enrolment.none' })
  const secret = await pcSecret({ home, keychain }, (await drawer.header()).drawerId)
  try {
    const claims = assertionClaims(profile, enrolment.deviceId, now())
    return clientMembers(enrolment.deviceId, await drawer.signEnrolled(profile.origin, secret, {}, claims))
  } finally {
    secret.fill(0)
  }
}

export function sessionOf(token: PortalToken, profile: PortalProfile, language: 'ja' | 'en'): Session {
  const { origin, name, since, by } = token
  const { transport } = profile
  const through = transport.kind === 'broker' ? { through: transport.origin } : {}
  return { portal: profile.label[language], origin, ...through, name, since, by, expiresAt: endsAt(token) }
}
