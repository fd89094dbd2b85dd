// Sharing with who asks.
export type SharingFailure =
  | { code: 'request.invalid'; detail: string }
  | { code: 'request.signatureInvalid' }
  /** A nonce or request that was answered or declined before. */
  | { code: 'request.replayed' }
  | { code: 'request.expired' }
  | { code: 'verifier.untrusted'; name: string }
  /** The verifier asks for attributes that it did not register. */
  | { code: 'verifier.overAsks'; name: string; attributes: string[] }
  /** Nothing in the drawer answers; `missing` names what is asked. `pendingId` can be declined, which says no more than that. */
  | { code: 'request.unanswerable'; missing: string[]; pendingId?: string }
  /** The choice is not one that the query allows. Nothing was sent. */
  | { code: 'request.choiceInvalid' }
  /** The answer did not arrive for certain: it may or may not have been received. */
  | { code: 'verifier.unreachable' }
  | { code: 'verifier.refused'; reason: string }
  /** What the person was asked is no longer pending. */
  | { code: 'pending.gone' }
