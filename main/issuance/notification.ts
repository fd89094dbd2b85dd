import type { Fetch } from '../ports.ts'

/** Tells the issuer what became of the credential (OpenID4VCI 1.0 section 11). Its answer changes nothing here. @throws portal.* */
export async function sendNotification(
  fetch: Fetch,
  endpoint: string,
  token: string,
  notificationId: string,
  event: 'credential_accepted' | 'credential_failure',
): Promise<void> {
  await fetch(
    new Request(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ notification_id: notificationId, event }),
    }),
  )
}
