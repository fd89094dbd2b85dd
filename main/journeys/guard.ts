// The guard at the open drawer: which cards may be used with it. Asked before every PIN, and again before anything is
// signed where a card shows its certificate only after the PIN.
import { createHash } from 'node:crypto'
import type { CardWatch } from '../card/cardWatch.ts'
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import type { Desk, OpenPerson } from '../desk.ts'
import { fail, WalletError } from '../failure.ts'
import { readHousehold, rememberCard } from '../household/household.ts'
import type { PinPurpose, Ports } from '../ports.ts'
import { bindCardTo, cardStanding } from './cardOwner.ts'

export interface Guard {
  /** With no drawer open any card will do. @throws card.otherPerson, card.unfamiliar */
  check(certificate: Uint8Array, phone?: boolean): Promise<void>
  /**
   * The card as it was seen, before its PIN is asked. Where it shows no certificate yet, the person names whose it is.
   * @param whose id of a person of the household
   * @throws card.holderUnnamed, card.otherPerson, card.unfamiliar
   */
  before(seen: SeenCard, purpose: PinPurpose, whose: string | undefined): Promise<void>
  /** A certificate that the PIN has just opened: compared before anything is signed. @throws as check */
  opened(seen: SeenCard, certificate: Uint8Array): Promise<void>
  /** The open person has said that this card is theirs. @throws drawer.locked, card.otherPerson, card.holderUnnamed */
  bind(seen: SeenCard): Promise<void>
  /** How many cards the open person has said are theirs. @throws drawer.locked */
  remembered(): Promise<number>
  /** Takes all of that back. @throws drawer.locked */
  forget(): Promise<void>
}

/** Purposes that neither act in somebody's name nor file anything: there a card without a certificate may be used. */
const harmless = new Set<PinPurpose>(['changePin', 'readAttributes', 'readFace', 'readLicence'])

export function createGuard(
  ports: Pick<Ports, 'home' | 'keychain' | 'now'>,
  desk: Pick<Desk, 'read' | 'open'>,
  cards: Pick<CardWatch, 'showed'>,
): Guard {
  /** Said while this drawer is open; the only place for it where the keychain cannot keep it. */
  const said = new WeakMap<OpenPerson, Set<string>>()
  const saidOf = (open: OpenPerson): Set<string> => {
    const set = said.get(open) ?? new Set()
    said.set(open, set)
    return set
  }
  const standingOf = (open: OpenPerson, certificate: Uint8Array) =>
    cardStanding(ports, open.personId, certificate).catch(withoutKeychain)

  const recordBinding = ({ drawer }: OpenPerson): Promise<string> =>
    drawer.record({ at: ports.now().toISOString(), act: 'cardBinding', outcome: 'done', party: '', items: [] })

  /** Cards that were asked for because who acts signs with their own. */
  const ofAgents = new WeakSet<SeenCard>()
  const signsForOther = (open: OpenPerson, purpose: PinPurpose): boolean =>
    open.actor !== undefined && purpose === 'sign'

  /** Whoever acts for somebody signs in their own name, never with the other's seal. @throws mandate.ownCard */
  async function checkAgent({ actor }: OpenPerson, certificate: Uint8Array): Promise<void> {
    const standing = await cardStanding(ports, actor?.personId ?? '', certificate).catch(withoutKeychain)
    if (standing?.kind !== 'own') fail({ code: 'mandate.ownCard' })
  }

  async function check(certificate: Uint8Array, phone = false, byAgent = false): Promise<void> {
    const open = desk.read()
    if (open === undefined) return
    if (byAgent) return checkAgent(open, certificate)
    const standing = await standingOf(open, certificate)
    if (standing?.kind === 'own') return
    if (standing?.kind === 'other') return fail({ code: 'card.otherPerson', personId: standing.personId })
    if (saidOf(open).has(fingerprint(certificate))) return
    // Whoever opened the drawer with its card has that card: another plastic one is not its renewal.
    if (open.by === 'card' && !phone) return fail({ code: 'card.otherPerson' })
    return fail({ code: 'card.unfamiliar', knows: standing?.knows ?? false })
  }

  return {
    check,
    async before(seen, purpose, whose) {
      const open = desk.read()
      if (open === undefined || seen.card.kind !== 'myNumber') return
      const byAgent = signsForOther(open, purpose)
      if (byAgent) ofAgents.add(seen)
      const meant = byAgent ? open.actor?.personId : open.personId
      if (whose !== undefined && whose !== meant) fail({ code: 'card.otherPerson', personId: whose })
      const known = seen.certificate ?? seen.shown
      if (known !== undefined) return check(known, isPhone(seen), byAgent)
      if (harmless.has(purpose) && !isPhone(seen)) return
      if (whose === undefined) fail({ code: 'card.holderUnnamed' })
    },
    async opened(seen, certificate) {
      await cards.showed(seen, certificate)
      await check(certificate, isPhone(seen), ofAgents.has(seen))
    },
    async bind(seen) {
      const open = desk.open()
      const certificate = seen.certificate ?? seen.shown
      if (certificate === undefined) return fail({ code: 'card.holderUnnamed' })
      const standing = await standingOf(open, certificate)
      if (standing?.kind === 'own') return
      if (standing?.kind === 'other') return fail({ code: 'card.otherPerson', personId: standing.personId })
      if (open.by === 'card' && !isPhone(seen)) return fail({ code: 'card.otherPerson' })
      if (standing === undefined) saidOf(open).add(fingerprint(certificate))
      else await bindCardTo(ports, open.personId, certificate)
      await recordBinding(open)
    },
    async remembered() {
      const open = desk.open()
      const { people } = await readHousehold(ports.home, ports.keychain)
      return (people.find(({ id }) => id === open.personId)?.cards?.length ?? 0) + saidOf(open).size
    },
    async forget() {
      const open = desk.open()
      said.delete(open)
      const { without } = await readHousehold(ports.home, ports.keychain)
      if (without === undefined) await rememberCard(ports.home, ports.keychain, open.personId, undefined)
      await recordBinding(open)
    },
  }
}

const fingerprint = (certificate: Uint8Array): string => createHash('sha256').update(certificate).digest('hex')

/** Then nothing can be compared, and every card is unfamiliar. */
function withoutKeychain(error: unknown): undefined {
  const codes: readonly string[] = ['keychain.unavailable', 'household.secretMissing', 'household.damaged']
  if (error instanceof WalletError && codes.includes(error.failure.code)) return undefined
  throw error
}
