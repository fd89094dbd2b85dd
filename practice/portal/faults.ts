// What can be made to go wrong on purpose. Every fault really happens: bytes are altered, clocks stand, keys are others.
import { z } from 'zod'

/** Faults of any resource below `where`. */
const anywhere = [
  'delay',
  'maintenance',
  'outage',
  'rate_limited',
  'oversized',
  'endless',
  'garbled',
  'redirect',
] as const
const logIn = ['wrong_origin', 'wrong_nonce', 'cert_revoked', 'bad_revocation_list'] as const
const session = [
  'session_expired',
  'wrong_issuer',
  'bad_id_token',
  'id_token_other_nonce',
  'id_token_other_issuer',
  'id_token_other_audience',
] as const
const procedures = [
  'not_supported_by_municipality',
  'payment_declined',
  'lost_answer',
  'signing_cert_revoked',
  'outside_service_hours',
] as const
const selfInformation = ['no_data', 'partial', 'not_connected', 'agency_outage'] as const
const issuing = [
  'bad_metadata_signature',
  'metadata_other_ca',
  'metadata_other_issuer',
  'stale_proof_nonce',
  'bad_credential',
  'credential_other_ca',
  'credential_other_key',
  'credential_expired',
  'expired_offer',
  'bad_status_list',
] as const
const asking = [
  'bad_request_signature',
  'request_other_ca',
  'request_other_client',
  'over_asking',
  'unregistered',
  'replayed_nonce',
  'expired_request',
  'wrong_wallet_nonce',
] as const
const transport = ['other_ca'] as const

export const faultKinds = [
  ...anywhere,
  ...logIn,
  ...session,
  ...procedures,
  ...selfInformation,
  ...issuing,
  ...asking,
  ...transport,
] as const
export type FaultKind = (typeof faultKinds)[number]

export const fault = z.object({
  kind: z.enum(faultKinds),
  /** How often it happens; without it, until it is cleared (`other_ca`: once, since nobody could clear it). */
  times: z.int().min(1).max(1000).optional(),
  /** Beginning of the paths that it concerns. */
  where: z.string().startsWith('/').max(200).optional(),
  /** For `delay`. */
  ms: z.int().min(0).max(120_000).optional(),
  /** For `maintenance`, `outage`, `rate_limited`: seconds. */
  retry_after: z.int().min(0).max(86_400).optional(),
  /** For `cert_revoked` and `signing_cert_revoked`. */
  person: z.string().max(100).optional(),
})
export type Fault = z.infer<typeof fault>

export interface Faults {
  add(fault: Fault): void
  list(): readonly Fault[]
  clear(kind?: FaultKind): void
  /** Tells whether that fault is due here, and counts it. */
  strikes(kind: FaultKind, path?: string): Fault | undefined
  /** The first fault of any resource that is due on that path, and counts it. */
  strikesAnywhere(path: string): Fault | undefined
}

/** Kept in memory: a portal that is started anew works. */
export function createFaults(): Faults {
  let active: { fault: Fault; left: number }[] = []
  const strike = (fits: (fault: Fault) => boolean, path: string): Fault | undefined => {
    const due = active.find(({ fault }) => fits(fault) && path.startsWith(fault.where ?? '/'))
    if (due === undefined) return undefined
    due.left -= 1
    if (due.left <= 0) active = active.filter((one) => one !== due)
    return due.fault
  }
  return {
    add(fault) {
      const left = fault.times ?? (fault.kind === 'other_ca' ? 1 : Number.POSITIVE_INFINITY)
      active.push({ fault, left })
    },
    list: () => active.map(({ fault }) => fault),
    clear(kind) {
      active = kind === undefined ? [] : active.filter(({ fault }) => fault.kind !== kind)
    },
    strikes: (kind, path = '/') => strike((one) => one.kind === kind, path),
    strikesAnywhere: (path) => strike((one) => (anywhere as readonly string[]).includes(one.kind), path),
  }
}
