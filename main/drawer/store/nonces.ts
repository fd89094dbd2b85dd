// Requests that were answered or declined: each nonce of a client once.

import type { Sql } from '../database.ts'
import { sha256 } from '../seal.ts'

export function nonceStore(sql: Sql) {
  const insert = sql.prepare('INSERT INTO nonce (hash, used_at) VALUES (?, ?) ON CONFLICT DO NOTHING')

  return {
    /** Marks it used; true when it was used before. */
    use: (clientId: string, nonce: string, at: string): boolean => {
      const hash = sha256(Buffer.from(JSON.stringify([clientId, nonce]), 'utf8'))
      return insert.run(hash, at).changes === 0
    },
  }
}
