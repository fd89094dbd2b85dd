// Requests that prove a key (RFC 9449): each carries a proof made for it alone, with the nonce that the portal wants.
import { createHash, randomUUID } from 'node:crypto'
import type { Drawer } from '../drawer/drawer.ts'
import type { Ports } from '../ports.ts'
import { readProblem } from './problem.ts'

export interface Sending {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: URL
  readonly json?: object
  readonly form?: URLSearchParams
  readonly accessToken?: string
  /** The mandate at the portal that this call is made under; both people see it there in their history. */
  readonly mandateId?: string
}
/** Sends with a proof by the session's key. @throws session.none, portal.* */
export type BoundFetch = (sending: Sending) => Promise<Response>

/** The nonce that the portal named last (RFC 9449 8.2); it is no secret, and goes with the drawer. */
const nonces = new WeakMap<Drawer, string>()

/** A proof is good for one request: when the portal wants another nonce, the same is sent once more with a new proof. */
export function boundFetch({ fetch, now }: Pick<Ports, 'fetch' | 'now'>, drawer: Drawer): BoundFetch {
  const sendOnce = async (sending: Sending): Promise<Response> => {
    const nonce = nonces.get(drawer)
    const proof = await drawer.prove({
      jti: randomUUID(),
      htm: sending.method,
      htu: `${sending.url.origin}${sending.url.pathname}`,
      iat: Math.floor(now().getTime() / 1000),
      ...(nonce === undefined ? {} : { nonce }),
      ...(sending.accessToken === undefined ? {} : { ath: sha256(sending.accessToken) }),
    })
    const response = await fetch(requestOf(sending, proof))
    const next = response.headers.get('dpop-nonce')
    if (next !== null && next.length <= 200) nonces.set(drawer, next)
    return response
  }
  return async (sending) => {
    const before = nonces.get(drawer)
    const response = await sendOnce(sending)
    if (nonces.get(drawer) === before || !(await wantsNonce(response))) return response
    return sendOnce(sending)
  }
}

/** RFC 9449 8 (at the token endpoint) and 9 (at a resource). */
async function wantsNonce(response: Response): Promise<boolean> {
  if (response.status !== 400 && response.status !== 401) return false
  const said = await readProblem(response.clone())
  return said?.code === 'use_dpop_nonce' || said?.error === 'use_dpop_nonce'
}

function requestOf({ method, url, json, form, accessToken, mandateId }: Sending, proof: string): Request {
  const headers = new Headers({ accept: 'application/json', dpop: proof })
  if (accessToken !== undefined) headers.set('authorization', `DPoP ${accessToken}`)
  if (mandateId !== undefined) headers.set('mandate-id', mandateId)
  if (json !== undefined) headers.set('content-type', 'application/json')
  const body = json === undefined ? form : JSON.stringify(json)
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body }) })
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'ascii').digest('base64url')
