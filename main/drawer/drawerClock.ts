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
export function drawerClock(file: DrawerFile, at: string = new Date().toISOString()): DrawerClock {
  const seen = file.stores.seenTime.read()
  let newest = Date.parse(seen !== undefined && seen > at ? seen : at)
  if (seen === undefined || at > seen) remember(file, at)
  let since = performance.now()
  const now = (): number => newest + (performance.now() - since)
  return {
    now: () => new Date(now()).toISOString(),
    saw(time) {
      const named = Date.parse(time)
      if (named <= now()) return
      newest = named
      since = performance.now()
    },
  }
}

/** A full or read-only disk: to remember the time is not worth a shut drawer. */
function remember(file: DrawerFile, at: string): void {
  try {
    file.stores.seenTime.write(at)
  } catch (error) {
    if (!(storageFailure(error) instanceof WalletError)) throw error
  }
}
