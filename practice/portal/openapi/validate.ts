// Checks requests and answers against the document itself, so that what is published is what holds.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { type Arrived, misfit, type Route } from '../route.ts'
import { documentPath, type Operation, type PortalDocument, type Schema } from './document.ts'

export interface ContractCheck {
  /** @throws invalid_request in the route's own form */
  request(route: Route, arrived: Pick<Arrived, 'body' | 'query'>): void
  /** What of the answer does not fit, or undefined: all does. */
  answer(route: Route, response: Response): Promise<string | undefined>
}

export function checkAgainst(document: PortalDocument): ContractCheck {
  const judge = createJudge()
  const operationOf = ({ method, path }: Route): Operation => {
    const found = document.paths[documentPath(path)]?.[method.toLowerCase()]
    if (found === undefined) throw new Error(`${method} ${path} is not described`)
    return found
  }
  return {
    request(route, { body, query }) {
      const operation = operationOf(route)
      for (const content of Object.values(operation.requestBody?.content ?? {})) {
        const fault = judge(content.schema, body)
        if (fault !== undefined) throw misfit(route.contract, `body${fault}`)
      }
      const inQuery = operation.parameters.filter((one) => one.in === 'query')
      if (inQuery.length === 0) return
      const given = new Map(Object.entries(query ?? {}))
      for (const { name, required, schema } of inQuery) {
        if (!given.has(name) && required) throw misfit(route.contract, `query: ${name} is missing`)
        const fault = given.has(name) ? judge(schema, given.get(name)) : undefined
        if (fault !== undefined) throw misfit(route.contract, `query: ${name}${fault}`)
      }
    },
    async answer(route, response) {
      const { responses } = operationOf(route)
      const described = responses[String(response.status)] ?? (response.ok ? undefined : responses['default'])
      if (described === undefined) return `status ${response.status} is not described`
      if (described.content === undefined) return response.body === null ? undefined : 'a body is not described'
      const media = response.headers.get('content-type')?.split(';')[0] ?? ''
      const schema = described.content[media]?.schema
      if (schema === undefined) return `content of the type "${media}" is not described`
      if (!media.endsWith('json')) return undefined
      return judge(schema, JSON.parse(await response.clone().text()))
    },
  }
}

/** Compiles each schema once, when it is first needed. Formats are annotations (JSON Schema 2020-12 7.2.1); patterns bind. */
export function createJudge(): (schema: Schema, value: unknown) => string | undefined {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const compiled = new WeakMap<Schema, ValidateFunction>()
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(schema)
    compiled.set(schema, validate)
    if (validate(value)) return undefined
    const [first] = validate.errors ?? []
    return `${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}`
  }
}
