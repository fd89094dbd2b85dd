// The client of the portal's control resources: what the window's practice tools, scripts and tests use.
import { z } from 'zod'
import type { Fetch } from '../../main/ports.ts'
import type { VerifierName } from '../authorities.ts'
import type { Fault } from './faults.ts'
import type { CredentialKindId } from './issuer/kinds.ts'
import type { CredentialState } from './issuer/register.ts'

const madeOffer = z.object({ id: z.string(), offer: z.string(), tx_code: z.string().optional() })
const madeRequest = z.object({ id: z.string(), request: z.string() })
const finding = z.object({ rule: z.string(), ok: z.boolean(), message: z.string() })
const outcome = z.object({
  id: z.string(),
  verifier: z.enum(['portal', 'clinic', 'rental']),
  state: z.enum(['pending', 'answered', 'declined', 'refused']),
  verified: z.boolean(),
  error: z.string().optional(),
  attributes: z.array(
    z.object({
      query: z.string(),
      type: z.string(),
      claims: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), value: z.unknown() })),
    }),
  ),
  findings: z.array(finding),
})
const issued = z.array(
  z.object({
    id: z.string(),
    person: z.string(),
    credential: z.string(),
    state: z.string(),
    event: z.string().nullable(),
  }),
)

export type MadeOffer = z.infer<typeof madeOffer>
export type MadeRequest = z.infer<typeof madeRequest>
export type RequestOutcome = z.infer<typeof outcome>
export type IssuedCredential = z.infer<typeof issued>[number]

export interface RequestPlan {
  readonly verifier?: VerifierName
  readonly dcql_query?: object
  readonly purpose?: string
  readonly person?: string
  readonly response_mode?: 'direct_post.jwt' | 'direct_post'
  readonly request_uri_method?: 'get' | 'post'
  readonly expires_in?: number
}

export interface PortalControl {
  offerTo(
    person: string,
    credential: CredentialKindId,
    more?: { tx_code?: boolean; expires_in?: number; by?: 'reference' | 'value' },
  ): Promise<MadeOffer>
  /** Without a query the verifier asks what it usually asks. */
  requestFrom(verifier: VerifierName, more?: Omit<RequestPlan, 'verifier'>): Promise<MadeRequest>
  outcomeOf(id: string): Promise<RequestOutcome>
  addFault(fault: Fault): Promise<void>
  clearFaults(): Promise<void>
  setStatus(
    which: { id: string } | { person: string; credential: CredentialKindId },
    state: CredentialState,
  ): Promise<void>
  issued(): Promise<IssuedCredential[]>
  /** The office puts an application into a state. */
  decide(
    receiptNo: string,
    step: { status: string; note?: string; fields?: readonly { pointer: string; message: string }[] },
  ): Promise<void>
  /** The portal keeps it no longer. */
  forgetApplication(receiptNo: string): Promise<void>
  /** The portal ends the enrolment of a device. */
  endDevice(id: string): Promise<void>
  /** Registers an operator's public key. @returns its client id */
  registerOperator(jwk: object): Promise<string>
  /** @returns the renewed certificate, DER */
  renew(person: string): Promise<Uint8Array>
}

/** @throws Error with the portal's own code when it says no */
export function portalControl(fetch: Fetch, origin: string, token: string): PortalControl {
  const call = async <T>(method: string, path: string, shape: z.ZodType<T>, body?: object): Promise<T> => {
    const response = await fetch(
      new Request(`${origin}/practice/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    if (!response.ok) throw new Error(`the practice portal refused ${path}: ${response.status} ${codeIn(text)}`)
    return shape.parse(text === '' ? undefined : JSON.parse(text))
  }
  return {
    offerTo: (person, credential, more = {}) => call('POST', 'offers', madeOffer, { person, credential, ...more }),
    requestFrom: (verifier, more = {}) => call('POST', 'requests', madeRequest, { verifier, ...more }),
    outcomeOf: (id) => call('GET', `requests/${id}`, outcome),
    addFault: async (fault) => void (await call('POST', 'faults', z.unknown(), fault)),
    clearFaults: async () => void (await call('DELETE', 'faults', z.unknown())),
    setStatus: async (which, state) => void (await call('POST', 'status', z.unknown(), { ...which, state })),
    issued: () => call('GET', 'issued', issued),
    decide: async (receiptNo, step) => void (await call('POST', `applications/${receiptNo}`, z.unknown(), step)),
    forgetApplication: async (receiptNo) => void (await call('DELETE', `applications/${receiptNo}`, z.unknown())),
    endDevice: async (id) => void (await call('DELETE', `devices/${id}`, z.unknown())),
    registerOperator: async (jwk) =>
      (await call('POST', 'operators', z.object({ client_id: z.string() }), { jwk })).client_id,
    renew: async (person) => {
      const { certificate } = await call('POST', 'renew', z.object({ certificate: z.base64() }), { person })
      return Uint8Array.from(Buffer.from(certificate, 'base64'))
    },
  }
}

function codeIn(text: string): string {
  const parsed = z.looseObject({ code: z.string() }).safeParse(safeJson(text))
  return parsed.success ? parsed.data.code : ''
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
