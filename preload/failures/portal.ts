// The portal, its sessions, and the ways to log in.
export type PortalFailure =
  | { code: 'portal.unreachable' }
  /** TLS worked but not with the certificate that this profile trusts. */
  | { code: 'portal.untrusted' }
  /** The portal said no; `reason` is its own code, `title` its own sentence, `retryAfter` the seconds it asks to wait. */
  | { code: 'portal.refused'; reason: string; title?: string; retryAfter?: number }
  /** The answer does not fit the contract (shape, size, type, redirect, time). */
  | { code: 'portal.badAnswer'; detail: string }
  /** The challenge names another origin than the portal we asked. */
  | { code: 'portal.otherOrigin' }
  /** No portal is set up for this profile. */
  | { code: 'portal.notConfigured'; missing: string[] }
  /** This portal has nothing of the kind that was asked for. */
  | { code: 'portal.notOffered' }
  /**
   * It told more than a drawer keeps: `most` of them, `megabytes` together (main/drawer/store/bounds.ts). Nothing of that kind
   * was kept this time; what was kept before stays.
   */
  | {
      code: 'portal.tooMuch'
      of: 'application' | 'notice' | 'bill' | 'mandate' | 'other'
      most: number
      megabytes: number
    }
  | { code: 'session.none' }
  | { code: 'session.expired' }
  /** Somebody else than the drawer's owner logged in with their phone; that session has been ended. */
  | { code: 'session.otherPerson' }
  /** This PC is not enrolled at the portal, or not any more: the portal, the person or the card's certificate ended it. */
  | { code: 'enrolment.none' }
  | { code: 'enrolment.ended' }
  /** The key was sealed on another PC, or its half in the keychain is gone. */
  | { code: 'enrolment.otherPc' }
  /** The session was not begun by card, and what is asked needs the card. */
  | { code: 'enrolment.cardRequired' }
  /** The minute of a log-in by phone is over, or it was used. */
  | { code: 'phoneLogIn.over' }
  | { code: 'phoneLogIn.denied' }
  | { code: 'phoneLogIn.codeWrong' }
