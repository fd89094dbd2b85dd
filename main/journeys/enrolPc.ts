// This PC may log in without the card: enrolled with the card once, used from an open drawer, ended from either side.
import type { Enrolments, Session } from '../../preload/shapes/session.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { forgetPcSecret, newPcSecret, pcSecret } from '../household/pcSecret.ts'
import { boundFetch } from '../portal/boundFetch.ts'
import {
  beginEnrolment,
  endDevice,
  enrolmentMessage,
  fetchDevices,
  type PortalDevice,
  sendEnrolment,
} from '../portal/enrolment.ts'
import { authorizePc } from '../portal/pcLogIn.ts'
import type { WorkStep } from '../work.ts'
import type { PinAsker } from './askPin.ts'
import { type AtPortal, beginSession, inSession, type PortalPorts, pcClient, sessionOf } from './portalSession.ts'
import { type CardProof, proveByCard } from './proveByCard.ts'
import { recorded } from './recorded.ts'

export interface EnrolPc extends AtPortal, Omit<CardProof, 'purpose' | 'origin'> {
  readonly language: 'ja' | 'en'
  /** As the person calls this PC; the portal shows it. */
  readonly name: string
  readonly step: (name: WorkStep) => void
}

/**
 * A new key in the drawer, sealed for this PC; the card signs that it may log in; the portal keeps its public half. Whatever
 * stops it before the portal has said yes leaves nothing that could log in.
 * @throws enrolment.cardRequired, card.*, portal.*, keychain.unavailable, app.cancelled
 */
export async function enrolPc(
  ports: PortalPorts & PinAsker,
  { drawer, profile, language, name, step, ...card }: EnrolPc,
): Promise<Enrolments> {
  const { origin } = profile
  const challenge = await inSession(ports, { drawer, profile }, (send) => beginEnrolment(send, profile))
  const { drawerId } = await drawer.header()
  const jwk = await drawer.beginEnrolment(origin, await newPcSecret(ports, drawerId))
  try {
    step('readingCard')
    const message = enrolmentMessage(origin, challenge.nonce, jwk)
    const proof = await proveByCard(ports, { ...card, purpose: 'enrolPc', origin }, message)
    step('askingPortal')
    const at = ports.now().toISOString()
    const claims = { aud: origin, nonce: challenge.nonce, iat: Math.floor(Date.parse(at) / 1000) }
    const typ = 'tefuda-device-proof+jwt'
    const keyProof = await drawer.signEnrolled(origin, await pcSecret(ports, drawerId), { typ }, claims)
    const { result } = await recorded(drawer, { at, act: 'enrolPc', party: profile.label[language], items: [] }, () =>
      inSession(ports, { drawer, profile }, async (send) => {
        const device = await sendEnrolment(send, profile, { challenge, name, jwk, keyProof, ...proof })
        const { id: deviceId, enrolled_at: enrolledAt, ends_at: endsAt } = device
        await drawer.finishEnrolment({ origin, deviceId, name, enrolledAt, endsAt })
        return readEnrolments(ports, { drawer, profile })
      }),
    )
    return result
  } catch (error) {
    if ((await drawer.enrolment(origin)) === undefined) await forgetHere(ports, { drawer, profile })
    throw error
  }
}

/**
 * Logs in with that key; no card, no PIN.
 * @throws enrolment.none, enrolment.otherPc, enrolment.ended: what is kept here is then taken away; portal.*
 */
export async function logInByPc(
  ports: PortalPorts,
  { drawer, profile, language }: AtPortal & { readonly language: 'ja' | 'en' },
): Promise<Session> {
  const client = await pcClient(ports, { drawer, profile })
  const at = ports.now().toISOString()
  try {
    const { result } = await recorded(
      drawer,
      { at, act: 'logIn', party: profile.label[language], items: [] },
      async () => {
        await drawer.beginSession()
        const send = boundFetch(ports, drawer)
        const code = await authorizePc({ fetch: ports.fetch, send, profile }, client)
        // An assertion is good for one use.
        return beginSession(ports, { drawer, profile }, code, {
          by: 'pc',
          client: await pcClient(ports, { drawer, profile }),
        })
      },
    )
    return sessionOf(result, profile, language)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'enrolment.ended')
      await forgetHere(ports, { drawer, profile })
    throw error
  }
}

/** What this PC knows, and what the portal lists where somebody is logged in. @throws portal.* */
export async function readEnrolments(ports: PortalPorts, { drawer, profile }: AtPortal): Promise<Enrolments> {
  const own = await drawer.enrolment(profile.origin)
  const token = await drawer.token()
  const devices =
    token === undefined ? null : await inSession(ports, { drawer, profile }, (send) => fetchDevices(send, profile))
  const listed = devices?.find(({ id }) => id === own?.deviceId)
  if (own !== undefined && devices !== null && listed?.state !== 'active') {
    await forgetHere(ports, { drawer, profile })
    return { thisPc: null, atPortal: devices.map((device) => shownDevice(device, undefined)) }
  }
  return {
    thisPc: own === undefined ? null : { name: own.name, enrolledAt: own.enrolledAt, endsAt: own.endsAt },
    atPortal: devices?.map((device) => shownDevice(device, own?.deviceId)) ?? null,
  }
}

/**
 * Ends one at the portal; this PC's own is taken away here too. Ending what began this very session ends the session.
 * @throws session.*, portal.*
 */
export async function endEnrolment(
  ports: PortalPorts,
  { drawer, profile, language, id }: AtPortal & { readonly language: 'ja' | 'en'; readonly id: string },
): Promise<void> {
  const own = await drawer.enrolment(profile.origin)
  const at = ports.now().toISOString()
  const token = (await drawer.token()) ?? fail({ code: 'session.none' })
  await recorded(drawer, { at, act: 'endEnrolment', party: profile.label[language], items: [] }, () =>
    inSession(ports, { drawer, profile }, (send) => endDevice(send, profile, id)),
  )
  if (own?.deviceId !== id) return
  await forgetHere(ports, { drawer, profile })
  if (token.by === 'pc') await drawer.clearToken()
}

/** Drawer first: a secret without its key opens nothing. */
async function forgetHere(ports: PortalPorts, { drawer, profile }: { drawer: Drawer } & Pick<AtPortal, 'profile'>) {
  await drawer.dropEnrolment(profile.origin)
  await forgetPcSecret(ports, (await drawer.header()).drawerId)
}

const states = {
  active: 'active',
  revoked: 'revoked',
  certificate_expired: 'certificateExpired',
  certificate_revoked: 'certificateRevoked',
  certificate_replaced: 'certificateReplaced',
} as const

function shownDevice(device: PortalDevice, own: string | undefined): NonNullable<Enrolments['atPortal']>[number] {
  const { id, name, enrolled_at: enrolledAt, ends_at: endsAt, used_at: usedAt, state } = device
  const used = usedAt === undefined ? {} : { usedAt }
  return { id, name, enrolledAt, endsAt, ...used, state: states[state], thisPc: id === own }
}
