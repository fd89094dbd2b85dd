// The practice portal: log-in, issuer and verifiers as one function from Request to Response.
import { z } from 'zod'
import type { World } from '../world.ts'
import { applicationRoutes } from './applications/routes.ts'
import type { PortalContext } from './context.ts'
import { controlRoutes } from './control.ts'
import { openDatabase } from './database.ts'
import { deviceRoutes } from './devices/routes.ts'
import { createDispatch } from './dispatch.ts'
import { createFaults, type Faults } from './faults.ts'
import { inboxRoutes } from './inbox.ts'
import { issuerRoutes } from './issuer/routes.ts'
import { linkRoutes } from './links/routes.ts'
import { logInRoutes } from './login.ts'
import { mandateRoutes } from './mandates/routes.ts'
import { noticeRoutes } from './notices/notices.ts'
import { authorizationRoutes } from './oauth/authorize.ts'
import { operatorRoutes } from './oauth/operators.ts'
import { tokenRoutes } from './oauth/token.ts'
import type { PortalDocument } from './openapi/document.ts'
import { pageRoutes } from './pages.ts'
import { phoneRoutes } from './phone/routes.ts'
import { json, Problem } from './problem.ts'
import { procedureRoutes } from './procedures/routes.ts'
import { recordRoutes } from './records/insurance.ts'
import { medicalRoutes } from './records/medical.ts'
import { qualificationRoutes } from './records/qualification.ts'
import { accountRoutes } from './register/accounts.ts'
import { revocationRoutes } from './revocation.ts'
import { open } from './route.ts'
import { newSecret } from './secrets.ts'
import { selfInfoRoutes } from './selfinfo/routes.ts'
import { sessionRoutes } from './session.ts'
import { spoil } from './spoil.ts'
import { taxRoutes } from './tax/routes.ts'
import { tidy } from './tidy.ts'
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
  /** What it publishes of itself. */
  readonly document: PortalDocument
  close(): void
}

export function createPortal({ world, database: path, now, origin, controlToken }: PortalOptions): Portal {
  const database = openDatabase(path)
  tidy(database, now())
  const faults = createFaults()
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    // Control resources never fail on purpose: nobody could put an end to it.
    if (pathname.startsWith('/practice/')) return dispatch.answer(request)
    const spoiled = await spoil(faults, pathname)
    if (spoiled !== undefined) return spoiled
    const response = await dispatch.answer(request)
    // It was done, and nobody learns of it.
    return faults.strikes('lost_answer', pathname) ? new Problem('temporarily_unavailable').answer() : response
  }
  const context: PortalContext = { world, database, faults, now, origin, controlToken, dpopSecret: newSecret(), fetch }
  const dispatch = createDispatch(context, [
    ...pageRoutes(context),
    ...logInRoutes(context),
    ...revocationRoutes(context),
    ...tokenRoutes(context),
    ...authorizationRoutes(context),
    ...operatorRoutes(context),
    ...phoneRoutes(context),
    ...deviceRoutes(context),
    ...mandateRoutes(context),
    ...procedureRoutes(context),
    ...applicationRoutes(context),
    ...taxRoutes(context),
    ...accountRoutes(context),
    ...noticeRoutes(context),
    ...selfInfoRoutes(context),
    ...linkRoutes(context),
    ...recordRoutes(context),
    ...medicalRoutes(context),
    ...qualificationRoutes(context),
    ...sessionRoutes(context),
    ...inboxRoutes(context),
    ...issuerRoutes(context),
    ...requestObjectRoutes(context),
    ...responseRoutes(context),
    ...controlRoutes(context),
    open('GET /openapi.json', {
      summary: 'This document',
      answers: { 200: z.looseObject({ openapi: z.string() }) },
      handle: () => json(dispatch.document),
    }),
  ])
  return { fetch, faults, document: dispatch.document, close: () => database.close() }
}
