// The drawer's process as main sees it.

/** A started process that can open one drawer. Messages are structured-cloneable. */
export interface DrawerProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** Ends it at once; resolves when it is gone. */
  kill(): Promise<void>
}
