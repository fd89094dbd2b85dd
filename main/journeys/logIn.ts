// Log in to the portal with the card; what waits there; log out.

import type { Inbox, Session } from '../../preload/shapes/session.ts'
import { withAuthenticationKey } from '../card/authentication.ts'
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { readCertificate } from '../certificates/certificate.ts'
import { verifyChain } from '../certificates/chain.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Drawer, PortalToken } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { fetchChallenge, sendProof } from '../portal/login.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { fetchInbox, fetchName, requireToken, sendLogOut } from '../portal/session.ts'
import type { Ports, ReaderId } from '../ports.ts'
import type { WorkStep } from '../work.ts'
import { askPin, leavesCount, type PinAsker, withAskedPin } from './askPin.ts'
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
  { fetch, now, cards, askSecret, signal, guard }: Pick<Ports, 'fetch' | 'now'> & PinAsker,
  { drawer, profile, trust, language, reader, person, opened, step = () => undefined }: LogIn,
): Promise<Session> {
  const challenge = await fetchChallenge(fetch, profile)
  step('readingCard')
  const asked = await askPin(
    {
      cards,
      askSecret,
      signal,
      guard: async (seen, purpose) => {
        if (seen.certificate !== undefined) await checkCardCertificate(seen.certificate, trust, now())
        await guard(seen, purpose)
      },
    },
    { reader, pin: 'authentication', purpose: 'logIn', person, origin: profile.origin },
  )
  const { seen } = asked
  const proof = await withAskedPin({ cards, signal }, asked, async (exchange, access, unchanged) => {
    const signed = await withAuthenticationKey(
      exchange,
      access,
      {
        typed: asked,
        certificate: isPhone(seen) ? undefined : seen.certificate,
        memory: cards.memory,
        opened: async (certificate) => {
          await checkCardCertificate(certificate, trust, now())
          await opened?.(seen, certificate)
        },
      },
      async ({ certificate, sign }) => ({ certificate, signature: await sign(challenge.message) }),
    )
    if (leavesCount(asked)) unchanged()
    return signed
  })
  step('askingPortal')
  const at = now().toISOString()
  const { result } = await recorded(
    drawer,
    { at, act: 'logIn', party: profile.label[language], items: [] },
    async () => {
      const { accessToken, expiresAt } = await sendProof(fetch, profile, challenge, proof, now)
      const name = await fetchName(fetch, profile, accessToken)
      const token: PortalToken = { portal: profile.id, origin: profile.origin, name, accessToken, since: at, expiresAt }
      await drawer.saveToken(token)
      return token
    },
  )
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
export async function readInbox(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { drawer, profile }: Pick<LogIn, 'drawer' | 'profile'>,
): Promise<Inbox> {
  const token = requireToken(await drawer.token(), profile, now())
  try {
    return await fetchInbox(fetch, profile, token.accessToken)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'session.expired') await drawer.clearToken()
    throw error
  }
}

/**
 * Forgets the session here whatever the portal says; one that cannot be told ends by itself a little later, and the ledger
 * says that it was not told.
 */
export async function logOut(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { drawer, profile, language }: Pick<LogIn, 'drawer' | 'profile' | 'language'>,
): Promise<void> {
  const token = await drawer.token()
  await drawer.clearToken()
  if (token === undefined || token.origin !== profile.origin) return
  const at = now().toISOString()
  try {
    await recorded(drawer, { at, act: 'logOut', party: profile.label[language], items: [] }, () =>
      sendLogOut(fetch, profile, token.accessToken),
    )
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
  }
}

/**
 * Before a PIN is spent: the certificate has not ended, and a rehearsal takes practice cards only. Whose authority a real
 * portal accepts is the portal's to judge.
 * @throws card.certificateExpired, card.unknown
 */
async function checkCardCertificate(certificate: Uint8Array, trust: Trust, at: Date): Promise<void> {
  const { validUntil } = readCertificate(certificate)
  if (at.toISOString() > validUntil) fail({ code: 'card.certificateExpired', endedAt: validUntil })
  if (trust.realm === 'real') return
  const anchors = trust.jpki.authentication
  const { ok } = await verifyChain({ chain: [certificate], anchors, at, purpose: 'jpkiAuthentication' })
  if (!ok) fail({ code: 'card.unknown' })
}

function sessionOf(
  { origin, name, since, expiresAt }: PortalToken,
  profile: PortalProfile,
  language: 'ja' | 'en',
): Session {
  return { portal: profile.label[language], origin, name, since, expiresAt }
}
