import { z } from 'zod'
import type { Sql } from '../database.ts'
import type { PortalToken } from '../drawer.ts'

const portalToken = z.object({
  portal: z.string(),
  origin: z.string(),
  name: z.string(),
  accessToken: z.string(),
  since: z.string(),
  expiresAt: z.string(),
})

/** The session with the portal, if there is one. */
export function tokenStore(sql: Sql) {
  const write = sql.prepare(
    'INSERT INTO token (one, content) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET content = excluded.content',
  )
  const select = sql.prepare<[], { content: string }>('SELECT content FROM token WHERE one = 1')
  const clear = sql.prepare('DELETE FROM token')

  return {
    save: (token: PortalToken): void => void write.run(JSON.stringify(portalToken.parse(token))),
    read: (): PortalToken | undefined => {
      const row = select.get()
      return row === undefined ? undefined : portalToken.parse(JSON.parse(row.content))
    },
    clear: (): void => void clear.run(),
  }
}
