// Which cards a practice person has, and one of them in the hand.
import type { PracticePerson } from '../person.ts'
import type { World } from '../world.ts'
import { createLicenceCard } from './licenceCard.ts'
import { createPracticeCard } from './practiceCard.ts'
import type { PracticeCard } from './softwareCard.ts'

/** A phone is held to the reader like a card. */
export const cardKinds = ['myNumber', 'licence', 'phone'] as const
export type CardKind = (typeof cardKinds)[number]

/** Everybody has a My Number Card. */
export function cardsOf({ licence, phoneKeys }: PracticePerson): CardKind[] {
  const licenceCard = licence !== undefined && licence.heldAs !== 'myNumberCard'
  return ['myNumber', ...(licenceCard ? (['licence'] as const) : []), ...(phoneKeys ? (['phone'] as const) : [])]
}

/** @throws Error when that person has none of the kind */
export function createCardOf(world: World, person: PracticePerson, kind: CardKind): PracticeCard {
  switch (kind) {
    case 'myNumber':
      return createPracticeCard(world, person)
    case 'licence':
      return createLicenceCard(world, person)
    case 'phone':
      return createPracticeCard(world, person, { token: person.phone?.kind ?? 'android' })
  }
}
