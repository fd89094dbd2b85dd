// Fetching a person's records from the portal, one after the other. What has come is kept at once: a failure or a cancel in the
// middle takes nothing away.
import type { FetchedRecord, PaperKind, RecordName } from '../../preload/shapes/papers.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail, WalletError } from '../failure.ts'
import { paperTrust, sameCard } from '../papers/kept.ts'
import { paperName, withOwner } from '../papers/names.ts'
import { readApart, understood } from '../papers/readApart.ts'
import { type FetchedFile, fetchRecord } from '../portal/records.ts'
import type { SessionFetch } from '../portal/session.ts'
import type { Ports } from '../ports.ts'
import { keepIssuerKeys } from './keepIssuerKeys.ts'
import { keptMandates, mayActFor } from './portalMandates.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

export interface FetchRecords extends AtPortal {
  readonly trust: Trust
  readonly language: 'ja' | 'en'
  readonly records: readonly RecordName[]
  /** At the portal: of whoever gave it. */
  readonly mandateId?: string | undefined
  readonly signal: AbortSignal
  /** Whose health cards are believed. */
  readonly believed: readonly string[]
  /** @param percent how many of the records have come */
  readonly step: (percent: number) => void
}

type FetchPorts = PortalPorts & Pick<Ports, 'startVerifierProcess'>

/** After these, asking for the next one is of no use. */
const endsAll: ReadonlySet<string> = new Set(['session.none', 'session.expired', 'app.cancelled'])

/**
 * What came of each, in their order. One that fails is told and does not end the others.
 * @throws session.*, app.cancelled, and mandate.* before anything is asked
 */
export async function fetchRecords(ports: FetchPorts, wanted: FetchRecords): Promise<FetchedRecord[]> {
  const { drawer, language, mandateId, profile, records } = wanted
  const at = ports.now().toISOString()
  await drawer.mayAct('receive', at)
  const principal = mandateId === undefined ? undefined : await principalOf(wanted, mandateId, at)
  const entry = {
    at,
    act: 'receive',
    party: profile.label[language],
    items: records.map((record) => ({ credential: withOwner(paperName(record, null, ''), principal), attributes: [] })),
  } as const
  return inSession(ports, wanted, async (send) => {
    const { result } = await recorded(drawer, entry, () => fetchEach(ports, { ...wanted, principal }, send))
    return result
  })
}

/** Whose records they are; undefined: the person's own. */
interface OfWhom extends FetchRecords {
  readonly principal: string | undefined
}

/** As the portal told it last; where it has ended, the portal refuses. @throws mandate.unknown */
async function principalOf({ drawer, profile }: AtPortal, id: string, at: string): Promise<string> {
  const usable = mayActFor(await keptMandates(drawer, profile, at), 'insurance')
  return (usable.find((one) => one.id === id) ?? fail({ code: 'mandate.unknown' })).principal.name
}

async function fetchEach(ports: FetchPorts, wanted: OfWhom, send: SessionFetch): Promise<FetchedRecord[]> {
  const told: FetchedRecord[] = []
  for (const [at, record] of wanted.records.entries()) {
    wanted.step(Math.round((100 * at) / wanted.records.length))
    try {
      const files = await fetchRecord(send, wanted.profile, record, {
        at: ports.now(),
        ...(wanted.mandateId === undefined ? {} : { mandateId: wanted.mandateId }),
      })
      told.push(await keepAll(ports, wanted, record, files))
    } catch (error) {
      if (!(error instanceof WalletError) || endsAll.has(error.failure.code)) throw error
      told.push({ record, state: 'failed', papers: [], failure: error.failure })
    }
  }
  return told
}

async function keepAll(
  ports: FetchPorts,
  wanted: OfWhom,
  record: RecordName,
  files: readonly FetchedFile[],
): Promise<FetchedRecord> {
  if (files.length === 0) return { record, state: 'none', papers: [] }
  const { drawer, profile, signal, trust, language } = wanted
  // Read before it is kept: what the portal calls a record and is none is not taken.
  const read = await readApart(
    { ...ports, signal },
    files.map(({ bytes }) => bytes),
    await paperTrust(drawer, trust),
    ports.now(),
  )
  await keepIssuerKeys(ports, wanted, understood(read))
  const known = new Set((await drawer.papers()).map(({ id }) => id))
  const added: string[] = []
  for (const [at, file] of files.entries()) {
    const answer = read[at]
    const said = answer !== undefined && 'read' in answer ? answer.read : undefined
    if (said === undefined || !fits(file.kind, said.kind)) throw badRecord(record)
    // No paper with a 個人番号 on it is kept.
    if (answer !== undefined && 'read' in answer && answer.holdsNumber)
      fail({ code: 'paper.holdsNumber', name: paperName(file.kind, said.sheet, record)[language] })
    if (await sameCard(drawer, file)) continue
    const { id } = await drawer.keepPaper(
      {
        kind: file.kind,
        name: withOwner(paperName(file.kind, said.sheet, record), wanted.principal),
        media: file.media,
        source: { from: 'portal', name: profile.label[language] },
        receivedAt: ports.now().toISOString(),
      },
      file.bytes,
    )
    if (!known.has(id)) added.push(id)
  }
  return { record, state: added.length === 0 ? 'same' : 'new', papers: added }
}

/** A PDF says nothing of its kind to a program. */
const fits = (wanted: PaperKind, read: PaperKind): boolean =>
  read === wanted || (wanted === 'qualification' && read === 'other')

const badRecord = (record: RecordName): WalletError => new WalletError({ code: 'portal.badAnswer', detail: record })
