// From a request to its answer: who asks, does it fit the contract, what does the resource say, does that fit too.
import { randomUUID } from 'node:crypto'
import { log, logBug } from '../../main/log.ts'
import { parseForm, parseJson, readText } from './body.ts'
import type { PortalContext } from './context.ts'
import { identify } from './identify.ts'
import { describePortal, type PortalDocument } from './openapi/document.ts'
import { type ContractCheck, checkAgainst } from './openapi/validate.ts'
import { Problem, ProtocolError } from './problem.ts'
import { type Arrived, findRoute, type Route } from './route.ts'

export interface Dispatch {
  answer(request: Request): Promise<Response>
  readonly document: PortalDocument
}

export function createDispatch(context: PortalContext, routes: readonly Route[]): Dispatch {
  const document = describePortal(routes)
  const contract = checkAgainst(document)
  return { document, answer: (request) => answer(context, routes, contract, request) }
}

async function answer(
  context: PortalContext,
  routes: readonly Route[],
  contract: ContractCheck,
  request: Request,
): Promise<Response> {
  try {
    const { route, url, params } = findRoute(routes, request)
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
    if (error instanceof Problem || error instanceof ProtocolError) return error.answer()
    const incident = randomUUID().slice(0, 8)
    logBug(incident, error)
    return new Problem('unexpected', `incident ${incident}`).answer()
  }
}

function bodyOf({ contract }: Route, request: Request, text: string): unknown {
  if (contract.form !== undefined) return { ...parseForm(request, text) }
  return contract.body === undefined ? undefined : parseJson(text)
}
