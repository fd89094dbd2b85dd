// What stands between this PC and a working wallet: each thing looked at, with its cause and what to do about it, and done
// where a program can do it.
import { fail } from '../failure.ts'
import type { Keychain } from '../ports.ts'
import type { Diagnosis } from './diagnosis.ts'
import { type CardExamination, examineCards } from './examineCards.ts'
import { examineKeychain } from './examineKeychain.ts'
import { examinePortal, type PortalExamination } from './examinePortal.ts'
import { examineStore } from './examineStore.ts'
import { fixFor } from './fixes.ts'

export type { Diagnosis } from './diagnosis.ts'

export interface Examination extends CardExamination, PortalExamination {
  readonly keychain: Keychain
  /** The folder of this realm's drawers. */
  readonly home: string
  /** In practice mode, where the wallet runs the portal itself. */
  readonly startPortal?: () => Promise<void>
}

const never = new AbortController().signal

/**
 * Looks at everything, one thing after the other; what fails does not keep the rest from being looked at.
 * @throws app.cancelled
 */
export async function examine(ports: Examination, signal: AbortSignal = never): Promise<Diagnosis[]> {
  const goOn = () => signal.aborted && fail({ code: 'app.cancelled' })
  const reached = examinePortal(ports, signal)
  // Waited for below; until then nobody else would hear that it failed.
  reached.catch(() => undefined)
  const cards = await examineCards(ports)
  goOn()
  const keychain = await examineKeychain(ports.keychain, ports.machine)
  goOn()
  const store = await examineStore(ports.home)
  const [clock, portal] = await reached
  goOn()
  const found = [...cards, clock, keychain, store, portal].filter((finding) => finding !== undefined)
  const withFixes: Diagnosis[] = []
  for (const finding of found) {
    const fix = await fixFor(finding, ports)
    withFixes.push(fix === undefined ? finding : { ...finding, fix: fix.words })
  }
  return withFixes
}

/**
 * Does what the button of that finding says, if there is still such a finding, and looks at everything again.
 * @throws app.refusedCall for a code that has no button, app.cancelled
 */
export async function mend(code: string, ports: Examination, signal: AbortSignal = never): Promise<Diagnosis[]> {
  const fix = await fixFor({ code, ok: false }, ports)
  if (fix === undefined) return fail({ code: 'app.refusedCall' })
  await fix.act()
  return examine(ports, signal)
}
