// もっとつながる at the portal: links to partners, sign-on, and the documents that partners have.
import { z } from 'zod'
import {
  type PartnerDocument,
  type PartnerId,
  type PartnerLink,
  partnerDocument,
  partnerId,
} from '../../preload/shapes/partners.ts'
import { type Failure, fail, WalletError } from '../failure.ts'
import { mediaType, readBytes, readJson } from '../openid/answers.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

/** 2 MiB: a document of a year is some hundred kilobytes. */
const mostBytes = 2 * 1024 * 1024
const instant = z.iso.datetime({ offset: true }).max(40)
const name = z.string().min(1).max(300)

const linkBody = z.object({
  partner: partnerId,
  name: z.object({ ja: name, en: name }),
  subject: z.string().min(1).max(300),
  scopes: z.array(z.string().max(100)).max(20),
  linked_at: instant,
  used_at: instant.optional(),
})
const documentsBody = z
  .array(
    z.object({
      id: z.string().regex(/^[\w-]{1,100}$/),
      name,
      media: partnerDocument.shape.media,
      size: z.int().min(0).max(mostBytes),
    }),
  )
  .max(100)
const signOnBody = z.object({ url: z.string().max(2_000), expires_in: z.int().min(1).max(600) })

const refusals: Readonly<Record<string, Failure>> = { not_linked: { code: 'partner.notLinked' } }

type Seen = Omit<PartnerLink, 'asOf' | 'endedAt'>

/** Those that stand. Others than the partners that this wallet knows are left out. @throws session.*, portal.* */
export async function fetchLinks(send: SessionFetch, profile: PortalProfile): Promise<Seen[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'links') })
  const known = z.looseObject({ partner: partnerId })
  const links = await readJson(await expectSuccess(response), z.array(z.unknown()).max(50))
  return links.filter((link) => known.safeParse(link).success).map((link) => seenOf(link))
}

function seenOf(link: unknown): Seen {
  const read = linkBody.safeParse(link)
  if (!read.success) return fail({ code: 'portal.badAnswer', detail: 'link' }, read.error)
  const { linked_at: linkedAt, used_at: usedAt, ...rest } = read.data
  return { ...rest, linkedAt, ...(usedAt === undefined ? {} : { usedAt }) }
}

/** One that stands already, made elsewhere or by an answer that got lost, is as good. @throws session.*, portal.* */
export async function sendLink(send: SessionFetch, profile: PortalProfile, partner: PartnerId): Promise<void> {
  await expectOr('duplicate', await send({ method: 'POST', url: endpoint(profile, 'links', partner) }))
}

/** One that has ended already is as good. @throws session.*, portal.* */
export async function sendUnlink(send: SessionFetch, profile: PortalProfile, partner: PartnerId): Promise<void> {
  await expectOr('not_linked', await send({ method: 'DELETE', url: endpoint(profile, 'links', partner) }))
}

async function expectOr(reason: string, response: Response): Promise<void> {
  try {
    await expectSuccess(response)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'portal.refused' && error.failure.reason === reason)
      return
    throw error
  }
}

/** An address that opens once, within `expires_in` seconds, logged in. @throws partner.notLinked, session.*, portal.* */
export async function fetchSignOn(send: SessionFetch, profile: PortalProfile, partner: PartnerId): Promise<string> {
  const response = await send({ method: 'POST', url: endpoint(profile, 'links', partner, 'sign-on') })
  return (await readJson(await expectUnless(response, refusals), signOnBody)).url
}

/** @throws partner.notLinked, session.*, portal.* */
export async function fetchDocuments(
  send: SessionFetch,
  profile: PortalProfile,
  partner: PartnerId,
): Promise<PartnerDocument[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'links', partner, 'documents') })
  return readJson(await expectUnless(response, refusals), documentsBody)
}

/** @throws partner.notLinked, session.*, portal.*; portal.badAnswer where it is not of the kind that was listed */
export async function fetchDocument(
  send: SessionFetch,
  profile: PortalProfile,
  partner: PartnerId,
  { id, media }: Pick<PartnerDocument, 'id' | 'media'>,
): Promise<Uint8Array> {
  const sent = await send({ method: 'GET', url: endpoint(profile, 'links', partner, 'documents', id) })
  const response = await expectUnless(sent, refusals)
  if (mediaType(response) !== media) fail({ code: 'portal.badAnswer', detail: 'media type' })
  return readBytes(response, mostBytes)
}
