// What became of a credential at the wallet (OpenID4VCI 11). The same word twice is no error.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { empty, ProtocolError } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { requireIssuanceToken } from './token.ts'

const notification = z.object({
  notification_id: z.string().max(100),
  event: z.enum(['credential_accepted', 'credential_failure', 'credential_deleted']),
  event_description: z.string().max(1000).optional(),
})

export function notificationRoutes(context: PortalContext): Route[] {
  return [
    open('POST /issuer/notification', {
      summary: 'What became of a credential (OpenID4VCI 1.0 11)',
      security: 'issuance',
      oauth: 'invalid_notification_request',
      body: notification,
      answers: { 204: null },
      handle: (call) => notify(context, call.request, call.body),
    }),
  ]
}

/** @throws invalid_token, invalid_notification_request, invalid_notification_id (OpenID4VCI 11.3) */
function notify(context: PortalContext, request: Request, sent: z.output<typeof notification>): Response {
  const { person } = requireIssuanceToken(context, request)
  const { changes } = context.database
    .prepare('UPDATE issued SET event = ? WHERE notification = ? AND person = ?')
    .run(sent.event, sent.notification_id, person)
  if (changes === 0) throw new ProtocolError('invalid_notification_id', 'the id is not known')
  return empty()
}
