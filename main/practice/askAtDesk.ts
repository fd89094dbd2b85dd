import { z } from 'zod'
import { fail } from '../failure.ts'
import type { Fetch } from '../ports.ts'

const answer = z.object({ request: z.string().max(20_000) })

/** Has a desk of the practice portal make its usual request. @returns its openid4vp link @throws portal.* */
export async function askAtDesk(
  fetch: Fetch,
  portal: { readonly origin: string; readonly token: string },
  verifier: 'portal' | 'clinic' | 'rental',
): Promise<string> {
  const response = await fetch(
    new Request(`${portal.origin}/practice/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${portal.token}` },
      body: JSON.stringify({ verifier }),
    }),
  )
  const made = answer.safeParse(await response.json().catch(() => undefined))
  if (!response.ok || !made.success) return fail({ code: 'portal.badAnswer', detail: 'practice request' })
  return made.data.request
}
