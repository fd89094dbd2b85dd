// Passphrases and the family’s recovery.
export type RecoveryFailure =
  /** It has a passphrase already, which can be changed. */
  | { code: 'passphrase.there' }
  | { code: 'passphrase.weak' }
  | { code: 'recovery.notTypedBack' }
  /** The family's recovery of this drawer is off. */
  | { code: 'recovery.off' }
  /** Who shall keep a share in their drawer has not opened it yet since that is possible. */
  | { code: 'recovery.holderNotReady'; name: string }
  /** Two of the three are the same person, or one is the owner. */
  | { code: 'recovery.holdersAlike' }
  /** The open drawer keeps no share of that drawer. */
  | { code: 'recovery.noShare' }
  /** What was typed is no share, or was copied wrongly. */
  | { code: 'recovery.shareWrong' }
  /** A share of somebody else's drawer. */
  | { code: 'recovery.shareOther' }
  /** A share of an earlier making: the shares were made anew since, or recovery by the family was switched off. */
  | { code: 'recovery.shareOld' }
  /** Both are the same share: two different ones are needed. */
  | { code: 'recovery.sharesAlike' }
  /** Who opened the drawer by the family's recovery cannot take the notice of it away. */
  | { code: 'recovery.ownerOnly' }
