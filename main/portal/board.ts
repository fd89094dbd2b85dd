// Applications at the portal as they stand there, and their official documents (公文書).
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type Application,
  applicationStatus,
  fault,
  followUp,
  formContent,
  type officialDocument,
  standing,
} from '../../preload/shapes/applications.ts'
import { fail } from '../failure.ts'
import { mediaType, readBytes, readJson } from '../openid/answers.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

/** 200 applications with their forms. */
const listBytes = 4 * 1024 * 1024
/** The largest official document that is taken. */
export const documentBytes = 900 * 1024

const text = z.string().min(1).max(2_000)
const instant = z.iso.datetime({ offset: true }).max(40)
const day = z.iso.date()
const party = z.object({ name: text, me: z.boolean() })

const applicationShape = z.object({
  receipt_no: z.string().min(1).max(60),
  arrival_no: z.string().max(60).optional(),
  procedure: z.string().min(1).max(100),
  title: text,
  applicant: party,
  actor: party,
  standing,
  submitted_at: instant,
  status: applicationStatus,
  label: text,
  history: z.array(z.object({ at: instant, status: applicationStatus, label: text, note: text.optional() })).max(500),
  form: formContent,
  fields: z.array(fault).max(50).optional(),
  fee: z
    .object({
      amount: z.int().min(0),
      payment_number: z.string().max(60),
      confirmation_number: z.string().max(60),
      due_on: day,
      paid_at: instant.optional(),
    })
    .optional(),
  follow_ups: z
    .array(followUp.omit({ dueOn: true }).extend({ due_on: day.optional() }))
    .max(50)
    .optional(),
  documents: z.int().min(0).max(50),
  correctable: z.boolean(),
  withdrawable: z.boolean(),
})
/** One application on the wire: the words of e-Gov's API where the portal's own are not public (推), with the portal's own label. */
export const applicationBody = applicationShape.transform(({ documents, ...body }) => ({
  ...shown(body),
  documentCount: documents,
}))
export type SeenApplication = z.output<typeof applicationBody>

const documentBody = z
  .object({
    id: z.string().regex(/^[\w-]{1,100}$/),
    name: text,
    media: z.enum(['application/pdf', 'application/xml']),
    size: z.int().min(0).max(documentBytes),
    sha256: z.string().regex(/^[\w-]{43}$/),
    issued_at: instant,
  })
  .transform(({ issued_at: issuedAt, ...rest }) => ({ ...rest, issuedAt }))
export type SeenDocument = z.output<typeof documentBody>

/** The newest first; the portal tells of 200 at most. @throws session.*, portal.* */
export async function fetchApplications(send: SessionFetch, profile: PortalProfile): Promise<SeenApplication[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'applications') })
  return readJson(await expectSuccess(response), z.array(applicationBody).max(200), listBytes)
}

/** What was issued for an application. @throws session.*, portal.* */
export async function fetchDocuments(
  send: SessionFetch,
  profile: PortalProfile,
  receiptNo: string,
): Promise<SeenDocument[]> {
  const response = await send({ method: 'GET', url: documentsOf(profile, receiptNo) })
  return readJson(await expectSuccess(response), z.array(documentBody).max(50))
}

/** Its bytes, which are those that were announced. @throws session.*, portal.*; portal.badAnswer when they differ */
export async function fetchDocument(
  send: SessionFetch,
  profile: PortalProfile,
  receiptNo: string,
  announced: Pick<z.infer<typeof officialDocument>, 'id' | 'media' | 'size' | 'sha256'>,
): Promise<Uint8Array> {
  const url = documentsOf(profile, receiptNo, announced.id)
  const response = await expectSuccess(await send({ method: 'GET', url }))
  if (mediaType(response) !== announced.media) fail({ code: 'portal.badAnswer', detail: 'document: media type' })
  const bytes = await readBytes(response, documentBytes)
  if (bytes.length !== announced.size) fail({ code: 'portal.badAnswer', detail: 'document: size' })
  if (createHash('sha256').update(bytes).digest('base64url') !== announced.sha256)
    fail({ code: 'portal.badAnswer', detail: 'document: sha256' })
  return bytes
}

function documentsOf(profile: PortalProfile, receiptNo: string, id?: string): URL {
  return endpoint(profile, 'applications', receiptNo, 'documents', ...(id === undefined ? [] : [id]))
}

type Wire = Omit<z.output<typeof applicationShape>, 'documents'>

/** In the drawer's words; `asOf` and documents are the caller's. */
function shown(body: Wire): Omit<Application, 'documents' | 'asOf'> {
  const {
    receipt_no: receiptNo,
    arrival_no: arrivalNo,
    submitted_at: submittedAt,
    fields,
    fee,
    follow_ups,
    ...same
  } = body
  return {
    ...same,
    receiptNo,
    submittedAt,
    ...(arrivalNo === undefined ? {} : { arrivalNo }),
    ...(fields === undefined ? {} : { faults: fields }),
    ...(fee === undefined ? {} : { fee: feeOf(fee) }),
    ...(follow_ups === undefined
      ? {}
      : {
          followUps: follow_ups.map(({ due_on: dueOn, ...rest }) => ({
            ...rest,
            ...(dueOn === undefined ? {} : { dueOn }),
          })),
        }),
  }
}

function feeOf(fee: NonNullable<Wire['fee']>): NonNullable<Application['fee']> {
  const { amount, payment_number: paymentNumber, confirmation_number: confirmationNumber } = fee
  const paidAt = fee.paid_at
  return { amount, paymentNumber, confirmationNumber, dueOn: fee.due_on, ...(paidAt === undefined ? {} : { paidAt }) }
}
