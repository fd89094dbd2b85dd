// Events from the wallet to whoever shows them: whole new values under `group.name`, never differences.
import type { Events } from '../preload/contract.ts'

export interface Announcer {
  emit<N extends keyof Events>(name: N, payload: Events[N]): void
  on(listener: (name: keyof Events, payload: unknown) => void): () => void
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<(name: keyof Events, payload: unknown) => void>()
  return {
    emit(name, payload) {
      for (const listener of [...listeners]) listener(name, payload)
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
