// What became of a credential at the wallet (OpenID4VCI 11). The same word twice is no error.
import { z } from 'zod'
import { readJson } from '../body.ts'
import type { PortalContext } from '../context.ts'
import { empty, Problem, ProtocolError } from '../problem.ts'
import type { Call, Route } from '../route.ts'
import { requireIssuanceToken } from './token.ts'

const body = z.object({
  notification_id: z.string().max(100),
  event: z.enum(['credential_accepted', 'credential_failure', 'credential_deleted']),
  event_description: z.string().max(1000).optional(),
})

export function notificationRoutes(context: PortalContext): Route[] {
  return [{ method: 'POST', path: '/issuer/notification', handle: (call) => notify(context, call) }]
}

/** @throws invalid_token, invalid_notification_request, invalid_notification_id (OpenID4VCI 11.3) */
async function notify(context: PortalContext, { request }: Call): Promise<Response> {
  const { person } = requireIssuanceToken(context, request)
  const sent = await readJson(request, body).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
    throw new ProtocolError('invalid_notification_request', error.detail ?? error.code)
  })
  const { changes } = context.database
    .prepare('UPDATE issued SET event = ? WHERE notification = ? AND person = ?')
    .run(sent.event, sent.notification_id, person)
  if (changes === 0) throw new ProtocolError('invalid_notification_id', 'the id is not known')
  return empty()
}
