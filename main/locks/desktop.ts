// What the desktop tells that ends a drawer: the port, without its libraries.
import type { DesktopEvent } from '../../preload/shapes/locks.ts'

export interface Desktop {
  /** What this PC tells. Never fails: a PC without a bus tells nothing. */
  noticed(): Promise<readonly DesktopEvent[]>
  /**
   * Calls back at each. Before a suspend and the end of the session the system waits, as long as it is willing to, for the
   * returned promise. Returns a function that stops.
   */
  watch(listener: (event: DesktopEvent) => Promise<void>): () => void
  /** Seconds since anybody touched this PC while one of our windows had the focus; undefined when none has, or unknown. */
  idleSeconds(): number | undefined
}
