// Enrolling this PC at a portal, and the list of what is enrolled there.
import { z } from 'zod'
import { jwkThumbprint } from '../credentials/jwk.ts'
import type { PublicP256 } from '../drawer/contract/portal.ts'
import { fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { PortalResources } from './api.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'
import { statementBytes } from './statement.ts'

const text = z.string().min(1).max(500)
const challengeBody = z.looseObject({
  enrolment_id: z.string().regex(/^[\w-]{1,200}$/),
  nonce: z.string().min(16).max(500),
  origin: text,
})
const deviceBody = z.looseObject({
  id: z.string().regex(/^[\w-]{1,100}$/),
  name: z.string().min(1).max(80),
  enrolled_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  used_at: z.iso.datetime().optional(),
  state: z.enum(['active', 'revoked', 'certificate_expired', 'certificate_revoked', 'certificate_replaced']),
  this_one: z.boolean(),
})
const devicesBody = z.array(deviceBody).max(200)

export type PortalDevice = z.output<typeof deviceBody>

export interface EnrolmentChallenge {
  readonly id: string
  readonly nonce: string
}

/**
 * Needs a session that the card began.
 * @throws enrolment.cardRequired, portal.otherOrigin: signing it would enrol the key somewhere else; portal.*
 */
export async function beginEnrolment(send: SessionFetch, profile: PortalProfile): Promise<EnrolmentChallenge> {
  const url = endpoint(profile, 'devices', 'challenge')
  const response = await send({ method: 'POST', url })
  const body = await readJson(await expectCard(response), challengeBody)
  if (body.origin !== profile.origin) fail({ code: 'portal.otherOrigin' })
  return { id: body.enrolment_id, nonce: body.nonce }
}

/** What the card signs: purpose, origin, nonce, and the thumbprint (RFC 7638) of the key that may log in from now on. */
export const enrolmentMessage = (origin: string, nonce: string, jwk: PublicP256): Uint8Array =>
  statementBytes('tefuda/enrol/1', origin, nonce, Buffer.from(jwkThumbprint(jwk)).toString('base64url'))

export interface EnrolmentToSend {
  readonly challenge: EnrolmentChallenge
  readonly name: string
  readonly jwk: PublicP256
  /** JWT by the new key over this very challenge. */
  readonly keyProof: string
  readonly signature: Uint8Array
  /** DER. */
  readonly certificate: Uint8Array
}

/** @throws enrolment.cardRequired, portal.refused (other_person, cert_revoked, too_many …), portal.* */
export async function sendEnrolment(
  send: SessionFetch,
  profile: PortalProfile,
  { challenge, name, jwk, keyProof, signature, certificate }: EnrolmentToSend,
): Promise<PortalDevice> {
  const json: PortalResources['POST /api/devices/v1']['body'] = {
    enrolment_id: challenge.id,
    name,
    jwk,
    key_proof: keyProof,
    signature: Buffer.from(signature).toString('base64url'),
    certificate: Buffer.from(certificate).toString('base64url'),
  }
  const response = await send({ method: 'POST', url: endpoint(profile, 'devices'), json })
  return readJson(await expectCard(response), deviceBody)
}

/** Newest first, with those that ended. @throws portal.* */
export async function fetchDevices(send: SessionFetch, profile: PortalProfile): Promise<PortalDevice[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'devices') })
  return readJson(await expectSuccess(response), devicesBody)
}

/** @throws portal.* */
export async function endDevice(send: SessionFetch, profile: PortalProfile, id: string): Promise<void> {
  const url = endpoint(profile, 'devices', id)
  await expectSuccess(await send({ method: 'DELETE', url }))
}

const expectCard = (response: Response): Promise<Response> =>
  expectUnless(response, { card_required: { code: 'enrolment.cardRequired' } })
