// The issuer's token endpoint: a pre-authorized code becomes an access token for one credential (OpenID4VCI 6).
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json, ProtocolError } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newSecret, sameSecret, sha256 } from '../secrets.ts'
import { bearerToken } from '../session.ts'
import { preAuthorizedGrant } from './metadata.ts'
import { findOffer, maximumTxTries, type Offer } from './offers.ts'

const accessLifeMs = 10 * 60_000

const tokenForm = z.looseObject({
  grant_type: z.string(),
  'pre-authorized_code': z.string().max(200).optional(),
  tx_code: z.string().max(40).optional(),
})

export function issuanceTokenRoutes(context: PortalContext): Route[] {
  return [
    open('POST /issuer/token', {
      summary: 'A pre-authorized code becomes an access token (OpenID4VCI 1.0 6)',
      oauth: 'invalid_request',
      form: tokenForm,
      answers: { 200: z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int() }) },
      handle: ({ body }) => token(context, body),
    }),
  ]
}

/** @throws invalid_request, invalid_grant, unsupported_grant_type (OpenID4VCI 6.3) */
function token(context: PortalContext, form: z.output<typeof tokenForm>): Response {
  if (form.grant_type !== preAuthorizedGrant)
    throw new ProtocolError('unsupported_grant_type', 'use a pre-authorized code')
  const code = form['pre-authorized_code']
  if (code === undefined) throw new ProtocolError('invalid_request', 'pre-authorized_code is missing')
  const offer = redeem(context, code, form.tx_code)

  const access = newSecret()
  context.database
    .prepare('INSERT INTO issuance_tokens (token_sha256, offer, expires_at) VALUES (?, ?, ?)')
    .run(sha256(access), offer.id, context.now().getTime() + accessLifeMs)
  return json({ access_token: access, token_type: 'Bearer', expires_in: accessLifeMs / 1000 })
}

/** Single use; with a wrong transaction code the offer stays open for a few tries. */
function redeem(context: PortalContext, code: string, txCode: string | undefined): Offer {
  const { database, now } = context
  const offer = findOffer(context, 'code', code)
  if (offer === undefined) throw new ProtocolError('invalid_grant', 'the code is not known')
  if (offer.redeemedAt !== null) throw new ProtocolError('invalid_grant', 'the code was used before')
  if (offer.expiresAt <= now().getTime()) throw new ProtocolError('invalid_grant', 'the code has expired')
  if (offer.txCodeSha256 === null && txCode !== undefined) {
    throw new ProtocolError('invalid_request', 'no transaction code is expected')
  }
  if (offer.txCodeSha256 !== null) {
    if (txCode === undefined) throw new ProtocolError('invalid_request', 'tx_code is missing')
    if (offer.txTries >= maximumTxTries) throw new ProtocolError('invalid_grant', 'too many wrong transaction codes')
    if (!sameSecret(sha256(txCode), offer.txCodeSha256)) {
      database.prepare('UPDATE offers SET tx_tries = tx_tries + 1 WHERE id = ?').run(offer.id)
      throw new ProtocolError('invalid_grant', 'the transaction code is wrong')
    }
  }
  database.prepare('UPDATE offers SET redeemed_at = ? WHERE id = ?').run(now().getTime(), offer.id)
  return offer
}

/** For which offer the bearer token was given. @throws invalid_token (RFC 6750 3.1) */
export function requireIssuanceToken(context: PortalContext, request: Request): Offer {
  const token = bearerToken(request)
  const found =
    token === undefined
      ? undefined
      : context.database
          .prepare<[string], { offer: string; expiresAt: number }>(
            'SELECT offer, expires_at AS expiresAt FROM issuance_tokens WHERE token_sha256 = ?',
          )
          .get(sha256(token))
  const offer = found && found.expiresAt > context.now().getTime() ? findOffer(context, 'id', found.offer) : undefined
  if (offer === undefined) throw new ProtocolError('invalid_token', 'the access token is not known or has expired', 401)
  return offer
}
