// Reader, card, and whose card it is.
export type CardFailure =
  /** The smart-card service (pcscd, Windows Smart Card) does not run. */
  | { code: 'card.noService' }
  /** No reader is attached. */
  | { code: 'card.noReader' }
  /** No card lies in the reader. */
  | { code: 'card.absent' }
  /** The card was taken away in the middle of the work. No PIN try is assumed spent: the counter is read again. */
  | { code: 'card.removed' }
  /** Another program holds the card. */
  | { code: 'card.busy' }
  /** The card is not one the wallet knows. */
  | { code: 'card.unknown' }
  /** The card answered something no rule allows: truncated, garbled or a status word that does not fit. */
  | { code: 'card.garbled'; step: string }
  /** Another card lies there than when the PIN was asked; nothing was sent. */
  | { code: 'card.swapped' }
  /** The open drawer does not know this card: the person says first whose it is. `knows`: it knows another. Nothing was signed. */
  | { code: 'card.unfamiliar'; knows: boolean }
  /** A phone shows its certificate only after the PIN: the person says first whose it is. No PIN was asked. */
  | { code: 'card.holderUnnamed' }
  /** The card does not have, or does not open, the data that was asked for. */
  | { code: 'card.noData' }
  /** The card was issued without PINs (顔認証マイナンバーカード): it cannot log in. */
  | { code: 'card.withoutPins' }
  /** The holder has no such certificate on the card (for example no signing certificate under 15). */
  | { code: 'card.noCertificate' }
  /** The certificate of the card cannot be read as one. */
  | { code: 'card.certificateUnreadable' }
  /** The certificate of the card is past its end. */
  | { code: 'card.certificateExpired'; endedAt: string }
  /** The card belongs to somebody else than the open drawer; `personId`: whose it is, when that is known. */
  | { code: 'card.otherPerson'; personId?: string }
  /** The card gave two different signatures over the same bytes: it cannot open a drawer. */
  | { code: 'card.unstableSignature' }
  /** The card is nobody's key in this household: a renewed card, or somebody else's. Its PIN was not asked. */
  | { code: 'card.notAKey' }
