// Who is logged in, and the resources that tell and end it.
import { z } from 'zod'
import { subjectOf } from './account.ts'
import type { LogInMethod, PortalContext, Session } from './context.ts'
import { historyList, historyOf, recordHistory } from './history.ts'
import { requireProof } from './oauth/dpop.ts'
import { empty, json, Problem } from './problem.ts'
import { personal, type Route } from './route.ts'
import { sha256 } from './secrets.ts'
import { forgetResults } from './selfinfo/jobs.ts'

/** Without any call for so long, the session ends. */
export const idleLimitMs = 60 * 60_000

export function sessionRoutes(context: PortalContext): Route[] {
  return [
    personal('GET /realms/main/protocol/openid-connect/userinfo', {
      summary: 'Who is logged in',
      answers: { 200: z.object({ sub: z.string(), name: z.string() }) },
      handle: ({ session }) => userInfo(context, session),
    }),
    personal('GET /api/history/v1', {
      summary: 'やりとり履歴, newest first',
      answers: { 200: historyList },
      handle: ({ session }) => json(historyOf(context, session.person)),
    }),
    personal('POST /api/logout', {
      summary: 'End the session',
      answers: { 204: null },
      handle: ({ session }) => logOut(context, session),
    }),
  ]
}

interface Found {
  readonly id: string
  readonly person: string
  readonly method: LogInMethod
  readonly device: string | null
  readonly keyThumbprint: string | null
  readonly expiresAt: number
  readonly usedAt: number
  readonly endedAt: number | null
}

/**
 * The session that the access token belongs to; counts as use of it (RFC 6750, RFC 9449 7).
 * @throws login_required, session_expired, invalid_dpop_proof, use_dpop_nonce
 */
export function requireSession(context: PortalContext, request: Request): Session {
  const { database, now } = context
  const token = sentToken(request)
  if (token === undefined) throw new Problem('login_required')
  const found = database
    .prepare<[string], Found>(
      `SELECT s.id, person, expires_at AS expiresAt, s.used_at AS usedAt, ended_at AS endedAt,
       method, device, key_thumbprint AS keyThumbprint
       FROM session_tokens JOIN sessions s ON s.id = session WHERE token_sha256 = ? AND kind = 'access'`,
    )
    .get(sha256(token.value))
  if (found === undefined || found.endedAt !== null) throw new Problem('login_required')
  checkBinding(context, request, token, found.keyThumbprint)
  const at = now().getTime()
  if (found.expiresAt <= at || found.usedAt + idleLimitMs <= at) throw new Problem('session_expired')
  database.prepare('UPDATE sessions SET used_at = ? WHERE id = ?').run(at, found.id)
  const { id, person, method, device } = found
  return { id, person, method, ...(device === null ? {} : { device }) }
}

export function endSession({ database, now }: PortalContext, session: string): void {
  database.transaction(() => {
    database.prepare('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL').run(now().getTime(), session)
    database.prepare('DELETE FROM session_tokens WHERE session = ? AND used_at IS NULL').run(session)
  })()
}

/** A bound token comes with a proof of its key, and never as a bearer token (RFC 9449 7.1, 7.2). */
function checkBinding(
  context: PortalContext,
  request: Request,
  token: { scheme: string; value: string },
  keyThumbprint: string | null,
): void {
  if (keyThumbprint === null) {
    if (token.scheme !== 'bearer') throw new Problem('login_required')
    return
  }
  if (token.scheme !== 'dpop') throw new Problem('login_required')
  if (requireProof(context, request, token.value) !== keyThumbprint) {
    throw new Problem('invalid_dpop_proof', 'the key is not the one that the token is bound to')
  }
}

function sentToken(request: Request): { scheme: string; value: string } | undefined {
  const [, scheme = '', value = ''] =
    /^(Bearer|DPoP) ([\w.~+/-]{1,300}=*)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return value === '' ? undefined : { scheme: scheme.toLowerCase(), value }
}

/** RFC 6750 2.1; tokens in the query are not taken. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer ([\w.~+/-]{1,300}=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

function userInfo(context: PortalContext, { person }: Session): Response {
  return json({ sub: subjectOf(context, person), name: context.world.person(person)?.name.kanji })
}

function logOut(context: PortalContext, session: Session): Response {
  endSession(context, session.id)
  forgetResults(context, session.person)
  recordHistory(context, session.person, 'log_out')
  return empty()
}
