// How many wrong tries in a row each PIN allows, for words and marks. The card's own count is what decides.
import type { z } from 'zod'
import type { cardPin, licencePin } from '../preload/shapes/card.ts'

export type PinName = z.infer<typeof cardPin> | z.infer<typeof licencePin>

/** PINs of the card and of the licence card: known from several sources; of the licence on the card: from one. */
export const mostTries: Readonly<Record<PinName, number>> = {
  authentication: 3,
  signature: 5,
  input: 3,
  resident: 3,
  licence1: 3,
  licence2: 3,
  licenceOnCard: 10,
}

/** 照合番号B (a transcript of one card, and a vendor's guide). */
export const mostCheckNumberTries = 10
