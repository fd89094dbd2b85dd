// What a procedure wants of a card, against the cards that lie in the readers now. Nothing is sent to a card for it.
import type { CardInReader, CardState } from '../../preload/shapes/card.ts'
import type { CertificateView } from '../../preload/shapes/certificates.ts'
import type { CardNeed, Mark, Procedure } from '../../preload/shapes/procedures.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { renewableFrom } from '../certificates/certificateView.ts'

type MyNumberCard = Extract<CardInReader, { kind: 'myNumber' }>
type Verdict = CertificateView['verdict']

/** A certificate as it was judged; revocation is no part of it. */
export interface JudgedCertificate {
  readonly verdict: Verdict
  readonly validUntil: string
}

/** Somebody of the household. */
export interface Holder {
  readonly personId: string
  readonly name: string
}

/** A reader with a My Number Card, and what else is known of it. */
export interface KnownCard {
  readonly reader: string
  readonly card: MyNumberCard
  /** Undefined: it shows none before its PIN, or has none. */
  readonly authentication: JudgedCertificate | undefined
  /** Read in this turn, from this very card. */
  readonly signature: JudgedCertificate | undefined
  /** The guard would refuse it for the owner of the open drawer, though nobody else is known to own it. */
  readonly refused: boolean
}

export interface CardFacts {
  readonly state: CardState
  readonly known: readonly KnownCard[]
  readonly session: Pick<Session, 'by'> | undefined
  /** This PC logs in without the card. */
  readonly enrolled: boolean
  /** Of the open drawer: whoever acts in it, what is sent from it is theirs, by their log-in and with their card. */
  readonly owner: Holder
  /** Copies of the owner's signing certificates that lie in the drawer; the newest counts. */
  readonly kept: readonly JudgedCertificate[]
  readonly at: Date
}

type Preparation = NonNullable<Procedure['preparation']>

/** In the order in which they are used; none where a procedure wants no certificate. */
export function cardNeeds({ signature, certificates }: Preparation, facts: CardFacts): CardNeed[] {
  const uses = new Set<CardNeed['use']>([...certificates, ...(signature === 'sign' ? (['signature'] as const) : [])])
  const logsInByCard = facts.session === undefined && !facts.enrolled
  return (['authentication', 'signature'] as const)
    .filter((use) => uses.has(use))
    .map((use) => {
      const sends = (use === 'signature' && signature === 'sign') || (use === 'authentication' && signature === 'user')
      const purposes: CardNeed['purposes'] = [
        ...(use === 'authentication' && logsInByCard ? (['logIn'] as const) : []),
        ...(sends ? (['send'] as const) : []),
      ]
      return needOf(use, purposes, facts)
    })
}

function needOf(use: CardNeed['use'], purposes: CardNeed['purposes'], facts: CardFacts): CardNeed {
  const found = chooseCard(facts)
  const known = found.known
  const need: CardNeed = {
    use,
    purposes,
    whose: facts.owner.name,
    card: {
      state: found.state,
      mark: cardMarks[found.state],
      ...(found.reader === undefined ? {} : { reader: found.reader }),
      phone: known !== undefined && isPhone(known.card),
    },
    pin: pinOf(use, known),
    certificate: certificateOf(use, known, facts),
  }
  return purposes.length === 0 ? notNow(need) : need
}

const cardMarks: Readonly<Record<CardNeed['card']['state'], Mark>> = {
  ready: 'ok',
  noService: 'todo',
  noReader: 'todo',
  absent: 'todo',
  reading: 'todo',
  unreadable: 'todo',
  notMyNumber: 'todo',
  withoutPins: 'stops',
  otherPerson: 'todo',
  unfamiliar: 'look',
  unnamed: 'look',
  unknown: 'look',
}

interface Chosen {
  readonly state: CardNeed['card']['state']
  readonly reader?: string
  readonly known?: KnownCard
}

