// A form while it is filled in: begun, opened again with no portal at hand, saved as one types.
import { randomUUID } from 'node:crypto'
import type { Application, FormContent } from '../../preload/shapes/applications.ts'
import type { Concerned, Draft, DraftCard, OpenDraft, ProcedureForm } from '../../preload/shapes/drafts.ts'
import { checkAttachments } from '../applications/attachments.ts'
import { checkForm } from '../applications/checkForm.ts'
import { filled, fillingBy, valuesOfPerson } from '../applications/fillForm.ts'
import { parseForm } from '../applications/formSchema.ts'
import { holdsNumber } from '../applications/numbers.ts'
import { isEmpty, leavesOf, valueAt, withValue } from '../applications/places.ts'
import { keptCopies } from '../board/kept.ts'
import { canonical } from '../drawer/canonical.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import { fetchApplication } from '../portal/applications.ts'
import { fetchProcedure } from '../portal/procedures.ts'
import { keptMandates, mayActFor, refreshMandates } from './portalMandates.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'

export interface InDrawer {
  readonly drawer: Drawer
  readonly language: 'ja' | 'en'
}

/** Characters of the form as JSON. */
const mostText = 100_000

export async function listDrafts({ drawer }: Pick<InDrawer, 'drawer'>): Promise<DraftCard[]> {
  const all = await drawer.drafts()
  return all
    .map(({ onBehalf, mandate, ...draft }) => {
      const forWhom = onBehalf?.name ?? mandate?.principal
      return { ...draft, ...(forWhom === undefined ? {} : { forWhom }) }
    })
    .sort((one, other) => other.savedAt.localeCompare(one.savedAt))
}

/** @throws draft.tooMany, application.notEligible, mandate.unknown, procedure.notFound, portal.* */
export async function beginDraft(
  ports: PortalPorts,
  at: AtPortal & InDrawer,
  { procedure, whom }: { readonly procedure: string; readonly whom: Concerned },
): Promise<OpenDraft> {
  const { drawer } = at
  const now = ports.now().toISOString()
  await drawer.mayAct('apply', now)
  const form = await fetchForm(ports, at, procedure)
  const empty: Draft = {
    id: randomUUID(),
    procedure,
    title: form.title,
    organisation: form.organisation,
    form: {},
    sources: {},
    attachments: [],
    begunAt: now,
    savedAt: now,
  }
  const draft = await concerning(ports, at, form, empty, whom)
  await drawer.saveDraft(draft)
  return shownDraft(at, draft, form)
}

/**
 * What was sent back, to be corrected; the draft that is there already, where one is.
 * @throws application.closed: no correction was asked for; application.notFound, draft.tooMany, portal.*
 */
export async function correctApplication(
  ports: PortalPorts,
  at: AtPortal & InDrawer,
  receiptNo: string,
): Promise<OpenDraft> {
  const { drawer } = at
  const begun = (await drawer.drafts()).find(({ corrects }) => corrects === receiptNo)
  if (begun !== undefined) return openDraft(at, begun.id)
  const now = ports.now().toISOString()
  await drawer.mayAct('apply', now)
  const application =
    (await keptApplication(drawer, receiptNo)) ??
    (await inSession(ports, at, (send) => fetchApplication(send, at.profile, receiptNo)))
  if (!application.correctable) fail({ code: 'application.closed' })
  const form = await fetchForm(ports, at, application.procedure)
  const source = { from: 'earlier' as const, name: application.title, at: application.submittedAt }
  const draft: Draft = {
    id: randomUUID(),
    procedure: application.procedure,
    title: application.title,
    organisation: form.organisation,
    form: application.form,
    sources: Object.fromEntries(
      leavesOf(form.fields, application.form).flatMap(({ pointer, value }) =>
        isEmpty(value) ? [] : [[pointer, source]],
      ),
    ),
    attachments: [],
    corrects: receiptNo,
    told: [...(application.faults ?? [])],
    begunAt: now,
    savedAt: now,
  }
  await drawer.saveDraft(draft)
  return shownDraft(at, draft, form)
}

/** @throws draft.notFound, procedure.notFound: its form was never kept */
export async function openDraft(at: InDrawer, id: string): Promise<OpenDraft> {
  const draft = await at.drawer.draft(id)
  return shownDraft(at, draft, await keptForm(at.drawer, draft.procedure))
}

/**
 * What card, credentials or a mandate said of the person before is taken out; what was typed stays.
 * @throws draft.notFound, application.notEligible, application.closed: a correction is of whom it was; mandate.unknown
 */
export function concernDraft(
  ports: PortalPorts,
  at: AtPortal & InDrawer,
  { id, whom }: { readonly id: string; readonly whom: Concerned },
): Promise<OpenDraft> {
  return changeDraft(ports, at, id, async (draft, form) =>
    draft.corrects === undefined
      ? concerning(ports, at, form, concerns(draft, whom) ? draft : withoutOwn(draft), whom)
      : fail({ code: 'application.closed' }),
  )
}

/**
 * The whole form as it is by now. What differs is from then on typed, and what was told of it is answered.
 * @throws draft.notFound, draft.holdsNumber, draft.tooLarge: then nothing of it is kept
 */
