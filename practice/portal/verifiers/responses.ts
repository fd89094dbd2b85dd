// Where the wallet's answer arrives (OpenID4VP 1.0 section 8): read it, judge it, remember what came of it.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { json, ProtocolError } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { sameSecret } from '../secrets.ts'
import { type Judgement, judgeAnswer } from './judge.ts'
import { openAnswer, type SentAnswer } from './openAnswer.ts'
import { verifierNames } from './register.ts'
import { closeRequest, findRequest, type PresentationRequest } from './requests.ts'

/** A licence with a portrait has about 20 kB. */
const maximumSize = 1024 * 1024

export function responseRoutes(context: PortalContext): Route[] {
  return [
    open('POST /verifiers/:verifier/responses/:id', {
      summary: 'The wallet’s answer, by direct_post.jwt or direct_post (OpenID4VP 1.0 8.2, 8.3)',
      oauth: 'invalid_request',
      limit: maximumSize,
      form: z.record(z.string(), z.string()),
      answers: { 200: z.object({ redirect_uri: z.string() }) },
      handle: ({ params, body }) => receive(context, params, body),
    }),
  ]
}

/** Whatever can be read as an answer uses the request up, so that nonce and state are good for one. @throws invalid_request */
async function receive(
  context: PortalContext,
  params: Readonly<Record<string, string>>,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  const request = findRequest(context, params['id'] ?? '')
  if (request === undefined || request.verifier !== params['verifier']) {
    throw new ProtocolError('invalid_request', 'there is no such request', 404)
  }
  if (request.state !== 'pending') throw new ProtocolError('invalid_request', 'the request was answered before')
  const answer = await openAnswer(request, form)
  if (answer.kind === 'error') return decline(context, request, answer)
  const judgement = await judge(context, request, answer)
  const { verified } = judgement
  if (!closeRequest(context, request.id, verified ? 'answered' : 'refused', judgement)) {
    throw new ProtocolError('invalid_request', 'the request was answered before')
  }
  if (!verified) {
    const failed = judgement.findings.find(({ ok }) => !ok)
    throw new ProtocolError('invalid_request', `${failed?.rule ?? 'the answer'} does not hold`)
  }
  if (request.person !== null)
    recordHistory(context, request.person, 'presentation', verifierNames[request.verifier].ja)
  return thanks(context, request)
}

async function judge(context: PortalContext, request: PresentationRequest, answer: SentAnswer): Promise<Judgement> {
  if (answer.kind === 'unreadable') return { verified: false, findings: answer.findings, attributes: [] }
  if (answer.kind === 'error') throw new Error('an error is not judged')
  return judgeAnswer(context, request, answer)
}

/** A refusal by the person, or an error of the wallet (OpenID4VP 1.0 8.5). It must name the state of the request. */
function decline(
  context: PortalContext,
  request: PresentationRequest,
  { error, state }: { readonly error: string; readonly state: string | undefined },
): Response {
  if (state === undefined || !sameSecret(state, request.stateValue)) {
    throw new ProtocolError('invalid_request', 'state is not that of the request')
  }
  closeRequest(context, request.id, 'declined', { verified: false, findings: [], attributes: [], error })
  return thanks(context, request)
}

/** OpenID4VP 1.0 8.2: the wallet opens the address in the person's browser. */
function thanks({ origin }: PortalContext, request: PresentationRequest): Response {
  return json({ redirect_uri: `${origin}/verifiers/${request.verifier}/thanks/${request.thanks}` })
}
