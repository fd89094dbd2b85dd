// The token endpoint: a code with its PKCE verifier, or a refresh token, becomes a session's tokens.
import { z } from 'zod'
import type { LogInMethod, PortalContext } from '../context.ts'
import { empty, json, ProtocolError } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newId, newSecret, sameSecret, sha256 } from '../secrets.ts'
import { endSession, idleLimitMs } from '../session.ts'
import { clientForm, requireAssertion, requireDevice, tokenEndpoint } from './clientAssertion.ts'
import { proofAtServer } from './dpop.ts'
import { issueIdToken, issuerOf, publicKeys } from './idToken.ts'
import { findOperator } from './operators.ts'

/** At most 15 minutes; the session lives on by refreshing. */
const accessLifeMs = 15 * 60_000
const publicClient = 'tefuda'

const tokenForm = z.looseObject({
  ...clientForm,
  grant_type: z.string(),
  code: z.string().max(200).optional(),
  code_verifier: z.string().max(200).optional(),
  redirect_uri: z.string().max(255).optional(),
  refresh_token: z.string().max(200).optional(),
})
type TokenForm = z.output<typeof tokenForm>

const tokens = z.object({
  access_token: z.string(),
  token_type: z.enum(['Bearer', 'DPoP']),
  expires_in: z.int(),
  refresh_token: z.string(),
  /** At a log-in, not at a refresh. */
  id_token: z.string().optional(),
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
      handle: ({ request, body }) => token(context, request, body),
    }),
    open('POST /realms/main/protocol/openid-connect/revoke', {
      summary: 'End the session that a token belongs to (RFC 7009 2)',
      oauth: 'invalid_request',
      form: z.looseObject({ token: z.string().max(300), token_type_hint: z.string().max(40).optional() }),
      answers: { 200: null },
      handle: ({ body }) => revoke(context, body.token),
    }),
    open('GET /realms/main/protocol/openid-connect/certs', {
      summary: 'The keys that ID tokens are signed with (RFC 7517 5)',
      answers: { 200: z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }) },
      handle: () => json(publicKeys(context)),
    }),
    open('GET /realms/main/.well-known/openid-configuration', {
      summary: 'Metadata of the log-in (RFC 8414, OpenID Connect Discovery 3)',
      answers: { 200: z.looseObject({ issuer: z.string(), token_endpoint: z.string() }) },
      handle: () => json(metadata(context)),
    }),
  ]
}

function metadata(context: PortalContext) {
  const base = `${issuerOf(context)}/protocol/openid-connect`
  return {
    issuer: issuerOf(context),
    authorization_endpoint: `${base}/auth`,
    pushed_authorization_request_endpoint: `${base}/ext/par/request`,
    require_pushed_authorization_requests: true,
    token_endpoint: tokenEndpoint(context),
    userinfo_endpoint: `${base}/userinfo`,
    revocation_endpoint: `${base}/revoke`,
    jwks_uri: `${base}/certs`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    scopes_supported: ['openid'],
    code_challenge_methods_supported: ['S256'],
    // none: log-in by card and by phone; private_key_jwt: enrolled devices and registered operators.
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    dpop_signing_alg_values_supported: ['ES256'],
    id_token_signing_alg_values_supported: ['ES256'],
    subject_types_supported: ['pairwise'],
    authorization_response_iss_parameter_supported: true,
  }
}

/** @throws invalid_request, invalid_grant, invalid_client, unsupported_grant_type, invalid_dpop_proof, use_dpop_nonce */
async function token(context: PortalContext, request: Request, form: TokenForm): Promise<Response> {
  const keyThumbprint = proofAtServer(context, request)
  switch (form.grant_type) {
    case 'authorization_code': {
      const { session, idToken } = await redeemCode(context, form, keyThumbprint)
      return json({ ...issueTokens(context, session), id_token: idToken })
    }
    case 'refresh_token':
      return json(issueTokens(context, await redeemRefreshToken(context, form, keyThumbprint)))
    default:
      throw new ProtocolError('unsupported_grant_type', 'use authorization_code or refresh_token')
  }
}

interface StoredCode {
  readonly person: string
  readonly challenge: string
  readonly expiresAt: number
  readonly session: string | null
  readonly method: LogInMethod
  readonly device: string | null
  readonly keyThumbprint: string | null
  readonly redirectUri: string | null
  readonly nonce: string | null
}

