import { useState } from 'react'
import type { CardPinName } from '../../../preload/shapes/card.ts'
import { type CallState, useCall } from '../../useWallet.ts'

/** One change of a PIN, from the press of its button to how it ended; it outlives the card's leaving the reader. */
export interface PinChange {
  readonly pin: CardPinName | undefined
  readonly reader: string | undefined
  readonly state: CallState<void>
  start(reader: string, pin: CardPinName): void
  dismiss(): void
}

export function usePinChange(): PinChange {
  const call = useCall(window.wallet.pins.change)
  const [pin, setPin] = useState<CardPinName>()
  const [reader, setReader] = useState<string>()
  return {
    pin,
    reader,
    state: call.state,
    start: (where, which) => {
      setPin(which)
      setReader(where)
      void call.run({ reader: where, pin: which })
    },
    dismiss: call.reset,
  }
}
