import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { WalletError } from '../failure.ts'

const written = new WeakSet<Error>()

/** Whether this failure stands in the ledger as the end of its act, itself or what it came of. */
export function isRecorded(error: unknown): boolean {
  return error instanceof Error && (written.has(error) || isRecorded(error.cause))
}

/**
 * Does something that reaches outside and writes it down: as started before, with its end after. An entry that stays at
 * 'started' tells that the program was stopped in between.
 */
export async function recorded<T>(
  drawer: Drawer,
  entry: Omit<NewLedgerEntry, 'outcome' | 'failure'>,
  act: () => Promise<T>,
): Promise<{ ledgerId: string; result: T }> {
  const ledgerId = await drawer.record({ ...entry, outcome: 'started' })
  try {
    const result = await act()
    await drawer.finish(ledgerId, 'done')
    return { ledgerId, result }
  } catch (error) {
    await drawer.finish(ledgerId, 'failed', error instanceof WalletError ? error.failure.code : 'app.unexpected')
    if (error instanceof Error) written.add(error)
    throw error
  }
}
