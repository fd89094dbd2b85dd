// The two ways in which a screen deals with main: follow a value, and do something.
import { useCallback, useEffect, useState } from 'react'
import type { Failure, Outcome } from '../preload/failure.ts'

export interface Live<T> {
  /** Undefined until main has answered. */
  readonly value: T | undefined
  readonly failure: Failure | undefined
}

/** Reads a value once and then follows it. `read` and `changed` are methods of window.wallet, the same at every call. */
export function useLive<T>(
  read: () => Promise<Outcome<T>>,
  changed: (listener: (value: T) => void) => () => void,
): Live<T> {
  const [live, setLive] = useState<Live<T>>({ value: undefined, failure: undefined })
  useEffect(() => {
    let followed = false
    let ended = false
    const stop = changed((value) => {
      followed = true
      setLive({ value, failure: undefined })
    })
    void read().then((outcome) => {
      // An event that came meanwhile is newer than the answer.
      if (followed || ended) return
      setLive(
        outcome.ok ? { value: outcome.value, failure: undefined } : { value: undefined, failure: outcome.failure },
      )
    })
    return () => {
      ended = true
      stop()
    }
  }, [read, changed])
  return live
}

export type CallState<T> =
  | { readonly step: 'idle' }
  | { readonly step: 'running' }
  | { readonly step: 'done'; readonly value: T }
  | { readonly step: 'failed'; readonly failure: Failure }

/** Runs a call and remembers how it went. While it runs, running it again does nothing. */
export function useCall<A extends unknown[], T>(call: (...input: A) => Promise<Outcome<T>>) {
  const [state, setState] = useState<CallState<T>>({ step: 'idle' })
  const run = useCallback(
    async (...input: A): Promise<Outcome<T>> => {
      setState({ step: 'running' })
      const outcome = await call(...input)
      setState(outcome.ok ? { step: 'done', value: outcome.value } : { step: 'failed', failure: outcome.failure })
      return outcome
    },
    [call],
  )
  const reset = useCallback(() => setState({ step: 'idle' }), [])
  return { state, run, reset } as const
}

export const failureOf = (...states: readonly CallState<unknown>[]): Failure | undefined =>
  states.find((state) => state.step === 'failed')?.failure
