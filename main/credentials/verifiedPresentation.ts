// What a verifier learns from one presentation, whatever its format.
import type { Finding } from '../certificates/finding.ts'
import type { StatusReference } from './credential.ts'
import type { JsonObject } from './json.ts'
import type { PublicJwk } from './jwk.ts'

export interface VerifiedPresentation {
  /** Everything that was checked held. Nothing else here is to be used when it did not. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
  readonly format: 'dc+sd-jwt' | 'mso_mdoc'
  /** `vct` or docType; empty when there was none. */
  readonly type: string
  readonly issuer: { readonly name: string; readonly certificateSha256: string }
  /**
   * SD-JWT: the processed payload (RFC 9901 7.1). mdoc: element values by namespace, with bytes as base64url text and dates
   * as ISO 8601 text.
   */
  readonly claims: JsonObject
  /** The key the presentation was signed with: the holder's. */
  readonly holderJwk?: PublicJwk
  readonly status?: StatusReference
  readonly validUntil?: string
}
