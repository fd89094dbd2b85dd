// Moving out, erasing, giving a PC away.
export type LeavingFailure =
  /** What was typed to confirm is not what was to be typed; nothing was erased. */
  | { code: 'leaving.notConfirmed' }
  /** Nobody has asked for this drawer to be removed without its key, or it was opened since. */
  | { code: 'leaving.notAsked' }
  /** It was asked for, and the days in which somebody may still open it are not over. */
  | { code: 'leaving.tooEarly'; until: string }
  /** The checklist tells of a backup that was tried; this one was not, or did not pass. */
  | { code: 'leaving.notProven' }
  /** Another window or command of Tefuda is running. */
  | { code: 'leaving.stillOpen' }
  /** A guardian opens the drawer anew right before it is erased. */
  | { code: 'leaving.openAgain' }
  /** Everything has been taken away; the program only waits to be closed. */
  | { code: 'leaving.disposed' }
