// Papers in the drawer: read with the keys that lie beside them, and kept once.

import type { MeasuredSeries, Paper, ReadPaper } from '../../preload/shapes/papers.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import type { FetchedFile } from '../portal/records.ts'
import { healthCardIn, healthCardOf } from './healthCard.ts'
import type { PaperTrust } from './readPaper.ts'

/** Who is believed about papers: the realm's issuers, and the keys that the drawer keeps. */
export async function paperTrust(drawer: Drawer, { issuers, jpki }: Trust): Promise<PaperTrust> {
  const { signature, pinned } = jpki
  return {
    issuers,
    documents: { anchors: signature, ...(pinned === undefined ? {} : { pinned: pinned.signature }) },
    issuerKeys: ofKind(await drawer.copies('issuerKeys'), 'issuerKeys').map(({ content: { iss, keys } }) => ({
      iss,
      keys,
    })),
  }
}

/** The JWS of a health card in one of its forms as text; undefined for other bytes. */
function healthCardJws(bytes: Uint8Array): string | undefined {
  try {
    const text = Buffer.from(bytes).toString('utf8')
    return healthCardOf(text) ?? healthCardIn(JSON.parse(text))
  } catch {
    // No JSON: then it is none.
    return undefined
  }
}

/** A health card is signed anew each time it is given: it is the same where what is signed is. */
export async function sameCard(drawer: Drawer, { kind, bytes }: Pick<FetchedFile, 'kind' | 'bytes'>): Promise<boolean> {
  const wanted = kind === 'vaccination' ? contentOf(bytes) : undefined
  if (wanted === undefined) return false
  for (const { id } of (await drawer.papers()).filter((paper) => paper.kind === kind))
    if (contentOf((await drawer.paper(id)).bytes) === wanted) return true
  return false
}

const contentOf = (bytes: Uint8Array): string | undefined => healthCardJws(bytes)?.split('.').slice(0, 2).join('.')

interface Read {
  readonly paper: Paper
  readonly read: ReadPaper
}

/** Those that name the same person as that one; a drawer may hold papers of a child or of parents as well. */
export function ofSamePerson(papers: readonly Read[], id: string): readonly Read[] {
  const holder = papers.find(({ paper }) => paper.id === id)?.read.sheet?.holder
  return papers.filter(({ read }) => plainName(read.sheet?.holder) === plainName(holder))
}

/** Widths and spaces of names differ from one office to the next. */
const plainName = (name: string | undefined): string => (name ?? '').normalize('NFKC').replaceAll(/\s/g, '')

/** Newest papers count first: a check-up that was kept twice stands once for its day. */
export function measuredSeries(papers: readonly Read[]): MeasuredSeries[] {
  const series = new Map<string, MeasuredSeries>()
  for (const { paper, read } of papers) {
    const on = read.sheet?.asOf
    if (on === undefined) continue
    for (const { code, label, number, unit } of read.sheet?.measured ?? []) {
      if (number === undefined) continue
      const key = `${code} ${unit}`
      const before = series.get(key) ?? { code, label, unit, points: [] }
      if (before.points.some((point) => point.on === on)) continue
      series.set(key, { ...before, points: [...before.points, { on, value: number, paperId: paper.id }] })
    }
  }
  return [...series.values()].map((one) => ({
    ...one,
    points: one.points.toSorted((a, b) => a.on.localeCompare(b.on)).slice(-200),
  }))
}
