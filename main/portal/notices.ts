// お知らせ at the portal.
import { z } from 'zod'
import type { PortalNotice } from '../../preload/shapes/applications.ts'
import { readJson } from '../openid/answers.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

/** 200 notices of some pages each. */
const listBytes = 2 * 1024 * 1024

const line = z.string().max(2_000)
const instant = z.iso.datetime({ offset: true }).max(40)
const noticesBody = z
  .array(
    z.object({
      id: z.string().regex(/^[\w-]{1,100}$/),
      at: instant,
      from: line,
      title: line,
      body: z.string().max(20_000),
      related_receipt_no: z.string().max(60).optional(),
      read_at: instant.optional(),
    }),
  )
  .max(200)

/** The newest first; the portal tells of 200 at most. @throws session.*, portal.* */
export async function fetchNotices(send: SessionFetch, profile: PortalProfile): Promise<Omit<PortalNotice, 'asOf'>[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'notices') })
  const notices = await readJson(await expectSuccess(response), noticesBody, listBytes)
  return notices.map(({ related_receipt_no: receiptNo, read_at: readAt, ...rest }) => ({
    ...rest,
    ...(receiptNo === undefined ? {} : { receiptNo }),
    ...(readAt === undefined ? {} : { readAt }),
  }))
}

/** @throws session.*, portal.* */
export async function sendRead(send: SessionFetch, profile: PortalProfile, id: string): Promise<void> {
  const url = endpoint(profile, 'notices', id, 'read')
  await expectSuccess(await send({ method: 'POST', url }))
}
