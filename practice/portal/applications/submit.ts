// An application on its way in: who may, does the form fit, is it signed – and the same one twice is one.
import { z } from 'zod'
import { dayInJapan } from '../../calendar.ts'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { findMandate } from '../mandates/register.ts'
import { type Field, Problem } from '../problem.ts'
import { formFaults } from '../procedures/formSchema.ts'
import { findOnline } from '../procedures/list.ts'
import type { AttachmentRule, Facts, Online, SentAttachment, Standing } from '../procedures/procedure.ts'
import { maximumAttachment } from '../procedures/routes.ts'
import { findByNameAndBirth, isFamily, practiceCompany } from '../register/families.ts'
import type { PersonalCall } from '../route.ts'
import { sha256 } from '../secrets.ts'
import { move, untilArrivalMs } from './course.ts'
import { isPresentation, presentationFaults } from './presentation.ts'
import { applicationBytes, checkSignature, contentHash, type Plain, type SignedContent } from './statement.ts'
import {
  type Application,
  addApplication,
  attachmentIds,
  findApplication,
  hasOpenApplication,
  keepAttachments,
  replaceForm,
  sentLately,
  wasCorrectedBy,
} from './store.ts'

const plain: z.ZodType<Plain> = z.lazy(() =>
  z.union([z.string(), z.int(), z.boolean(), z.null(), z.array(plain), z.record(z.string(), plain)]),
)
const sentForm = z
  .record(z.string().max(100), z.unknown())
  .meta({ description: 'As the procedure’s form says' })
  .pipe(z.record(z.string(), plain))

const attachment = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(120),
  media: z.string().max(60),
  content: z.base64url().max(410_000),
})
const signature = z.strictObject({ certificate: z.base64url().max(8_000), signature: z.base64url().max(1_400) })

/** Made by whoever sends: the same one again gets the same receipt, so that a lost answer loses nothing. */
const requestId = z.uuid()

export const newApplication = z.strictObject({
  request_id: requestId,
  procedure: z.string().max(60),
  /** Whom it concerns when family or a helper sends it without a mandate. */
  on_behalf: z.strictObject({ name: z.string().min(1).max(60), birth_date: z.iso.date() }).optional(),
  form: sentForm,
  attachments: z.array(attachment).max(6).default([]),
  signature: signature.optional(),
})
export const correction = z.strictObject({
  action: z.literal('correct'),
  request_id: requestId,
  form: sentForm,
  attachments: z.array(attachment).max(6).default([]),
  signature: signature.optional(),
})

export const submissionLimit = 1_400_000
/** More than a family sends in an hour. */
const maximumAnHour = 60

/**
 * @returns its receipt number
 * @throws not_found, not_eligible_applicant, rate_limited, validation_failed, attachment_rejected, duplicate, signature_missing and
 *   those of the signature, not_supported_by_municipality
 */
