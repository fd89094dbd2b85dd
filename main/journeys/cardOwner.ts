// Whose card it is: compared by a keyed hash of its public key, never by name, and before any PIN is asked.
import { fail } from '../failure.ts'
import { type Member, readHousehold, rememberCard } from '../household/household.ts'
import { knownSecret } from '../household/householdSecret.ts'
import type { Ports } from '../ports.ts'
import { tagOf } from './cardKey.ts'

type Home = Pick<Ports, 'home' | 'keychain'>

/** What a card is to a person of this household. `knows`: their drawer knows another one. */
type Standing =
  | { readonly kind: 'own' }
  | { readonly kind: 'other'; readonly personId: string }
  | { readonly kind: 'unfamiliar'; readonly tag: string; readonly knows: boolean }

/**
 * The person whom this card is known to belong to; null where nobody's is known to.
 * @throws keychain.unavailable, household.secretMissing
 */
export async function cardOwner(at: Home, certificate: Uint8Array): Promise<string | null> {
  const known = await knownCards(at, certificate)
  return known?.cards.find(({ tags }) => tags.includes(known.tag))?.personId ?? null
}

/** @throws keychain.unavailable, household.secretMissing, household.damaged: nothing can be compared */
export async function cardStanding(at: Home, personId: string, certificate: Uint8Array): Promise<Standing> {
  const known = await knownCards(at, certificate)
  if (known === undefined) return fail({ code: 'household.secretMissing' })
  const { tag, cards } = known
  const owner = cards.find(({ tags }) => tags.includes(tag))?.personId
  if (owner === personId) return { kind: 'own' }
  if (owner !== undefined) return { kind: 'other', personId: owner }
  return { kind: 'unfamiliar', tag, knows: cards.some((card) => card.personId === personId && card.tags.length > 0) }
}

/** From now on this card is that person's: what they said themselves. @throws card.otherPerson when it is another's */
export async function bindCardTo(at: Home, personId: string, certificate: Uint8Array): Promise<void> {
  const standing = await cardStanding(at, personId, certificate)
  if (standing.kind === 'other') fail({ code: 'card.otherPerson', personId: standing.personId })
  if (standing.kind === 'unfamiliar') await rememberCard(at.home, at.keychain, personId, standing.tag)
}

/** The tags of a person's cards: those that open the drawer, and those they said are theirs. */
export const tagsOf = ({ drawer, cards = [] }: Member): string[] => [
  ...('header' in drawer ? drawer.header.slots.flatMap(({ cardTag }) => cardTag ?? []) : []),
  ...cards,
]

/** The tag of that card, and the tags of every person's; undefined where nobody lives yet. */
async function knownCards({ home, keychain }: Home, certificate: Uint8Array) {
  const secret = await knownSecret(home, keychain)
  if (secret === undefined) return undefined
  const tag = tagOf(certificate, secret)
  secret.fill(0)
  const { people, without } = await readHousehold(home, keychain)
  if (without !== undefined) return fail({ code: without })
  return { tag, cards: people.map((person) => ({ personId: person.id, tags: tagsOf(person) })) }
}
