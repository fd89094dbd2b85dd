// Who asks, where a resource wants to know.
import type { PortalContext } from './context.ts'
import { Problem } from './problem.ts'
import type { Arrived, Route } from './route.ts'
import { sameSecret } from './secrets.ts'
import { bearerToken, requireSession } from './session.ts'

/** @throws login_required, session_expired */
export function identify(
  context: PortalContext,
  { contract }: Route,
  request: Request,
): Pick<Arrived, 'session' | 'principal'> {
  switch (contract.security) {
    case 'session': {
      const session = requireSession(context, request)
      return { session, principal: session.person }
    }
    case 'control':
      requireControlToken(context, request)
      return {}
    default:
      return {}
  }
}

function requireControlToken({ controlToken }: PortalContext, request: Request): void {
  const token = bearerToken(request)
  if (token === undefined || !sameSecret(token, controlToken)) throw new Problem('login_required')
}
