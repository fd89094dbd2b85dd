import { z } from 'zod'
import { readJson } from '../openid/answers.ts'
import { expectOk } from '../portal/problem.ts'
import type { Fetch } from '../ports.ts'

const nonceBody = z.looseObject({ c_nonce: z.string().min(1).max(1_000) })

/** A fresh nonce for key proofs (OpenID4VCI 1.0 section 7): asked without a token. @throws portal.* */
export async function fetchNonce(fetch: Fetch, endpoint: string): Promise<string> {
  const response = await fetch(new Request(endpoint, { method: 'POST', headers: { accept: 'application/json' } }))
  await expectOk(response)
  return (await readJson(response, nonceBody)).c_nonce
}
