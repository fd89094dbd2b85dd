// TypeScript types of the portal's resources, written from the OpenAPI document. (openapi-typescript wants the compiler's
// older programming interface, which this project's TypeScript has no more.)
import { z } from 'zod'
import type { Operation, PortalDocument, Schema } from './document.ts'

/** A module with one interface: for each resource what is sent and what is answered when it goes well. */
export function clientTypes(document: PortalDocument): string {
  const entries = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => entry(`${method.toUpperCase()} ${path}`, operation)),
  )
  return [
    "// The portal's resources as its OpenAPI document describes them. Written by `npm run practice -- contract`; not by hand.",
    '',
    '/** Keyed by method and path; `answer` is the JSON of the good answers, undefined where there is none. */',
    'export interface PortalResources {',
    ...entries,
    '}',
    '',
    'export type Answer<Resource extends keyof PortalResources> = PortalResources[Resource]["answer"]',
    'export type Sent<Resource extends keyof PortalResources> = PortalResources[Resource]["body"]',
    '',
  ].join('\n')
}

function entry(name: string, { summary, requestBody, responses }: Operation): string {
  const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => typeOf(schema))
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .flatMap(([, { content }]) => (content?.['application/json'] ? [typeOf(content['application/json'].schema)] : []))
  return [
    `  /** ${summary} */`,
    `  '${name}': {`,
    `    body: ${union(bodies)}`,
    `    answer: ${union(answers)}`,
    '  }',
  ].join('\n')
}

function union(types: readonly string[]): string {
  return types.length === 0 ? 'undefined' : [...new Set(types)].join(' | ')
}

const parts = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
  oneOf: z.array(z.record(z.string(), z.unknown())).optional(),
  items: z.record(z.string(), z.unknown()).optional(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([z.boolean(), z.record(z.string(), z.unknown())]).optional(),
})

function typeOf(schema: Schema): string {
  const { type, enum: values, anyOf, oneOf, items, ...rest } = parts.parse(schema)
  if (rest.const !== undefined) return JSON.stringify(rest.const)
  if (values !== undefined) return union(values.map((value) => JSON.stringify(value)))
  const choices = anyOf ?? oneOf
  if (choices !== undefined) return union(choices.map(typeOf))
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return `readonly (${items === undefined ? 'unknown' : typeOf(items)})[]`
    case 'object':
      return objectType(rest)
    default:
      return 'unknown'
  }
}

function objectType({ properties, required = [], additionalProperties }: z.output<typeof parts>): string {
  const more = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
  if (properties === undefined) return `Readonly<Record<string, ${more}>>`
  const members = Object.entries(properties).map(
    ([name, schema]) => `readonly ${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  return `{ ${members.join('; ')} }`
}
