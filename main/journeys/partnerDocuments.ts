// Documents of a linked partner: listed, read before they are kept, and kept among the papers.
import type { ReadPaper } from '../../preload/shapes/papers.ts'
import type { FetchedDocument, PartnerDocument, PartnerId } from '../../preload/shapes/partners.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail, WalletError } from '../failure.ts'
import { paperTrust } from '../papers/kept.ts'
import { paperName } from '../papers/names.ts'
import { readApart } from '../papers/readApart.ts'
import { fetchDocument, fetchDocuments } from '../portal/links.ts'
import type { SessionFetch } from '../portal/session.ts'
import type { Ports } from '../ports.ts'
import { linked, partnerNames, type WithPartner } from './partners.ts'
import type { PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

/** What the partner has, and what of it lies in the drawer already. @throws partner.notLinked, session.*, portal.* */
export async function listDocuments(
  ports: PortalPorts,
  { drawer, profile, partner }: Omit<WithPartner, 'language'>,
): Promise<PartnerDocument[]> {
  const documents = await linked(ports, { drawer, profile, partner }, (send) => fetchDocuments(send, profile, partner))
  const papers = await drawer.papers()
  return documents.map((document) => {
    const kept = papers.find(({ source }) => source.from === 'partner' && source.about === aboutOf(partner, document))
    return { ...document, ...(kept === undefined ? {} : { paperId: kept.id }) }
  })
}

export interface FetchPartnerDocuments extends WithPartner {
  readonly ids: readonly string[]
  readonly trust: Trust
  readonly signal: AbortSignal
  /** @param percent how many of them have come */
  readonly step: (percent: number) => void
}

/**
 * Each is read before it is kept, and kept as soon as it has come: a failure or a cancel takes nothing away.
 * @throws partner.notLinked, mandate.*, session.*, portal.*, app.cancelled
 */
export async function fetchPartnerDocuments(
  ports: PortalPorts & Pick<Ports, 'startVerifierProcess'>,
  wanted: FetchPartnerDocuments,
): Promise<FetchedDocument[]> {
  const { drawer, profile, partner, ids, language } = wanted
  const at = ports.now().toISOString()
  await drawer.mayAct('receive', at)
  return linked(ports, { drawer, profile, partner }, async (send) => {
    const documents = (await fetchDocuments(send, profile, partner)).filter(({ id }) => ids.includes(id))
    const items = documents.map(({ name }) => ({ credential: { ja: name, en: name }, attributes: [] }))
    const entry = { at, act: 'receive', party: `${profile.label[language]} → ${partnerNames[partner]}`, items } as const
    const { result } = await recorded(drawer, entry, async () => {
      const told: FetchedDocument[] = []
      for (const [index, document] of documents.entries()) {
        wanted.step(Math.round((100 * index) / documents.length))
        told.push(await keepOne(ports, wanted, send, document))
      }
      return told
    })
    return result
  })
}

/** After these, asking for the next one is of no use. */
const endsAll: ReadonlySet<string> = new Set(['session.none', 'session.expired', 'app.cancelled', 'partner.notLinked'])

async function keepOne(
  ports: PortalPorts & Pick<Ports, 'startVerifierProcess'>,
  { drawer, profile, partner, trust, signal }: FetchPartnerDocuments,
  send: SessionFetch,
  document: PartnerDocument,
): Promise<FetchedDocument> {
  const { id, name, media } = document
  try {
    const bytes = await fetchDocument(send, profile, partner, document)
    const kept = (await drawer.papers()).find(({ source }) => source.about === aboutOf(partner, document))
    const both = kept === undefined ? [bytes] : [bytes, (await drawer.paper(kept.id)).bytes]
    const apart = { ...ports, signal }
    const [answer, before] = await readApart(apart, both, await paperTrust(drawer, trust), ports.now())
    if (answer === undefined) return fail({ code: 'paper.unread' })
    if ('failure' in answer) return fail(answer.failure)
    // No paper with a 個人番号 on it is kept.
    if (answer.holdsNumber) return fail({ code: 'paper.holdsNumber', name })
    // The partner says what it is; of XML the bytes say so too, where the form is known.
    const kind = media === 'application/xml' ? 'deduction' : partner === 'nenkin' ? 'pension' : 'other'
    if (answer.read.kind !== kind && answer.read.kind !== 'other')
      fail({ code: 'portal.badAnswer', detail: 'document' })
    if (answer.read.verdict.state === 'invalid') fail({ code: 'portal.badAnswer', detail: 'signature' })
    // A document is signed anew each time it is given: it is the same where it says the same.
    if (kept !== undefined && before !== undefined && 'read' in before && saysTheSame(answer.read, before.read))
      return { id, name, state: 'same', paperId: kept.id }
    const known = new Set((await drawer.papers()).map((paper) => paper.id))
    const paper = await drawer.keepPaper(
      {
        kind,
        name: paperName(kind, answer.read.kind === kind ? answer.read.sheet : null, name),
        media,
        source: { from: 'partner', name: partnerNames[partner], about: aboutOf(partner, document) },
        receivedAt: ports.now().toISOString(),
      },
      bytes,
    )
    return { id, name, state: known.has(paper.id) ? 'same' : 'new', paperId: paper.id }
  } catch (error) {
    if (!(error instanceof WalletError) || endsAll.has(error.failure.code)) throw error
    return { id, name, state: 'failed', failure: error.failure }
  }
}

const saysTheSame = (one: ReadPaper, other: ReadPaper): boolean =>
  one.sheet !== null &&
  JSON.stringify([one.sheet, one.verdict.state]) === JSON.stringify([other.sheet, other.verdict.state])

/** The same document of another year has another name. */
const aboutOf = (partner: PartnerId, { id, name }: Pick<PartnerDocument, 'id' | 'name'>): string =>
  `${partner} ${id} ${name}`.slice(0, 100)
