// PINs, 照合番号B and their changes.
export type PinFailure =
  /** The PIN was wrong. At 0 tries the card is locked. */
  | { code: 'card.pinWrong'; triesLeft: number }
  /** No tries are left; the PIN was not sent. */
  | { code: 'card.pinLocked' }
  /** One try is left and the person did not confirm knowing the PIN; nothing was sent. */
  | { code: 'card.lastTry' }
  /** The card has another number of tries left than the person was told; nothing was sent. */
  | { code: 'card.triesChanged'; triesLeft: number }
  /**
   * The card left, or answered something no rule allows, around the one VERIFY: whether the PIN was right is not known.
   * `before`: tries left before it; `triesLeft`: the counter read again after it, null where the card no longer answered.
   */
  | { code: 'card.interrupted'; before: number; triesLeft: number | null }
  /** The new PIN would be guessed (`weakness` as WeakPin in secretContract.ts); the old one counts. */
  | {
      code: 'card.newPinWeak'
      weakness: 'same' | 'birthday' | 'year' | 'run' | 'repeated' | 'keyboard' | 'common' | 'name'
    }
  /** A phone's PINs are changed in its own app; nothing was asked. */
  | { code: 'card.pinOnPhone' }
  /** The old PIN was right, and the card said no to the new one: the old one counts. */
  | { code: 'card.pinNotChanged' }
  /**
   * The card left, or made no sense, around the one command that changes the PIN: whether the old or the new one counts
   * is not known, and finding out would cost a try. The tries left are full, since the old one was right.
   */
  | { code: 'card.changeUnknown'; pin: 'authentication' | 'signature' | 'input' | 'resident' }
  /**
   * 住民基本台帳用 lies in two places, of which the first has the new PIN; the second has the old one, or nobody knows.
   * `wrong`: which of the two that were typed was wrong, the `new` one in the first place or the `old` one in the second;
   * `triesLeft`: there.
   */
  | { code: 'card.pinHalfChanged'; second: 'old' | 'unknown'; wrong: 'new' | 'old' | null; triesLeft: number | null }
  /** The text typed cannot be this PIN; nothing was sent. */
  | { code: 'card.pinForm' }
  /** 照合番号B was not the one of this card. At 0 tries it is locked. */
  | { code: 'card.numberWrong'; triesLeft: number }
  /** 照合番号B is locked; nothing was sent. */
  | { code: 'card.numberLocked' }
  /** A PIN of a driver's licence is locked, now or before. */
  | { code: 'card.licencePinLocked' }
