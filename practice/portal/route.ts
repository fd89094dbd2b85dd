// Which resource answers which request, and what each says of itself: its contract goes into the OpenAPI document.
import type { z } from 'zod'
import type { Session } from './context.ts'
import { Problem, ProtocolError } from './problem.ts'

export type Security = 'none' | 'session' | 'issuance' | 'control'
export type MandateScope = 'applications' | 'selfinfo' | 'insurance' | 'notices' | 'documents'

/** JSON of a shape; another kind of content by its media types; null: no content. */
export type Answer = z.ZodType | { readonly media: readonly string[]; readonly json?: z.ZodType } | null

export interface Contract {
  readonly summary: string
  readonly security?: Security
  /** With it, somebody who holds a mandate of that scope may name it in the header Mandate-Id. */
  readonly scope?: MandateScope
  readonly query?: z.ZodObject
  /** JSON. */
  readonly body?: z.ZodType
  /** application/x-www-form-urlencoded. */
  readonly form?: z.ZodType
  /** Bytes; without it 64 KiB. */
  readonly limit?: number
  readonly answers: Readonly<Record<number, Answer>>
  /** How it says no: the portal's problem details, or OAuth's form (RFC 6749 5.2), where a request that does not fit has that code. */
  readonly oauth?: string
}

/** One request on its way to a resource; `params` are the named parts of its path. */
interface Call<Body = unknown, Query = unknown> {
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  readonly body: Body
  readonly query: Query
}

/** A call of somebody who is logged in, for themselves or, by a mandate, for somebody else. */
export interface PersonalCall<Body = unknown, Query = unknown> extends Call<Body, Query> {
  readonly session: Session
  /** Whose affairs they are: the person who is logged in, or the one who gave the mandate. */
  readonly principal: string
  readonly mandate?: string
}

export interface Arrived extends Call {
  readonly session?: Session
  readonly principal?: string
  readonly mandate?: string
}

type Handled = Response | Promise<Response>
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Route {
  readonly method: Method
  /** Parts beginning with a colon match one segment each: /verifiers/:verifier/requests/:id */
  readonly path: string
  readonly contract: Contract
  readonly handle: (call: Arrived) => Handled
}

interface Plan<Body extends z.ZodType, Query extends z.ZodObject> extends Omit<Contract, 'body' | 'form' | 'query'> {
  readonly body?: Body
  readonly form?: Body
  readonly query?: Query
}

/** A resource for anybody, or one that checks by itself who asks. */
export function open<Body extends z.ZodType, Query extends z.ZodObject>(
  where: `${Method} /${string}`,
  plan: Plan<Body, Query> & { handle: (call: Call<z.output<Body>, z.output<Query>>) => Handled },
): Route {
  const { handle, ...contract } = plan
  return { ...place(where), contract, handle: (call) => handle({ ...call, ...fitted(contract, call) }) }
}

/** A resource for whoever is logged in. */
export function personal<Body extends z.ZodType, Query extends z.ZodObject>(
  where: `${Method} /${string}`,
  plan: Plan<Body, Query> & { handle: (call: PersonalCall<z.output<Body>, z.output<Query>>) => Handled },
): Route {
  const { handle, ...rest } = plan
  const contract: Omit<typeof rest, 'security'> & { security: Security } = { ...rest, security: 'session' }
  return {
    ...place(where),
    contract,
    handle: (call) => {
      const { session, principal } = call
      if (session === undefined || principal === undefined) throw new Problem('login_required')
      return handle({ ...call, session, principal, ...fitted(contract, call) })
    },
  }
}

/** How a request that does not fit its contract is refused. `detail` tells the place, never a value. */
export function misfit({ oauth }: Contract, detail: string): Problem | ProtocolError {
  return oauth === undefined ? new Problem('invalid_request', detail) : new ProtocolError(oauth, detail)
}

function place(where: `${Method} /${string}`): { method: Method; path: string } {
  const [method = 'GET', path = '/'] = where.split(' ')
  return { method: methodOf(method), path }
}

export function methodOf(text: string): Method {
  if (text === 'POST' || text === 'PATCH' || text === 'DELETE') return text
  return 'GET'
}

/** Typed, with defaults; the document's own check came before. */
function fitted<Body extends z.ZodType, Query extends z.ZodObject>(
  contract: Plan<Body, Query>,
  call: Arrived,
): { body: z.output<Body>; query: z.output<Query> } {
  const shape = contract.body ?? contract.form
  return {
    body: shape === undefined ? (undefined as z.output<Body>) : parse(contract, shape, call.body),
    query: contract.query === undefined ? (undefined as z.output<Query>) : parse(contract, contract.query, call.query),
  }
}

function parse<T extends z.ZodType>(contract: Contract, shape: T, value: unknown): z.output<T> {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw misfit(contract, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'wrong shape'}`)
}

/** @throws not_found, method_not_allowed */
export function findRoute(
  routes: readonly Route[],
  request: Request,
): { route: Route; url: URL; params: Record<string, string> } {
  const url = new URL(request.url)
  const allowed = new Set<string>()
  for (const route of routes) {
    const params = matchPath(route.path, url.pathname)
    if (params === undefined) continue
    if (route.method === request.method) return { route, url, params }
    allowed.add(route.method)
  }
  if (allowed.size === 0) throw new Problem('not_found')
  throw new Problem('method_not_allowed', undefined, { allow: [...allowed].join(', ') })
}

export const segment = '[\\w.~-]{1,200}'
const oneSegment = new RegExp(`^${segment}$`)

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':') && oneSegment.test(value)) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}
