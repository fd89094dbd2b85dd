// An agent is registered at the portal with the cards of two people.
import type { PortalMandateList, PortalMandateTerms } from '../../preload/shapes/portalMandates.ts'
import type { SeenCard } from '../card/seenCard.ts'
import type { Trust } from '../certificates/trust.ts'
import { mustTakeOneMore } from '../drawer/store/bounds.ts'
import { fail } from '../failure.ts'
import { dayOf } from '../mandates/days.ts'
import { beginRegistration, mandateMessage, sendRegistration } from '../portal/portalMandates.ts'
import type { WorkStep } from '../work.ts'
import type { PinAsker } from './askPin.ts'
import { awaitCard, isSame, type OtherPerson, twoCards } from './cardOfTwo.ts'
import { entryOf, type InWords, keepMandates, keptMandates, keptOf } from './portalMandates.ts'
import { inSession, type PortalPorts } from './portalSession.ts'
import { proveByCard } from './proveByCard.ts'
import { recorded } from './recorded.ts'

export interface RegisterMandate extends InWords {
  readonly trust: Trust
  /** Whose drawer is open, for the question. */
  readonly person: string
  /** What they become. */
  readonly as: 'agent' | 'principal'
  readonly other: OtherPerson
  readonly terms: PortalMandateTerms
  readonly step: (name: WorkStep) => void
}

/**
 * Both cards sign the same statement, each opened by its own PIN: first the other person's, then the owner's. With one reader
 * the cards are exchanged meanwhile. Nothing is registered before the portal has both.
 * @throws mandate.*, card.*, session.*, portal.*, app.cancelled
 */
export async function registerMandate(
  ports: PortalPorts & PinAsker,
  { drawer, profile, language, trust, person, as, other, terms, step }: RegisterMandate,
): Promise<PortalMandateList> {
  const at = () => ports.now().toISOString()
  if (terms.until < terms.from || terms.until < dayOf(at())) fail({ code: 'mandate.period' })
  mustTakeOneMore('mandate', await drawer.copies('mandate'))
  const own = (seen: SeenCard): Promise<void> => ports.guard(seen, 'portalMandate')
  const certificates = await twoCards(ports, own, other, step)
  const challenge = await inSession(ports, { drawer, profile }, (send) => beginRegistration(send, profile))
  const message = mandateMessage(profile.origin, challenge.nonce, terms, {
    principal: as === 'principal' ? certificates.own : certificates.other,
    agent: as === 'agent' ? certificates.own : certificates.other,
  })
  const signBy = async (whose: 'own' | 'other') => {
    const wanted = certificates[whose]
    const { seen } = await awaitCard(
      ports,
      async ({ certificate }) => isSame(certificate, wanted),
      () => step(whose === 'own' ? 'placeOwnCard' : 'placeOtherCard'),
    )
    step('readingCard')
    const guard = async (shown: SeenCard): Promise<void> => {
      if (shown.certificate === undefined || !isSame(shown.certificate, wanted)) fail({ code: 'card.swapped' })
      if (whose === 'own') await own(shown)
    }
    const asking = { ...ports, guard }
    const { origin } = profile
    const name = whose === 'own' ? person : other.name
    return proveByCard(asking, { trust, reader: seen.reader, purpose: 'portalMandate', person: name, origin }, message)
  }
  const theirs = await signBy('other')
  const mine = await signBy('own')
  const [principal, agent] = as === 'principal' ? [mine, theirs] : [theirs, mine]
  const entry = entryOf('registered', terms.scopes, { at: at(), party: profile.label[language] })
  const { result } = await recorded(drawer, entry, () =>
    inSession(ports, { drawer, profile }, (send) =>
      sendRegistration(send, profile, { id: challenge.id, terms, principal, agent }),
    ),
  )
  await keepMandates(drawer, profile, [keptOf(result, at())])
  return keptMandates(drawer, profile, at())
}
