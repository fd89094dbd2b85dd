// For tests: a PC with keys of its own, as the portal meets it when nobody holds a card.
import { createHash, randomUUID, sign } from 'node:crypto'
import { enrolmentBytes } from './devices/enrol.ts'
import { thumbprint } from './jwt.ts'
import {
  authenticationKey,
  bearer,
  bodyOf,
  type HolderKey,
  jwt,
  logIn,
  newHolderKey,
  type OwnPortal,
} from './testPortal.ts'

export const realm = '/realms/main/protocol/openid-connect'
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** The nonce that the portal wants next; asked for as a wallet does. */
export async function dpopNonce(portal: OwnPortal): Promise<string> {
  const response = await portal.fetch(
    new Request(`${portal.origin}/api/login/qr`, {
      method: 'POST',
      headers: { dpop: 'x' },
      body: JSON.stringify({ code_challenge: 'A'.repeat(43), code_challenge_method: 'S256', pc_name: 'x' }),
    }),
  )
  return response.headers.get('dpop-nonce') ?? ''
}

/** A DPoP proof; `over` makes it wrong. */
export async function dpopProof(
  portal: OwnPortal,
  key: HolderKey,
  method: string,
  path: string,
  over: { token?: string; header?: object; payload?: object } = {},
): Promise<string> {
  const payload = {
    jti: randomUUID(),
    htm: method,
    htu: new URL(path, portal.origin).href.replace(/[?#].*/, ''),
    iat: Math.floor(portal.now().getTime() / 1000),
    nonce: await dpopNonce(portal),
    ...(over.token === undefined ? {} : { ath: hash(over.token) }),
    ...over.payload,
  }
  return jwt({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk, ...over.header }, payload, key)
}

/** A request with a proof and, when there is one, a bound token. */
export async function sendBound(
  portal: OwnPortal,
  key: HolderKey,
  method: string,
  path: string,
  more: { token?: string; json?: object; form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Response> {
  const dpop = await dpopProof(portal, key, method, path, more.token === undefined ? {} : { token: more.token })
  const body = more.json === undefined ? more.form && new URLSearchParams(more.form) : JSON.stringify(more.json)
  return portal.fetch(
    new Request(new URL(path, portal.origin), {
      method,
      headers: {
        dpop,
        ...(more.token === undefined ? {} : { authorization: `DPoP ${more.token}` }),
        ...(more.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...more.headers,
      },
      ...(body === undefined ? {} : { body }),
    }),
  )
}

export interface Enrolled {
  readonly id: string
  readonly key: HolderKey
  /** Of the DPoP proofs: another key than the device's own. */
  readonly proofKey: HolderKey
}

export interface EnrolPlan {
  /** Whose card signs; the person who is logged in when left out. */
  readonly card?: string
  readonly nonce?: string
  readonly origin?: string
  readonly signedThumbprint?: string
  readonly proof?: { readonly header?: object; readonly payload?: object; readonly key?: HolderKey }
  readonly key?: HolderKey
  readonly waitMs?: number
}

/** The whole of an enrolment, each part of which can be made wrong. */
export async function tryToEnrol(
  portal: OwnPortal,
  person: string,
  plan: EnrolPlan = {},
): Promise<{ response: Response; key: HolderKey; token: string }> {
  const token = await logIn(portal, person)
  const begun = await bodyOf(await portal.post('/api/devices/v1/challenge', '', bearer(token)))
  portal.wait(plan.waitMs ?? 0)
  const key = plan.key ?? newHolderKey()
  const nonce = plan.nonce ?? String(begun['nonce'])
  const card = authenticationKey(portal, plan.card ?? person)
  const bytes = enrolmentBytes(
    plan.origin ?? String(begun['origin']),
    nonce,
    plan.signedThumbprint ?? thumbprint(key.jwk),
  )
  const proof = jwt(
    { alg: 'ES256', typ: 'tefuda-device-proof+jwt', ...plan.proof?.header },
    {
      aud: portal.origin,
      nonce: begun['nonce'],
      iat: Math.floor(portal.now().getTime() / 1000),
      ...plan.proof?.payload,
    },
    plan.proof?.key ?? key,
  )
  const body = {
    enrolment_id: begun['enrolment_id'],
    name: '居間のPC',
    jwk: key.jwk,
    key_proof: proof,
    signature: sign('RSA-SHA256', bytes, card.privateKey).toString('base64url'),
    certificate: Buffer.from(card.certificate).toString('base64url'),
  }
  return { response: await portal.post('/api/devices/v1', body, bearer(token)), key, token }
}

export async function enrol(portal: OwnPortal, person: string): Promise<Enrolled> {
  const { response, key } = await tryToEnrol(portal, person)
  if (response.status !== 201) throw new Error(`not enrolled: ${await response.text()}`)
  return { id: String((await bodyOf(response))['id']), key, proofKey: newHolderKey() }
}

/** private_key_jwt of the device. */
export function assertion(portal: OwnPortal, device: Enrolled, over: object = {}): Record<string, string> {
  const at = Math.floor(portal.now().getTime() / 1000)
  const claims = { iss: device.id, sub: device.id, aud: `${portal.origin}${realm}/token`, jti: randomUUID(), iat: at }
  return {
    client_id: device.id,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt({ alg: 'ES256' }, { ...claims, exp: at + 60, ...over }, device.key),
  }
}

export const verifier = 'v'.repeat(43)

export function pushForm(portal: OwnPortal, device: Enrolled, over: object = {}): Record<string, string> {
  return {
    ...assertion(portal, device),
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:50000/cb',
    scope: 'openid',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: hash(verifier),
    code_challenge_method: 'S256',
    ...over,
  }
}

/** Pushes and authorizes. @returns the address that the wallet is sent back to */
export async function authorize(portal: OwnPortal, device: Enrolled): Promise<URL> {
  const pushed = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, {
    form: pushForm(portal, device),
  })
  const { request_uri } = await bodyOf(pushed)
  const query = new URLSearchParams({ client_id: device.id, request_uri: String(request_uri) })
  const response = await portal.fetch(new Request(`${portal.origin}${realm}/auth?${query}`, { redirect: 'manual' }))
  return new URL(response.headers.get('location') ?? `${portal.origin}/none`)
}

export function redeemAs(
  portal: OwnPortal,
  device: Enrolled,
  code: string,
  over: { key?: HolderKey; form?: Record<string, string> } = {},
): Promise<Response> {
  return sendBound(portal, over.key ?? device.proofKey, 'POST', `${realm}/token`, {
    form: {
      ...assertion(portal, device),
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: 'http://127.0.0.1:50000/cb',
      ...over.form,
    },
  })
}

export async function logInByDevice(portal: OwnPortal, device: Enrolled): Promise<Record<string, unknown>> {
  const back = await authorize(portal, device)
  return bodyOf(await redeemAs(portal, device, back.searchParams.get('code') ?? ''))
}

/** Ends every enrolment of that person. */
export async function revokeAll(portal: OwnPortal, person: string): Promise<void> {
  const token = await logIn(portal, person)
  const list: { id: string }[] = JSON.parse(await (await portal.get('/api/devices/v1', bearer(token))).text())
  for (const { id } of list) {
    await portal.fetch(
      new Request(`${portal.origin}/api/devices/v1/${id}`, { method: 'DELETE', headers: bearer(token) }),
    )
  }
}

export const codeOf = async (response: Response): Promise<unknown> => (await bodyOf(response))['code']
export const errorOf = async (response: Response): Promise<unknown> => (await bodyOf(response))['error']
