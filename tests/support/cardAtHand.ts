// Cards of the practice world, spoken to without a reader, and what a log-in does with them.
import { WalletError } from '../../main/failure.ts'
import type { Transmit } from '../../main/ports.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import type { PracticePerson } from '../../practice/person.ts'
import { personOf as inWorld, sharedWorld } from '../../practice/testWorld.ts'
import { type CardPin, see, signHeld } from './cardPin.ts'

const world = await sharedWorld(() => new Date())

export const message = new TextEncoder().encode('what the portal wants signed')
export const now = () => new Date()

export const personOf = (id: string): PracticePerson => inWorld(world, id)
export const cardOf = (id: string, options: PracticeCardOptions = {}): PracticeCard =>
  createPracticeCard(world, personOf(id), options)
export const pinOf = (id: string): string => personOf(id).pins.authentication ?? ''

/** That PIN, typed by a person who was told that many tries. */
export const types = (pin: string, shown = 3) => ({ typed: { bytes: new Uint8Array(Buffer.from(pin)), shown } })

/** Looks at the card and signs with it, as a log-in does. `looked`: who answers the look, where that is another. */
export async function authenticate(
  transmit: Transmit,
  { message, looked = transmit, ...pin }: CardPin & { message: Uint8Array; looked?: Transmit },
) {
  return signHeld(transmit, await see(looked, pin.memory), { message, ...pin })
}

/** Commands that VERIFY with data, by their count. */
export function watchVerifies(card: PracticeCard): Uint8Array[] {
  const verifies: Uint8Array[] = []
  card.onExchange = (command) => {
    if (command[1] === 0x20 && command.length > 4) verifies.push(Uint8Array.from(command))
  }
  return verifies
}

export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )
