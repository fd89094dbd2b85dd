// What an open drawer keeps from a portal and for it: copies of what it told, drafts, papers.
import type { Draft } from '../../../preload/shapes/drafts.ts'
import type { Paper } from '../../../preload/shapes/papers.ts'
import type { CopyKind, PortalCopy } from '../portalCopy.ts'
import type { NewPaper } from '../store/papers.ts'

export interface KeptCalls {
  /**
   * All of them or none; a newer one replaces the one of the same portal, kind and id.
   * @throws portal.tooMuch, selfInfo.full, calendar.full (store/bounds.ts)
   */
  keepCopies(copies: readonly PortalCopy[]): Promise<void>
  /** In the order in which they were first kept; `ofKind` (portalCopy.ts) narrows their type. */
  copies(kind: CopyKind): Promise<PortalCopy[]>
  dropCopy(portal: string, kind: CopyKind, id: string): Promise<void>
  /** @throws draft.tooMany */
  saveDraft(draft: Draft): Promise<void>
  /** The newest first. */
  drafts(): Promise<Draft[]>
  /** @throws draft.notFound */
  draft(id: string): Promise<Draft>
  dropDraft(id: string): Promise<void>
  /** The same bytes of the same kind are kept once: then what is there is answered. @throws paper.full, draft.attachmentsFull */
  keepPaper(paper: NewPaper, bytes: Uint8Array): Promise<Paper>
  /** The newest first, attachments too. */
  papers(): Promise<Paper[]>
  /** @throws paper.notFound */
  paper(id: string): Promise<{ paper: Paper; bytes: Uint8Array }>
  /** With the ledger's word about it. @throws paper.notFound */
  removePaper(id: string, at: string): Promise<void>
  /** Attachments belong to drafts and applications: their going is no act of its own. @throws paper.notFound */
  dropAttachment(id: string): Promise<void>
}
