// Failures and refusals belong into the ledger too: also those that come before an act has begun, which no journey writes.
//
// A journey that has begun writes its own end (journeys/recorded.ts); this adds what was refused before: a card that is
// another's, a wrong PIN, a verifier that nobody vouches for or that asks for too much, an issuer that is not on the list.
import type { Handlers } from '../../preload/contract.ts'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { type Failure, WalletError } from '../failure.ts'
import { isRecorded } from '../journeys/recorded.ts'

/** What is known of an act that did not begin: from its input, before anything was asked. */
type Known = Pick<NewLedgerEntry, 'act'> & Partial<Pick<NewLedgerEntry, 'party' | 'contact'>>

/** Does something, and writes it down when it is refused or fails before it has begun. */
export type Noting = <T>(known: Known, work: () => Promise<T>) => Promise<T>

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
  'card.newPinWeak',
  'card.noReader',
  'card.noService',
  'card.pinForm',
  'card.unfamiliar',
  'document.notPdf',
  'document.tooLarge',
  'draft.changed',
  'draft.notFound',
  'drawer.locked',
  'drawer.processEnded',
  'file.exists',
  'file.tooMany',
  'file.unreadable',
  'passphrase.there',
  'passphrase.weak',
  'mandate.period',
  'mandate.plasticCard',
  'pending.gone',
  'person.notFound',
  'portal.notConfigured',
  // The person can still decline it, and that is written.
  'request.unanswerable',
  'request.choiceInvalid',
  'selfInfo.notFound',
  'session.expired',
  'session.none',
])

/** The wallet said no; everything else failed. */
const refusals: ReadonlySet<string> = new Set<Failure['code']>([
  'card.otherPerson',
  'card.certificateExpired',
  'card.unknown',
  'credential.invalid',
  'issuer.signatureInvalid',
  'issuer.untrusted',
  'mandate.childAlone',
  'mandate.ended',
  'mandate.ofAge',
  'mandate.otherCard',
  'mandate.outOfScope',
  'mandate.ownCard',
  'offer.invalid',
  'portal.otherOrigin',
  'portal.untrusted',
  'request.invalid',
  'request.replayed',
  'request.signatureInvalid',
  'selfInfo.cardDoubtful',
  'selfInfo.notComparable',
  'verifier.overAsks',
  'verifier.untrusted',
])

export const refusalNotes =
  ({ drawer: openDrawer, at }: Surroundings): Noting =>
  async (known, work) => {
    const drawer = openDrawer()
    try {
      return await work()
    } catch (error) {
      if (drawer !== undefined) await note(drawer, error, known, at())
      throw error
    }
  }

/** The same handlers; what they refuse in the open drawer's name is written into its ledger. */
export function notingRefusals(handlers: Handlers, notes: Noting): Handlers {
  const noting =
    <I, O>(handle: (input: I) => Promise<O>, known: (input: I) => Known) =>
    (input: I): Promise<O> =>
      notes(known(input), () => handle(input))
  const { session, share, receive, household, keys, pins, documents, drafts, certificates } = handlers
  const { portalMandates, selfInfo } = handlers
  return {
    ...handlers,
    session: {
      ...session,
      logIn: noting(session.logIn, () => ({ act: 'logIn' })),
      logInByPc: noting(session.logInByPc, () => ({ act: 'logIn' })),
      enrolPc: noting(session.enrolPc, () => ({ act: 'enrolPc' })),
    },
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
      bindCard: noting(household.bindCard, () => ({ act: 'cardBinding' })),
    },
    keys: {
      ...keys,
      add: noting(keys.add, () => ({ act: 'slotChange' })),
      renew: noting(keys.renew, () => ({ act: 'slotChange' })),
      remove: noting(keys.remove, () => ({ act: 'slotChange' })),
    },
    pins: { ...pins, change: noting(pins.change, () => ({ act: 'pinChange' })) },
    documents: { ...documents, sign: noting(documents.sign, () => ({ act: 'sign' })) },
    drafts: {
      ...drafts,
      send: noting(drafts.send, () => ({ act: 'apply' })),
      withdraw: noting(drafts.withdraw, () => ({ act: 'withdraw' })),
    },
    certificates: { ...certificates, keep: noting(certificates.keep, () => ({ act: 'receive' })) },
    portalMandates: {
      ...portalMandates,
      register: noting(portalMandates.register, () => ({ act: 'portalMandate' })),
    },
    selfInfo: { ...selfInfo, compare: noting(selfInfo.compare, () => ({ act: 'selfInfo' })) },
  }
}

async function note(drawer: Drawer, error: unknown, known: Known, at: string): Promise<void> {
  if (!(error instanceof WalletError) || isRecorded(error) || unwritten.has(error.failure.code)) return
  const { failure } = error
  const outcome = refusals.has(failure.code) ? 'refused' : 'failed'
  const party = nameIn(failure) ?? known.party ?? ''
  const entry: NewLedgerEntry = { at, ...known, outcome, failure: failure.code, party, items: itemsOf(failure) }
  // A drawer that locked meanwhile, or a full disk: the failure itself is told all the same.
  await drawer.record(entry).catch(expected)
}

/** How somebody calls itself whom nobody vouches for. Other failures name files, which are nobody's business here. */
function nameIn(failure: Failure): string | undefined {
  switch (failure.code) {
    case 'issuer.untrusted':
    case 'verifier.untrusted':
    case 'verifier.overAsks':
      return bounded(failure.name)
    default:
      return undefined
  }
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
