// The one thing the wallet is doing for the person at this moment: shown as a step, ended by a cancel.
import { type Failure, fail, WalletError } from './failure.ts'
import type { CardReaders, Transmit } from './ports.ts'

export interface Work {
  readonly signal: AbortSignal
  /** Tells what happens now; the screens have the words. `percent` where it is known how much there is. */
  step(name: WorkStep, percent?: number): void
}

export type WorkStep =
  | 'askingPortal'
  | 'searchingProcedures'
  | 'refreshingBoard'
  | 'paying'
  | 'readingCard'
  | 'atPortal'
  | 'placeOwnCard'
  | 'placeOtherCard'
  | 'openingDrawer'
  | 'fetchingCredential'
  | 'sendingAnswer'
  | 'checkingStatus'
  | 'changingPin'
  | 'readingAttributes'
  | 'readingFace'
  | 'readingLicence'
  | 'drawingPictures'
  | 'signing'
  | 'saving'
  | 'verifying'
  | 'examining'
  | 'fixing'
  | 'makingBackup'
  | 'openingBackup'
  | 'unpackingBackup'
  | 'tryingBackup'
  | 'restoringBackup'
  | 'erasing'
  | 'readingPapers'
  | 'fetchingRecords'

export interface Workbench {
  /** Runs one piece of work at a time; another one meanwhile is refused, because two would fight for card and person. */
  run<T>(work: (work: Work) => Promise<T>): Promise<T>
  /**
   * What runs now needs neither card nor person any more, and the screen may show already what came of it: another piece of
   * work waits for its end, and is not refused.
   */
  ending(): void
  cancel(): void
  /** From now on nothing more is begun. */
  closeFor(failure: Failure): void
  /** Whether something runs now. */
  busy(): boolean
  /** When what runs now has ended; at once where nothing does. */
  settled(): Promise<void>
}

/** @param tell told each step, and null at the end */
export function createWorkbench(tell: (progress: { step: string; percent?: number } | null) => void): Workbench {
  let current: AbortController | undefined
  let ended: Promise<void> = Promise.resolve()
  let closed: Failure | undefined
  let ending = false
  return {
    async run(work) {
      while (current !== undefined && ending) await ended
      if (closed !== undefined) fail(closed)
      if (current !== undefined) fail({ code: 'app.busy' })
      const mine = new AbortController()
      current = mine
      ending = false
      let end = (): void => undefined
      ended = new Promise((resolve) => {
        end = resolve
      })
      try {
        return await work({
          signal: mine.signal,
          step: (step, percent) => tell(percent === undefined ? { step } : { step, percent }),
        })
      } catch (error) {
        // Whatever a cancelled step stumbled over, the person stopped it; a spent PIN try is told all the same.
        if (mine.signal.aborted && !spentTry(error)) fail({ code: 'app.cancelled' }, error)
        throw error
      } finally {
        current = undefined
        tell(null)
        end()
      }
    },
    ending() {
      ending = true
    },
    cancel: () => current?.abort(),
    busy: () => current !== undefined,
    settled: () => ended,
    closeFor(failure) {
      closed = failure
    },
  }
}

const spentTry = (error: unknown): boolean => error instanceof WalletError && toldAnyway.has(error.failure.code)

const toldAnyway: ReadonlySet<string> = new Set([
  'card.pinWrong',
  'card.pinLocked',
  'card.interrupted',
  'card.pinNotChanged',
  'card.changeUnknown',
  'card.pinHalfChanged',
  'card.numberWrong',
  'card.numberLocked',
  'card.licencePinLocked',
])

/** The same card for one piece of work: a cancel ends it between two commands, never within one. */
export const untilCancelled =
  (transmit: Transmit, signal: AbortSignal): Transmit =>
  (command) =>
    signal.aborted ? fail({ code: 'app.cancelled' }) : transmit(command)

/** The same readers for one piece of work. */
export function cancellable(withCard: CardReaders['withCard'], signal: AbortSignal): CardReaders['withCard'] {
  return (reader, use) => withCard(reader, (transmit) => use(untilCancelled(transmit, signal)))
}