export async function submit(
  context: PortalContext,
  call: PersonalCall<z.output<typeof newApplication>>,
): Promise<string> {
  const { body } = call
  const procedure = findOnline(body.procedure)
  if (procedure === undefined) throw new Problem('not_found')
  if (context.faults.strikes('not_supported_by_municipality')) throw new Problem('not_supported_by_municipality')
  const attachments = opened(body.attachments)
  const content = contentOf(body, attachments, body.procedure)
  const before = findApplication(context, 'request_id', body.request_id)
  if (before !== undefined) return sameAsBefore(before, call.session.person, contentHash(content))
  const { applicant, actor, standing } = people(context, call)
  if (sentLately(context, actor.id) >= maximumAnHour) {
    throw new Problem('rate_limited', undefined, { 'retry-after': '600' })
  }
  if (!procedure.online.eligible.some((one) => one.standing === standing)) throw new Problem('not_eligible_applicant')
  const facts: Facts = {
    context,
    today: dayInJapan(context.now()),
    form: body.form,
    applicant,
    actor,
    standing,
    attachments,
    receiptNo: '',
  }
  checkContent(procedure.online, facts, attachments, attachments)
  await checkPresentations(context, procedure.online, { requestId: body.request_id, applicant }, attachments)
  await signedBy(context, procedure.online, actor, body, content)
  const meanwhile = findApplication(context, 'request_id', body.request_id)
  if (meanwhile !== undefined) return sameAsBefore(meanwhile, actor.id, contentHash(content))
  if (procedure.online.single && hasOpenApplication(context, body.procedure, applicant.id))
    throw new Problem('duplicate')
  const receiptNo = addApplication(context, {
    requestId: body.request_id,
    contentSha256: contentHash(content),
    procedure: body.procedure,
    applicant: applicant.id,
    actor: actor.id,
    standing,
    form: body.form,
    attachments,
    withArrivalNo: procedure.online.arrivalNumber,
    nextAt: context.now().getTime() + untilArrivalMs,
  })
  const made = findApplication(context, 'receipt_no', receiptNo)
  if (made === undefined) throw new Error('the application was not kept')
  move(context, made, { status: 'sent', at: made.submittedAt, nextAt: made.nextAt })
  for (const id of new Set([applicant.id, actor.id])) {
    recordHistory(context, id, 'application_sent', procedure.organisation)
  }
  return receiptNo
}

/** Only what was sent back can be corrected. @throws window_closed, and those of {@link submit} */
export async function correct(
  context: PortalContext,
  application: Application,
  body: z.output<typeof correction>,
): Promise<void> {
  if (wasCorrectedBy(context, application.receiptNo, body.request_id)) return
  if (application.status !== 'returned') throw new Problem('window_closed')
  const procedure = findOnline(application.procedure)
  const applicant = context.world.person(application.applicant)
  const actor = context.world.person(application.actor)
  if (procedure === undefined || applicant === undefined || actor === undefined) throw new Problem('not_found')
  const attachments = opened(body.attachments)
  const content = { ...contentOf(body, attachments, application.procedure), corrects: application.receiptNo }
  const all = [...attachments, ...attachmentIds(context, application.receiptNo)]
  const { standing, receiptNo } = application
  const today = dayInJapan(context.now())
  checkContent(
    procedure.online,
    { context, today, form: body.form, applicant, actor, standing, attachments: all, receiptNo },
    attachments,
    all,
  )
  await checkPresentations(context, procedure.online, { requestId: body.request_id, applicant }, attachments)
  await signedBy(context, procedure.online, actor, body, content)
  keepAttachments(context, receiptNo, attachments)
  replaceForm(context, receiptNo, body.form, body.request_id)
  const at = context.now().getTime()
  move(context, application, { status: 'sent', at, nextAt: at + untilArrivalMs, note: '補正しました。' })
}

function sameAsBefore(before: Application, actor: string, hash: string): string {
  if (before.actor !== actor || before.contentSha256 !== hash) throw new Problem('duplicate', 'request_id')
  return before.receiptNo
}

/** Who sends it for whom, and on what basis. @throws not_eligible_applicant */
function people(
  context: PortalContext,
  { session, principal, mandate, body }: PersonalCall<z.output<typeof newApplication>>,
): { applicant: PracticePerson; actor: PracticePerson; standing: Standing } {
  const actor = context.world.person(session.person)
  if (actor === undefined) throw new Problem('not_eligible_applicant')
  if (mandate !== undefined) {
    const applicant = context.world.person(principal)
    const kind = findMandate(context, mandate)?.terms.kind
    if (applicant === undefined || kind === undefined) throw new Problem('not_eligible_applicant')
    return { applicant, actor, standing: kind }
  }
  if (body.on_behalf !== undefined) {
    const { name, birth_date } = body.on_behalf
    const applicant = findByNameAndBirth(context, name, birth_date)
    if (applicant === undefined || !isFamily(actor.id, applicant.id)) throw new Problem('not_eligible_applicant')
    return { applicant, actor, standing: 'family' }
  }
  const forCompany = findOnline(body.procedure)?.online.eligible.some(({ standing }) => standing === 'officer')
  const standing = forCompany && practiceCompany.officer === actor.id ? 'officer' : 'self'
  return { applicant: actor, actor, standing }
}