/** Their own card before one that nobody knows, and that before somebody else's. */
function chooseCard({ state, known, owner }: CardFacts): Chosen {
  if (state.service === 'down') return { state: 'noService' }
  if (state.readers.length === 0) return { state: 'noReader' }
  const own = known.find(({ card }) => card.personId === owner.personId)
  if (own !== undefined) return stateOf(own, 'ready')
  const nobodys = known.find(({ card, refused }) => card.personId === null && !refused)
  if (nobodys !== undefined) return stateOf(nobodys, nobodys.authentication === undefined ? 'unnamed' : 'unfamiliar')
  const others = known[0]
  // Its PINs and certificates are none of this person's business.
  if (others !== undefined) return { state: 'otherPerson', reader: others.reader }
  const held = state.readers.flatMap(({ id, card }) => (card === null ? [] : [{ id, kind: card.kind }]))
  const [first] = held
  if (first === undefined) return { state: 'absent' }
  const kinds = { reading: 'reading', failed: 'unreadable', licence: 'notMyNumber', unknown: 'notMyNumber' } as const
  return { state: first.kind === 'myNumber' ? 'reading' : kinds[first.kind], reader: first.id }
}

const stateOf = (known: KnownCard, state: Chosen['state']): Chosen => ({
  state: known.card.withoutPins ? 'withoutPins' : state,
  reader: known.reader,
  known,
})

function pinOf(use: CardNeed['use'], known: KnownCard | undefined): CardNeed['pin'] {
  const triesLeft = known?.card.triesLeft[use] ?? null
  if (triesLeft === null) return { mark: 'ok', triesLeft }
  return { mark: triesLeft === 0 ? 'stops' : triesLeft === 1 ? 'look' : 'ok', triesLeft }
}

function certificateOf(
  use: CardNeed['use'],
  known: KnownCard | undefined,
  { kept, session, at }: CardFacts,
): CardNeed['certificate'] {
  const accepted = use === 'authentication' && session?.by === 'card'
  const onCard = use === 'authentication' ? known?.authentication : known?.signature
  if (onCard !== undefined) return { ...judged(onCard, at), from: 'card', accepted }
  if (known !== undefined && !holds(use, known.card)) return { state: 'none', mark: 'stops', accepted }
  const copy = kept.toSorted((left, right) => right.validUntil.localeCompare(left.validUntil))[0]
  if (use === 'signature' && copy !== undefined) {
    const { state, mark, validUntil } = judged(copy, at)
    // The card may have a newer one.
    return { state, mark: mark === 'ok' ? 'ok' : 'look', validUntil, from: 'drawer', accepted }
  }
  return known === undefined
    ? { state: 'unknown', mark: 'ok', accepted }
    : { state: 'hidden', mark: accepted ? 'ok' : 'look', accepted }
}

const holds = (use: CardNeed['use'], card: MyNumberCard): boolean =>
  use === 'signature' ? card.hasSignatureCertificate : card.authentication !== null || isPhone(card)

function judged(
  { verdict, validUntil }: JudgedCertificate,
  at: Date,
): Pick<CardNeed['certificate'], 'state' | 'mark'> & {
  validUntil: string
} {
  const day = new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
  if (verdict === 'valid' && renewableFrom(validUntil) <= day) return { state: 'endsSoon', mark: 'look', validUntil }
  return { state: verdict, mark: verdictMarks[verdict], validUntil }
}

const verdictMarks: Readonly<Record<Verdict, Mark>> = {
  valid: 'ok',
  expired: 'stops',
  notYet: 'stops',
  notOnList: 'look',
  invalid: 'stops',
}

/** A phone shows its certificates only after the PIN. */
const isPhone = ({ medium }: MyNumberCard): boolean => medium === 'android' || medium === 'iphone'

/** What is not used from here on keeps nobody from going on; that it could not be used is still worth a look. */
function notNow(need: CardNeed): CardNeed {
  const calm = (mark: Mark): Mark => (mark === 'stops' ? 'look' : 'ok')
  return {
    ...need,
    card: { ...need.card, mark: 'ok' },
    pin: { ...need.pin, mark: calm(need.pin.mark) },
    certificate: { ...need.certificate, mark: calm(need.certificate.mark) },
  }
}
