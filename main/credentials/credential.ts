// What the wallet keeps: the Credential as it came, and what the person sees of it.
import type { Finding } from '../certificates/finding.ts'

export type CredentialId = string & { readonly __brand: 'CredentialId' }
/** Where a text from outside names a credential; whether there is one is asked of the drawer. */
export const credentialId = (text: string): CredentialId => text as CredentialId
export type KeyId = string & { readonly __brand: 'KeyId' }

export type CredentialFormat = 'dc+sd-jwt' | 'mso_mdoc' | 'x509'

/** An attribute's place: for SD-JWT VC the JSON path, for mdoc [namespace, element] (OpenID4VP 7). */
export type AttributePath = readonly (string | number)[]

/** A value as a person may read it; pictures apart, because they are shown and not read. */
export type AttributeValue =
  | string
  | number
  | boolean
  | { readonly picture: string }
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue }

export interface Attribute {
  readonly path: AttributePath
  /** From the issuer's metadata, by language; the last part of the path where the issuer gave none. */
  readonly label: { readonly ja: string; readonly en: string }
  readonly value: AttributeValue
}

/** Where an issuer says that a credential was withdrawn: Token Status List. */
export interface StatusReference {
  readonly uri: string
  readonly index: number
}

/** The last answer of a status list, kept with its time. */
export interface StatusAnswer {
  readonly checkedAt: string
  readonly state: 'valid' | 'invalid' | 'suspended' | 'unknown'
  /** When the list itself was made and until when it may be relied on, as the list says. */
  readonly listIssuedAt?: string
  readonly listValidUntil?: string
}

/** What verifying a credential tells. Instants are ISO 8601 UTC. */
export interface VerifiedCredential {
  readonly format: CredentialFormat
  /** `vct` or docType, or "x509". */
  readonly type: string
  readonly issuer: { readonly name: string; readonly certificateSha256: string }
  readonly issuedAt?: string
  readonly validFrom?: string
  readonly validUntil?: string
  readonly attributes: readonly Attribute[]
  readonly status?: StatusReference
  readonly findings: readonly Finding[]
}

/** One row of the drawer. `raw` is byte for byte what came. */
export interface StoredCredential extends VerifiedCredential {
  readonly id: CredentialId
  readonly raw: Uint8Array
  readonly keyId?: KeyId
  readonly display: { readonly name: { readonly ja: string; readonly en: string }; readonly kind: CredentialKind }
  readonly receivedAt: string
  readonly verifiedAt: string
  readonly lastStatus?: StatusAnswer
}

/** Which face the card has on screen. */
export type CredentialKind = 'insurance' | 'licence' | 'certificate' | 'other'
