// What is sent, exactly, before anything is.
import type { FormContent } from '../../preload/shapes/applications.ts'
import type { Draft, ProcedureForm, Review } from '../../preload/shapes/drafts.ts'
import { pointerOf } from '../applications/attachments.ts'
import { sentForm, sha256 } from '../applications/content.ts'
import { reviewRows } from '../applications/reviewRows.ts'
import { credentialId } from '../credentials/credential.ts'
import { canonical } from '../drawer/canonical.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { faultsOf, type InDrawer } from './changeDraft.ts'
import { fetchForm, keptApplication, keptForm } from './keptForms.ts'
import type { AtPortal, PortalPorts } from './portalSession.ts'

export interface Looking extends AtPortal, InDrawer {
  /** Whose drawer is open. */
  readonly person: string
}

/**
 * What would be sent now, by the form as the portal has it; where the portal cannot be reached, by the form that was kept.
 * @throws draft.notFound, procedure.notFound, drawer.*
 */
export async function reviewDraft(ports: PortalPorts, at: Looking, id: string): Promise<Review> {
  const draft = await at.drawer.draft(id)
  const form = await fetchForm(ports, at, draft.procedure).catch(() => keptForm(at.drawer, draft.procedure))
  return reviewOf(ports, at, draft, form)
}

export async function reviewOf(
  { now }: Pick<PortalPorts, 'now'>,
  at: Looking,
  draft: Draft,
  form: ProcedureForm,
): Promise<Review> {
  const { drawer, profile, language } = at
  const filledIn = sentForm(form.fields, draft.form)
  const as = await partiesOf(at, draft, form)
  const attachments = await Promise.all(
    draft.attachments.map(async (one) => ({
      ...one,
      title: form.rules.find(({ id }) => id === one.id)?.title ?? one.id,
      ...(await attributesOf(drawer, one, now().toISOString())),
    })),
  )
  return {
    to: form.organisation,
    origin: profile.origin,
    as,
    rows: reviewRows(form.fields, filledIn, draft.sources, language),
    attachments,
    signature: form.signature,
    ...(draft.corrects === undefined ? {} : { corrects: draft.corrects }),
    faults: await faultsOf(at, draft, form),
    seen: seenOf(at, draft, form, filledIn, as.standing),
  }
}

/**
 * Stands for all that is sent, under which words it was read, how it is signed, whom it concerns, and where it goes. Who sends
 * it is whoever the drawer belongs to, by the drawer's name before the log-in and by the portal's after it.
 */
function seenOf(
  { profile }: Looking,
  draft: Draft,
  { fields, rules, organisation, signature }: ProcedureForm,
  form: FormContent,
  standing: Review['as']['standing'],
): string {
  const { procedure, attachments, onBehalf, mandate, corrects } = draft
  // What a value means to who read it is what the form called it then.
  const words = reviewRows(fields, form, {}, 'ja').map(({ pointer, label, value }) => ({ pointer, label, value }))
  return sha256(
    canonical({
      origin: profile.origin,
      standing,
      procedure,
      organisation,
      signature,
      words,
      titles: rules.map(({ id, title }) => ({ id, title })),
      form,
      attachments: attachments.map(({ what, ...one }) => ({ ...one, what: { ...what } })),
      onBehalf: onBehalf && { ...onBehalf },
      mandate: mandate?.id,
      corrects,
    }),
  )
}

async function partiesOf({ drawer, person }: Looking, draft: Draft, form: ProcedureForm): Promise<Review['as']> {
  const actor = (await drawer.token())?.name ?? person
  if (draft.corrects !== undefined) {
    const before = await keptApplication(drawer, draft.corrects)
    if (before !== undefined)
      return { actor: before.actor.name, applicant: before.applicant.name, standing: before.standing }
  }
  if (draft.mandate !== undefined)
    return { actor, applicant: draft.mandate.principal, standing: draft.mandate.standing ?? 'appointed' }
  if (draft.onBehalf !== undefined) return { actor, applicant: draft.onBehalf.name, standing: 'family' }
  const own = form.standings.some(({ standing }) => standing === 'self')
  return { actor, applicant: actor, standing: own ? 'self' : 'officer' }
}

/** What of a credential leaves, and says what. */
async function attributesOf(drawer: Drawer, { what }: Draft['attachments'][number], at: string) {
  if ('paperId' in what) return {}
  const there = await drawer.list(at)
  if (!there.some(({ id }) => id === what.credentialId)) return { attributes: [] }
  const { attributes } = await drawer.show(credentialId(what.credentialId), at)
  return {
    attributes: attributes
      .filter(({ path }) => what.attributes.includes(pointerOf(path)))
      .map(({ label, text }) => ({ label, text })),
  }
}
