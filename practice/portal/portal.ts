// The practice portal: log-in, issuer and verifiers as one function from Request to Response.
import { randomUUID } from 'node:crypto'
import { logBug } from '../../main/log.ts'
import type { World } from '../world.ts'
import type { PortalContext } from './context.ts'
import { controlRoutes } from './control.ts'
import { openDatabase } from './database.ts'
import { createFaults, type Faults } from './faults.ts'
import { inboxRoutes } from './inbox.ts'
import { issuerRoutes } from './issuer/routes.ts'
import { logInRoutes } from './login.ts'
import { pageRoutes } from './pages.ts'
import { Problem, ProtocolError } from './problem.ts'
import { revocationRoutes } from './revocation.ts'
import { findRoute, type Route } from './route.ts'
import { sessionRoutes } from './session.ts'
import { spoil } from './spoil.ts'
import { tidy } from './tidy.ts'
import { tokenRoutes } from './token.ts'
import { requestObjectRoutes } from './verifiers/requestObject.ts'
import { responseRoutes } from './verifiers/responses.ts'

export interface PortalOptions {
  readonly world: World
  /** Path of the SQLite file, or ':memory:'. */
  readonly database: string
  readonly now: () => Date
  /** https://localhost:<port>: part of what is signed, of client metadata and of issued credentials. */
  readonly origin: string
  /** What the control resources want as bearer token; at least 128 random bits. */
  readonly controlToken: string
}

export interface Portal {
  fetch(request: Request): Promise<Response>
  readonly faults: Faults
  close(): void
}

export function createPortal({ world, database: path, now, origin, controlToken }: PortalOptions): Portal {
  const database = openDatabase(path)
  tidy(database, now())
  const faults = createFaults()
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    // Control resources never fail on purpose: nobody could put an end to it.
    const spoiled = pathname.startsWith('/practice/') ? undefined : await spoil(faults, pathname)
    return spoiled ?? answer(routes, request)
  }
  const context: PortalContext = { world, database, faults, now, origin, controlToken, fetch }
  const routes = [
    ...pageRoutes(context),
    ...logInRoutes(context),
    ...revocationRoutes(context),
    ...tokenRoutes(context),
    ...sessionRoutes(context),
    ...inboxRoutes(context),
    ...issuerRoutes(context),
    ...requestObjectRoutes(context),
    ...responseRoutes(context),
    ...controlRoutes(context),
  ]
  return { fetch, faults, close: () => database.close() }
}

async function answer(routes: readonly Route[], request: Request): Promise<Response> {
  try {
    const { route, call } = findRoute(routes, request)
    return await route.handle(call)
  } catch (error) {
    if (error instanceof Problem || error instanceof ProtocolError) return error.answer()
    const incident = randomUUID().slice(0, 8)
    logBug(incident, error)
    return new Problem('unexpected', `incident ${incident}`).answer()
  }
}
