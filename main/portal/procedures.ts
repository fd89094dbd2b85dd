// Procedures as the portal describes them (GIF 行政サービス・制度, DS-451-4). Nobody has to be logged in for it, so nobody is
// told who asks.
import { z } from 'zod'
import { standing } from '../../preload/shapes/applications.ts'
import { credentialRule } from '../../preload/shapes/drafts.ts'
import {
  lifeEvent,
  municipalityCode,
  type Procedure,
  type ProcedureCard,
  type ProcedureSearch,
  personKind,
} from '../../preload/shapes/procedures.ts'
import { readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'

const line = z.string().max(2_000)
const described = z.looseObject({
  id: z.string().regex(/^[\w.-]{1,100}$/),
  title: line.min(1),
  organisation: line,
  summary: line,
  content: z.string().max(20_000),
  law: line.optional(),
  // What a portal has beyond these is left out, not refused.
  life_events: z.array(z.string().max(60)).max(40),
  person_kinds: z.array(z.string().max(60)).max(40),
  municipalities: z.array(municipalityCode).max(2_000),
  fee: line,
  contact: line,
  updated_at: line,
  online: z.boolean(),
})
const whole = described.extend({
  preparation: z
    .looseObject({
      signature: z.enum(['none', 'user', 'sign']),
      certificates: z.array(z.looseObject({ use: z.enum(['authentication', 'signature']) })).max(2),
      eligible_applicants: z.array(z.looseObject({ standing, note: line })).max(10),
      attachments: z
        .array(
          z.looseObject({
            id: z.string().regex(/^[\w.-]{1,100}$/),
            title: line,
            required: z.boolean(),
            media: z.array(z.string().max(100)).max(10),
            max_bytes: z.int().min(1).max(100_000_000),
            credentials: z.array(credentialRule).max(5).default([]),
          }),
        )
        .max(10),
      minutes: z.int().min(0).max(10_000),
      taps: z.int().min(0).max(100),
      form: z.record(z.string(), z.unknown()),
    })
    .optional(),
})

/** A procedure with its form. */
export interface ProcedureWithForm {
  readonly procedure: Procedure
  /** JSON Schema 2020-12; undefined for what is done elsewhere. */
  readonly form: Readonly<Record<string, unknown>> | undefined
}

const searchBytes = 2 * 1024 * 1024

/** All that fit; the portal compares. @throws portal.* */
export async function searchProcedures(
  fetch: Fetch,
  profile: PortalProfile,
  { municipality, lifeEvent: event, personKind: kind, text }: ProcedureSearch,
): Promise<ProcedureCard[]> {
  const url = endpoint(profile, 'procedures')
  const asked = { lg: municipality, life_event: event, person_kind: kind, q: text?.trim() }
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined && value !== '') url.searchParams.set(name, value)
  const response = await fetch(new Request(url, { headers: { accept: 'application/json' } }))
  const found = await readJson(await expectSuccess(response), z.array(described).max(500), searchBytes)
  return found.map(shownCard)
}

/** @param at now @throws procedure.notFound, portal.refused (not_supported_by_municipality …), portal.* */
export async function fetchProcedure(
  fetch: Fetch,
  profile: PortalProfile,
  id: string,
  at: Date,
): Promise<ProcedureWithForm> {
  const url = endpoint(profile, 'procedures', id)
  const response = await fetch(new Request(url, { headers: { accept: 'application/json' } }))
  const told = await readJson(await expectUnless(response, { not_found: { code: 'procedure.notFound' } }), whole)
  const { preparation } = told
  return {
    procedure: {
      ...shownCard(told),
      content: told.content,
      ...(told.law === undefined ? {} : { law: told.law }),
      contact: told.contact,
      updatedOn: told.updated_at,
      ...(preparation === undefined
        ? {}
        : {
            preparation: {
              signature: preparation.signature,
              certificates: preparation.certificates.map(({ use }) => use),
              standings: preparation.eligible_applicants.map((one) => ({ standing: one.standing, note: one.note })),
              attachments: preparation.attachments.map((rule) => ({
                id: rule.id,
                title: rule.title,
                required: rule.required,
                media: rule.media,
                maxBytes: rule.max_bytes,
                credentials: rule.credentials,
              })),
              minutes: preparation.minutes,
              taps: preparation.taps,
            },
          }),
      asOf: at.toISOString(),
    },
    form: preparation?.form,
  }
}

function shownCard(one: z.output<typeof described>): ProcedureCard {
  return {
    id: one.id,
    title: one.title,
    organisation: one.organisation,
    summary: one.summary,
    lifeEvents: one.life_events.flatMap((event) => lifeEvent.safeParse(event).data ?? []),
    personKinds: one.person_kinds.flatMap((kind) => personKind.safeParse(kind).data ?? []),
    municipalities: one.municipalities,
    fee: one.fee,
    online: one.online,
  }
}
