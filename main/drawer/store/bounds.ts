// How much of what comes from outside one drawer takes in: so that no portal, and no mistake, fills the disk of a household.
// Each single thing is bounded where it is read; this bounds them all together.
//
// How many there are was guessed from what a large family might do in a year (推), times ten years, times five or more: 20
// applications, 100 notices, 40 bills, 60 papers of 300 kilobytes, 10 requests for self-information of 100 kilobytes. All that a
// portal can put into a drawer together: some 700 MiB.
import type { Paper } from '../../../preload/shapes/papers.ts'
import { type Failure, fail } from '../../failure.ts'
import type { CopyKind, PortalCopy } from '../portalCopy.ts'

export interface Amount {
  readonly count: number
  /** Of content as JSON in UTF-8, or of files. */
  readonly bytes: number
}

const MiB = 1024 * 1024

/** Of each kind, over all portals. */
export const copyBounds: Readonly<Record<CopyKind, Amount>> = {
  application: { count: 2_000, bytes: 32 * MiB },
  notice: { count: 5_000, bytes: 16 * MiB },
  bill: { count: 5_000, bytes: 8 * MiB },
  followUpDone: { count: 5_000, bytes: MiB },
  boardRefresh: { count: 50, bytes: MiB },
  form: { count: 500, bytes: 32 * MiB },
  procedure: { count: 200, bytes: 16 * MiB },
  procedureSearch: { count: 50, bytes: 16 * MiB },
  mandate: { count: 1_000, bytes: 4 * MiB },
  account: { count: 50, bytes: MiB },
  selfInfo: { count: 500, bytes: 32 * MiB },
  link: { count: 100, bytes: MiB },
  date: { count: 500, bytes: MiB },
  issuerKeys: { count: 50, bytes: MiB },
}

/** Papers lie in three rooms, so that what others send never takes the place of what the person keeps. */
export type PaperRoom = 'attachments' | 'files' | 'outside'
export const paperBounds: Readonly<Record<PaperRoom, Amount>> = {
  /** Of drafts; they go with them. */
  attachments: { count: 700, bytes: 256 * MiB },
  /** That the person had as files. */
  files: { count: 3_000, bytes: 1024 * MiB },
  /** From portals and partners. */
  outside: { count: 3_000, bytes: 512 * MiB },
}

export const draftBounds: Amount = { count: 100, bytes: 64 * MiB }

export const roomOf = ({ kind, source }: Pick<Paper, 'kind' | 'source'>): PaperRoom =>
  kind === 'attachment' ? 'attachments' : source.from === 'file' ? 'files' : 'outside'

/** What lies over its bound already (in a drawer of an earlier version) stays, and may be replaced by what is no larger. */
export const overflows = (bound: Amount, before: Amount, after: Amount): boolean =>
  (after.count > bound.count && after.count > before.count) || (after.bytes > bound.bytes && after.bytes > before.bytes)

const inWords = ({ count, bytes }: Amount): { most: number; megabytes: number } => ({
  most: count,
  megabytes: Math.floor(bytes / MiB),
})

/** As a failure of whoever wanted to keep more. */
export function copiesFull(kind: CopyKind): Failure {
  const bound = inWords(copyBounds[kind])
  switch (kind) {
    case 'selfInfo':
      return { code: 'selfInfo.full', ...bound }
    case 'date':
      return { code: 'calendar.full', most: bound.most }
    case 'application':
    case 'notice':
    case 'bill':
    case 'mandate':
      return { code: 'portal.tooMuch', of: kind, ...bound }
    default:
      return { code: 'portal.tooMuch', of: 'other', ...bound }
  }
}

export const papersFull = (room: PaperRoom): Failure =>
  room === 'attachments'
    ? { code: 'draft.attachmentsFull', ...inWords(paperBounds.attachments) }
    : { code: 'paper.full', of: room, ...inWords(paperBounds[room]) }

/**
 * Before something is done outside of which a copy is kept afterwards: whether that copy still fits.
 *
 * @param kept all of that kind
 * @throws portal.tooMuch, selfInfo.full
 */
export function mustTakeOneMore(kind: CopyKind, kept: readonly PortalCopy[]): void {
  const before = { count: kept.length, bytes: kept.reduce((sum, { content }) => sum + sizeOf(content), 0) }
  const after = { count: before.count + 1, bytes: before.bytes + largestAnswer }
  if (overflows(copyBounds[kind], before, after)) fail(copiesFull(kind))
}

/** More than one answer about one thing (openid/answers.ts). */
const largestAnswer = MiB

const sizeOf = (content: unknown): number => Buffer.byteLength(JSON.stringify(content))

/**
 * Before several files become papers: all of them or none.
 *
 * @param sizes of the files, in bytes
 * @throws paper.full
 */
export function mustTakePapers(room: PaperRoom, kept: readonly Paper[], sizes: readonly number[]): void {
  const before = amountOf(kept.filter((paper) => roomOf(paper) === room).map(({ size }) => size))
  const added = amountOf(sizes)
  const after = { count: before.count + added.count, bytes: before.bytes + added.bytes }
  if (overflows(paperBounds[room], before, after)) fail(papersFull(room))
}

const amountOf = (sizes: readonly number[]): Amount => ({
  count: sizes.length,
  bytes: sizes.reduce((sum, size) => sum + size, 0),
})
