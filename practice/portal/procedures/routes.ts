// 手続検索: what there is, for whom, and what is needed before one begins.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json, Problem } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { formSchema } from './formSchema.ts'
import { findProcedure, searchProcedures } from './list.ts'
import { lifeEvents, type Online, type Procedure, personKinds } from './procedure.ts'

const described = z.object({
  id: z.string(),
  title: z.string(),
  organisation: z.string(),
  summary: z.string(),
  content: z.string(),
  law: z.string().optional(),
  life_events: z.array(z.enum(lifeEvents)),
  person_kinds: z.array(z.enum(personKinds)),
  municipalities: z.array(z.string()),
  keywords: z.array(z.string()),
  fee: z.string(),
  contact: z.string(),
  updated_at: z.string(),
  /** Whether it can be applied for here. */
  online: z.boolean(),
})

const whole = described.extend({
  /** What the pre-flight tells; absent for what is not done here. */
  preparation: z
    .object({
      signature: z.enum(['none', 'user', 'sign']),
      /** Certificates that must be valid, and the PIN of each. */
      certificates: z.array(z.object({ use: z.enum(['authentication', 'signature']), pin: z.string() })),
      eligible_applicants: z.array(
        z.object({ standing: z.enum(['self', 'legal', 'appointed', 'family', 'officer']), note: z.string() }),
      ),
      attachments: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          required: z.boolean(),
          media: z.array(z.string()),
          max_bytes: z.int(),
          /** Taken in place of a file: a presentation whose audience is this portal and whose nonce is the request id. */
          credentials: z.array(
            z.object({
              format: z.enum(['dc+sd-jwt', 'mso_mdoc']),
              type: z.string(),
              /** Attributes, as JSON pointers of their paths. */
              required: z.array(z.string()),
              optional: z.array(z.string()),
            }),
          ),
        }),
      ),
      minutes: z.int(),
      taps: z.int(),
      /** JSON Schema 2020-12; `title` is what a person reads, `x-fill` what a wallet may fill in. */
      form: z.record(z.string(), z.unknown()),
    })
    .optional(),
})

export const maximumAttachment = 300_000

export function procedureRoutes(context: PortalContext): Route[] {
  return [
    open('GET /api/procedures/v1', {
      summary: 'Search procedures by municipality, life event, kind of person and words',
      query: z.object({
        lg: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
        life_event: z.enum(lifeEvents).optional(),
        person_kind: z.enum(personKinds).optional(),
        q: z.string().max(100).optional(),
      }),
      answers: { 200: z.array(described) },
      handle: ({ query }) => json(searchProcedures(query).map(shown)),
    }),
    open('GET /api/procedures/v1/:id', {
      summary: 'One procedure with its form and all that must be ready',
      answers: { 200: whole },
      handle: ({ params }) => {
        const found = findProcedure(params['id'] ?? '')
        if (found === undefined) throw new Problem('not_found')
        if (context.faults.strikes('not_supported_by_municipality')) throw new Problem('not_supported_by_municipality')
        return json({ ...shown(found), ...(found.online ? { preparation: prepare(found.online) } : {}) })
      },
    }),
  ]
}

function shown(one: Procedure): z.output<typeof described> {
  return {
    id: one.id,
    title: one.title,
    organisation: one.organisation,
    summary: one.summary,
    content: one.content,
    ...(one.law === undefined ? {} : { law: one.law }),
    life_events: [...one.lifeEvents],
    person_kinds: [...one.personKinds],
    municipalities: [...one.municipalities],
    keywords: [...one.keywords],
    fee: one.fee,
    contact: one.contact,
    updated_at: one.updatedAt,
    online: one.online !== undefined,
  }
}

function prepare(one: Online): NonNullable<z.output<typeof whole>['preparation']> {
  const authentication = { use: 'authentication' as const, pin: '利用者証明用の暗証番号（数字4桁）' }
  const signature = { use: 'signature' as const, pin: '署名用の暗証番号（英数字6〜16文字）' }
  return {
    signature: one.signature,
    certificates: one.signature === 'sign' ? [authentication, signature] : [authentication],
    eligible_applicants: [...one.eligible],
    attachments: one.attachments.map(({ media, credentials = [], ...rule }) => ({
      ...rule,
      media: [...media],
      max_bytes: maximumAttachment,
      credentials: credentials.map(({ format, type, required, optional }) => ({
        format,
        type,
        required: [...required],
        optional: [...optional],
      })),
    })),
    minutes: one.minutes,
    taps: one.taps,
    form: formSchema(one.form),
  }
}
