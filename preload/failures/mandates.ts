// Who may act for whom, here and at a portal.
export type MandateFailure =
  /** The mandate does not allow this. */
  | { code: 'mandate.outOfScope' }
  /** A guardian may not do this for the child: it is the child's own. */
  | { code: 'mandate.childAlone' }
  /** The mandate's last day has passed, or it was taken back. */
  | { code: 'mandate.ended' }
  /** The child has come of age: the drawer can be handed over, and nothing else. */
  | { code: 'mandate.ofAge' }
  /** There is no such mandate, or it has ended. */
  | { code: 'mandate.unknown' }
  /** That person may act already. */
  | { code: 'mandate.given' }
  /** Children have guardians, adults appoint; not the other way. */
  | { code: 'mandate.basis' }
  /** The last day is in the past or too far away. */
  | { code: 'mandate.days'; most: number }
  /** With that birthday somebody is no child, or not born yet. */
  | { code: 'mandate.notAChild' }
  /** Whoever acts for somebody signs with their own card. */
  | { code: 'mandate.ownCard' }
  /** A child cannot end what its guardian may do. */
  | { code: 'mandate.guardianStays' }
  /** At the portal only a parent can be the legal agent of a child under 18. */
  | { code: 'mandate.notParent' }
  /** The last day lies before the first, or has passed. */
  | { code: 'mandate.period' }
  /** The portal waits for both cards for some minutes only. */
  | { code: 'mandate.tooLate' }
  /** The card is known to be somebody else's, or whoever was named has another one; its PIN was not asked. */
  | { code: 'mandate.otherCard'; name: string }
  /** A phone shows its certificate too late for both to sign for it. */
  | { code: 'mandate.plasticCard' }
