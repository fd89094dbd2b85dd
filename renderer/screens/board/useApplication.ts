// One application as the drawer keeps it, read again whenever something was kept; what was read before stays meanwhile.
import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../preload/failure.ts'
import type { ShownApplication } from '../../../preload/shapes/applications.ts'

export function useApplication(receiptNo: string) {
  const [state, setState] = useState<{ shown?: ShownApplication; failure?: Failure }>({})
  const read = useCallback(async () => {
    const outcome = await window.wallet.applications.show({ receiptNo })
    setState(outcome.ok ? { shown: outcome.value } : (before) => ({ ...before, failure: outcome.failure }))
  }, [receiptNo])
  useEffect(() => {
    void read()
    return window.wallet.applications.changed(({ refreshing }) => {
      if (!refreshing) void read()
    })
  }, [read])
  return { ...state, read } as const
}
