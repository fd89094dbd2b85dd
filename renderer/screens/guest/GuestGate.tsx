// Decides before anything else whether a credential is being shown: then that page is all there is.
import { type ReactNode, useEffect, useState } from 'react'
import type { GuestShow as Show } from '../../../preload/shapes/guest.ts'
import { GuestShow } from './GuestShow.tsx'

export function GuestGate({ children }: { children: ReactNode }) {
  // undefined: not known yet.
  const [shown, setShown] = useState<Show | null>()
  useEffect(() => {
    let ended = false
    const read = () =>
      window.wallet.guest.read().then((outcome) => {
        // Whatever fails here fails on the screens too, and is told there.
        if (!ended) setShown(outcome.ok ? outcome.value : null)
      })
    const stop = window.wallet.guest.changed((running) => {
      if (running) void read()
      else setShown(null)
    })
    void read()
    return () => {
      ended = true
      stop()
    }
  }, [])
  if (shown === undefined) return null
  return shown === null ? children : <GuestShow show={shown} />
}
