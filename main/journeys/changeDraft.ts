// A draft is changed: one change after the other, and shown with what does not fit yet.
import type { Draft, OpenDraft, ProcedureForm } from '../../preload/shapes/drafts.ts'
import { checkAttachments } from '../applications/attachments.ts'
import { checkForm } from '../applications/checkForm.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { keptForm } from './keptForms.ts'
import type { PortalPorts } from './portalSession.ts'

export interface InDrawer {
  readonly drawer: Drawer
  readonly language: 'ja' | 'en'
}

const changing = new WeakMap<Drawer, Promise<unknown>>()

/**
 * Reads a draft, changes it and saves it, one after the other, so that nothing that is typed meanwhile is written over.
 * @throws draft.notFound, and what `change` throws: then nothing has changed
 */
export async function changeDraft(
  { now }: Pick<PortalPorts, 'now'>,
  at: InDrawer,
  id: string,
  change: (draft: Draft, form: ProcedureForm) => Promise<Draft>,
): Promise<OpenDraft> {
  const { drawer } = at
  const before = changing.get(drawer) ?? Promise.resolve()
  const mine = before
    .catch(() => undefined)
    .then(async () => {
      const draft = await drawer.draft(id)
      const form = await keptForm(drawer, draft.procedure)
      const changed = { ...(await change(draft, form)), savedAt: now().toISOString() }
      await drawer.saveDraft(changed)
      return shownDraft(at, changed, form)
    })
  changing.set(drawer, mine)
  return mine
}

/** As it crosses: without what only sending needs. */
export async function shownDraft(
  { drawer, language }: InDrawer,
  draft: Draft,
  form: ProcedureForm,
): Promise<OpenDraft> {
  const { sending: _sending, requestId: _requestId, ...shown } = draft
  return { draft: shown, form, faults: await faultsOf({ drawer, language }, draft, form) }
}

export async function faultsOf(
  { drawer, language }: InDrawer,
  draft: Draft,
  form: ProcedureForm,
): Promise<OpenDraft['faults']> {
  const attached = draft.attachments.length > 0
  const papers = attached ? await drawer.papers() : []
  const credentials = attached ? await drawer.list(draft.savedAt) : []
  const there = new Set([...papers, ...credentials].map(({ id }) => id))
  return [
    ...checkForm(form.fields, draft.form, language),
    ...checkAttachments(form, draft, there, language),
    ...(draft.told ?? []),
  ]
}

/** What was told and is not answered yet. */
export function toldStill(draft: Draft, stays: (fault: OpenDraft['faults'][number]) => boolean): Pick<Draft, 'told'> {
  return { told: (draft.told ?? []).filter(stays) }
}

/** An attached file goes when no draft has it any more; a paper that the person keeps stays. */
export async function dropUnused(drawer: Drawer, { what }: Draft['attachments'][number]): Promise<void> {
  if (!('paperId' in what)) return
  const { paperId } = what
  const paper = (await drawer.papers()).find(({ id }) => id === paperId)
  if (paper?.kind !== 'attachment') return
  const inUse = (await drawer.drafts()).some(({ attachments }) =>
    attachments.some((one) => 'paperId' in one.what && one.what.paperId === paperId),
  )
  if (!inUse) await drawer.dropAttachment(paperId)
}
