// The broker towards the portal: each wallet's calls carry proofs of a key that the broker holds for that wallet.
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { publicP256, signCompact } from '../../main/drawer/signCompact.ts'
import type { Fetch } from '../../main/ports.ts'
import { sha256 } from '../portal/secrets.ts'

/** Of a request, what goes on to the portal. */
const handedOn = ['accept', 'content-type', 'mandate-id']
/** Of an answer, what comes back. */
const handedBack = ['content-type', 'cache-control', 'retry-after', 'www-authenticate']

export interface PortalSide {
  /**
   * @param place path and query
   * @param by `jkt`: the wallet's key, for which the broker's own one stands in; `token`: the portal's
   */
  send(
    request: Request,
    place: string,
    body: Uint8Array,
    by: { readonly jkt: string | undefined; readonly token?: string },
  ): Promise<Response>
}

export function portalSide({ origin, fetch }: { origin: string; fetch: Fetch }, now: () => Date): PortalSide {
  const keys = new Map<string, KeyObject>()
  const keyFor = (jkt: string): KeyObject => {
    const key = keys.get(jkt) ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    keys.set(jkt, key)
    return key
  }
  let nonce: string | undefined

  function proof(key: KeyObject, method: string, place: string, token: string | undefined): string {
    const claims = {
      jti: randomUUID(),
      htm: method,
      htu: `${origin}${new URL(place, origin).pathname}`,
      iat: Math.floor(now().getTime() / 1000),
      ...(nonce === undefined ? {} : { nonce }),
      ...(token === undefined ? {} : { ath: sha256(token) }),
    }
    return signCompact({ alg: 'ES256', typ: 'dpop+jwt', jwk: publicP256(key) }, claims, key)
  }

  return {
    async send({ method, headers: sent }, place, body, { jkt, token }) {
      const once = async (): Promise<Response> => {
        const headers = pick(sent, handedOn)
        if (jkt !== undefined) headers.set('dpop', proof(keyFor(jkt), method, place, token))
        if (token !== undefined) headers.set('authorization', `DPoP ${token}`)
        const withBody = method !== 'GET' && body.length > 0
        const response = await fetch(
          new Request(`${origin}${place}`, { method, headers, ...(withBody ? { body: Uint8Array.from(body) } : {}) }),
        )
        nonce = response.headers.get('dpop-nonce') ?? nonce
        return response
      }
      const before = nonce
      const first = await once()
      const again = jkt !== undefined && [400, 401].includes(first.status) && nonce !== before
      const answer = again ? await once() : first
      return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, handedBack) })
    },
  }
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers()
  for (const name of names) {
    const value = headers.get(name)
    if (value !== null) picked.set(name, value)
  }
  return picked
}
