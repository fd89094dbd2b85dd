import { type Failure, WalletError } from '../../main/failure.ts'

/** The expected failure; undefined when all went well. Anything else passes on. */
export async function refusal(work: Promise<unknown> | (() => unknown)): Promise<Failure | undefined> {
  try {
    await (typeof work === 'function' ? work() : work)
    return undefined
  } catch (error) {
    if (error instanceof WalletError) return error.failure
    throw error
  }
}