export async function saveDraft(
  ports: Pick<PortalPorts, 'now'>,
  at: InDrawer,
  { id, form }: { readonly id: string; readonly form: FormContent },
): Promise<OpenDraft> {
  if (JSON.stringify(form).length > mostText) fail({ code: 'draft.tooLarge' })
  if (holdsNumber(form)) fail({ code: 'draft.holdsNumber' })
  return changeDraft(ports, at, id, async (draft) => {
    const same = (pointer: string): boolean => sameValue(valueAt(draft.form, pointer), valueAt(form, pointer))
    const sources = Object.fromEntries(Object.entries(draft.sources).filter(([pointer]) => same(pointer)))
    return { ...draft, form, sources, ...toldStill(draft, ({ pointer }) => sameBelow(draft.form, form, pointer)) }
  })
}

/** With what was attached and is nobody else's. */
export async function dropDraft(at: Pick<InDrawer, 'drawer'>, id: string): Promise<DraftCard[]> {
  const draft = (await at.drawer.drafts()).find((one) => one.id === id)
  await at.drawer.dropDraft(id)
  for (const attachment of draft?.attachments ?? []) await dropUnused(at.drawer, attachment)
  return listDrafts(at)
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

/** The form as the portal has it now, kept. @throws procedure.notFound: or it is not done at this portal; portal.* */
export async function fetchForm(
  { fetch, now }: Pick<PortalPorts, 'fetch' | 'now'>,
  { drawer, profile }: AtPortal,
  id: string,
): Promise<ProcedureForm> {
  const { procedure, form: schema } = await fetchProcedure(fetch, profile, id, now())
  const { preparation } = procedure
  if (schema === undefined || preparation === undefined) return fail({ code: 'procedure.notFound' })
  const { signature, standings, attachments } = preparation
  const content: ProcedureForm = {
    procedure: id,
    title: procedure.title,
    organisation: procedure.organisation,
    fields: parseForm(schema),
    rules: attachments,
    signature,
    standings,
    asOf: now().toISOString(),
  }
  await drawer.keepCopies([{ portal: profile.id, kind: 'form', id, content }])
  return content
}

/** @throws procedure.notFound */
export async function keptForm(drawer: Drawer, procedure: string): Promise<ProcedureForm> {
  const copies = await keptCopies(drawer, 'form')
  return copies.find(({ id }) => id === procedure)?.content ?? fail({ code: 'procedure.notFound' })
}

export async function keptApplication(drawer: Drawer, receiptNo: string): Promise<Application | undefined> {
  const copies = await keptCopies(drawer, 'application')
  return copies.find(({ id }) => id === receiptNo)?.content
}

/** What was told and is not answered yet. */
export function toldStill(draft: Draft, stays: (fault: OpenDraft['faults'][number]) => boolean): Pick<Draft, 'told'> {
  return { told: (draft.told ?? []).filter(stays) }
}

/** @throws application.notEligible, mandate.unknown */
async function concerning(
  ports: PortalPorts,
  at: AtPortal,
  form: ProcedureForm,
  { onBehalf: _before, mandate: _mandate, ...draft }: Draft,
  whom: Concerned,
): Promise<Draft> {
  const standings = new Set(form.standings.map(({ standing }) => standing))
  const eligible = (ok: boolean): void => (ok ? undefined : fail({ code: 'application.notEligible' }))
  if (whom.kind === 'self') {
    eligible(standings.has('self') || standings.has('officer'))
    return draft
  }
  if (whom.kind === 'mandate') {
    const { id, principal, kind } = await mandateOf(ports, at, whom.id)
    eligible(standings.has(kind))
    const mandate = { id, principal: principal.name, standing: kind }
    const filling = fillingBy(form.fields, draft.form, { 'card.name': principal.name })
    return { ...draft, ...filled(draft, filling, { from: 'mandate', name: principal.name }), mandate }
  }
  eligible(standings.has('family'))
  const { name, birthDate } = whom
  const filling = fillingBy(form.fields, draft.form, valuesOfPerson(whom))
  return { ...draft, ...filled(draft, filling, { from: 'typed' }), onBehalf: { name, birthDate } }
}

function concerns({ onBehalf, mandate }: Draft, whom: Concerned): boolean {
  if (whom.kind === 'mandate') return mandate?.id === whom.id
  if (whom.kind === 'family') return onBehalf?.name === whom.name && onBehalf.birthDate === whom.birthDate
  return onBehalf === undefined && mandate === undefined
}

function withoutOwn(draft: Draft): Draft {
  const own = Object.entries(draft.sources).filter(([, { from }]) => from !== 'typed' && from !== 'earlier')
  const form = own.reduce((so, [pointer]) => withValue(so, pointer, ''), draft.form)
  const gone = new Set(own.map(([pointer]) => pointer))
  return { ...draft, form, sources: Object.fromEntries(Object.entries(draft.sources).filter(([at]) => !gone.has(at))) }
}

/** One that was given to the person for applications, as the portal told last; asked for anew where it is not known. */
async function mandateOf(ports: PortalPorts, at: AtPortal, id: string) {
  const find = (list: Parameters<typeof mayActFor>[0]) => mayActFor(list, 'applications').find((one) => one.id === id)
  const kept = find(await keptMandates(at.drawer, at.profile, ports.now().toISOString()))
  return kept ?? find(await refreshMandates(ports, at)) ?? fail({ code: 'mandate.unknown' })
}

/** A fault's place begins with /form. */
const sameBelow = (before: FormContent, after: FormContent, pointer: string): boolean =>
  pointer.startsWith('/form/')
    ? sameValue(valueAt(before, pointer.slice('/form'.length)), valueAt(after, pointer.slice('/form'.length)))
    : pointer !== '/form' || sameValue(before, after)

type Value = ReturnType<typeof valueAt>
const sameValue = (one: Value, other: Value): boolean =>
  one === other || (one !== undefined && other !== undefined && canonical(one) === canonical(other))
