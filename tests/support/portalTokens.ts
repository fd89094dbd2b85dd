// What a drawer keeps of a portal, made up.
import type { Enrolment, PortalToken } from '../../main/drawer/contract/portal.ts'
import { at } from './drawers.ts'

const usual = 'https://p.invalid'

export const portalToken = (accessToken: string, more: Partial<PortalToken> = {}): PortalToken => ({
  portal: 'practice',
  origin: usual,
  name: '架空',
  by: 'card',
  accessToken,
  refreshToken: `after ${accessToken}`,
  since: at,
  expiresAt: at,
  idleSeconds: 3600,
  usedAt: at,
  ...more,
})

export const enrolment = (name: string): Enrolment => ({
  origin: usual,
  deviceId: 'a-device',
  name,
  enrolledAt: at,
  endsAt: at,
})
