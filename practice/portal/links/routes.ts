// Links to e-Tax and ねんきんネット: made, used for single sign-on and documents, ended.
import { z } from 'zod'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { escapeHtml, htmlPage, page } from '../page.ts'
import { empty, json, Problem } from '../problem.ts'
import { open, personal, type Route } from '../route.ts'
import { type PartnerDocument, partnerDocuments } from './documents.ts'
import {
  addLink,
  findLink,
  issueTicket,
  type Link,
  type Partner,
  partnerIds,
  partners,
  removeLink,
  takeTicket,
} from './store.ts'

const linkShape = z.object({
  partner: z.enum(partnerIds),
  name: z.object({ ja: z.string(), en: z.string() }),
  subject: z.string(),
  scopes: z.array(z.string()),
  linked_at: z.string(),
  used_at: z.string().optional(),
})

export function linkRoutes(context: PortalContext): Route[] {
  return [
    personal('GET /api/links/v1', {
      summary: 'Partners that the person linked',
      answers: { 200: z.array(linkShape) },
      handle: ({ session }) => json(partnerIds.flatMap((partner) => show(findLink(context, session.person, partner)))),
    }),
    personal('POST /api/links/v1/:partner', {
      summary: 'Link the account of a partner',
      answers: { 201: linkShape },
      handle: ({ session, params }) => link(context, session.person, partnerOf(params['partner'])),
    }),
    personal('DELETE /api/links/v1/:partner', {
      summary: 'End the link to a partner',
      answers: { 204: null },
      handle: ({ session, params }) => {
        const partner = partnerOf(params['partner'])
        if (!removeLink(context, session.person, partner)) throw new Problem('not_linked')
        recordHistory(context, session.person, 'link_ended', partners[partner].ja)
        return empty()
      },
    }),
    personal('POST /api/links/v1/:partner/sign-on', {
      summary: 'An address at the partner that a browser opens logged in; once, within a minute',
      answers: { 200: z.object({ url: z.string(), expires_in: z.int() }) },
      handle: ({ session, params }) => {
        const partner = partnerOf(params['partner'])
        requireLink(context, session.person, partner)
        const ticket = issueTicket(context, session.person, partner)
        return json({ url: `${context.origin}/partners/${partner}/enter/${ticket}`, expires_in: 60 })
      },
    }),
    personal('GET /api/links/v1/:partner/documents', {
      summary: 'What the partner has for the person',
      answers: { 200: z.array(z.object({ id: z.string(), name: z.string(), media: z.string(), size: z.int() })) },
      handle: ({ session, params }) =>
        json(
          documents(context, session.person, params['partner']).map(({ id, name, media, bytes }) => ({
            id,
            name,
            media,
            size: bytes.length,
          })),
        ),
    }),
    personal('GET /api/links/v1/:partner/documents/:id', {
      summary: 'One document of the partner',
      answers: { 200: { media: ['application/pdf', 'application/xml'] } },
      handle: ({ session, params }) => {
        const found = documents(context, session.person, params['partner']).find(({ id }) => id === params['id'])
        if (found === undefined) throw new Problem('not_found')
        return new Response(Uint8Array.from(found.bytes), {
          headers: { 'content-type': found.media, 'cache-control': 'no-store' },
        })
      },
    }),
    open('GET /partners/:partner/enter/:ticket', {
      summary: 'The partner double’s own page, entered by single sign-on',
      answers: { 200: htmlPage },
      handle: ({ params }) => enter(context, partnerOf(params['partner']), params['ticket'] ?? ''),
    }),
  ]
}

/** @throws duplicate, outside_service_hours */
function link(context: PortalContext, person: string, partner: Partner): Response {
  if (findLink(context, person, partner) !== undefined) throw new Problem('duplicate')
  // The real one takes first links on weekdays from 8 to 23 (三); here only when it is asked for, so that practice never waits.
  if (partner === 'nenkin' && context.faults.strikes('outside_service_hours'))
    throw new Problem('outside_service_hours')
  addLink(context, person, partner)
  recordHistory(context, person, 'linked', partners[partner].ja)
  return json(show(requireLink(context, person, partner))[0], 201)
}

function enter(context: PortalContext, partner: Partner, ticket: string): Response {
  const person = context.world.person(takeTicket(context, partner, ticket) ?? '')
  if (person === undefined) throw new Problem('window_closed')
  const rows = partnerDocuments(context, partner, person).map(({ name }) => `<li>${escapeHtml(name)}</li>`)
  return page(
    partners[partner],
    `<p><span lang="ja">${escapeHtml(person.name.kanji)} さんとしてログインしています。</span></p>
<p lang="en">You are logged in as ${escapeHtml(person.name.roman)}.</p><ul>${rows.join('')}</ul>`,
  )
}

function documents(context: PortalContext, person: string, name: string | undefined): PartnerDocument[] {
  const partner = partnerOf(name)
  requireLink(context, person, partner)
  const found: PracticePerson | undefined = context.world.person(person)
  return found === undefined ? [] : partnerDocuments(context, partner, found)
}

function requireLink(context: PortalContext, person: string, partner: Partner): Link {
  const found = findLink(context, person, partner)
  if (found === undefined) throw new Problem('not_linked')
  return found
}

function partnerOf(name: string | undefined): Partner {
  const found = partnerIds.find((one) => one === name)
  if (found === undefined) throw new Problem('not_found')
  return found
}

function show(one: Link | undefined): z.output<typeof linkShape>[] {
  if (one === undefined) return []
  const { ja, en, scopes } = partners[one.partner]
  return [
    {
      partner: one.partner,
      name: { ja, en },
      subject: one.subject,
      scopes: [...scopes],
      linked_at: new Date(one.linkedAt).toISOString(),
      ...(one.usedAt === null ? {} : { used_at: new Date(one.usedAt).toISOString() }),
    },
  ]
}
