// Who asks, where a resource wants to know.
import type { PortalContext, Session } from './context.ts'
import { recordHistory } from './history.ts'
import { findMandate, stateOf } from './mandates/register.ts'
import { Problem } from './problem.ts'
import type { Arrived, MandateScope, Route } from './route.ts'
import { sameSecret } from './secrets.ts'
import { bearerToken, endSession, requireSession } from './session.ts'

/** @throws login_required, session_expired, invalid_dpop_proof, use_dpop_nonce, mandate_not_valid */
export function identify(
  context: PortalContext,
  { contract }: Route,
  request: Request,
): Pick<Arrived, 'session' | 'principal' | 'mandate'> {
  switch (contract.security) {
    case 'session': {
      const session = requireSession(context, request)
      // As after an hour without a call, in the middle of whatever it was.
      if (context.faults.strikes('session_expired', new URL(request.url).pathname)) {
        endSession(context, session.id)
        throw new Problem('session_expired')
      }
      const named = request.headers.get('mandate-id')
      if (named === null) return { session, principal: session.person }
      const principal = principalOf(context, named, contract.scope, session)
      return { session, principal, mandate: named }
    }
    case 'control':
      requireControlToken(context, request)
      return {}
    default:
      return {}
  }
}

/** Both will see that one acted for the other. @throws mandate_not_valid */
function principalOf(context: PortalContext, id: string, scope: MandateScope | undefined, session: Session): string {
  const mandate = findMandate(context, id)
  if (mandate === undefined || mandate.agent !== session.person || scope === undefined) {
    throw new Problem('mandate_not_valid')
  }
  if (!mandate.terms.scopes.includes(scope) || stateOf(context, mandate) !== 'active') {
    throw new Problem('mandate_not_valid')
  }
  const name = (person: string): string | undefined => context.world.person(person)?.name.kanji
  recordHistory(context, mandate.principal, 'proxied', name(mandate.agent), scope)
  recordHistory(context, mandate.agent, 'proxied', name(mandate.principal), scope)
  return mandate.principal
}

function requireControlToken({ controlToken }: PortalContext, request: Request): void {
  const token = bearerToken(request)
  if (token === undefined || !sameSecret(token, controlToken)) throw new Problem('login_required')
}
