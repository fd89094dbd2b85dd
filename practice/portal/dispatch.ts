// From a request to its answer: who asks, does it fit the contract, what does the resource say, does that fit too.
import { randomUUID } from 'node:crypto'
import { log, logBug } from '../../main/log.ts'
import { parseForm, parseJson, readText } from './body.ts'
import type { PortalContext } from './context.ts'
import { identify } from './identify.ts'
import { currentNonce } from './oauth/dpop.ts'
import { describePortal, type PortalDocument } from './openapi/document.ts'
import { type ContractCheck, checkAgainst } from './openapi/validate.ts'
import { htmlPage, page } from './page.ts'
import { Problem, ProtocolError, problemTitle } from './problem.ts'
import { type Arrived, findRoute, type Route } from './route.ts'

export interface Dispatch {
  answer(request: Request): Promise<Response>
  readonly document: PortalDocument
}

export function createDispatch(context: PortalContext, routes: readonly Route[]): Dispatch {
  const document = describePortal(routes)
  const contract = checkAgainst(document)
  return {
    document,
    answer: async (request) => {
      const response = await answer(context, routes, contract, request)
      // Who proves a key learns the nonce of the next proof with every answer (RFC 9449 8.2).
      if (request.headers.has('dpop')) response.headers.set('dpop-nonce', currentNonce(context))
      return response
    },
  }
}

async function answer(
  context: PortalContext,
  routes: readonly Route[],
  contract: ContractCheck,
  request: Request,
): Promise<Response> {
  let route: Route | undefined
  try {
    const { url, params, ...found } = findRoute(routes, request)
    route = found.route
    const text = await readText(request, route.contract.limit)
    const whose = identify(context, route, request)
    const arrived: Arrived = {
      ...whose,
      request,
      url,
      params,
      body: bodyOf(route, request, text),
      query: Object.fromEntries(url.searchParams),
    }
    contract.request(route, arrived)
    const response = await route.handle(arrived)
    const fault = await contract.answer(route, response)
    if (fault === undefined) return response
    log('unfit_answer', { route: `${route.method} ${route.path}`, fault })
    return new Problem('unexpected', 'the answer does not fit the contract').answer()
  } catch (error) {
    if (error instanceof Problem) return route !== undefined && isPage(route) ? problemPage(error) : error.answer()
    if (error instanceof ProtocolError) return error.answer()
    const incident = randomUUID().slice(0, 8)
    logBug(incident, error)
    return new Problem('unexpected', `incident ${incident}`).answer()
  }
}

/** For whoever came with a browser. */
function problemPage(problem: Problem): Response {
  const title = problemTitle(problem.code)
  return page({ ja: title, en: problem.code }, '', problem.status)
}

function isPage({ contract }: Route): boolean {
  return Object.values(contract.answers).some((answer) => answer === htmlPage)
}

function bodyOf({ contract }: Route, request: Request, text: string): unknown {
  if (contract.form !== undefined) return { ...parseForm(request, text) }
  return contract.body === undefined ? undefined : parseJson(text)
}
