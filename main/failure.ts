import type { Failure } from '../preload/failure.ts'

export type { Failure } from '../preload/failure.ts'

/** An expected failure on its way to the person. `failure` may be shown; `cause` is for the log's incident number only. */
export class WalletError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, cause?: unknown) {
    super(failure.code, cause === undefined ? undefined : { cause })
    this.name = 'WalletError'
    this.failure = failure
  }
}

/** Throws the failure, as an expression. */
export function fail(failure: Failure, cause?: unknown): never {
  throw new WalletError(failure, cause)
}

/** The same error where `to` gives no other failure for it. */
export function inOtherWords(error: unknown, to: (failure: Failure) => Failure | undefined): unknown {
  if (!(error instanceof WalletError)) return error
  const failure = to(error.failure)
  return failure === undefined ? error : new WalletError(failure, error)
}

/** For the end of a `switch` over a union: does not compile while a member is forgotten. */
export function assertNever(value: never): never {
  throw new Error(`not a member: ${JSON.stringify(value)}`)
}
