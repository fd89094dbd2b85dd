import { useState } from 'react'
import type { CardPinName } from '../../../preload/shapes.ts'
import { type CallState, useCall } from '../../useWallet.ts'

/** One change of a PIN, from the press of its button to how it ended; it outlives the card's leaving the reader. */
export interface PinChange {
  readonly pin: CardPinName | undefined
  readonly state: CallState<void>
  start(reader: string, pin: CardPinName): void
  dismiss(): void
}

export function usePinChange(): PinChange {
  const call = useCall(window.wallet.pins.change)
  const [pin, setPin] = useState<CardPinName>()
  return {
    pin,
    state: call.state,
    start: (reader, which) => {
      setPin(which)
      void call.run({ reader, pin: which })
    },
    dismiss: call.reset,
  }
}
