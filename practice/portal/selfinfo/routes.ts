// 自己情報取得: asked for, consented to, compared, answered later. States survive, because the job is kept.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json, Problem } from '../problem.ts'
import { sameName } from '../procedures/parts.ts'
import { type PersonalCall, personal, type Route } from '../route.ts'
import { consentRoutes } from './consent.ts'
import { findItem, items } from './items.ts'
import {
  addJob,
  askAgencies,
  askedLately,
  consentLifeMs,
  findJob,
  isOver,
  type Job,
  jobsOf,
  markShown,
  moveJob,
  type SelfInfo,
  settleJob,
} from './jobs.ts'

const itemId = z.string().regex(/^TM\d{14}$/)
const day = z.string().regex(/^\d{8}$/)
const request = z.strictObject({
  items: z.array(itemId).min(1).max(108),
  /** Days as YYYYMMDD. */
  condition: z.union([
    z.strictObject({ type: z.literal('latest') }),
    z.strictObject({ type: z.literal('range'), from: day, to: day }),
  ]),
  purpose: z.string().min(1).max(200),
})

const processId = z.string().regex(/^[\w-]{22}$/)
const statuses = z.enum(['PENDING', 'NEED_TO_VERIFY_USER', 'SUCCESS', 'ERROR', 'EXPIRED'])
const reasons = z.enum([
  'access_denied',
  'user_mismatch',
  'no_data',
  'not_supported_by_municipality',
  'temporarily_unavailable',
])
const jobShape = z.object({
  process_id: z.string(),
  status: statuses,
  error_reason: reasons.optional(),
  purpose: z.string(),
  items: z.array(z.string()),
  requested_at: z.string(),
  selfPersonalData: z
    .array(
      z.object({
        itemId: z.string(),
        name: z.string(),
        agency: z.string(),
        asOf: z.string(),
        fields: z.array(z.object({ code: z.string(), label: z.string(), value: z.string() })),
      }),
    )
    .optional(),
  /** Of a partial answer. */
  missing: z
    .array(z.object({ itemId: z.string(), name: z.string(), reason: z.enum(['no_data', 'temporarily_unavailable']) }))
    .optional(),
})

/** More than a person needs in an hour. */
const maximumAnHour = 60

/** 4情報 of the drawer's owner, as the card has them. */
const holder = z.strictObject({
  process_id: processId,
  name: z.string().min(1).max(60),
  birth_date: z.iso.date(),
  sex: z.enum(['1', '2']),
  address: z.string().min(1).max(200),
})

export function selfInfoRoutes(context: PortalContext): Route[] {
  return [
    ...consentRoutes(context),
    personal('GET /api/selfinfo/v1/items', {
      summary: 'Items of self-information that can be asked for',
      answers: { 200: z.array(z.object({ id: z.string(), name: z.string(), agency: z.string() })) },
      handle: () => json(items.map(({ id, name, agency }) => ({ id, name, agency }))),
    }),
    personal('POST /api/selfinfo/v1/request', {
      summary: 'Ask for self-information; the person consents on a page',
      scope: 'selfinfo',
      body: request,
      answers: { 202: z.object({ process_id: z.string(), consent_url: z.string(), expires_in: z.int() }) },
      handle: (call) => ask(context, call),
    }),
    personal('POST /api/selfinfo/v1/verify', {
      summary: 'Compare who consented with the drawer’s owner',
      scope: 'selfinfo',
      body: holder,
      answers: { 200: jobShape },
      handle: (call) => compare(context, call),
    }),
    personal('POST /api/selfinfo/v1/result', {
      summary: 'How far a request is, and its result',
      scope: 'selfinfo',
      body: z.strictObject({ process_id: processId }),
      answers: { 200: jobShape },
      handle: (call) => {
        const job = theirs(context, call, call.body.process_id)
        markShown(context, job.id)
        return json(show(context, job))
      },
    }),
    personal('GET /api/selfinfo/v1', {
      summary: 'Requests for self-information, newest first',
      scope: 'selfinfo',
      answers: { 200: z.array(jobShape) },
      handle: ({ principal }) => {
        for (const { id } of jobsOf(context, principal)) {
          settleJob(context, id)
          markShown(context, id)
        }
        return json(jobsOf(context, principal).map((job) => show(context, job)))
      },
    }),
  ]
}

/** @throws not_found for an item that there is not, invalid_request, rate_limited */
function ask(context: PortalContext, { session, principal, body }: PersonalCall<z.output<typeof request>>): Response {
  if (body.items.some((id) => findItem(id) === undefined)) throw new Problem('not_found', 'items')
  if (body.condition.type === 'range' && body.condition.from > body.condition.to) {
    throw new Problem('invalid_request', 'condition: from is after to')
  }
  if (askedLately(context, session.person) >= maximumAnHour) {
    throw new Problem('rate_limited', undefined, { 'retry-after': '600' })
  }
  const { id, secret } = addJob(context, {
    actor: session.person,
    person: principal,
    items: JSON.stringify([...new Set(body.items)]),
    condition: JSON.stringify(body.condition),
    purpose: body.purpose,
  })
  const answer = {
    process_id: id,
    consent_url: `${context.origin}/consent/${secret}`,
    expires_in: consentLifeMs / 1000,
  }
  return json(answer, 202)
}

/** A household shares one PC: what the wallet says of its owner must be who consented, and who is logged in. */
function compare(context: PortalContext, call: PersonalCall<z.output<typeof holder>>): Response {
  const job = theirs(context, call, call.body.process_id)
  if (job.stage !== 'compare') return json(show(context, job))
  const consented = context.world.person(job.consentedBy ?? '')
  const { name, birth_date, sex, address } = call.body
  const same =
    consented !== undefined &&
    consented.id === job.actor &&
    sameName(consented.name.kanji, name) &&
    consented.birthDate === birth_date &&
    consented.sex === sex &&
    sameName(consented.address, address)
  if (same) askAgencies(context, job)
  else moveJob(context, job.id, 'compare', 'failed', { reason: 'user_mismatch' })
  return json(show(context, theirs(context, call, job.id)))
}

/** @throws not_found */
function theirs(context: PortalContext, { principal }: PersonalCall<unknown>, id: string): Job {
  settleJob(context, id)
  const job = findJob(context, 'id', id)
  if (job === undefined || job.person !== principal) throw new Problem('not_found')
  return job
}

function show(context: PortalContext, job: Job): z.output<typeof jobShape> {
  const over = isOver(context, job)
  const result: SelfInfo | undefined = over || job.result === null ? undefined : JSON.parse(job.result)
  return {
    process_id: job.id,
    status: over ? 'EXPIRED' : statusOf(job),
    ...(job.reason === null ? {} : { error_reason: job.reason }),
    purpose: job.purpose,
    items: JSON.parse(job.items),
    requested_at: new Date(job.createdAt).toISOString(),
    ...(result === undefined
      ? {}
      : { selfPersonalData: result.data.map((one) => ({ ...one, fields: [...one.fields] })) }),
    ...(result === undefined || result.missing.length === 0 ? {} : { missing: [...result.missing] }),
  }
}

function statusOf({ stage }: Job): z.output<typeof statuses> {
  if (stage === 'compare') return 'NEED_TO_VERIFY_USER'
  if (stage === 'done') return 'SUCCESS'
  return stage === 'failed' ? 'ERROR' : 'PENDING'
}
