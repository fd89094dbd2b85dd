// The token endpoint of the log-in: a code with its PKCE verifier, or a refresh token, becomes a session's tokens.
import { z } from 'zod'
import type { PortalContext } from './context.ts'
import { json, ProtocolError } from './problem.ts'
import { open, type Route } from './route.ts'
import { newId, newSecret, sameSecret, sha256 } from './secrets.ts'
import { endSession, idleLimitMs } from './session.ts'

/** At most 15 minutes; the session lives on by refreshing. */
const accessLifeMs = 15 * 60_000

const tokenForm = z.looseObject({
  grant_type: z.string(),
  code: z.string().max(200).optional(),
  code_verifier: z.string().max(200).optional(),
  refresh_token: z.string().max(200).optional(),
  client_id: z.string().max(100).optional(),
})

const tokens = z.object({
  access_token: z.string(),
  token_type: z.enum(['Bearer', 'DPoP']),
  expires_in: z.int(),
  refresh_token: z.string(),
  /** Not OAuth's: after so many seconds without any call the session ends. */
  session_idle_seconds: z.int(),
})

export function tokenRoutes(context: PortalContext): Route[] {
  return [
    open('POST /realms/main/protocol/openid-connect/token', {
      summary: 'A code or a refresh token becomes tokens (RFC 6749 4.1.3, 6)',
      oauth: 'invalid_request',
      form: tokenForm,
      answers: { 200: tokens },
      handle: ({ body }) => token(context, body),
    }),
    open('GET /realms/main/.well-known/openid-configuration', {
      summary: 'Metadata of the authorization server (RFC 8414)',
      answers: { 200: z.looseObject({ issuer: z.string(), token_endpoint: z.string() }) },
      handle: () => configuration(context),
    }),
  ]
}

function configuration({ origin }: PortalContext): Response {
  const issuer = `${origin}/realms/main`
  return json({
    issuer,
    token_endpoint: `${issuer}/protocol/openid-connect/token`,
    userinfo_endpoint: `${issuer}/protocol/openid-connect/userinfo`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    subject_types_supported: ['pairwise'],
    response_types_supported: ['code'],
  })
}

/** RFC 6749 4.1.3 and 6. @throws invalid_request, invalid_grant, unsupported_grant_type */
function token(context: PortalContext, form: z.output<typeof tokenForm>): Response {
  switch (form.grant_type) {
    case 'authorization_code':
      return json(issueTokens(context, redeemCode(context, form.code, form.code_verifier)))
    case 'refresh_token':
      return json(issueTokens(context, redeemRefreshToken(context, form.refresh_token)))
    default:
      throw new ProtocolError('unsupported_grant_type', 'use authorization_code or refresh_token')
  }
}

/**
 * Single use, at most 60 s. A code that comes a second time ends the session that it began (RFC 6749 4.1.2).
 * @returns the new session's id
 */
function redeemCode(context: PortalContext, code: string | undefined, verifier: string | undefined): string {
  const { database, now } = context
  if (code === undefined) throw new ProtocolError('invalid_request', 'code is missing')
  if (verifier === undefined || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) {
    throw new ProtocolError('invalid_request', 'code_verifier is missing or malformed (RFC 7636 4.1)')
  }
  const found = database
    .prepare<[string], { person: string; challenge: string; expiresAt: number; session: string | null }>(
      `SELECT person, code_challenge AS challenge, expires_at AS expiresAt, session FROM login_codes WHERE code_sha256 = ?`,
    )
    .get(sha256(code))
  if (found === undefined) throw new ProtocolError('invalid_grant', 'the code is not known')
  if (found.session !== null) {
    endSession(context, found.session)
    throw new ProtocolError('invalid_grant', 'the code was used before')
  }
  const id = newId()
  const at = now().getTime()
  // Used up whatever comes next, so that a verifier cannot be guessed.
  database.prepare('UPDATE login_codes SET session = ? WHERE code_sha256 = ?').run(id, sha256(code))
  if (found.expiresAt <= at) throw new ProtocolError('invalid_grant', 'the code has expired')
  if (!sameSecret(sha256(verifier), found.challenge)) throw new ProtocolError('invalid_grant', 'PKCE does not match')
  database
    .prepare('INSERT INTO sessions (id, person, started_at, used_at) VALUES (?, ?, ?, ?)')
    .run(id, found.person, at, at)
  return id
}

/** Rotated at every use; one that comes twice was stolen from somebody, and the session ends (RFC 9700 4.14). */
function redeemRefreshToken(context: PortalContext, token: string | undefined): string {
  const { database, now } = context
  if (token === undefined) throw new ProtocolError('invalid_request', 'refresh_token is missing')
  const found = database
    .prepare<[string], { session: string; usedAt: number | null; sessionUsedAt: number; endedAt: number | null }>(
      `SELECT session, t.used_at AS usedAt, s.used_at AS sessionUsedAt, ended_at AS endedAt
       FROM session_tokens t JOIN sessions s ON s.id = session WHERE token_sha256 = ? AND kind = 'refresh'`,
    )
    .get(sha256(token))
  if (found === undefined) throw new ProtocolError('invalid_grant', 'the refresh token is not known')
  if (found.usedAt !== null) {
    endSession(context, found.session)
    throw new ProtocolError('invalid_grant', 'the refresh token was used before')
  }
  const at = now().getTime()
  if (found.endedAt !== null || found.sessionUsedAt + idleLimitMs <= at) {
    throw new ProtocolError('invalid_grant', 'the session has ended')
  }
  database.prepare('UPDATE session_tokens SET used_at = ? WHERE token_sha256 = ?').run(at, sha256(token))
  return found.session
}

function issueTokens({ database, now }: PortalContext, session: string) {
  const access = newSecret()
  const refresh = newSecret()
  const at = now().getTime()
  const insert = database.prepare(
    'INSERT INTO session_tokens (token_sha256, session, kind, expires_at) VALUES (?, ?, ?, ?)',
  )
  insert.run(sha256(access), session, 'access', at + accessLifeMs)
  insert.run(sha256(refresh), session, 'refresh', at + idleLimitMs)
  return {
    access_token: access,
    token_type: 'Bearer',
    expires_in: accessLifeMs / 1000,
    refresh_token: refresh,
    /** Not OAuth's: after so many seconds without any call the session ends. */
    session_idle_seconds: idleLimitMs / 1000,
  }
}
