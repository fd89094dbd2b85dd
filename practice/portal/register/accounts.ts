// 公金受取口座 that are registered: one a person.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json, Problem } from '../problem.ts'
import { accountFields } from '../procedures/parts.ts'
import { personal, type Route } from '../route.ts'

type Account = z.output<typeof accountFields>
const kept = accountFields.extend({ registered_at: z.string() })

export function keepAccount({ database, now }: PortalContext, person: string, account: Account): void {
  database
    .prepare(
      `INSERT INTO public_accounts (person, account, registered_at) VALUES (?, ?, ?)
       ON CONFLICT (person) DO UPDATE SET account = excluded.account, registered_at = excluded.registered_at`,
    )
    .run(person, JSON.stringify(account), now().getTime())
}

export function accountRoutes({ database }: PortalContext): Route[] {
  return [
    personal('GET /api/public-account/v1', {
      summary: 'The registered 公金受取口座',
      scope: 'applications',
      answers: { 200: kept },
      handle: ({ principal }) => {
        const row = database
          .prepare<[string], { account: string; registeredAt: number }>(
            'SELECT account, registered_at AS registeredAt FROM public_accounts WHERE person = ?',
          )
          .get(principal)
        if (row === undefined) throw new Problem('not_found')
        const account = accountFields.parse(JSON.parse(row.account))
        return json({ ...account, registered_at: new Date(row.registeredAt).toISOString() })
      },
    }),
  ]
}
