// The time by which a drawer judges: never earlier than any that it has seen.
import { performance } from 'node:perf_hooks'
import { WalletError } from '../failure.ts'
import { storageFailure } from './database.ts'
import type { DrawerFile } from './drawerFile.ts'

export interface DrawerClock {
  now(): string
  /** A time that main named. */
  saw(at: string): void
}

/** @param at when it is opened, as main says; else by this process's own clock */
export function drawerClock(file: DrawerFile, at?: string): DrawerClock {
  const named = at ?? new Date().toISOString()
  const seen = file.stores.seenTime.read()
  let newest = Date.parse(seen !== undefined && seen > named ? seen : named)
  note(file, at, seen === undefined || named > seen ? named : undefined)
  let since = performance.now()
  const now = (): number => newest + (performance.now() - since)
  return {
    now: () => new Date(now()).toISOString(),
    saw(time) {
      const instant = Date.parse(time)
      if (instant <= now()) return
      newest = instant
      since = performance.now()
    },
  }
}

/** A full or read-only disk: to remember when it was opened is not worth a shut drawer. */
function note(file: DrawerFile, at: string | undefined, newest: string | undefined): void {
  try {
    file.noteOpening(at, newest)
  } catch (error) {
    if (!(storageFailure(error) instanceof WalletError)) throw error
  }
}
