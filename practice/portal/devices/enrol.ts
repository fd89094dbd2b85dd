// Enrolling a PC: after a log-in by card, the card signs that a key of this PC may log in for its holder.
import { z } from 'zod'
import { personOfCertificate } from '../account.ts'
import type { PortalContext, Session } from '../context.ts'
import { recordHistory } from '../history.ts'
import { openJwt, publicJwk, thumbprint } from '../jwt.ts'
import { judgeLogInCertificate } from '../logInCertificate.ts'
import { json, Problem } from '../problem.ts'
import { type PersonalCall, personal, type Route } from '../route.ts'
import { newId, newSecret } from '../secrets.ts'
import { secondsOf } from '../sign.ts'
import { signatureHolds, statementBytes } from '../statement.ts'
import { addDevice, devicesOf, isKeyKnown } from './register.ts'
import { deviceShape, showDevice } from './show.ts'

const challengeLifeMs = 2 * 60_000
/** More PCs than a household has. */
const maximumDevices = 5

const enrolment = z.strictObject({
  enrolment_id: z.string().regex(/^[\w-]{22}$/),
  /** As the person calls the PC. */
  name: z.string().min(1).max(40),
  jwk: publicJwk,
  /** JWT of the new key over this enrolment: `{ aud: origin, nonce, iat }`, typ tefuda-device-proof+jwt. */
  key_proof: z.string().max(2_000),
  /** Of the authentication key over tefuda/enrol/1, origin, nonce and thumbprint (RFC 7638) of the new key. */
  signature: z.base64url().max(1_400),
  certificate: z.base64url().max(8_000),
})

const proofHeader = z.object({ alg: z.literal('ES256'), typ: z.literal('tefuda-device-proof+jwt') })
const proofPayload = z.object({ aud: z.string(), nonce: z.string(), iat: z.int() })

export function enrolmentRoutes(context: PortalContext): Route[] {
  return [
    personal('POST /api/devices/v1/challenge', {
      summary: 'Begin to enrol this PC; needs a session that the card began',
      answers: {
        200: z.object({ enrolment_id: z.string(), nonce: z.string(), origin: z.string(), expires_in: z.int() }),
      },
      handle: ({ session }) => begin(context, session),
    }),
    personal('POST /api/devices/v1', {
      summary: 'Enrol it with what the card signed',
      body: enrolment,
      answers: { 201: deviceShape },
      handle: (call) => enrol(context, call),
    }),
  ]
}

/** What the card signs. */
export function enrolmentBytes(origin: string, nonce: string, keyThumbprint: string): Uint8Array {
  return statementBytes('tefuda/enrol/1', origin, nonce, keyThumbprint)
}

function begin({ database, faults, now, origin }: PortalContext, session: Session): Response {
  requireCard(session)
  const at = now().getTime()
  database.prepare('DELETE FROM enrolment_challenges WHERE person = ? OR expires_at <= ?').run(session.person, at)
  const id = newId()
  const nonce = newSecret()
  database
    .prepare('INSERT INTO enrolment_challenges (id, person, nonce, origin, expires_at) VALUES (?, ?, ?, ?, ?)')
    .run(id, session.person, nonce, origin, at + challengeLifeMs)
  return json({
    enrolment_id: id,
    nonce: faults.strikes('wrong_nonce') ? newSecret() : nonce,
    origin: faults.strikes('wrong_origin') ? 'https://portal.example.invalid' : origin,
    expires_in: challengeLifeMs / 1000,
  })
}

/**
 * @throws card_required, nonce_expired, cert_*, issuer_mismatch, other_person, signature_invalid, key_proof_invalid,
 *   duplicate, too_many
 */
async function enrol(
  context: PortalContext,
  { session, body }: PersonalCall<z.output<typeof enrolment>>,
): Promise<Response> {
  requireCard(session)
  const { nonce, origin } = takeChallenge(context, body.enrolment_id, session.person)
  const certificate = Uint8Array.from(Buffer.from(body.certificate, 'base64url'))
  const refusal = await judgeLogInCertificate(context, certificate)
  if (refusal !== undefined) throw new Problem(refusal)
  const holder = await personOfCertificate(context, certificate)
  if (holder?.id !== session.person) throw new Problem('other_person')
  const keyThumbprint = thumbprint(body.jwk)
  const signed = enrolmentBytes(origin, nonce, keyThumbprint)
  if (!signatureHolds(certificate, signed, Buffer.from(body.signature, 'base64url'))) {
    throw new Problem('signature_invalid')
  }
  checkKeyProof(context, body, nonce)
  if (isKeyKnown(context, keyThumbprint)) throw new Problem('duplicate', 'the key is enrolled already')
  const active = devicesOf(context, session.person).filter(({ endedWhy }) => endedWhy === null)
  if (active.length >= maximumDevices) throw new Problem('too_many', 'devices')
  const { jwk, name } = body
  const id = addDevice(context, { person: session.person, name, jwk, keyThumbprint, certificate })
  recordHistory(context, session.person, 'device_enrolled')
  const device = devicesOf(context, session.person).find((one) => one.id === id)
  if (device === undefined) throw new Error('the device was not kept')
  return json(showDevice(device, session), 201)
}

/** An enrolment is an act for which the card must have been there just now. @throws card_required */
function requireCard({ method }: Session): void {
  if (method !== 'card') throw new Problem('card_required')
}

/** Used up by the first try. @throws nonce_expired */
function takeChallenge({ database, now }: PortalContext, id: string, person: string) {
  const found = database
    .prepare<[string, string], { nonce: string; origin: string; expiresAt: number }>(
      `DELETE FROM enrolment_challenges WHERE id = ? AND person = ?
       RETURNING nonce, origin, expires_at AS expiresAt`,
    )
    .get(id, person)
  if (found === undefined || found.expiresAt <= now().getTime()) throw new Problem('nonce_expired')
  return found
}

function checkKeyProof(context: PortalContext, body: z.output<typeof enrolment>, nonce: string): void {
  const opened = openJwt(body.key_proof, proofHeader, proofPayload, () => body.jwk)
  if (typeof opened === 'string') throw new Problem('key_proof_invalid', opened)
  const { aud, nonce: named, iat } = opened.payload
  if (aud !== context.origin || named !== nonce) throw new Problem('key_proof_invalid', 'aud or nonce does not fit')
  if (Math.abs(secondsOf(context.now()) - iat) > 120) throw new Problem('key_proof_invalid', 'iat is too far from now')
}
