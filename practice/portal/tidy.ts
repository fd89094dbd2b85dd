// What the portal forgets: everything that has run out some time ago.
import type { PortalDatabase } from './database.ts'

const dayMs = 86_400_000

/** Tokens and codes after a day, sessions, offers and answered requests after 30. What was issued and the history stay. */
export function tidy(database: PortalDatabase, now: Date): void {
  const yesterday = now.getTime() - dayMs
  const monthAgo = now.getTime() - 30 * dayMs
  database.transaction(() => {
    for (const table of [
      'login_challenges',
      'login_codes',
      'session_tokens',
      'issuance_tokens',
      'proof_nonces',
      'seen_jtis',
      'enrolment_challenges',
      'mandate_challenges',
      'link_tickets',
      'pushed_requests',
      'phone_logins',
    ]) {
      database.prepare(`DELETE FROM ${table} WHERE expires_at < ?`).run(yesterday)
    }
    database
      .prepare('DELETE FROM sessions WHERE used_at < ? AND id NOT IN (SELECT session FROM session_tokens)')
      .run(monthAgo)
    database
      .prepare('DELETE FROM offers WHERE expires_at < ? AND id NOT IN (SELECT offer FROM issuance_tokens)')
      .run(monthAgo)
    database.prepare('DELETE FROM selfinfo_jobs WHERE due_at < ?').run(monthAgo)
    database.prepare('DELETE FROM presentation_requests WHERE expires_at < ?').run(monthAgo)
  })()
}
