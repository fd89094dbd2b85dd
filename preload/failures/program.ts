// The program itself.
export type ProgramFailure =
  | { code: 'practice.only' }
  | { code: 'app.cancelled' }
  /** Something else is under way; one thing at a time. */
  | { code: 'app.busy' }
  /** A call that does not fit the contract, or from another frame: refused and counted. */
  | { code: 'app.refusedCall' }
  | { code: 'app.unexpected'; incident: string }
