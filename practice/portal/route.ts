// Which resource answers which request.
import { Problem } from './problem.ts'

/** One request on its way to a resource; `params` are the named parts of its path. */
export interface Call {
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Parts beginning with a colon match one segment each: /verifiers/:verifier/requests/:id */
  readonly path: string
  readonly handle: (call: Call) => Response | Promise<Response>
}

/** @throws not_found, method_not_allowed */
export function findRoute(routes: readonly Route[], request: Request): { route: Route; call: Call } {
  const url = new URL(request.url)
  const allowed = new Set<string>()
  for (const route of routes) {
    const params = matchPath(route.path, url.pathname)
    if (params === undefined) continue
    if (route.method === request.method) return { route, call: { request, url, params } }
    allowed.add(route.method)
  }
  if (allowed.size === 0) throw new Problem('not_found')
  throw new Problem('method_not_allowed', undefined, { allow: [...allowed].join(', ') })
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':') && /^[\w.~-]{1,200}$/.test(value)) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}
