// Credentials in an open drawer, and the keys that they are bound to.
import type { Bilingual } from '../../../preload/shapes/common.ts'
import type { CredentialCard, CredentialDetail, CredentialPage } from '../../../preload/shapes/credentials.ts'
import type {
  CredentialFormat,
  CredentialId,
  CredentialKind,
  KeyId,
  StatusAnswer,
  StatusReference,
} from '../../credentials/credential.ts'

/** A credential on its way in: as it came, with the key it must be bound to. */
export interface IncomingCredential {
  readonly format: CredentialFormat
  readonly raw: Uint8Array
  readonly keyId: KeyId
  readonly kind: CredentialKind
  readonly name: Bilingual
  /** Labels of attributes from the issuer's metadata, by path. */
  readonly labels: readonly { readonly path: readonly (string | number)[]; readonly label: Bilingual }[]
  /** `vct` or docType that was asked for. */
  readonly expectedType: string
}

export interface CredentialSearch {
  readonly text: string
  readonly from: number
  readonly most: number
  readonly at: string
}

/** When a credential ends, as it says itself. */
export interface CredentialEnding {
  readonly kind: CredentialKind
  readonly name: Bilingual
  readonly validUntil: string
  /** Last day of what it attests: of the licence (ISO/IEC 18013-5 7.2.1 expiry_date), of the insured's qualification. */
  readonly attestedUntil?: string
}

export interface CredentialCalls {
  /** A new P-256 key. It is dropped when the drawer is opened again unless a credential was bound to it. */
  createKey(): Promise<{ keyId: KeyId; publicJwk: Record<string, unknown> }>
  dropKey(keyId: KeyId): Promise<void>
  /** An ES256 JWS over header and payload, with that key (OpenID4VCI F.1 proofs). */
  signJwt(keyId: KeyId, header: Record<string, unknown>, payload: Record<string, unknown>): Promise<string>

  list(at: string): Promise<CredentialCard[]>
  /** Some of the list, from the `from`th on; with `text` only those in which each of its words stands. */
  page(wanted: CredentialSearch): Promise<CredentialPage>
  /** Those that end and were not revoked. */
  endings(): Promise<CredentialEnding[]>
  /** @throws credential.notFound */
  show(id: CredentialId, at: string): Promise<CredentialDetail>
  /** Verifies all against the realm's trust and their keys, then stores all in one transaction, or nothing. @throws credential.* */
  accept(incoming: readonly IncomingCredential[], at: string): Promise<CredentialCard[]>
  /** Keeps an X.509 certificate (leaf first, then its chain) for looking at it offline. Kept once per certificate. */
  keepCertificate(chain: readonly Uint8Array[], name: Bilingual, at: string): Promise<CredentialCard>
  /** Takes its key with it and writes the removal into the ledger, all in one. @throws credential.notFound */
  remove(id: CredentialId, at: string): Promise<void>
  /** Birthdays in the credentials, as YYYYMMDD: what a new PIN must not be made of. */
  birthdays(): Promise<string[]>
  statusReference(id: CredentialId): Promise<StatusReference | undefined>
  recordStatus(id: CredentialId, answer: StatusAnswer): Promise<void>
}
