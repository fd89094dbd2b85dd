// Whose card it is: compared by a keyed hash of its public key, never by name, and before any PIN is asked.
import { fail } from '../failure.ts'
import { readHousehold } from '../household/household.ts'
import { knownSecret } from '../household/householdSecret.ts'
import type { Ports } from '../ports.ts'
import { tagOf } from './cardKey.ts'

type Home = Pick<Ports, 'home' | 'keychain'>

/**
 * The person whose drawer this card opens; null where nobody's is known to.
 * @throws keychain.unavailable, household.secretMissing
 */
export async function cardOwner(at: Home, certificate: Uint8Array): Promise<string | null> {
  const known = await knownCards(at, certificate)
  return known?.cards.find(({ tags }) => tags.includes(known.tag))?.personId ?? null
}

/**
 * A person whose drawer knows a card takes no other; one whose drawer knows none takes none that opens somebody else's.
 * Without the keychain nothing can be compared.
 * @throws card.otherPerson
 */
export async function checkCardOwner(at: Home, personId: string, certificate: Uint8Array): Promise<void> {
  const known = await knownCards(at, certificate).catch(() => undefined)
  if (known === undefined) return
  const own = known.cards.find((card) => card.personId === personId)?.tags ?? []
  const fits = own.length > 0 ? own.includes(known.tag) : !known.cards.some(({ tags }) => tags.includes(known.tag))
  if (!fits) fail({ code: 'card.otherPerson' })
}

/** The tag of that card, and the tags of every person's; undefined where nobody lives yet. */
async function knownCards({ home, keychain }: Home, certificate: Uint8Array) {
  const secret = await knownSecret(home, keychain)
  if (secret === undefined) return undefined
  const tag = tagOf(certificate, secret)
  secret.fill(0)
  const { people } = await readHousehold(home, keychain)
  const cards = people.map(({ id, drawer }) => ({
    personId: id,
    tags: 'header' in drawer ? drawer.header.slots.flatMap(({ cardTag }) => cardTag ?? []) : [],
  }))
  return { tag, cards }
}
