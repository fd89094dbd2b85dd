// Credentials that are offered and kept, and who issues them.
export type ReceivingFailure =
  /** The text is not a credential offer, or it does not follow OpenID4VCI. */
  | { code: 'offer.invalid'; detail: string }
  | { code: 'offer.expired' }
  /** The transaction code does not fit. */
  | { code: 'offer.codeWrong' }
  /** The issuer's signature over its metadata does not hold. */
  | { code: 'issuer.signatureInvalid' }
  /** The issuer is not on the list of this realm. */
  | { code: 'issuer.untrusted'; name: string }
  /** What came does not hold; nothing was stored. `rule` names standard and section. */
  | { code: 'credential.invalid'; rule: string; detail: string }
  | { code: 'credential.expired' }
  | { code: 'credential.revoked' }
  | { code: 'credential.notFound' }
