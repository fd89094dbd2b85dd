// A practice broker: an operator's back end between wallet and portal (transport "broker" of a profile). It is the portal's
// client, with a registered key; the wallet gets tokens of the broker's own, bound to the wallet's key. What a card signs, and
// the portal's ID token, pass through unchanged: both name the portal.
import type { KeyObject } from 'node:crypto'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { signCompact } from '../../main/drawer/signCompact.ts'
import type { Fetch } from '../../main/ports.ts'
import { openDatabase } from '../portal/database.ts'
import { currentNonce, type ProofContext, proofAtServer, requireProof } from '../portal/oauth/dpop.ts'
import { empty, json, Problem, ProtocolError } from '../portal/problem.ts'
import { newSecret, sha256 } from '../portal/secrets.ts'
import { type PortalSide, portalSide } from './portalSide.ts'

const oauth = '/realms/main/protocol/openid-connect'
/** What a wallet may ask through it; never the portal's control resources. */
const passed = [/^\/api\//, new RegExp(`^${oauth}/(token|userinfo|ext/par/request)$`)]
const longest = 1_500_000

export interface BrokerOptions {
  readonly origin: string
  readonly portal: { readonly origin: string; readonly fetch: Fetch }
  /** As registered at the portal. */
  readonly operator: { readonly id: string; readonly privateKey: KeyObject }
  readonly now: () => Date
}

export interface Broker {
  fetch(request: Request): Promise<Response>
  close(): void
}

interface Held {
  /** The wallet's key. */
  readonly jkt: string
  /** The portal's. */
  readonly access: string
  readonly refresh: string
  readonly expiresAt: number
}

const tokens = z.looseObject({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() })

export function createBroker({ origin, portal, operator, now }: BrokerOptions): Broker {
  const database = openDatabase(':memory:')
  const context: ProofContext = { now, database, dpopSecret: newSecret() }
  const toPortal: PortalSide = portalSide(portal, now)
  const byAccess = new Map<string, Held>()
  const byRefresh = new Map<string, Held>()

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (url.origin !== origin || !passed.some((one) => one.test(url.pathname))) throw new Problem('not_found')
    const body = new Uint8Array(await request.arrayBuffer())
    if (body.length > longest) throw new Problem('too_large')
    const place = `${url.pathname}${url.search}`
    if (url.pathname === `${oauth}/token`) return token(request, body)
    const sent = /^DPoP ([\w-]{1,200})$/.exec(request.headers.get('authorization') ?? '')?.[1]
    if (sent === undefined) return toPortal.send(request, place, body, { jkt: proofAtServer(context, request) })
    const jkt = requireProof(context, request, sent)
    const held = byAccess.get(sha256(sent))
    if (held === undefined || held.jkt !== jkt) throw new Problem('login_required')
    if (held.expiresAt <= now().getTime()) throw new Problem('session_expired')
    return toPortal.send(request, place, body, { jkt, token: held.access })
  }

  /** The confidential part: the operator proves itself, unless an enrolled PC does. */
  async function token(request: Request, body: Uint8Array): Promise<Response> {
    const jkt = proofAtServer(context, request)
    if (jkt === undefined) throw new ProtocolError('invalid_dpop_proof', 'a DPoP proof is expected')
    const form = new URLSearchParams(Buffer.from(body).toString('utf8'))
    const refresh = form.get('refresh_token')
    if (refresh !== null) {
      const held = byRefresh.get(sha256(refresh))
      if (held === undefined || held.jkt !== jkt)
        throw new ProtocolError('invalid_grant', 'the refresh token is not known')
      byRefresh.delete(sha256(refresh))
      form.set('refresh_token', held.refresh)
    }
    if (!form.has('client_assertion')) for (const [name, value] of assertion()) form.set(name, value)
    const response = await toPortal.send(request, `${oauth}/token`, Buffer.from(form.toString()), { jkt })
    return response.ok ? json(keep(jkt, tokens.parse(await response.json()))) : response
  }

  function assertion(): [string, string][] {
    const iat = Math.floor(now().getTime() / 1000)
    const claims = { iss: operator.id, sub: operator.id, aud: `${portal.origin}/realms/main`, jti: randomUUID(), iat }
    return [
      ['client_id', operator.id],
      ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
      ['client_assertion', signCompact({ alg: 'ES256' }, { ...claims, exp: iat + 60 }, operator.privateKey)],
    ]
  }

  /** The portal's tokens stay here. */
  function keep(jkt: string, told: z.output<typeof tokens>): object {
    const held: Held = {
      jkt,
      access: told.access_token,
      refresh: told.refresh_token,
      expiresAt: now().getTime() + told.expires_in * 1000,
    }
    const [access, refresh] = [newSecret(), newSecret()]
    byAccess.set(sha256(access), held)
    byRefresh.set(sha256(refresh), held)
    return { ...told, access_token: access, refresh_token: refresh }
  }

  return {
    async fetch(request) {
      const response = await answer(request).catch((error: unknown) => {
        if (error instanceof Problem || error instanceof ProtocolError) return error.answer()
        throw error
      })
      const { status } = response
      const headers = new Headers(response.headers)
      headers.set('dpop-nonce', currentNonce(context))
      return status === 204 ? emptyWith(headers) : new Response(await response.arrayBuffer(), { status, headers })
    },
    close: () => database.close(),
  }
}

function emptyWith(headers: Headers): Response {
  const answer = empty()
  for (const [name, value] of headers) answer.headers.set(name, value)
  return answer
}
