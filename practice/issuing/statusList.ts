// Issues status lists for the practice portal (Token Status List, JWT form).
import { deflateSync } from 'node:zlib'
import { type CredentialSigner, signJwt, x5c } from './sdJwt.ts'

/** VALID 0, INVALID 1, SUSPENDED 2 (Token Status List 7.1). */
export const listStates = { valid: 0, invalid: 1, suspended: 2 } as const

export interface StatusListPlan {
  /** Where the list is fetched; becomes `sub`. */
  readonly uri: string
  /** The state at each index; a list shorter than a byte is filled with VALID. */
  readonly states: readonly number[]
  /** Bits for each state; 2 holds the three that are defined. */
  readonly bits?: 1 | 2 | 4 | 8
  readonly signer: CredentialSigner
  readonly iat: Date
  readonly exp?: Date
  /** Seconds for which an answer may be kept. */
  readonly ttl?: number
}

/** The Status List Token, served as application/statuslist+jwt. */
export function issueStatusList(plan: StatusListPlan): string {
  const bits = plan.bits ?? 2
  const perByte = 8 / bits
  const bytes = Buffer.alloc(Math.ceil(plan.states.length / perByte) || 1)
  plan.states.forEach((state, index) => {
    const at = Math.floor(index / perByte)
    // The first state stands in the lowest bits (4.1).
    bytes[at] = (bytes[at] ?? 0) | ((state & (2 ** bits - 1)) << ((index % perByte) * bits))
  })
  const payload = {
    sub: plan.uri,
    iat: Math.floor(plan.iat.getTime() / 1000),
    ...(plan.exp === undefined ? {} : { exp: Math.floor(plan.exp.getTime() / 1000) }),
    ...(plan.ttl === undefined ? {} : { ttl: plan.ttl }),
    status_list: { bits, lst: deflateSync(bytes, { level: 9 }).toString('base64url') },
  }
  return signJwt({ alg: 'ES256', typ: 'statuslist+jwt', x5c: x5c(plan.signer) }, payload, plan.signer.privateKey)
}