/** @throws validation_failed, attachment_rejected */
function checkContent(
  online: Online,
  facts: Facts,
  sent: readonly SentAttachment[],
  all: readonly { readonly id: string }[],
): void {
  const misfits = formFaults(online.form, facts.form)
  if (misfits.length > 0) throw new Problem('validation_failed', undefined, {}, misfits)
  const rejected = [
    ...sent.flatMap((one) => (isPresentation(one) ? [] : attachmentFaults(online.attachments, one))),
    ...online.attachments
      .filter(({ required, id }) => required && !all.some((one) => one.id === id))
      .map(({ id }) => ({ pointer: `/attachments/${id}`, message: 'この書類を付けてください' })),
  ]
  if (rejected.length > 0) throw new Problem('attachment_rejected', undefined, {}, rejected)
  const faults = online.check(facts)
  if (faults.length > 0) throw new Problem('validation_failed', undefined, {}, faults)
}

/** @throws attachment_rejected */
async function checkPresentations(
  context: PortalContext,
  { attachments: rules }: Online,
  of: Parameters<typeof presentationFaults>[2],
  sent: readonly SentAttachment[],
): Promise<void> {
  const faults: Field[] = []
  for (const one of sent.filter(isPresentation)) faults.push(...(await presentationFaults(context, rules, of, one)))
  if (faults.length > 0) throw new Problem('attachment_rejected', undefined, {}, faults)
}

const beginnings: Readonly<Record<string, string>> = {
  'application/pdf': '255044462d',
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
}

function attachmentFaults(rules: readonly AttachmentRule[], { id, media, bytes }: SentAttachment): Field[] {
  const pointer = `/attachments/${id}`
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) return [{ pointer, message: 'この手続きでは受け取らない書類です' }]
  if (!rule.media.some((one) => one === media)) return [{ pointer, message: 'この種類のファイルは受け取れません' }]
  if (bytes.length > maximumAttachment) return [{ pointer, message: 'ファイルが大きすぎます（300kBまで）' }]
  const begins = Buffer.from(bytes)
    .toString('hex')
    .startsWith(beginnings[media] ?? '-')
  return begins ? [] : [{ pointer, message: 'ファイルの中身が種類と合いません' }]
}

function opened(attachments: readonly z.output<typeof attachment>[]): SentAttachment[] {
  if (new Set(attachments.map(({ id }) => id)).size < attachments.length) {
    throw new Problem('attachment_rejected', 'the same id twice')
  }
  return attachments.map(({ content, ...rest }) => ({
    ...rest,
    bytes: Uint8Array.from(Buffer.from(content, 'base64url')),
  }))
}

function contentOf(
  body: Pick<z.output<typeof newApplication>, 'form' | 'on_behalf'>,
  attachments: readonly SentAttachment[],
  procedure: string,
): SignedContent {
  return {
    procedure,
    form: body.form,
    attachments: attachments.map(({ id, name, media, bytes }) => ({ id, name, media, sha256: sha256(bytes) })),
    ...(body.on_behalf === undefined ? {} : { on_behalf: body.on_behalf }),
  }
}

async function signedBy(
  context: PortalContext,
  { signature: kind }: Online,
  actor: PracticePerson,
  body: Pick<z.output<typeof newApplication>, 'request_id' | 'signature'>,
  content: SignedContent,
): Promise<void> {
  if (kind === 'none') return
  const bytes = applicationBytes(context.origin, body.request_id, content)
  await checkSignature(context, kind, actor, bytes, body.signature)
}
