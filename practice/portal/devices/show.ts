// An enrolled device as the person sees it.
import { z } from 'zod'
import type { Session } from '../context.ts'
import type { Device } from './register.ts'

export const deviceShape = z.object({
  /** Also its client_id. */
  id: z.string(),
  name: z.string(),
  enrolled_at: z.string(),
  /** When the certificate ends that vouched for it. */
  ends_at: z.string(),
  used_at: z.string().optional(),
  state: z.enum(['active', 'revoked', 'certificate_expired', 'certificate_revoked', 'certificate_replaced']),
  /** Whether this very session is its own. */
  this_one: z.boolean(),
})

export function showDevice(device: Device, session: Session): z.output<typeof deviceShape> {
  return {
    id: device.id,
    name: device.name,
    enrolled_at: new Date(device.enrolledAt).toISOString(),
    ends_at: new Date(device.endsAt).toISOString(),
    ...(device.usedAt === null ? {} : { used_at: new Date(device.usedAt).toISOString() }),
    state: device.endedWhy ?? 'active',
    this_one: session.device === device.id,
  }
}
