// Log in to the portal with the card; what waits there; log out.

import type { Inbox, Session } from '../../preload/shapes/session.ts'
import type { SeenCard } from '../card/seenCard.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { WalletError } from '../failure.ts'
import { fetchChallenge, sendProof } from '../portal/login.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { fetchInbox, requireToken, sendLogOut } from '../portal/session.ts'
import type { Ports, ReaderId } from '../ports.ts'
import type { WorkStep } from '../work.ts'
import type { PinAsker } from './askPin.ts'
import { type AtPortal, beginSession, inSession, type PortalPorts, portalClient, sessionOf } from './portalSession.ts'
import { proveByCard } from './proveByCard.ts'
import { recorded } from './recorded.ts'

export interface LogIn {
  readonly drawer: Drawer
  readonly profile: PortalProfile
  readonly trust: Trust
  readonly language: 'ja' | 'en'
  readonly reader: ReaderId
  /** Whose drawer is open, for the question. */
  readonly person: string
  /** A certificate that the card showed only after the PIN, before anything is signed: throws card.otherPerson and the like. */
  readonly opened?: (seen: SeenCard, certificate: Uint8Array) => Promise<void>
  readonly step?: (name: WorkStep) => void
}

/**
 * The challenge is fetched before the PIN is asked, the PIN is asked before the card is held, and the card is held for one
 * signature.
 * @throws card.*, portal.*, app.cancelled
 */
export async function logIn(
  ports: PortalPorts & PinAsker,
  { drawer, profile, trust, language, reader, person, opened, step = () => undefined }: LogIn,
): Promise<Session> {
  const { fetch, now } = ports
  const challenge = await fetchChallenge(fetch, profile)
  step('readingCard')
  const proof = await proveByCard(
    ports,
    { trust, reader, purpose: 'logIn', person, origin: profile.origin, ...(opened === undefined ? {} : { opened }) },
    challenge.message,
  )
  step('askingPortal')
  const entry = { at: now().toISOString(), act: 'logIn', party: profile.label[language], items: [] as [] } as const
  const { result } = await recorded(drawer, entry, async () => {
    await drawer.beginSession()
    const code = await sendProof(fetch, profile, challenge, proof)
    return beginSession(ports, { drawer, profile }, code, { by: 'card', client: await portalClient(ports, profile) })
  })
  return sessionOf(result, profile, language)
}

/** The session as it is shown; undefined where there is none, or it is another portal's or over. */
export async function readSession(
  { now }: Pick<Ports, 'now'>,
  { drawer, profile, language }: Pick<LogIn, 'drawer' | 'profile' | 'language'>,
): Promise<Session | undefined> {
  try {
    return sessionOf(requireToken(await drawer.token(), profile, now()), profile, language)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code.startsWith('session.')) return undefined
    throw error
  }
}

/** What waits at the portal. A session that the portal has ended is forgotten here too. @throws session.*, portal.* */
export const readInbox = (ports: PortalPorts, { drawer, profile }: AtPortal): Promise<Inbox> =>
  inSession(ports, { drawer, profile }, (send) => fetchInbox(send, profile))

/**
 * Forgets the session here whatever the portal says; one that cannot be told ends by itself a little later, and the ledger
 * says that it was not told.
 */
export async function logOut(
  ports: PortalPorts,
  { drawer, profile, language }: Pick<LogIn, 'drawer' | 'profile' | 'language'>,
): Promise<void> {
  const token = await drawer.token()
  if (token === undefined || token.origin !== profile.origin) return drawer.clearToken()
  const at = ports.now().toISOString()
  try {
    await recorded(drawer, { at, act: 'logOut', party: profile.label[language], items: [] }, () =>
      inSession(ports, { drawer, profile }, (send) => sendLogOut(send, profile)),
    )
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
  } finally {
    await drawer.clearToken()
  }
}
