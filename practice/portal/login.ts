// Log-in by card: a challenge, signed with the authentication key, becomes a code that the token endpoint takes.
import { z } from 'zod'
import { linkAccount, personOfCertificate } from './account.ts'
import type { PortalContext } from './context.ts'
import { recordHistory } from './history.ts'
import { judgeLogInCertificate } from './logInCertificate.ts'
import { issueCode } from './oauth/codes.ts'
import { json, Problem } from './problem.ts'
import { open, type Route } from './route.ts'
import { newId, newSecret } from './secrets.ts'
import { signatureHolds, statementBytes } from './statement.ts'

const challengeLifeMs = 60_000
/** More log-ins than a household can begin in a minute. */
const maximumOpen = 200

const challengeBody = z.object({
  /** RFC 7636 4.2: SHA-256 of the verifier, base64url. */
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.literal('S256'),
})

const verifyBody = z.object({
  login_id: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  signature: z.base64url().max(1_400),
  certificate: z.base64url().max(8_000),
})

const challenge = z.object({
  login_id: z.string(),
  nonce: z.string(),
  /** What is signed names it; a wallet signs for no other. */
  origin: z.string(),
  expires_in: z.int(),
})
/** Redeemed at the token endpoint within 60 seconds. */
const code = z.object({ code: z.string() })

export function logInRoutes(context: PortalContext): Route[] {
  return [
    open('POST /api/login/card/challenge', {
      summary: 'Begin a log-in by card',
      body: challengeBody,
      answers: { 200: challenge },
      handle: ({ body }) => begin(context, body.code_challenge),
    }),
    open('POST /api/login/card/verify', {
      summary: 'Finish it with what the authentication key signed',
      body: verifyBody,
      answers: { 200: code },
      handle: ({ body }) => verify(context, body),
    }),
  ]
}

/**
 * What the card signs: for each of purpose, origin, nonce and log-in id its length in bytes as 4 bytes big-endian, then
 * its UTF-8 bytes. So no two different challenges have the same bytes, and none is a challenge of something else.
 */
export function logInBytes(origin: string, nonce: string, logInId: string): Uint8Array {
  return statementBytes('tefuda/login/1', origin, nonce, logInId)
}

function begin({ database, faults, now, origin }: PortalContext, codeChallenge: string): Response {
  const at = now().getTime()
  database.prepare('DELETE FROM login_challenges WHERE expires_at <= ?').run(at - 10 * challengeLifeMs)
  const open = database.prepare('SELECT count(*) FROM login_challenges WHERE expires_at > ?').pluck().get(at)
  if (Number(open) >= maximumOpen) throw new Problem('rate_limited', undefined, { 'retry-after': '60' })
  const id = newId()
  const nonce = newSecret()
  database
    .prepare('INSERT INTO login_challenges (id, nonce, origin, code_challenge, expires_at) VALUES (?, ?, ?, ?, ?)')
    .run(id, nonce, origin, codeChallenge, at + challengeLifeMs)
  return json({
    login_id: id,
    nonce: faults.strikes('wrong_nonce') ? newSecret() : nonce,
    origin: faults.strikes('wrong_origin') ? 'https://portal.example.invalid' : origin,
    expires_in: challengeLifeMs / 1000,
  })
}

async function verify(context: PortalContext, sent: z.output<typeof verifyBody>): Promise<Response> {
  const challenge = takeChallenge(context, sent.login_id)
  const certificate = Uint8Array.from(Buffer.from(sent.certificate, 'base64url'))
  const refusal = await judgeLogInCertificate(context, certificate)
  if (refusal !== undefined) throw new Problem(refusal)
  const signed = logInBytes(challenge.origin, challenge.nonce, sent.login_id)
  if (!signatureHolds(certificate, signed, Buffer.from(sent.signature, 'base64url')))
    throw new Problem('signature_invalid')

  const person = await personOfCertificate(context, certificate)
  if (person === undefined) throw new Problem('cert_not_registered')
  linkAccount(context, person, certificate)
  recordHistory(context, person.id, 'log_in')
  return json({
    code: issueCode(context, { person: person.id, method: 'card', codeChallenge: challenge.codeChallenge }),
  })
}

/** A challenge is used up by the first answer, right or wrong. @throws nonce_expired */
function takeChallenge({ database, now }: PortalContext, id: string) {
  const found = database
    .prepare<[string], { nonce: string; origin: string; codeChallenge: string; expiresAt: number }>(
      `DELETE FROM login_challenges WHERE id = ?
       RETURNING nonce, origin, code_challenge AS codeChallenge, expires_at AS expiresAt`,
    )
    .get(id)
  if (found === undefined || found.expiresAt <= now().getTime()) throw new Problem('nonce_expired')
  return found
}
