// The PC's side of a log-in by phone: begin, show the QR code, hand in the code that the phone shows.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { issueCode } from '../oauth/codes.ts'
import { requireProof } from '../oauth/dpop.ts'
import { json, Problem } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { sameSecret, sha256 } from '../secrets.ts'
import {
  beginPhoneLogIn,
  countTry,
  findPhoneLogIn,
  maximumTries,
  movePhoneLogIn,
  openPhoneLogIns,
  phoneLifeMs,
} from './logins.ts'

const maximumOpen = 50
const pollIntervalSeconds = 2

const startBody = z.strictObject({
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.literal('S256'),
  /** Shown on the phone, so that a person sees which PC it is. */
  pc_name: z.string().min(1).max(40),
})

export function phoneStartRoutes(context: PortalContext): Route[] {
  return [
    open('POST /api/login/qr', {
      summary: 'Begin a log-in by phone, bound to the key of the DPoP proof',
      body: startBody,
      answers: {
        200: z.object({ login_id: z.string(), qr_url: z.string(), expires_in: z.int(), interval: z.int() }),
      },
      handle: ({ request, body }) => start(context, request, body),
    }),
    open('POST /api/login/qr/:id/poll', {
      summary: 'Ask how far the phone is, or hand in the code that it shows',
      body: z.strictObject({
        code: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
      }),
      answers: {
        200: z.object({ code: z.string() }),
        202: z.object({ state: z.enum(['waiting', 'scanned', 'confirmed']) }),
      },
      handle: ({ request, params, body }) => poll(context, request, params['id'] ?? '', body.code),
    }),
  ]
}

/** @throws invalid_dpop_proof, use_dpop_nonce, rate_limited */
function start(context: PortalContext, request: Request, body: z.output<typeof startBody>): Response {
  const keyThumbprint = requireProof(context, request)
  if (openPhoneLogIns(context) >= maximumOpen) throw new Problem('rate_limited', undefined, { 'retry-after': '60' })
  const { id, scan } = beginPhoneLogIn(context, {
    codeChallenge: body.code_challenge,
    keyThumbprint,
    pcName: body.pc_name,
  })
  return json({
    login_id: id,
    qr_url: `${context.origin}/phone/${scan}`,
    expires_in: phoneLifeMs / 1000,
    interval: pollIntervalSeconds,
  })
}

/**
 * @throws not_found, window_closed after a minute or once used, access_denied when the person said no, too_many_tries,
 *   code_wrong with tries left, invalid_dpop_proof for another key than the starter's
 */
function poll(context: PortalContext, request: Request, id: string, code: string | undefined): Response {
  const keyThumbprint = requireProof(context, request)
  const found = findPhoneLogIn(context, 'id', id)
  if (found === undefined) throw new Problem('not_found')
  if (found.keyThumbprint !== keyThumbprint) throw new Problem('invalid_dpop_proof', 'another key began this')
  if (found.expiresAt <= context.now().getTime() || found.state === 'used') throw new Problem('window_closed')
  if (found.codeTries >= maximumTries || found.pinTries >= maximumTries) throw new Problem('too_many_tries')
  if (found.state === 'denied') throw new Problem('access_denied')
  if (found.state !== 'confirmed' || found.person === null || found.codeSha256 === null) {
    return json({ state: found.state === 'waiting' ? 'waiting' : 'scanned' }, 202)
  }
  if (code === undefined) return json({ state: 'confirmed' }, 202)
  if (!sameSecret(sha256(code), found.codeSha256)) {
    throw new Problem(countTry(context, id, 'code_tries') <= 0 ? 'too_many_tries' : 'code_wrong')
  }
  if (!movePhoneLogIn(context, id, 'confirmed', 'used')) throw new Problem('window_closed')
  const { person, codeChallenge } = found
  return json({ code: issueCode(context, { person, method: 'phone', codeChallenge, keyThumbprint }) })
}
