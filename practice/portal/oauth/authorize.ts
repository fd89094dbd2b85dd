// An enrolled device logs in: a pushed authorization request (RFC 9126), then the authorization endpoint gives a code.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { endIfOver, findDevice, markUsed } from '../devices/register.ts'
import { recordHistory } from '../history.ts'
import { json, ProtocolError } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newSecret } from '../secrets.ts'
import { clientForm, requireDevice } from './clientAssertion.ts'
import { issueCode } from './codes.ts'
import { proofAtServer } from './dpop.ts'
import { issuerOf } from './idToken.ts'

const requestLifeMs = 60_000
const printable = z.string().regex(/^[\x20-\x7e]{1,255}$/)

const pushForm = z.looseObject({
  ...clientForm,
  response_type: z.string(),
  redirect_uri: z.string().max(255),
  scope: z.string().max(255),
  state: printable,
  nonce: printable,
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.string(),
})

export function authorizationRoutes(context: PortalContext): Route[] {
  return [
    open('POST /realms/main/protocol/openid-connect/ext/par/request', {
      summary: 'Push an authorization request of an enrolled device (RFC 9126 2)',
      oauth: 'invalid_request',
      form: pushForm,
      answers: { 201: z.object({ request_uri: z.string(), expires_in: z.int() }) },
      handle: ({ request, body }) => push(context, request, body),
    }),
    open('GET /realms/main/protocol/openid-connect/auth', {
      summary: 'Authorize a pushed request: back to redirect_uri with a code (RFC 6749 4.1.2, RFC 9207)',
      oauth: 'invalid_request',
      query: z.object({ client_id: z.string().max(100), request_uri: z.string().max(300) }),
      answers: { 303: null },
      handle: ({ query }) => authorize(context, query),
    }),
  ]
}

/** @throws invalid_client, invalid_request, invalid_scope, unsupported_response_type, invalid_dpop_proof, use_dpop_nonce */
async function push(context: PortalContext, request: Request, form: z.output<typeof pushForm>): Promise<Response> {
  const keyThumbprint = proofAtServer(context, request)
  if (keyThumbprint === undefined) throw new ProtocolError('invalid_dpop_proof', 'a DPoP proof is expected')
  const device = await requireDevice(context, form)
  if (form.response_type !== 'code') throw new ProtocolError('unsupported_response_type', 'use code')
  if (form.code_challenge_method !== 'S256') throw new ProtocolError('invalid_request', 'use S256 (RFC 7636 4.3)')
  if (!form.scope.split(' ').includes('openid')) throw new ProtocolError('invalid_scope', 'openid is expected')
  // Registered with any port (RFC 8252 7.3), and else exactly.
  if (!/^http:\/\/127\.0\.0\.1(:\d{1,5})?\/cb$/.test(form.redirect_uri)) {
    throw new ProtocolError('invalid_request', 'redirect_uri is not registered')
  }
  const uri = `urn:ietf:params:oauth:request_uri:${newSecret()}`
  const { database, now } = context
  database.prepare('DELETE FROM pushed_requests WHERE expires_at <= ?').run(now().getTime())
  database
    .prepare(
      `INSERT INTO pushed_requests (uri, device, code_challenge, redirect_uri, state, nonce, key_thumbprint, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uri,
      device.id,
      form.code_challenge,
      form.redirect_uri,
      form.state,
      form.nonce,
      keyThumbprint,
      now().getTime() + requestLifeMs,
    )
  return json({ request_uri: uri, expires_in: requestLifeMs / 1000 }, 201)
}

interface Pushed {
  readonly device: string
  readonly codeChallenge: string
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly keyThumbprint: string
  readonly expiresAt: number
}

/**
 * No page is shown: the person consented with the card when the device was enrolled. Single use (RFC 9126 4).
 * @throws invalid_request_uri, invalid_client
 */
async function authorize(context: PortalContext, query: { client_id: string; request_uri: string }): Promise<Response> {
  const { database, now, faults } = context
  const pushed = database
    .prepare<[string], Pushed>(
      `DELETE FROM pushed_requests WHERE uri = ? RETURNING device, code_challenge AS codeChallenge,
       redirect_uri AS redirectUri, state, nonce, key_thumbprint AS keyThumbprint, expires_at AS expiresAt`,
    )
    .get(query.request_uri)
  if (pushed === undefined || pushed.device !== query.client_id || pushed.expiresAt <= now().getTime()) {
    throw new ProtocolError('invalid_request_uri', 'the request is not known, was used or has expired')
  }
  const device = findDevice(context, pushed.device)
  const over = device === undefined ? 'revoked' : await endIfOver(context, device)
  if (device === undefined || over !== undefined) {
    throw new ProtocolError('invalid_client', `the enrolment has ended: ${over}`, 401)
  }
  markUsed(context, device.id)
  recordHistory(context, device.person, 'log_in')
  const code = issueCode(context, { ...pushed, person: device.person, method: 'device' })
  const back = new URL(pushed.redirectUri)
  back.searchParams.set('code', code)
  back.searchParams.set('state', pushed.state)
  back.searchParams.set('iss', faults.strikes('wrong_issuer') ? 'https://portal.example.invalid' : issuerOf(context))
  return new Response(undefined, { status: 303, headers: { location: back.href, 'cache-control': 'no-store' } })
}
