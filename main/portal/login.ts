// Log-in by card: a challenge, signed with the authentication key, becomes a code and the code a session.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../failure.ts'
import { formBody, readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'

const challengeBody = z.looseObject({
  login_id: z.string().regex(/^[\w-]{1,200}$/),
  nonce: z.string().min(16).max(500),
  origin: z.string().max(500),
  expires_in: z.number().positive().max(600),
})
const codeBody = z.looseObject({ code: z.string().min(1).max(2_000) })
const tokenBody = z.looseObject({
  access_token: z.string().min(1).max(8_000),
  token_type: z.string().max(40),
  expires_in: z.number().positive().max(86_400),
})

export interface LogInChallenge {
  readonly loginId: string
  /** What the card signs. */
  readonly message: Uint8Array
  /** PKCE (RFC 7636): only who asked for the challenge can redeem the code. */
  readonly codeVerifier: string
}

export interface LogInToken {
  readonly accessToken: string
  readonly expiresAt: string
}

/**
 * Asked for before the card is touched.
 * @throws portal.otherOrigin when the challenge is for somebody else: signing it would log them in; portal.*
 */
export async function fetchChallenge(fetch: Fetch, profile: PortalProfile): Promise<LogInChallenge> {
  const codeVerifier = randomBytes(32).toString('base64url')
  const response = await fetch(
    jsonRequest(endpoint(profile, 'challenge'), {
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  )
  const { login_id: loginId, nonce, origin } = await readJson(await expectSuccess(response), challengeBody)
  if (origin !== profile.origin) fail({ code: 'portal.otherOrigin' })
  return { loginId, message: logInMessage(origin, nonce, loginId), codeVerifier }
}

/**
 * The bytes to sign: for each of purpose, origin, nonce and log-in id its length in bytes (4 bytes, big-endian) and its UTF-8
 * bytes, so that no two challenges have the same bytes and none is a challenge of another kind.
 */
export function logInMessage(origin: string, nonce: string, loginId: string): Uint8Array {
  const parts = ['tefuda/login/1', origin, nonce, loginId].flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [length, bytes]
  })
  return new Uint8Array(Buffer.concat(parts))
}

/**
 * Hands in what the card signed and redeems the code at once.
 * @throws portal.refused (for example cert_revoked, nonce_expired), portal.*
 */
export async function sendProof(
  fetch: Fetch,
  profile: PortalProfile,
  { loginId, codeVerifier }: LogInChallenge,
  proof: { readonly signature: Uint8Array; readonly certificate: Uint8Array },
  now: () => Date,
): Promise<LogInToken> {
  const verified = await fetch(
    jsonRequest(endpoint(profile, 'verify'), {
      login_id: loginId,
      signature: Buffer.from(proof.signature).toString('base64url'),
      certificate: Buffer.from(proof.certificate).toString('base64url'),
    }),
  )
  const { code } = await readJson(await expectSuccess(verified), codeBody)
  const redeemed = await fetch(
    new Request(endpoint(profile, 'token'), {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: formBody({
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        client_id: profile.client.id,
      }),
    }),
  )
  const token = await readJson(await expectSuccess(redeemed), tokenBody)
  if (token.token_type.toLowerCase() !== 'bearer') fail({ code: 'portal.badAnswer', detail: 'token_type' })
  return {
    accessToken: token.access_token,
    expiresAt: new Date(now().getTime() + token.expires_in * 1000).toISOString(),
  }
}

function jsonRequest(url: URL, body: object): Request {
  return new Request(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
