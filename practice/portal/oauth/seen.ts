// Identifiers of tokens that may come once (RFC 7519 4.1.7).
import type { PortalContext } from '../context.ts'
import { sha256 } from '../secrets.ts'

/** @param use keeps one kind of token from using up another's identifiers @returns false when it came before */
export function seenFirst(
  { database, now }: Pick<PortalContext, 'database' | 'now'>,
  use: string,
  jti: string,
  lifeMs: number,
): boolean {
  const at = now().getTime()
  database.prepare('DELETE FROM seen_jtis WHERE expires_at <= ?').run(at)
  const { changes } = database
    .prepare('INSERT OR IGNORE INTO seen_jtis (jti_sha256, expires_at) VALUES (?, ?)')
    .run(sha256(`${use} ${jti}`), at + lifeMs)
  return changes === 1
}
