// A person's records at the portal: asked for one by one, each kept as the file that the portal gives.
import { z } from 'zod'
import type { PaperKind, RecordName } from '../../preload/shapes/papers.ts'
import { fail, WalletError } from '../failure.ts'
import { dayOf } from '../mandates/days.ts'
import { parseJson, readBytes, readText } from '../openid/answers.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

/** One file of the portal. */
export interface FetchedFile {
  readonly kind: PaperKind
  readonly media: string
  readonly bytes: Uint8Array
}

/** 2 MiB: years of records are some hundred kilobytes. */
const mostBytes = 2 * 1024 * 1024
/** 特定健診 of this year and the four before, which is how long insurers keep them (般). */
const checkupYears = 5

const vaccination = z.object({ verifiableCredential: z.array(z.string().max(100_000)).min(1).max(10) })

/**
 * All there is of one record; empty where the portal holds none.
 * @param mandateId for whom somebody may ask at the portal
 * @throws session.*, portal.*
 */
export async function fetchRecord(
  send: SessionFetch,
  profile: PortalProfile,
  record: RecordName,
  { at, mandateId }: { readonly at: Date; readonly mandateId?: string },
): Promise<FetchedFile[]> {
  const get = (url: URL) => ask(send, url, mandateId)
  switch (record) {
    case 'insurance':
      return jsonFile('insurance', await get(endpoint(profile, 'insuranceRecord')))
    case 'licence':
      return jsonFile('licence', await get(endpoint(profile, 'licenceRecord')))
    case 'drugs':
      return file('drugs', 'application/xml', await get(endpoint(profile, 'drugs')))
    case 'checkup': {
      const files: FetchedFile[] = []
      for (const year of yearsUntil(at)) {
        const url = endpoint(profile, 'checkups')
        url.searchParams.set('year', String(year))
        files.push(...(await file('checkup', 'application/xml', await get(url))))
      }
      return files
    }
    case 'vaccination':
      return healthCard(await get(endpoint(profile, 'vaccination')))
    case 'qualification':
      return file('qualification', 'application/pdf', await get(endpoint(profile, 'qualification')))
  }
}

const yearsUntil = (at: Date): number[] => {
  const thisYear = Number(dayOf(at.toISOString()).slice(0, 4))
  return Array.from({ length: checkupYears }, (_, ago) => thisYear - ago)
}

/** undefined: there is none, which is a usual answer. */
async function ask(send: SessionFetch, url: URL, mandateId: string | undefined): Promise<Response | undefined> {
  const response = await send({ method: 'GET', url, ...(mandateId === undefined ? {} : { mandateId }) })
  try {
    return await expectSuccess(response)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'portal.refused' && error.failure.reason === 'no_data')
      return undefined
    throw error
  }
}

async function file(kind: PaperKind, media: string, response: Response | undefined): Promise<FetchedFile[]> {
  if (response === undefined) return []
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== media) fail({ code: 'portal.badAnswer', detail: 'media type' })
  return [{ kind, media, bytes: await readBytes(response, mostBytes) }]
}

/** An empty list says that there is none. */
async function jsonFile(kind: PaperKind, response: Response | undefined): Promise<FetchedFile[]> {
  if (response === undefined) return []
  const text = await readText(response, mostBytes)
  const value = parseJson(text, z.unknown())
  return Array.isArray(value) && value.length === 0 ? [] : [{ kind, media: 'application/json', bytes: utf8(text) }]
}

/** As the file that the framework names for keeping one (.smart-health-card). */
async function healthCard(response: Response | undefined): Promise<FetchedFile[]> {
  if (response === undefined) return []
  const { verifiableCredential } = parseJson(await readText(response, mostBytes), vaccination)
  const bytes = utf8(JSON.stringify({ verifiableCredential }))
  return [{ kind: 'vaccination', media: 'application/smart-health-card', bytes }]
}

const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'))
