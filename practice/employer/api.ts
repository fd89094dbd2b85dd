// A client of the portal's published API that is no wallet: what an employer's software would bring along. Types come from the
// OpenAPI document, tokens are bound to a key of this run (RFC 9449), and the officer's card signs.
import { createHash, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { z } from 'zod'
import type { PortalResources } from '../../main/portal/api.ts'
import { statementBytes } from '../../main/portal/statement.ts'
import type { Fetch } from '../../main/ports.ts'

/** A card's key as practice has it; a real officer's lies in a card, behind a PIN. */
export interface CardKey {
  /** DER */
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
}

export interface Officer {
  readonly authentication: CardKey
  readonly signature: CardKey
}

/** The portal said no, in its own words. */
export class Refused extends Error {
  readonly code: string
  readonly fields: readonly { readonly pointer: string; readonly message: string }[]

  constructor(code: string, title: string, fields: Refused['fields']) {
    super(`${code}: ${title}`)
    this.code = code
    this.fields = fields
  }
}

const problem = z.looseObject({
  code: z.string().max(64).optional(),
  error: z.string().max(64).optional(),
  title: z.string().max(300).default(''),
  fields: z.array(z.object({ pointer: z.string().max(300), message: z.string().max(300) })).default([]),
})
const challenge = z.looseObject({ login_id: z.string().max(200), nonce: z.string().max(500), origin: z.string() })
const code = z.looseObject({ code: z.string().max(2_000) })
const tokens = z.looseObject({ access_token: z.string().max(8_000), token_type: z.literal('DPoP') })

export interface Api {
  readonly origin: string
  /** @throws Refused */
  call<T>(method: 'GET' | 'POST' | 'PATCH', path: string, shape: z.ZodType<T>, body?: object): Promise<T>
  /** @throws Refused */
  download(path: string): Promise<Uint8Array>
  sign(bytes: Uint8Array): { readonly certificate: string; readonly signature: string }
}

/** Logs in by the officer's card (RSASSA-PKCS1-v1_5 over purpose, origin, nonce and log-in id). @throws Refused */
export async function logIn(fetch: Fetch, origin: string, officer: Officer, now: () => Date): Promise<Api> {
  const proof = await proofs(origin, now)
  const bare = bound(fetch, origin, proof)
  const verifier = randomBytes(32).toString('base64url')
  const begun = await bare('POST', '/api/login/card/challenge', {
    code_challenge: sha256(verifier),
    code_challenge_method: 'S256',
  } satisfies PortalResources['POST /api/login/card/challenge']['body'])
  const { login_id, nonce, origin: named } = challenge.parse(await begun.json())
  // Signing it would log in somewhere else.
  if (named !== origin) throw new Error(`asked to log in at ${named}`)
  const signed = signWith(officer.authentication, statementBytes('tefuda/login/1', named, nonce, login_id))
  const verified = await bare('POST', '/api/login/card/verify', { login_id, ...signed })
  const redeemed = await bare(
    'POST',
    '/realms/main/protocol/openid-connect/token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'tefuda',
      code: code.parse(await verified.json()).code,
      code_verifier: verifier,
    }),
  )
  const { access_token: token } = tokens.parse(await redeemed.json())
  const send = bound(fetch, origin, proof, token)
  return {
    origin,
    call: async (method, path, shape, body) => shape.parse(await (await send(method, path, body)).json()),
    download: async (path) => new Uint8Array(await (await send('GET', path)).arrayBuffer()),
    sign: (bytes) => signWith(officer.signature, bytes),
  }
}

type Proof = (request: { method: string; path: string; nonce: string | undefined; token?: string }) => Promise<string>

async function proofs(origin: string, now: () => Date): Promise<Proof> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk: JWK = await exportJWK(publicKey)
  return ({ method, path, nonce, token }) =>
    new SignJWT({
      jti: randomUUID(),
      htm: method,
      htu: `${origin}${path}`,
      iat: Math.floor(now().getTime() / 1000),
      ...(nonce === undefined ? {} : { nonce }),
      ...(token === undefined ? {} : { ath: sha256(token) }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(privateKey)
}

/** Each request carries a proof with the nonce that the portal named last; it is sent again once when it wants another. */
function bound(fetch: Fetch, origin: string, proof: Proof, token?: string) {
  let nonce: string | undefined
  const once = async (method: string, path: string, body?: object): Promise<Response> => {
    const form = body instanceof URLSearchParams
    const response = await fetch(
      new Request(`${origin}${path}`, {
        method,
        headers: {
          accept: 'application/json, application/pdf',
          dpop: await proof({ method, path, nonce, ...(token === undefined ? {} : { token }) }),
          ...(token === undefined ? {} : { authorization: `DPoP ${token}` }),
          ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      }),
    )
    nonce = response.headers.get('dpop-nonce') ?? nonce
    return response
  }
  return async (method: string, path: string, body?: object): Promise<Response> => {
    const first = await once(method, path, body)
    if (first.ok) return first
    const said = await refusalOf(first)
    if (said.code !== 'use_dpop_nonce') throw said
    const second = await once(method, path, body)
    if (second.ok) return second
    throw await refusalOf(second)
  }
}

async function refusalOf(response: Response): Promise<Refused> {
  const said = problem.safeParse(await response.json().catch(() => undefined)).data
  return new Refused(said?.code ?? said?.error ?? `status_${response.status}`, said?.title ?? '', said?.fields ?? [])
}

function signWith({ certificate, privateKey }: CardKey, bytes: Uint8Array) {
  return {
    certificate: Buffer.from(certificate).toString('base64url'),
    signature: sign('RSA-SHA256', bytes, privateKey).toString('base64url'),
  }
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')
