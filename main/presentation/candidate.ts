import type { CredentialId } from '../credentials/credential.ts'
import type { Json } from '../credentials/json.ts'

/** A stored credential as a query sees it. */
export interface Candidate {
  readonly id: CredentialId
  readonly format: 'dc+sd-jwt' | 'mso_mdoc'
  readonly type: string
  /** SD-JWT VC: the processed payload. mdoc: namespace → element → value as JSON (RFC 8949 6.1). */
  readonly claims: Json
  /** Whether it is bound to a key of this drawer. */
  readonly bound: boolean
  /** Authority key identifiers in its chain, base64url (OpenID4VP 1.0 6.1.1.1). */
  readonly authorityKeyIds: readonly string[]
  readonly validFrom?: string
  readonly validUntil?: string
  readonly lastStatus?: 'valid' | 'invalid' | 'suspended' | 'unknown'
}
