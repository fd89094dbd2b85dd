// What a card remembers between two commands: which application and file are current, and what was verified.
import type { Access, Application, CardFile } from './application.ts'
import type { PinStore } from './pinStore.ts'
import type { Session } from './secureMessaging.ts'

export interface CardState {
  /** undefined: nothing was selected since power-on. */
  readonly selected: Application | undefined
  /** What was selected, or what answers where nothing was. */
  readonly here: Application
  readonly selectable: readonly Application[]
  /** The current file. */
  readonly file: CardFile | undefined
  /** Non-volatile. */
  readonly pins: PinStore
  /** VERIFY without data answers 9000 where the PIN is verified already. */
  readonly tellsVerified: boolean
  /** Ends with the security status. */
  session: Session | undefined
  /** No file is current then. */
  enter(application: Application | undefined): void
  fileAt(id: number): CardFile | undefined
  /** By file identifier. @returns false: no such file, the one before stays current */
  setFile(id: number): boolean
  /** By short file identifier, 1–31. @returns the status word that refuses */
  setShortFile(shortId: number): number | undefined
  opens(access: Access): boolean
  isVerified(pin: string): boolean
  setVerified(pin: string, verified: boolean): void
  powerOff(): void
}

/**
 * @param base answers where no application is selected
 * @param setting statusLife `application`: forgotten with every selection of one; `card`: until power goes
 */
export function createCardState(
  base: Application,
  applications: readonly Application[],
  pins: PinStore,
  { statusLife, tellsVerified = false }: { statusLife: 'application' | 'card'; tellsVerified?: boolean | undefined },
): CardState {
  let selected: Application | undefined
  let current: CardFile | undefined
  const verified = new Set<string>()
  const state: CardState = {
    get selected() {
      return selected
    },
    get here() {
      return selected ?? base
    },
    selectable: [...applications, base],
    get file() {
      return current
    },
    pins,
    tellsVerified,
    session: undefined,
    enter(application) {
      selected = application
      current = undefined
      state.session = undefined
      if (statusLife === 'application') verified.clear()
    },
    fileAt: (id) => state.here.files.get(id),
    setFile(id) {
      const found = state.fileAt(id)
      current = found ?? current
      return found !== undefined
    },
    setShortFile(shortId) {
      if (shortId === 0 || shortId > 0x1f) return 0x6a86
      return state.setFile(state.here.shortIds?.get(shortId) ?? shortId) ? undefined : 0x6a82
    },
    opens(access) {
      if (access === 'free' || access === 'never') return access === 'free'
      return 'all' in access ? access.all.every((pin) => verified.has(pin)) : access.some((pin) => verified.has(pin))
    },
    isVerified: (pin) => verified.has(pin),
    setVerified(pin, value) {
      if (value) verified.add(pin)
      else verified.delete(pin)
    },
    powerOff() {
      state.enter(undefined)
      verified.clear()
    },
  }
  return state
}

/** The file that P2 names, 80 being the current one and 80|n the short identifier n; or the status word that refuses. */
export function referenced(card: CardState, p2: number): CardFile | number {
  if (p2 < 0x80) return 0x6a86
  if (p2 > 0x80) {
    const refused = card.setShortFile(p2 & 0x7f)
    if (refused) return refused
  }
  return card.file ?? 0x6986
}
