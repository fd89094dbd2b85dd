// What the doctor asks this PC itself, beyond the wallet's own ports, and what it may ask it to do.
export interface DriverFacts {
  readonly name: string
  readonly version: string | null
}

export interface Machine {
  /** Operating system and versions, for support; names of programs' things only. */
  readonly facts: Readonly<Record<string, string>>
  /** The smart-card service that is installed; undefined where there is none, or nobody can tell. */
  cardService(): Promise<DriverFacts | undefined>
  /** The driver that serves a reader of that name, where it can be told without being root. */
  driverOf(reader: string): Promise<DriverFacts | undefined>
  /** Names of other programs of this account that have the card service open. */
  cardPrograms(): Promise<readonly string[]>
  /** Whether the system can be asked to start the card service. */
  canStartCardService(): Promise<boolean>
  /** Asks the system to start it; the system may ask the person for a password. Ends when it has answered. */
  startCardService(): Promise<void>
  /** 'locked': there, and a desktop that can ask to unlock it. */
  keychainState(): Promise<'locked' | 'other'>
  /** Has the system ask the person to unlock the keychain. Ends when it was unlocked or refused, two minutes at most. */
  unlockKeychain(): Promise<void>
}
