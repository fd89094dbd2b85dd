// Two people, each with their card, often at one reader: whose card lies where, and waiting for the one that is missing.
// No PIN is asked here.
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { fail, WalletError } from '../failure.ts'
import type { Ports } from '../ports.ts'
import type { WorkStep } from '../work.ts'
import type { PinAsker } from './askPin.ts'
import { cardStanding } from './cardOwner.ts'

/** Who is not the owner of the open drawer: of this household, or somebody else by name. */
export interface OtherPerson {
  readonly personId?: string
  readonly name: string
}

/** A card with its certificate (DER), which it showed without a PIN. */
export interface ShownCard {
  readonly seen: SeenCard
  readonly certificate: Uint8Array
}

/** How long a card is waited for. */
const patienceMs = 3 * 60_000

/**
 * Waits until a My Number Card lies in some reader that is the one: `judge` says yes, no (another is waited for), or throws.
 * @throws card.absent after three minutes, mandate.plasticCard, what `judge` throws, app.cancelled
 */
export async function awaitCard(
  { cards, signal }: Pick<PinAsker, 'cards' | 'signal'>,
  judge: (card: ShownCard) => Promise<boolean>,
  missing: () => void,
  patience = patienceMs,
): Promise<ShownCard> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  for (let first = true; ; first = false) {
    const change = nextChange(cards, limit)
    const found = await amongReaders({ cards, signal }, judge)
    if (found !== undefined) {
      change.stop()
      return found
    }
    if (first) missing()
    await change.came
    if (signal.aborted) fail({ code: 'app.cancelled' })
    if (limit.aborted) fail({ code: 'card.absent' })
  }
}

async function amongReaders(
  { cards, signal }: Pick<PinAsker, 'cards' | 'signal'>,
  judge: (card: ShownCard) => Promise<boolean>,
): Promise<ShownCard | undefined> {
  for (const { id, card } of cards.read().readers) {
    if (card?.kind !== 'myNumber') continue
    const seen = await cards.look(id, signal)
    if (isPhone(seen)) return fail({ code: 'mandate.plasticCard' })
    const { certificate } = seen
    if (certificate === undefined) return fail({ code: 'card.noCertificate' })
    if (await judge({ seen, certificate })) return { seen, certificate }
  }
  return undefined
}

/** The next change at the readers, or the end of waiting. */
function nextChange(cards: PinAsker['cards'], limit: AbortSignal): { came: Promise<void>; stop: () => void } {
  let end = (): void => undefined
  const came = new Promise<void>((resolve) => {
    end = resolve
  })
  const stopWatch = cards.onChange(() => end())
  limit.addEventListener('abort', end, { once: true })
  if (limit.aborted) end()
  const stop = (): void => {
    stopWatch()
    limit.removeEventListener('abort', end)
    end()
  }
  return { came: came.then(stop), stop }
}

export interface TwoCards {
  /** Certificates of both, DER. */
  readonly own: Uint8Array
  readonly other: Uint8Array
}

/**
 * The certificates of both. The card of the open drawer's owner is recognised first; the other one is not it, and nobody's
 * that is known to be a third person's.
 * @param own compares a card with the open drawer (guard.ts)
 * @throws card.unfamiliar, mandate.otherCard, mandate.plasticCard, card.absent, app.cancelled
 */
export async function twoCards(
  ports: Pick<Ports, 'home' | 'keychain'> & Pick<PinAsker, 'cards' | 'signal'>,
  own: (seen: SeenCard) => Promise<void>,
  other: OtherPerson,
  step: (name: WorkStep) => void,
): Promise<TwoCards> {
  const first = await awaitCard(
    ports,
    async ({ seen, certificate }) => !(await belongsTo(ports, certificate, other)) && (await isOwn(own, seen)),
    () => step('placeOwnCard'),
  )
  const second = await awaitCard(
    ports,
    async ({ certificate }) => {
      if (isSame(certificate, first.certificate)) return false
      await checkOther(ports, certificate, other)
      return true
    },
    () => step('placeOtherCard'),
  )
  return { own: first.certificate, other: second.certificate }
}

/** Somebody else's card is no mishap here: the owner's is waited for. @throws card.unfamiliar: the owner says first whose it is */
async function isOwn(own: (seen: SeenCard) => Promise<void>, seen: SeenCard): Promise<boolean> {
  try {
    await own(seen)
    return true
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'card.otherPerson') return false
    throw error
  }
}

/** Whether it is known to be that person's card. */
async function belongsTo(ports: Pick<Ports, 'home' | 'keychain'>, certificate: Uint8Array, { personId }: OtherPerson) {
  return personId !== undefined && (await cardStanding(ports, personId, certificate)).kind === 'own'
}

/**
 * A card that nobody is known to have may be theirs where they have no other: they prove it by its PIN, and the portal says
 * whose it is. @throws mandate.otherCard
 */
async function checkOther(
  ports: Pick<Ports, 'home' | 'keychain'>,
  certificate: Uint8Array,
  { personId, name }: OtherPerson,
): Promise<void> {
  const standing = await cardStanding(ports, personId ?? '', certificate)
  if (standing.kind === 'other' || (standing.kind === 'unfamiliar' && standing.knows))
    fail({ code: 'mandate.otherCard', name })
}

export const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0
