// Log-in by phone: the portal gives an address for a QR code; the phone shows a number that is typed here.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Failure, fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { PortalResources } from './api.ts'
import type { BoundFetch } from './boundFetch.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'

const startBody = z.looseObject({
  login_id: z.string().regex(/^[\w-]{1,200}$/),
  qr_url: z.string().max(500),
  expires_in: z.number().positive().max(300),
  interval: z.number().positive().max(30),
})
const pollBody = z.union([
  z.object({ code: z.string().min(1).max(2_000) }),
  z.object({ state: z.enum(['waiting', 'scanned', 'confirmed']) }),
])

export interface PhoneLogIn {
  readonly id: string
  /** For the QR code; on the portal's own origin. */
  readonly address: string
  readonly expiresAt: string
  readonly intervalMs: number
  readonly codeVerifier: string
}

/** Bound to the session's key: nobody else can ask how far it is. @throws portal.* */
export async function startPhoneLogIn(
  send: BoundFetch,
  profile: PortalProfile,
  pcName: string,
  at: Date,
): Promise<PhoneLogIn> {
  const codeVerifier = randomBytes(32).toString('base64url')
  const json: PortalResources['POST /api/login/qr']['body'] = {
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    pc_name: pcName,
  }
  const response = await send({ method: 'POST', url: endpoint(profile, 'phone'), json })
  const body = await readJson(await expectSuccess(response), startBody)
  // A code for another place would let a phone log somebody in there.
  if (!URL.canParse(body.qr_url) || new URL(body.qr_url).origin !== profile.origin) fail({ code: 'portal.otherOrigin' })
  return {
    id: body.login_id,
    address: body.qr_url,
    expiresAt: new Date(at.getTime() + body.expires_in * 1000).toISOString(),
    intervalMs: body.interval * 1000,
    codeVerifier,
  }
}

export type PhoneState = 'waiting' | 'scanned' | 'confirmed'

/**
 * Asks how far the phone is, or hands in the number that it shows.
 * @throws phoneLogIn.over, phoneLogIn.denied, phoneLogIn.codeWrong, portal.*
 */
export async function askPhoneLogIn(
  send: BoundFetch,
  profile: PortalProfile,
  { id }: Pick<PhoneLogIn, 'id'>,
  number?: string,
): Promise<{ readonly code: string } | { readonly state: PhoneState }> {
  const url = endpoint(profile, 'phone', id, 'poll')
  const response = await send({ method: 'POST', url, json: number === undefined ? {} : { code: number } })
  return readJson(await expectUnless(response, reasons), pollBody)
}

const reasons: Readonly<Record<string, Failure>> = {
  window_closed: { code: 'phoneLogIn.over' },
  too_many_tries: { code: 'phoneLogIn.over' },
  not_found: { code: 'phoneLogIn.over' },
  access_denied: { code: 'phoneLogIn.denied' },
  code_wrong: { code: 'phoneLogIn.codeWrong' },
}
