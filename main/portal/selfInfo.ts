// 自己情報取得 on the wire: what can be asked for, a request, the comparison of the person, and how far each request is.
import { z } from 'zod'
import type { FourAttributes } from '../../preload/shapes/certificates.ts'
import {
  type SelfInfoItem,
  type SelfInfoPeriod,
  selfInfoItem,
  selfInfoItemId,
  selfInfoReason,
  selfInfoSheet,
} from '../../preload/shapes/selfInfo.ts'
import { fail } from '../failure.ts'
import { httpsUrl, readJson } from '../openid/answers.ts'
import type { PortalResources } from './api.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

/** Fifty requests with what a hundred agencies answer. */
const mostBytes = 4 * 1024 * 1024

const processId = z.string().regex(/^[\w-]{1,100}$/)
const text = z.string().min(1).max(2_000)
const itemsBody = z.array(selfInfoItem).max(500)
const askedBody = z.looseObject({
  process_id: processId,
  consent_url: text,
  expires_in: z.int().min(1).max(86_400),
})
const jobBody = z.looseObject({
  process_id: processId,
  status: z.enum(['PENDING', 'NEED_TO_VERIFY_USER', 'SUCCESS', 'ERROR', 'EXPIRED']),
  error_reason: selfInfoReason.exclude(['mandate_not_valid', 'not_compared']).optional(),
  purpose: z.string().max(2_000),
  items: z.array(selfInfoItemId).max(108),
  requested_at: z.iso.datetime(),
  selfPersonalData: z.array(selfInfoSheet).max(108).optional(),
  missing: z
    .array(z.object({ itemId: selfInfoItemId, name: text, reason: z.enum(['no_data', 'temporarily_unavailable']) }))
    .max(108)
    .optional(),
})
const jobsBody = z.array(jobBody).max(200)

/** A request as the portal tells of it. */
export type ToldJob = z.output<typeof jobBody>

export interface AskedFor {
  readonly id: string
  /** Of the portal itself. */
  readonly consent: URL
  readonly consentSeconds: number
}

/** @throws session.*, portal.* */
export async function fetchItems(send: SessionFetch, profile: PortalProfile): Promise<SelfInfoItem[]> {
  return readJson(
    await expectSuccess(await send({ method: 'GET', url: endpoint(profile, 'selfInfo', 'items') })),
    itemsBody,
  )
}

/**
 * @throws selfInfo.itemGone, portal.badAnswer where the page is not one of this portal's own; portal.*
 */
export async function askFor(
  send: SessionFetch,
  profile: PortalProfile,
  { items, period, purpose }: { items: readonly string[]; period: SelfInfoPeriod; purpose: string },
): Promise<AskedFor> {
  const json: PortalResources['POST /api/selfinfo/v1/request']['body'] = {
    items: [...items],
    condition: conditionOf(period),
    purpose,
  }
  const response = await send({ method: 'POST', url: endpoint(profile, 'selfInfo', 'request'), json })
  const accepted = await expectUnless(response, { not_found: { code: 'selfInfo.itemGone' } })
  const body = await readJson(accepted, askedBody)
  const consent = httpsUrl(body.consent_url)
  if (consent === undefined || consent.origin !== profile.origin)
    return fail({ code: 'portal.badAnswer', detail: 'consent_url' })
  return { id: body.process_id, consent, consentSeconds: body.expires_in }
}

/** Of whoever is logged in, or of whose mandate `send` names. The newest first. @throws session.*, portal.* */
export async function fetchJobs(send: SessionFetch, profile: PortalProfile): Promise<ToldJob[]> {
  return readJson(
    await expectSuccess(await send({ method: 'GET', url: endpoint(profile, 'selfInfo') })),
    jobsBody,
    mostBytes,
  )
}

/**
 * What the owner's card says of its holder; the portal compares it with who consented.
 * @throws selfInfo.gone, session.*, portal.*
 */
export async function sendHolder(
  send: SessionFetch,
  profile: PortalProfile,
  id: string,
  { name, birthDate, sex, address }: Omit<FourAttributes, 'sex'> & { readonly sex: 'male' | 'female' },
): Promise<ToldJob> {
  const json: PortalResources['POST /api/selfinfo/v1/verify']['body'] = {
    process_id: id,
    name,
    birth_date: birthDate,
    sex: sex === 'male' ? '1' : '2',
    address,
  }
  const response = await send({ method: 'POST', url: endpoint(profile, 'selfInfo', 'verify'), json })
  return readJson(await expectUnless(response, { not_found: { code: 'selfInfo.gone' } }), jobBody, mostBytes)
}

/** Days as YYYYMMDD, as the published interface has them. */
function conditionOf(period: SelfInfoPeriod): PortalResources['POST /api/selfinfo/v1/request']['body']['condition'] {
  if (period.type === 'latest') return { type: 'latest' }
  const plain = (day: string): string => day.replaceAll('-', '')
  return { type: 'range', from: plain(period.from), to: plain(period.to) }
}
