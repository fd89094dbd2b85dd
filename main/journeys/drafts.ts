// A form while it is filled in: begun, opened again with no portal at hand, saved as one types.
import { randomUUID } from 'node:crypto'
import type { FormContent } from '../../preload/shapes/applications.ts'
import {
  type Concerned,
  type Draft,
  type DraftCard,
  draftCard,
  type OpenDraft,
  type ProcedureForm,
} from '../../preload/shapes/drafts.ts'
import { filled, fillingBy, valuesOfPerson } from '../applications/fillForm.ts'
import { holdsNumber } from '../applications/numbers.ts'
import { isEmpty, leavesOf, valueAt, withValue } from '../applications/places.ts'
import { canonical } from '../drawer/canonical.ts'
import { fail } from '../failure.ts'
import { fetchApplication } from '../portal/applications.ts'
import { changeDraft, dropUnused, type InDrawer, shownDraft, toldStill } from './changeDraft.ts'
import { fetchForm, keptApplication, keptForm } from './keptForms.ts'
import { keptMandates, mayActFor, refreshMandates } from './portalMandates.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'

/** Characters of the form as JSON. */
const mostText = 100_000

export async function listDrafts({ drawer }: Pick<InDrawer, 'drawer'>): Promise<DraftCard[]> {
  const all = await drawer.drafts()
  return all
    .map(({ onBehalf, mandate, ...draft }) => {
      const forWhom = onBehalf?.name ?? mandate?.principal
      return draftCard.parse({ ...draft, ...(forWhom === undefined ? {} : { forWhom }) })
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
