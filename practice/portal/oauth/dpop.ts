// Proofs that whoever sends a request holds a key (RFC 9449), with a nonce of ours so that none is made in advance.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { openJwt, publicJwk, thumbprint } from '../jwt.ts'
import { Problem, ProtocolError } from '../problem.ts'
import { sha256 } from '../secrets.ts'
import { secondsOf } from '../sign.ts'
import { seenFirst } from './seen.ts'

const header = z.object({ typ: z.literal('dpop+jwt'), alg: z.literal('ES256'), jwk: publicJwk })
const payload = z.object({
  jti: z.string().min(8).max(200),
  htm: z.string(),
  htu: z.string().max(500),
  iat: z.int(),
  nonce: z.string().max(200).optional(),
  ath: z.string().optional(),
})

const clockToleranceSeconds = 120
const nonceWindowMs = 5 * 60_000

/** What judging a proof takes: a broker has no more of a portal than this. */
export type ProofContext = Pick<PortalContext, 'now' | 'dpopSecret' | 'database'>

type Refusal = { readonly code: 'invalid_dpop_proof' | 'use_dpop_nonce'; readonly description: string }

/**
 * At the authorization server's endpoints.
 * @returns thumbprint of the key, or undefined: no proof was sent
 * @throws invalid_dpop_proof, use_dpop_nonce in OAuth's form (RFC 9449 5, 8)
 */
export function proofAtServer(context: ProofContext, request: Request): string | undefined {
  const proof = request.headers.get('dpop')
  if (proof === null) return undefined
  const judged = judge(context, request, proof, undefined)
  if (typeof judged === 'string') return judged
  throw new ProtocolError(judged.code, judged.description)
}

/**
 * At a resource.
 * @returns thumbprint of the key @throws invalid_dpop_proof, use_dpop_nonce (RFC 9449 7.1, 9)
 */
export function requireProof(context: ProofContext, request: Request, accessToken?: string): string {
  const judged = judge(context, request, request.headers.get('dpop') ?? '', accessToken)
  if (typeof judged === 'string') return judged
  throw new Problem(judged.code, judged.description, {
    'www-authenticate': `DPoP error="${judged.code}", algs="ES256"`,
  })
}

/** What a proof made now has to name. It stays good for five to ten minutes. */
export function currentNonce({ dpopSecret, now }: ProofContext): string {
  return nonceOf(dpopSecret, Math.floor(now().getTime() / nonceWindowMs))
}

function judge(
  context: ProofContext,
  request: Request,
  proof: string,
  accessToken: string | undefined,
): string | Refusal {
  const invalid = (description: string): Refusal => ({ code: 'invalid_dpop_proof', description })
  const opened = openJwt(proof, header, payload, ({ jwk }) => jwk)
  if (typeof opened === 'string') return invalid(opened)
  const { htm, htu, iat, nonce, ath, jti } = opened.payload
  const url = new URL(request.url)
  if (htm !== request.method) return invalid('htm is not the method')
  if (htu !== `${url.origin}${url.pathname}`) return invalid('htu is not the address')
  if (Math.abs(secondsOf(context.now()) - iat) > clockToleranceSeconds) return invalid('iat is too far from now')
  if (ath !== (accessToken === undefined ? undefined : sha256(accessToken))) return invalid('ath is not the token')
  const window = Math.floor(context.now().getTime() / nonceWindowMs)
  if (![window, window - 1].some((one) => nonce === nonceOf(context.dpopSecret, one))) {
    return { code: 'use_dpop_nonce', description: 'take the nonce of the DPoP-Nonce header' }
  }
  if (!seenFirst(context, 'dpop', jti, 3 * nonceWindowMs)) return invalid('jti came before')
  return thumbprint(opened.header.jwk)
}

function nonceOf(secret: string, window: number): string {
  return createHmac('sha256', secret).update(`dpop nonce ${window}`).digest('base64url')
}