/** Single use, at most 60 s. A code that comes a second time ends the session that it began (RFC 6749 4.1.2). */
async function redeemCode(
  context: PortalContext,
  form: TokenForm,
  keyThumbprint: string | undefined,
): Promise<{ session: string; idToken: string }> {
  const { database, now } = context
  const { code, code_verifier: verifier } = form
  if (code === undefined) throw new ProtocolError('invalid_request', 'code is missing')
  if (verifier === undefined || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) {
    throw new ProtocolError('invalid_request', 'code_verifier is missing or malformed (RFC 7636 4.1)')
  }
  const id = newId()
  const found = takeCode(context, code, id)
  const at = now().getTime()
  if (found.expiresAt <= at) throw new ProtocolError('invalid_grant', 'the code has expired')
  if (!sameSecret(sha256(verifier), found.challenge)) throw new ProtocolError('invalid_grant', 'PKCE does not match')
  if (found.keyThumbprint !== null && found.keyThumbprint !== keyThumbprint) {
    throw new ProtocolError('invalid_grant', 'the code belongs to another key (RFC 9449 10)')
  }
  if (found.redirectUri !== null && found.redirectUri !== form.redirect_uri) {
    throw new ProtocolError('invalid_grant', 'redirect_uri is not that of the request')
  }
  const client = await clientOf(context, form, {
    ...found,
    operator: findOperator(context, form.client_id ?? '')?.id ?? null,
  })
  database
    .prepare(
      `INSERT INTO sessions (id, person, started_at, used_at, method, device, key_thumbprint, operator)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      found.person,
      at,
      at,
      found.method,
      found.device,
      keyThumbprint ?? null,
      client === publicClient || found.device !== null ? null : client,
    )
  const { person, method } = found
  return { session: id, idToken: issueIdToken(context, { person, method, client, nonce: found.nonce ?? undefined }) }
}

/** Used up whatever comes next, so that a verifier cannot be guessed. @throws invalid_grant */
function takeCode(context: PortalContext, code: string, session: string): StoredCode {
  const { database } = context
  const found = database
    .prepare<[string], StoredCode>(
      `SELECT person, code_challenge AS challenge, expires_at AS expiresAt, session, method, device,
       key_thumbprint AS keyThumbprint, redirect_uri AS redirectUri, nonce FROM login_codes WHERE code_sha256 = ?`,
    )
    .get(sha256(code))
  if (found === undefined) throw new ProtocolError('invalid_grant', 'the code is not known')
  if (found.session !== null) {
    endSession(context, found.session)
    throw new ProtocolError('invalid_grant', 'the code was used before')
  }
  database.prepare('UPDATE login_codes SET session = ? WHERE code_sha256 = ?').run(session, sha256(code))
  return found
}

/** What a device or an operator was given, only that one can use. @throws invalid_client, invalid_grant */
async function clientOf(
  context: PortalContext,
  form: TokenForm,
  { device, operator }: { readonly device: string | null; readonly operator: string | null },
): Promise<string> {
  if (operator !== null) {
    const registered = findOperator(context, operator)
    if (registered === undefined || (form.client_id ?? operator) !== operator)
      throw new ProtocolError('invalid_grant', 'the grant belongs to another client')
    requireAssertion(context, form, registered)
    return operator
  }
  if (device === null) return publicClient
  const { id } = await requireDevice(context, form)
  if (id !== device) throw new ProtocolError('invalid_grant', 'the grant belongs to another client')
  return id
}

interface StoredRefresh {
  readonly session: string
  readonly usedAt: number | null
  readonly sessionUsedAt: number
  readonly endedAt: number | null
  readonly device: string | null
  readonly operator: string | null
  readonly keyThumbprint: string | null
}

/** Rotated at every use; one that comes twice was stolen from somebody, and the session ends (RFC 9700 4.14). */
async function redeemRefreshToken(
  context: PortalContext,
  form: TokenForm,
  keyThumbprint: string | undefined,
): Promise<string> {
  const { database, now } = context
  if (form.refresh_token === undefined) throw new ProtocolError('invalid_request', 'refresh_token is missing')
  const hash = sha256(form.refresh_token)
  const found = database
    .prepare<[string], StoredRefresh>(
      `SELECT session, t.used_at AS usedAt, s.used_at AS sessionUsedAt, ended_at AS endedAt, device, operator,
       key_thumbprint AS keyThumbprint
       FROM session_tokens t JOIN sessions s ON s.id = session WHERE token_sha256 = ? AND kind = 'refresh'`,
    )
    .get(hash)
  if (found === undefined) throw new ProtocolError('invalid_grant', 'the refresh token is not known')
  if (found.keyThumbprint !== null && found.keyThumbprint !== keyThumbprint) {
    throw new ProtocolError('invalid_grant', 'the token is bound to another key (RFC 9449 5)')
  }
  if (found.usedAt !== null) {
    endSession(context, found.session)
    throw new ProtocolError('invalid_grant', 'the refresh token was used before')
  }
  const at = now().getTime()
  if (found.endedAt !== null || found.sessionUsedAt + idleLimitMs <= at) {
    throw new ProtocolError('invalid_grant', 'the session has ended')
  }
  await clientOf(context, form, found)
  const { changes } = database
    .prepare('UPDATE session_tokens SET used_at = ? WHERE token_sha256 = ? AND used_at IS NULL')
    .run(at, hash)
  if (changes !== 1) throw new ProtocolError('invalid_grant', 'the refresh token was used before')
  return found.session
}

/** Bound to the key that the session began with, if it began with one. */
function issueTokens({ database, now }: PortalContext, session: string) {
  const bound = database.prepare<[string], string | null>('SELECT key_thumbprint FROM sessions WHERE id = ?').pluck()
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
    token_type: bound.get(session) ? 'DPoP' : 'Bearer',
    expires_in: accessLifeMs / 1000,
    refresh_token: refresh,
    session_idle_seconds: idleLimitMs / 1000,
  }
}

/** Whoever holds the token may end what it opens; an unknown one is no error (RFC 7009 2.2). */
function revoke(context: PortalContext, token: string): Response {
  const session = context.database
    .prepare<[string], string>('SELECT session FROM session_tokens WHERE token_sha256 = ?')
    .pluck()
    .get(sha256(token))
  if (session !== undefined) endSession(context, session)
  return empty(200)
}
