// Bills as the drawer keeps them, read again whenever something was kept.
import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../preload/failure.ts'
import type { Bill } from '../../../preload/shapes/payments.ts'

export function useBills() {
  const [state, setState] = useState<{ bills?: readonly Bill[]; failure?: Failure }>({})
  const take = useCallback(async () => {
    const outcome = await window.wallet.payments.list()
    setState(outcome.ok ? { bills: outcome.value } : (before) => ({ ...before, failure: outcome.failure }))
  }, [])
  useEffect(() => {
    void take()
    return window.wallet.applications.changed(({ refreshing }) => {
      if (!refreshing) void take()
    })
  }, [take])
  return { ...state, take } as const
}
