// An application is signed where the procedure asks, sent, and its receipt kept; later it may be withdrawn.
import { randomUUID } from 'node:crypto'
import type { Application, Fault } from '../../preload/shapes/applications.ts'
import type { Draft, ProcedureForm, Review, SendOutcome } from '../../preload/shapes/drafts.ts'
import type { Receipt } from '../../preload/shapes/sharing.ts'
import { plainFile } from '../applications/attachments.ts'
import {
  applicationMessage,
  contentHash,
  contentOf,
  type OutgoingAttachment,
  type SignedContent,
  sentForm,
} from '../applications/content.ts'
import type { CertificateMemory } from '../card/certificateFile.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { mustTakeOneMore } from '../drawer/store/bounds.ts'
import { fail, WalletError } from '../failure.ts'
import {
  type Outgoing,
  type Sent,
  sendApplication,
  sendWithdrawal,
  type WireSignature,
} from '../portal/applications.ts'
import type { SeenApplication } from '../portal/board.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { requireToken, underMandate } from '../portal/session.ts'
import type { ReaderId } from '../ports.ts'
import type { WorkStep } from '../work.ts'
import type { PinAsker } from './askPin.ts'
import { changeDraft, dropUnused, shownDraft } from './changeDraft.ts'
import { keptApplication, keptForm } from './keptForms.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { presentAttachment } from './presentAttachment.ts'
import { type CardProof, proveByCard } from './proveByCard.ts'
import { recorded } from './recorded.ts'
import { type Looking, reviewOf } from './reviewDraft.ts'
import { signStatement } from './signStatement.ts'

export interface SendDraft extends Looking, Omit<CardProof, 'purpose' | 'origin' | 'person' | 'reader'> {
  /** Asked for only where a card signs. @throws card.absent */
  readonly reader: () => ReaderId
  readonly id: string
  /** Of the review that the person looked at. */
  readonly seen: string
  readonly ownMemory: CertificateMemory
  readonly step: (name: WorkStep) => void
}

/**
 * A PIN is asked for when nothing else stands in the way, and once: what was signed is kept with the draft until it has
 * arrived, so that the same is sent again without it.
 * @throws draft.changed, portal.tooMuch: its copy could not be kept; session.*: no PIN was asked; card.*; application.uncertain,
 * application.arrived, application.underWay, application.notEligible, draft.fileBroken, portal.*
 */
export async function sendDraft(ports: PortalPorts & PinAsker, wanted: SendDraft): Promise<SendOutcome> {
  const { drawer, profile, id, seen, step } = wanted
  const at = ports.now().toISOString()
  await drawer.mayAct('apply', at)
  const draft = await drawer.draft(id)
  const form = await keptForm(drawer, draft.procedure)
  mustTakeOneMore('application', await drawer.copies('application'))
  requireToken(await drawer.token(), profile, ports.now())
  const review = await reviewOf(ports, wanted, draft, form)
  if (review.seen !== seen) fail({ code: 'draft.changed' })
  if (review.faults.length > 0) return { kind: 'refused', open: await shownDraft(wanted, draft, form) }
  const { outgoing, shared, before } = await prepare(ports, wanted, draft, form)
  step('sendingAnswer')
  const entry = {
    at,
    act: 'apply' as const,
    party: draft.organisation,
    purpose: purposeFor(draft.title, review.as),
    items: shared,
  }
  let told: readonly Fault[] = []
  try {
    const { result } = await recorded(drawer, entry, async () => {
      const sent = await sendIt(ports, wanted, draft, outgoing, before)
      if (sent.kind === 'sent') return sent.application
      told = sent.faults
      return fail({ code: 'application.refused' })
    })
    const application = await keepSeen(drawer, profile, result, at)
    await drawer.dropDraft(id)
    for (const one of draft.attachments) await dropUnused(drawer, one)
    return { kind: 'sent', application }
  } catch (error) {
    if (!(error instanceof WalletError) || error.failure.code !== 'application.refused') throw error
    // It did not arrive: what was signed is of no use any more.
    const open = await changeDraft(ports, wanted, id, async ({ sending: _, ...rest }) => ({ ...rest, told: [...told] }))
    return { kind: 'refused', open }
  }
}

/** @throws application.closed: it was decided; application.notFound, application.uncertain, session.*, portal.* */
export async function withdrawApplication(
  ports: PortalPorts,
  { drawer, profile }: AtPortal,
  receiptNo: string,
): Promise<Application> {
  const at = ports.now().toISOString()
  await drawer.mayAct('withdraw', at)
  const kept = await keptApplication(drawer, receiptNo)
  const entry = {
    at,
    act: 'withdraw' as const,
    party: profile.label.ja,
    purpose: kept === undefined ? receiptNo : purposeFor(kept.title, whomOf(kept)),
    items: [],
  }
  const { result } = await recorded(drawer, entry, () =>
    inSession(ports, { drawer, profile }, (send) => sendWithdrawal(send, profile, receiptNo)),
  )
  return keepSeen(drawer, profile, result, at)
}

