import { useEffect, useState } from 'react'
import type { PortalMandate, PortalMandateScope } from '../preload/shapes/portalMandates.ts'

/** For whom the open person may do that at the portal today, as it told last. */
export function usePortalMandates(scope: PortalMandateScope): readonly PortalMandate[] {
  const [mandates, setMandates] = useState<readonly PortalMandate[]>([])
  useEffect(() => {
    void window.wallet.portalMandates.list().then((outcome) => {
      if (!outcome.ok) return
      const usable = outcome.value.mandates.filter(
        ({ agent, state, scopes, goneSince }) =>
          agent.me && state === 'active' && scopes.includes(scope) && goneSince === undefined,
      )
      setMandates(usable)
    })
  }, [scope])
  return mandates
}
