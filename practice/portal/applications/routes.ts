// 申請: sent, watched, corrected, withdrawn; official documents fetched.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { empty, json, Problem } from '../problem.ts'
import { open, type PersonalCall, personal, type Route } from '../route.ts'
import { sha256 } from '../secrets.ts'
import { move, settle, settleOne } from './course.ts'
import { applicationShape, documentShape, showApplication } from './show.ts'
import { type Application, applicationsOf, documentsOf, findApplication, forgetApplication, statuses } from './store.ts'
import { correct, correction, newApplication, submissionLimit, submit } from './submit.ts'

const change = z.discriminatedUnion('action', [z.strictObject({ action: z.literal('withdraw') }), correction])
const over: readonly Application['status'][] = ['completed', 'rejected', 'withdrawn']

export function applicationRoutes(context: PortalContext): Route[] {
  return [
    personal('POST /api/applications/v1', {
      summary: 'Send an application; the same request_id again gives the same receipt',
      scope: 'applications',
      limit: submissionLimit,
      body: newApplication,
      answers: { 201: applicationShape },
      handle: async (call) => json(show(context, await submit(context, call), call), 201),
    }),
    personal('GET /api/applications/v1', {
      summary: 'Applications that concern the person or that they sent, newest first',
      scope: 'applications',
      answers: { 200: z.array(applicationShape) },
      handle: (call) => {
        settle(context, call.principal)
        const seen = applicationsOf(context, call.principal)
        return json(seen.map((one) => showApplication(context, one, call.session.person)))
      },
    }),
    personal('GET /api/applications/v1/:no', {
      summary: 'One application with its history',
      scope: 'applications',
      answers: { 200: applicationShape },
      handle: (call) => json(show(context, theirs(context, call).receiptNo, call)),
    }),
    personal('PATCH /api/applications/v1/:no', {
      summary: 'Correct what was sent back, or withdraw',
      scope: 'applications',
      limit: submissionLimit,
      body: change,
      answers: { 200: applicationShape },
      handle: async (call) => {
        const application = theirs(context, call)
        if (call.body.action === 'withdraw') withdraw(context, application)
        else await correct(context, application, call.body)
        return json(show(context, application.receiptNo, call))
      },
    }),
    personal('GET /api/applications/v1/:no/documents', {
      summary: 'Official documents of an application (公文書)',
      scope: 'documents',
      answers: { 200: z.array(documentShape) },
      handle: (call) => {
        const { receiptNo } = theirs(context, call)
        return json(
          documentsOf(context, receiptNo).map(({ id, name, media, bytes, issuedAt }) => ({
            id,
            name,
            media,
            size: bytes.length,
            sha256: sha256(bytes),
            issued_at: new Date(issuedAt).toISOString(),
          })),
        )
      },
    }),
    personal('GET /api/applications/v1/:no/documents/:id', {
      summary: 'One official document',
      scope: 'documents',
      answers: { 200: { media: ['application/pdf', 'application/xml'] } },
      handle: (call) => {
        const { receiptNo } = theirs(context, call)
        const found = documentsOf(context, receiptNo).find(({ id }) => id === call.params['id'])
        if (found === undefined) throw new Problem('not_found')
        return new Response(Uint8Array.from(found.bytes), {
          headers: { 'content-type': found.media, 'cache-control': 'no-store' },
        })
      },
    }),
    open('POST /practice/applications/:no', {
      summary: 'The office’s hand: put an application into a state',
      security: 'control',
      body: z.strictObject({
        status: z.enum(statuses),
        note: z.string().max(300).optional(),
        fields: z
          .array(z.strictObject({ pointer: z.string().max(200), message: z.string().max(200) }))
          .max(20)
          .optional(),
      }),
      answers: { 200: z.object({ receipt_no: z.string(), status: z.enum(statuses) }) },
      handle: ({ params, body: { status, note, fields } }) => {
        const application = findApplication(context, 'receipt_no', params['no'] ?? '')
        if (application === undefined) throw new Problem('not_found')
        const step = { status, at: context.now().getTime(), nextAt: null }
        move(context, application, { ...step, ...(note ? { note } : {}), ...(fields ? { fields } : {}) })
        return json({ receipt_no: application.receiptNo, status })
      },
    }),
    open('DELETE /practice/applications/:no', {
      summary: 'The portal has kept it for long enough: the application goes, with its documents and notices',
      security: 'control',
      answers: { 204: null },
      handle: ({ params }) => {
        if (!forgetApplication(context, params['no'] ?? '')) throw new Problem('not_found')
        return empty()
      },
    }),
  ]
}

/** Of the person, or sent by them. @throws not_found */
function theirs(context: PortalContext, { params, principal }: PersonalCall): Application {
  const receiptNo = params['no'] ?? ''
  settleOne(context, receiptNo)
  const found = findApplication(context, 'receipt_no', receiptNo)
  if (found === undefined || ![found.applicant, found.actor].includes(principal)) throw new Problem('not_found')
  return found
}

function show(context: PortalContext, receiptNo: string, { session }: PersonalCall): z.output<typeof applicationShape> {
  const found = findApplication(context, 'receipt_no', receiptNo)
  if (found === undefined) throw new Problem('not_found')
  return showApplication(context, found, session.person)
}

/** Not after it was decided. @throws window_closed */
function withdraw(context: PortalContext, application: Application): void {
  if (over.includes(application.status)) throw new Problem('window_closed')
  move(context, application, { status: 'withdrawn', at: context.now().getTime(), nextAt: null })
  recordHistory(context, application.applicant, 'application_withdrawn')
}
