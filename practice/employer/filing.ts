// 社会保険の定期手続 (算定基礎届) from an employer's software: sent and signed, told apart by its 到達番号, corrected when the
// office asks, and done when the official document is there.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../../main/drawer/canonical.ts'
import type { PortalResources } from '../../main/portal/api.ts'
import { statementBytes } from '../../main/portal/statement.ts'
import { type Api, sha256 } from './api.ts'

const procedure = 'social-insurance'
const applications = '/api/applications/v1'

export interface Filing {
  readonly company: { readonly name: string; readonly number: string }
  readonly year: number
  readonly employees: readonly {
    readonly number: number
    readonly name: string
    /** Yen and days in April, May and June. */
    readonly pay: readonly number[]
    readonly days: readonly number[]
  }[]
}

const application = z.looseObject({
  receipt_no: z.string().max(60),
  arrival_no: z.string().regex(/^A\d{16}$/),
  status: z.enum(['sent', 'arrived', 'reviewing', 'payment_wait', 'returned', 'completed', 'rejected', 'withdrawn']),
  label: z.string().max(60),
  fields: z.array(z.object({ pointer: z.string().max(200), message: z.string().max(300) })).default([]),
})
export type Arrived = z.output<typeof application>

const documents = z
  .array(
    z.looseObject({
      id: z.string().regex(/^[\w-]{1,100}$/),
      name: z.string().max(200),
      media: z.string().max(60),
      sha256: z.string().max(60),
    }),
  )
  .max(20)

export interface OfficialDocument {
  readonly name: string
  readonly media: string
  readonly bytes: Uint8Array
}

/** @param requestId the same again is the same filing: it is kept until an answer has come. @throws Refused */
export function send(api: Api, filing: Filing, requestId: string = randomUUID()): Promise<Arrived> {
  const form = formOf(filing)
  const body: PortalResources['POST /api/applications/v1']['body'] = {
    request_id: requestId,
    procedure,
    form,
    signature: signed(api, requestId, { procedure, form, attachments: [] }),
  }
  return api.call('POST', applications, application, body)
}

/** @throws Refused */
export const look = (api: Api, receiptNo: string): Promise<Arrived> =>
  api.call('GET', `${applications}/${receiptNo}`, application)

/** What was sent back (補正), corrected. @throws Refused */
export function correct(api: Api, receiptNo: string, filing: Filing): Promise<Arrived> {
  const form = formOf(filing)
  const requestId = randomUUID()
  return api.call('PATCH', `${applications}/${receiptNo}`, application, {
    action: 'correct',
    request_id: requestId,
    form,
    signature: signed(api, requestId, { procedure, form, attachments: [], corrects: receiptNo }),
  })
}

/** The official documents (公文書), each compared with the hash that the portal lists. @throws Refused */
export async function fetchDocuments(api: Api, receiptNo: string): Promise<OfficialDocument[]> {
  const place = `${applications}/${receiptNo}/documents`
  const listed = await api.call('GET', place, documents)
  return Promise.all(
    listed.map(async ({ id, name, media, sha256: expected }) => {
      const bytes = await api.download(`${place}/${id}`)
      if (sha256(bytes) !== expected) throw new Error(`${name} is not what the portal lists`)
      return { name, media, bytes }
    }),
  )
}

const formOf = (filing: Filing) => ({ ...filing, employees: [...filing.employees], consent: true })

/** tefuda/application/1, origin, request id and the content as RFC 8785 writes it. */
const signed = (api: Api, requestId: string, content: Parameters<typeof canonical>[0]) =>
  api.sign(statementBytes('tefuda/application/1', api.origin, requestId, canonical(content)))
