// The OpenAPI 3.1 document of the portal, made from what each route says of itself.
import { z } from 'zod'
import type { Answer, Route } from '../route.ts'
import { segment } from '../route.ts'

/** A JSON Schema or a part of one, 2020-12, which is also what OpenAPI 3.1 takes (4.8.24). */
export type Schema = { readonly [member: string]: unknown }
export interface Operation {
  readonly summary: string
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
  readonly security: readonly object[]
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>
export interface PortalDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly [member: string]: unknown
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().regex(/^[a-z_]{1,60}$/),
  detail: z.string().optional(),
  /** Places in what was sent, as JSON pointers. */
  fields: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  retry_after: z.int().optional(),
})
const oauthError = z.object({ error: z.string(), error_description: z.string().optional() })

export function describePortal(routes: readonly Route[]): PortalDocument {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes) {
    const path = documentPath(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Practice portal',
      version: '1',
      description:
        'The practice portal of Tefuda. Everything in it is made up. Resources follow what is publicly known of the state’s portal; what is proposed here for want of a published interface is so in the whole.',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: 'https://localhost:{port}', variables: { port: { default: '20443' } } }],
    paths: Object.fromEntries(Object.entries(paths).sort(([one], [other]) => (one < other ? -1 : 1))),
    components: {
      schemas: { Problem: answered(problem), OAuthError: answered(oauthError) },
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'DPoP',
          description:
            'Access token bound to a key (RFC 9449). A log-in by card without a DPoP proof gets a bearer token (RFC 6750).',
        },
        issuance: { type: 'http', scheme: 'bearer', description: 'Access token of the issuer (OpenID4VCI 1.0 6)' },
        control: { type: 'http', scheme: 'bearer', description: 'The token that the portal prints at its start' },
      },
    },
  }
}

/** /a/:id as /a/{id}. */
export function documentPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}')
}

function operation({ path, contract }: Route): Operation {
  const security = contract.security ?? 'none'
  const body = contract.body ?? contract.form
  const kind = contract.body === undefined ? 'application/x-www-form-urlencoded' : 'application/json'
  return {
    summary: contract.summary,
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string', pattern: `^${segment}$` },
      })),
      ...Object.entries(contract.query?.shape ?? {}).map(([name, shape]) => ({
        name,
        in: 'query',
        required: !z.safeParse(shape, undefined).success,
        schema: sent(shape),
      })),
      ...(contract.scope === undefined
        ? []
        : [
            {
              name: 'Mandate-Id',
              in: 'header',
              required: false,
              schema: {
                type: 'string',
                pattern: '^[\\w-]{22}$',
                description: `A mandate with the scope ${contract.scope}`,
              },
            },
          ]),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: { [kind]: { schema: sent(body) } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(contract.answers).map(([status, answer]) => [status, response(answer)])),
      default: {
        description: 'No',
        content:
          contract.oauth === undefined
            ? {
                ...(Object.values(contract.answers).some(
                  (answer) => answer !== null && 'media' in answer && answer.media.includes('text/html'),
                )
                  ? { 'text/html': { schema: { type: 'string' } } }
                  : {}),
                'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
              }
            : {
                'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
                'application/json': { schema: { $ref: '#/components/schemas/OAuthError' } },
              },
      },
    },
    security: security === 'none' ? [] : [{ [security]: [] }],
  }
}

function response(answer: Answer): { description: string; content?: Content } {
  if (answer === null) return { description: 'Nothing more' }
  if (!('media' in answer)) return { description: 'Yes', content: { 'application/json': { schema: answered(answer) } } }
  const content: Record<string, { schema: Schema }> = {}
  if (answer.json !== undefined) content['application/json'] = { schema: answered(answer.json) }
  for (const media of answer.media) content[media] = { schema: { type: 'string' } }
  return { description: 'Yes', content }
}

function sent(shape: z.core.$ZodType): Schema {
  return plain(z.toJSONSchema(shape, { io: 'input', reused: 'inline', unrepresentable: 'any' }))
}

function answered(shape: z.core.$ZodType): Schema {
  return plain(z.toJSONSchema(shape, { io: 'output', reused: 'inline', unrepresentable: 'any' }))
}

/** Without the dialect, which the document states once, and without the bounds that every integer of JavaScript has. */
function plain(schema: object): Schema {
  const text = JSON.stringify(schema, (name, value: unknown) =>
    name === '$schema' || name === '~standard' || Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER
      ? undefined
      : value,
  )
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
}
