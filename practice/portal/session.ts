// Who is logged in, and the resources that tell and end it.
import { z } from 'zod'
import { subjectOf } from './account.ts'
import type { PortalContext, Session } from './context.ts'
import { historyList, historyOf, recordHistory } from './history.ts'
import { empty, json, Problem } from './problem.ts'
import { personal, type Route } from './route.ts'
import { sha256 } from './secrets.ts'

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

/**
 * The session that the bearer token belongs to; counts as use of it (RFC 6750).
 * @throws login_required, session_expired
 */
export function requireSession({ database, now }: PortalContext, request: Request): Session {
  const token = bearerToken(request)
  if (token === undefined) throw new Problem('login_required')
  const found = database
    .prepare<[string], { id: string; person: string; expiresAt: number; usedAt: number; endedAt: number | null }>(
      `SELECT s.id, person, expires_at AS expiresAt, s.used_at AS usedAt, ended_at AS endedAt
       FROM session_tokens JOIN sessions s ON s.id = session WHERE token_sha256 = ? AND kind = 'access'`,
    )
    .get(sha256(token))
  if (found === undefined || found.endedAt !== null) throw new Problem('login_required')
  const at = now().getTime()
  if (found.expiresAt <= at || found.usedAt + idleLimitMs <= at) throw new Problem('session_expired')
  database.prepare('UPDATE sessions SET used_at = ? WHERE id = ?').run(at, found.id)
  return { id: found.id, person: found.person, method: 'card' }
}

export function endSession({ database, now }: PortalContext, session: string): void {
  database.transaction(() => {
    database.prepare('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL').run(now().getTime(), session)
    database.prepare('DELETE FROM session_tokens WHERE session = ? AND used_at IS NULL').run(session)
  })()
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
  recordHistory(context, session.person, 'log_out')
  return empty()
}
