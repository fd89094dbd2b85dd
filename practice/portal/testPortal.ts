// For tests: a portal in memory with a clock that can be moved, and what a wallet does with it, step by step.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { CompactEncrypt, calculateJwkThumbprint, decodeJwt, importJWK } from 'jose'
import { presentMdoc } from '../../main/credentials/mdoc.ts'
import { bindSdJwt, discloseSdJwt } from '../../main/credentials/sdJwtPresentation.ts'
import type { Fetch } from '../../main/ports.ts'
import type { CardKey } from '../person.ts'
import { testWorld } from '../testWorld.ts'
import type { World } from '../world.ts'
import type { CredentialKindId } from './issuer/kinds.ts'
import { logInBytes } from './login.ts'
import type { PortalDocument } from './openapi/document.ts'
import { createPortal } from './portal.ts'
import { type PortalControl, portalControl } from './portalControl.ts'

export const testOrigin = 'https://localhost:20443'
export const controlToken = 'a-token-that-only-this-test-knows'

/** A portal as a wallet meets it, and the world behind it. */
export interface TestPortal {
  readonly world: World
  readonly origin: string
  readonly control: PortalControl
  readonly fetch: Fetch
  now(): Date
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: object | URLSearchParams | string, headers?: Record<string, string>): Promise<Response>
}

/** The same in this process, with a clock that can be moved. */
export interface OwnPortal extends TestPortal {
  readonly document: PortalDocument
  wait(ms: number): void
  close(): Promise<void>
}

export async function openTestPortal(): Promise<OwnPortal> {
  let offset = 0
  const now = (): Date => new Date(Date.now() + offset)
  const { world, end } = await testWorld(now)
  const portal = createPortal({ world, database: ':memory:', now, origin: testOrigin, controlToken })
  return {
    ...reachPortal(world, testOrigin, controlToken, (request) => portal.fetch(request), now),
    document: portal.document,
    wait: (ms) => {
      offset += ms
    },
    close: async () => {
      portal.close()
      await end()
    },
  }
}

export function reachPortal(world: World, origin: string, token: string, fetch: Fetch, now: () => Date): TestPortal {
  return {
    world,
    origin,
    control: portalControl(fetch, origin, token),
    fetch,
    now,
    get: (path, headers = {}) => fetch(new Request(new URL(path, origin), { headers })),
    post: (path, body, headers = {}) => {
      const json = !(body instanceof URLSearchParams) && typeof body !== 'string'
      return fetch(
        new Request(new URL(path, origin), {
          method: 'POST',
          headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
          body: json ? JSON.stringify(body) : body,
        }),
      )
    },
  }
}

export async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

// --- log-in ----------------------------------------------------------------------------------------

export interface Challenge {
  readonly login_id: string
  readonly nonce: string
  readonly origin: string
  readonly verifier: string
}

export async function beginLogIn(portal: TestPortal): Promise<Challenge> {
  const verifier = randomBytes(32).toString('base64url')
  const response = await portal.post('/api/login/card/challenge', {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const { login_id, nonce, origin } = await bodyOf(response)
  return { login_id: String(login_id), nonce: String(nonce), origin: String(origin), verifier }
}

/** As a card does; `signed` takes the place of the right bytes. */
export function proveByCard(
  portal: TestPortal,
  challenge: Challenge,
  key: CardKey,
  signed = logInBytes(challenge.origin, challenge.nonce, challenge.login_id),
): Promise<Response> {
  return portal.post('/api/login/card/verify', {
    login_id: challenge.login_id,
    signature: sign('RSA-SHA256', signed, key.privateKey).toString('base64url'),
    certificate: Buffer.from(key.certificate).toString('base64url'),
  })
}

export function redeem(portal: TestPortal, code: string, verifier: string): Promise<Response> {
  return portal.post(
    '/realms/main/protocol/openid-connect/token',
    new URLSearchParams({ grant_type: 'authorization_code', code, code_verifier: verifier, client_id: 'tefuda' }),
  )
}

/** @returns an access token */
export async function logIn(portal: TestPortal, personId: string): Promise<string> {
  const challenge = await beginLogIn(portal)
  const { code } = await bodyOf(await proveByCard(portal, challenge, authenticationKey(portal, personId)))
  return String((await bodyOf(await redeem(portal, String(code), challenge.verifier)))['access_token'])
}

const kept = new WeakMap<TestPortal, Map<string, { token: string; at: number }>>()

/** The same as {@link logIn}, or the session from before while it is young. */
export async function tokenOf(portal: TestPortal, personId: string): Promise<string> {
  const tokens = kept.get(portal) ?? new Map<string, { token: string; at: number }>()
  kept.set(portal, tokens)
  const before = tokens.get(personId)
  const at = portal.now().getTime()
  if (before !== undefined && at - before.at < 600_000) return before.token
  const token = await logIn(portal, personId)
  tokens.set(personId, { token, at })
  return token
}

export function authenticationKey({ world }: TestPortal, personId: string): CardKey {
  const key = world.person(personId)?.authentication
  if (key === undefined) throw new Error(`${personId} has no authentication key`)
  return key
}

// --- receiving -------------------------------------------------------------------------------------

export interface HolderKey {
  readonly privateKey: KeyObject
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
}

export function newHolderKey(): HolderKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return { privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } }
}

export function sign256(key: HolderKey, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(sign('sha256', bytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }))
}

