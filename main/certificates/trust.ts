import type { Realm } from '../ports.ts'

/**
 * Who is known from the start, for one realm. Certificates are DER; every list may be empty, and then nobody is trusted
 * for that role. Plain data, so that it can be handed to a drawer's process as it is.
 */
export interface Trust {
  readonly realm: Realm
  /** CA certificates of the card's certificates, whole or by fingerprint; see jpkiAnchors.ts. */
  readonly jpki: {
    readonly authentication: readonly Uint8Array[]
    readonly signature: readonly Uint8Array[]
    /** SHA-256 in lower-case hexadecimal. */
    readonly pinned?: { readonly authentication: readonly string[]; readonly signature: readonly string[] }
  }
  /**
   * Keys (SubjectPublicKeyInfo) that certify those who sign the data of a card: attributes and face. Those of real cards are
   * not public, and then nobody can tell whose the signature is.
   */
  readonly cardAuthorities?: readonly Uint8Array[]
  /** Roots of issuers: SD-JWT VC and signed issuer metadata (x5c). */
  readonly issuers: readonly Uint8Array[]
  /** IACA roots (ISO/IEC 18013-5 annex B). */
  readonly mdocIssuers: readonly Uint8Array[]
  /** Roots of verifiers' access certificates. */
  readonly verifiers: readonly Uint8Array[]
  /** Roots of the registrars that state what a verifier may ask. */
  readonly registrars: readonly Uint8Array[]
  /** Roots for TLS to this realm's portal, PEM. Empty: the system's own roots. */
  readonly tls: readonly string[]
}
