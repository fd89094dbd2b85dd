// What the command line needs from outside; made in main/commandLine.ts, and otherwise in tests.
import type { WalletApi } from '../../preload/contract.ts'
import type { Outcome } from '../../preload/failure.ts'
import type { Signing } from '../calls/signing.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Examination } from '../doctor/doctor.ts'
import { fail } from '../failure.ts'
import type { AskSecret, CardReaders, Files, Realm } from '../ports.ts'
import type { Common } from './parse/common.ts'
import type { Sentences } from './sentences.ts'
import type { Terminal } from './terminal.ts'

export interface Surroundings {
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
  readonly now: () => Date
  /** Practice where a practice world exists. */
  defaultRealm(): Promise<Realm>
  readers(): Promise<CardReaders>
  /** Who is known from the start in that realm. */
  trust(realm: Realm): Promise<Trust>
  /** `cards` false: card readers are left alone. */
  openWallet(options: {
    realm: Realm
    cards: boolean
    askSecret: AskSecret
    /** The files that the command names, where it names some. */
    files?: Files
  }): Promise<OpenWallet>
  /** Everything that the doctor looks at, and what ends it. */
  examination(realm: Realm): Promise<Examination & { end(): Promise<void> }>
}

export interface OpenWallet {
  readonly api: WalletApi
  readonly sign: Signing
  close(): Promise<void>
}

/** What one command works with. */
export interface Desk {
  readonly outside: Surroundings
  readonly common: Common
  readonly realm: Realm
  readonly language: 'ja' | 'en'
  readonly sentences: Sentences
}

/** How a command ended: exit status, the one JSON object, and the lines for people. */
export interface Result {
  readonly status: 0 | 1 | 2 | 3
  readonly json: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
}

/** The value of an outcome. @throws the failure in it */
export function value<T>(outcome: Outcome<T>): T {
  return outcome.ok ? outcome.value : fail(outcome.failure)
}