export function jwt(header: object, payload: object, key: HolderKey): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${Buffer.from(sign256(key, Buffer.from(input))).toString('base64url')}`
}

/** The offer's pre-authorized code, read through its reference. */
export async function offeredCode(portal: TestPortal, offer: string): Promise<string> {
  const uri = new URL(offer).searchParams.get('credential_offer_uri') ?? ''
  const body = await bodyOf(await portal.get(uri))
  const grants = body['grants'] as Record<string, { 'pre-authorized_code': string }>
  return grants['urn:ietf:params:oauth:grant-type:pre-authorized_code']?.['pre-authorized_code'] ?? ''
}

export function requestToken(portal: TestPortal, code: string, txCode?: string): Promise<Response> {
  return portal.post(
    '/issuer/token',
    new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': code,
      ...(txCode === undefined ? {} : { tx_code: txCode }),
    }),
  )
}

export async function proofNonce(portal: TestPortal): Promise<string> {
  return String((await bodyOf(await portal.post('/issuer/nonce', '')))['c_nonce'])
}

export function proof(
  portal: TestPortal,
  key: HolderKey,
  nonce: string,
  over: { header?: object; payload?: object } = {},
) {
  const header = { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: key.jwk, ...over.header }
  const iat = Math.floor(portal.now().getTime() / 1000)
  return jwt(header, { aud: `${portal.origin}/issuer`, iat, nonce, ...over.payload }, key)
}

export function requestCredential(
  portal: TestPortal,
  token: string,
  credential: string,
  proofs: string[],
): Promise<Response> {
  const body = { credential_configuration_id: credential, proofs: { jwt: proofs } }
  return portal.post('/issuer/credential', body, bearer(token))
}

export interface Held {
  readonly raw: string
  readonly key: HolderKey
  readonly token: string
  readonly notification: string
}

export async function receive(portal: TestPortal, person: string, credential: CredentialKindId): Promise<Held> {
  const { offer } = await portal.control.offerTo(person, credential)
  const token = String((await bodyOf(await requestToken(portal, await offeredCode(portal, offer))))['access_token'])
  const key = newHolderKey()
  const answer = await requestCredential(portal, token, credential, [proof(portal, key, await proofNonce(portal))])
  const body = await bodyOf(answer)
  const [first] = body['credentials'] as { credential: string }[]
  return { raw: first?.credential ?? '', key, token, notification: String(body['notification_id']) }
}

// --- sharing ---------------------------------------------------------------------------------------

export interface OpenedRequest {
  readonly client_id: string
  readonly nonce: string
  readonly state: string
  readonly response_uri: string
  readonly response_mode: string
  readonly dcql_query: { credentials: { id: string }[] }
  readonly client_metadata: { jwks?: { keys: Record<string, string>[] } }
}

export async function openRequest(portal: TestPortal, link: string): Promise<OpenedRequest> {
  const response = await portal.get(new URL(link).searchParams.get('request_uri') ?? '')
  return decodeJwt<OpenedRequest>(await response.text())
}

/** What is presented for one query; `change` alters the finished presentation. */
export interface Presentation {
  readonly held: Held
  readonly paths: readonly (readonly string[])[]
  readonly change?: (presentation: string) => string
}

/** The whole way of an answer; each part can be made wrong. */
export async function presentAll(
  portal: TestPortal,
  request: OpenedRequest,
  presentations: Readonly<Record<string, Presentation>>,
  over: { clientId?: string; nonce?: string; iat?: number; responseUri?: string; signer?: HolderKey } = {},
): Promise<Record<string, string[]>> {
  const encryption = request.client_metadata.jwks?.keys[0]
  const session = {
    clientId: over.clientId ?? request.client_id,
    nonce: over.nonce ?? request.nonce,
    responseUri: over.responseUri ?? request.response_uri,
    ...(encryption === undefined
      ? {}
      : {
          encryptionJwkThumbprint: Uint8Array.from(Buffer.from(await calculateJwkThumbprint(encryption), 'base64url')),
        }),
  }
  const token: Record<string, string[]> = {}
  for (const [query, { held, paths, change = (same: string) => same }] of Object.entries(presentations)) {
    const signWith = (bytes: Uint8Array) => sign256(over.signer ?? held.key, bytes)
    const presented = held.raw.includes('~')
      ? await bindSdJwt(discloseSdJwt(held.raw, paths), {
          aud: session.clientId,
          nonce: session.nonce,
          iat: over.iat ?? portal.now(),
          sign: signWith,
        })
      : Buffer.from(
          await presentMdoc(Uint8Array.from(Buffer.from(held.raw, 'base64url')), paths, session, signWith),
        ).toString('base64url')
    token[query] = [change(presented)]
  }
  return token
}

/** Posts the answer as the request wants it: encrypted for direct_post.jwt. */
export async function sendAnswer(
  portal: TestPortal,
  request: OpenedRequest,
  answer: object,
  over: { key?: Record<string, string>; kid?: string; enc?: 'A128GCM' | 'A256GCM' } = {},
): Promise<Response> {
  const key = over.key ?? request.client_metadata.jwks?.keys[0]
  const form = new URLSearchParams()
  if (key === undefined) {
    for (const [name, value] of Object.entries(answer)) {
      form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    }
  } else {
    const jwe = new CompactEncrypt(Buffer.from(JSON.stringify(answer))).setProtectedHeader({
      alg: 'ECDH-ES',
      enc: over.enc ?? 'A256GCM',
      kid: over.kid ?? key['kid'] ?? '',
    })
    form.set('response', await jwe.encrypt(await importJWK({ ...key, kty: 'EC' }, 'ECDH-ES')))
  }
  return portal.post(request.response_uri, form)
}
