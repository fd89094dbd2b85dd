import type { PortalToken } from '../../main/drawer/drawer.ts'
import { at } from './drawers.ts'

/** A session with a portal that nobody runs. */
export const portalToken = (accessToken: string, origin = 'https://p.invalid'): PortalToken => ({
  portal: 'practice',
  origin,
  name: '架空',
  by: 'card',
  accessToken,
  refreshToken: `${accessToken} next`,
  since: at,
  expiresAt: at,
  idleSeconds: 600,
  usedAt: at,
})
