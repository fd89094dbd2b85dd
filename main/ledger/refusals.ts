// Failures and refusals belong into the ledger too: also those that come before an act has begun, which no journey writes.
//
// A journey that has begun writes its own end (journeys/recorded.ts); this adds what was refused before: a card that is
// another's, a wrong PIN, a verifier that nobody vouches for or that asks for too much, an issuer that is not on the list.
import type { Handlers } from '../../preload/contract.ts'
import type { Bilingual } from '../../preload/shapes.ts'
import type { Drawer, NewLedgerEntry } from '../drawer/drawer.ts'
import { type Failure, WalletError } from '../failure.ts'
import { isRecorded } from '../journeys/recorded.ts'

/** What is known of an act that did not begin: from its input, before anything was asked. */
type Known = Pick<NewLedgerEntry, 'act'> & Partial<Pick<NewLedgerEntry, 'party' | 'contact'>>

interface Surroundings {
  /** The drawer that is open when the call begins; undefined: nobody's ledger is concerned. */
  readonly drawer: () => Drawer | undefined
  readonly at: () => string
}

/** States of the surroundings and the person's own wish: nothing was tried, nobody was refused. */
const unwritten: ReadonlySet<string> = new Set<Failure['code']>([
  'app.busy',
  'app.cancelled',
  'app.refusedCall',
  'card.absent',
  'card.busy',
  'card.holderUnnamed',
  'card.noReader',
  'card.noService',
  'card.unfamiliar',
  'drawer.locked',
  'drawer.processEnded',
  'pending.gone',
  'person.notFound',
  'portal.notConfigured',
  // The person can still decline it, and that is written.
  'request.unanswerable',
  'request.choiceInvalid',
])

/** The wallet said no; everything else failed. */
const refusals: ReadonlySet<string> = new Set<Failure['code']>([
  'card.otherPerson',
  'card.certificateExpired',
  'card.unknown',
  'credential.invalid',
  'issuer.signatureInvalid',
  'issuer.untrusted',
  'offer.invalid',
  'portal.otherOrigin',
  'portal.untrusted',
  'request.invalid',
  'request.replayed',
  'request.signatureInvalid',
  'verifier.overAsks',
  'verifier.untrusted',
])

/** The same handlers; what they refuse in the open drawer's name is written into its ledger. */
export function notingRefusals(handlers: Handlers, surroundings: Surroundings): Handlers {
  const noting =
    <I, O>(handle: (input: I) => Promise<O>, known: (input: I) => Known) =>
    async (input: I): Promise<O> => {
      const drawer = surroundings.drawer()
      try {
        return await handle(input)
      } catch (error) {
        if (drawer !== undefined) await note(drawer, error, known(input), surroundings.at())
        throw error
      }
    }
  const { session, share, receive, household, pins, documents, certificates } = handlers
  return {
    ...handlers,
    session: { ...session, logIn: noting(session.logIn, () => ({ act: 'logIn' })) },
    share: {
      ...share,
      open: noting(share.open, ({ request }) => ({ act: 'share', ...hostOf(request, 'request_uri') })),
      send: noting(share.send, () => ({ act: 'share' })),
    },
    receive: {
      ...receive,
      open: noting(receive.open, ({ offer }) => ({ act: 'receive', ...hostOf(offer, 'credential_offer_uri') })),
      accept: noting(receive.accept, () => ({ act: 'receive' })),
    },
    household: {
      ...household,
      addSlot: noting(household.addSlot, () => ({ act: 'slotChange' })),
      removeSlot: noting(household.removeSlot, () => ({ act: 'slotChange' })),
      bindCard: noting(household.bindCard, () => ({ act: 'cardBinding' })),
    },
    pins: { ...pins, change: noting(pins.change, () => ({ act: 'pinChange' })) },
    documents: { ...documents, sign: noting(documents.sign, () => ({ act: 'sign' })) },
    certificates: { ...certificates, keep: noting(certificates.keep, () => ({ act: 'receive' })) },
  }
}

async function note(drawer: Drawer, error: unknown, known: Known, at: string): Promise<void> {
  if (!(error instanceof WalletError) || isRecorded(error) || unwritten.has(error.failure.code)) return
  const { failure } = error
  const outcome = refusals.has(failure.code) ? 'refused' : 'failed'
  const party = ('name' in failure ? bounded(failure.name) : undefined) ?? known.party ?? ''
  const entry: NewLedgerEntry = { at, ...known, outcome, failure: failure.code, party, items: itemsOf(failure) }
  // A drawer that locked meanwhile, or a full disk: the failure itself is told all the same.
  await drawer.record(entry).catch(expected)
}

function expected(error: unknown): void {
  if (!(error instanceof WalletError)) throw error
}

const overAsked: Bilingual = { ja: '登録より多く求められた項目', en: 'Asked for beyond its registration' }

/** Names of attributes that a verifier asked for, as it wrote them. */
function itemsOf(failure: Failure): NewLedgerEntry['items'] {
  if (failure.code !== 'verifier.overAsks') return []
  const attributes = failure.attributes.slice(0, 50).map((name) => ({ ja: bounded(name), en: bounded(name) }))
  return [{ credential: { ...overAsked }, attributes }]
}

/** Words of somebody whom nobody vouches for: of a length to read, without signs that hide or turn others. */
function bounded(text: string): string {
  return [...text.replace(/[\p{Cc}\p{Cf}]/gu, '')].slice(0, 120).join('')
}

/** Where a link leads, so that a party that did not even tell its name can be found again. */
function hostOf(link: string, member: string): Pick<Known, 'party' | 'contact'> {
  const search = link.indexOf('?')
  const address = search < 0 ? null : new URLSearchParams(link.slice(search)).get(member)
  if (address === null || !URL.canParse(address)) return {}
  const host = bounded(new URL(address).host)
  return host === '' ? {} : { party: host, contact: { host } }
}
