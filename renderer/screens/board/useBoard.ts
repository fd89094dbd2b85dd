// The board as the drawer keeps it, read again whenever something of it was kept.
import { useCallback, useEffect, useState } from 'react'
import type { Failure, Outcome } from '../../../preload/failure.ts'
import type { Board } from '../../../preload/shapes/applications.ts'

export interface LiveBoard {
  readonly board: Board | undefined
  readonly failure: Failure | undefined
  /** The portal is being asked. */
  readonly refreshing: boolean
  readonly take: (outcome: Outcome<Board>) => void
}

export function useBoard(): LiveBoard {
  const [state, setState] = useState<Omit<LiveBoard, 'take'>>({
    board: undefined,
    failure: undefined,
    refreshing: false,
  })
  const take = useCallback((outcome: Outcome<Board>) => {
    setState((before) =>
      outcome.ok ? { ...before, board: outcome.value, failure: undefined } : { ...before, failure: outcome.failure },
    )
  }, [])
  useEffect(() => {
    void window.wallet.applications.board().then(take)
    return window.wallet.applications.changed(({ refreshing }) => {
      setState((before) => ({ ...before, refreshing }))
      if (!refreshing) void window.wallet.applications.board().then(take)
    })
  }, [take])
  return { ...state, take }
}