/** Who does it, the drawer writes; for whom, where that is somebody else, stands here. */
const purposeFor = (title: string, { applicant, standing }: Pick<Review['as'], 'applicant' | 'standing'>): string =>
  standing === 'self' || standing === 'officer' ? title : `${title} (${applicant})`

const whomOf = ({ applicant, standing }: Pick<Application, 'applicant' | 'standing'>) => ({
  applicant: applicant.name,
  standing,
})

interface Prepared {
  readonly outgoing: Outgoing
  /** For the ledger: what of which credential. */
  readonly shared: Receipt['shared']
  /** An earlier try may have arrived. */
  readonly before: boolean
}

/** Presents, signs, and keeps both with the draft before anything is sent. */
async function prepare(
  ports: PortalPorts & PinAsker,
  wanted: SendDraft,
  draft: Draft,
  form: ProcedureForm,
): Promise<Prepared> {
  const { drawer } = wanted
  const requestId = draft.requestId ?? randomUUID()
  const attachments: OutgoingAttachment[] = []
  const presented: NonNullable<Draft['sending']>['presented'] = []
  const shared: Receipt['shared'] = []
  for (const { id, name, media, what } of draft.attachments) {
    if ('paperId' in what) {
      // Once more: whenever and however it was attached, no photo leaves with its place.
      const { bytes } = plainFile(media, (await drawer.paper(what.paperId)).bytes)
      attachments.push({ id, name, media, bytes })
      continue
    }
    const made = await presentAttachment(wanted, {
      rule: form.rules.find((rule) => rule.id === id),
      what,
      requestId,
      at: ports.now().toISOString(),
      before: draft.sending?.presented.find((one) => one.id === id),
    })
    attachments.push({ id, name, media, bytes: made.bytes })
    presented.push({ id, ...what, media, content: Buffer.from(made.bytes).toString('base64url') })
    shared.push(made.shared)
  }
  const content = contentOf(draft, sentForm(form.fields, draft.form), attachments)
  const hash = contentHash(content)
  const before = draft.sending
  const kept = before?.sha256 === hash ? before.signature : undefined
  const signature = kept ?? (await signatureOver(ports, wanted, form.signature, { requestId, content }))
  const sending = { sha256: hash, presented, ...(signature === undefined ? {} : { signature }) }
  // What is typed meanwhile stays; what was looked at is sent.
  await changeDraft(ports, wanted, draft.id, async (newest) => ({ ...newest, requestId, sending }))
  return { outgoing: { requestId, content, attachments, signature }, shared, before: before !== undefined }
}

async function signatureOver(
  ports: PortalPorts & PinAsker,
  { trust, reader, person, opened, ownMemory, profile: { origin }, step }: SendDraft,
  signature: ProcedureForm['signature'],
  { requestId, content }: { readonly requestId: string; readonly content: SignedContent },
): Promise<WireSignature | undefined> {
  if (signature === 'none') return undefined
  step('readingCard')
  const message = applicationMessage(origin, requestId, content)
  const proof = {
    reader: reader(),
    person,
    origin,
    purpose: 'apply' as const,
    ...(opened === undefined ? {} : { opened }),
  }
  const signed =
    signature === 'user'
      ? await proveByCard(ports, { ...proof, trust }, message)
      : await signStatement(ports, { ...proof, ownMemory }, message)
  return {
    certificate: Buffer.from(signed.certificate).toString('base64url'),
    signature: Buffer.from(signed.signature).toString('base64url'),
  }
}

/** @throws application.arrived: an earlier try had arrived, and something was changed since; as sendApplication */
async function sendIt(
  ports: PortalPorts,
  { drawer, profile }: AtPortal,
  draft: Draft,
  outgoing: Outgoing,
  before: boolean,
): Promise<Sent> {
  try {
    return await inSession(ports, { drawer, profile }, (send) =>
      sendApplication(underMandate(send, draft.mandate?.id), profile, outgoing),
    )
  } catch (error) {
    if (before && error instanceof WalletError && error.failure.code === 'application.underWay')
      return fail({ code: 'application.arrived' }, error)
    throw error
  }
}

/** As it stands at the portal now, with the documents that the drawer knows of it. */
async function keepSeen(
  drawer: Drawer,
  profile: PortalProfile,
  { documentCount: _, ...seen }: SeenApplication,
  at: string,
): Promise<Application> {
  const content = { ...seen, documents: (await keptApplication(drawer, seen.receiptNo))?.documents ?? [], asOf: at }
  await drawer.keepCopies([{ portal: profile.id, kind: 'application', id: seen.receiptNo, content }])
  return content
}
