// The few things the wallet needs from outside itself. Everything else (SQLite, crypto, parsing) is real everywhere.
import type { CardPinName } from '../preload/shapes/card.ts'
import type { Machine } from './doctor/machine.ts'
import type { DrawerProcess } from './drawer/remote.ts'
import type { Desktop } from './locks/desktop.ts'
import type { Making } from './recovery/share.ts'

/** Practice data and practice anchors never meet real ones; see docs/decisions/0003. */
export type Realm = 'practice' | 'real'

/** One command APDU in; one response APDU out, ending in SW1 SW2 (ISO 7816-4). */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>

/** The reader's own name, as PC/SC tells it. */
export type ReaderId = string

export type ReadersState =
  | { service: 'down' }
  /** `card` counts insertions in that reader: another number is another insertion. `undefined`: empty. */
  | { service: 'up'; readers: readonly { id: ReaderId; card: { insertion: number; atr: Uint8Array } | undefined }[] }

export interface CardReaders {
  /** Tells the present state of all readers at once, then every change. Returns a function that stops. */
  watch(listener: (state: ReadersState) => void): () => void
  /**
   * Lends the card in that reader to `work` alone and lets go of it afterwards, whatever happens; letting go resets
   * the card, so that no verified PIN stays behind.
   * @throws card.noService, card.noReader, card.absent, card.removed, card.busy
   */
  withCard<T>(reader: ReaderId, work: (transmit: Transmit) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Named secrets in the operating system's credential store. @throws keychain.unavailable */
export interface Keychain {
  read(name: string): Promise<Uint8Array | undefined>
  write(name: string, secret: Uint8Array): Promise<void>
  remove(name: string): Promise<void>
}

/**
 * The network, as the web's fetch: https only, no redirect followed, bounded in size and time by the adapter.
 * @throws portal.unreachable, portal.untrusted, portal.badAnswer
 */
export type Fetch = (request: Request) => Promise<Response>

/** Every PIN that a card can have. */
export type PinName = CardPinName | 'licence1' | 'licence2' | 'licenceOnCard'

export type PinPurpose =
  | 'logIn'
  | 'enrolPc'
  | 'portalMandate'
  | 'apply'
  | 'openDrawer'
  | 'newDrawer'
  | 'changePin'
  | 'readCertificate'
  | 'readAttributes'
  | 'readFace'
  | 'readLicence'
  | 'sign'

/** Files that the person names. Paths are absolute and stay in main. */
export interface Files {
  /** Empty when the person chose none. */
  choose(options: { readonly title: string; readonly several: boolean }): Promise<readonly string[]>
  /** Where to save; undefined when the person chose no place. */
  saveAs(options: { readonly title: string; readonly name: string }): Promise<string | undefined>
  showInFolder(path: string): void
}

/** The operating system's own notifications. They may stay on the lock screen, so nothing is told that not everybody may see. */
export interface Notices {
  /** Whether anything would be shown now. */
  can(): Promise<boolean>
  /** @returns whether the system took it */
  show(notice: { readonly title: string; readonly body: string }): Promise<boolean>
}

/** Which secret is asked, and all that the person should know before typing it. */
export type SecretQuestion =
  | {
      kind: 'pin'
      pin: PinName
      triesLeft: number
      /** What the PIN is for, in the person's words. */
      purpose: PinPurpose
      person?: string
      /** Where it logs in. */
      origin?: string
    }
  /**
   * Typed twice; weak ones are refused with a reason. `old`: the present PIN's bytes, wiped by who asks; `known`: days
   * (YYYYMMDD) that it must not be made of. Neither reaches the page in which it is typed.
   */
  | { kind: 'newPin'; pin: CardPinName; person?: string; old: Uint8Array; known: readonly string[] }
  /** 照合番号B: 14 digits, made of what is printed on the card's face. */
  | { kind: 'checkNumberB'; triesLeft: number; purpose: PinPurpose; person?: string }
  /** `backup`: of a backup and not of a drawer; whose it is shows only after it was opened. */
  | { kind: 'passphrase'; person: string; backup?: boolean }
  /** Typed twice, strength checked in the window and again in main. */
  | { kind: 'newPassphrase'; person: string; backup?: boolean }
  /** Shown, printed, typed back: resolves to what was typed back. */
  | { kind: 'recoveryShow'; person: string; code: string }
  | { kind: 'recoveryCode'; person: string; backup?: boolean }
  /** A share of a family's recovery, to be printed and typed back. `holder`: who gets it; absent: it stays on paper at home. */
  | { kind: 'shareShow'; person: string; holder?: string; share: string }
  /** The same of somebody else's drawer, which its keeper looks at: nothing is typed back. */
  | { kind: 'shareKept'; person: string; share: string }
  /**
   * One of two shares. `place`: which; `making` and `first`, what it must belong to and must not be, are judged by and do not
   * reach the page in which it is typed.
   */
  | { kind: 'share'; person: string; place: 1 | 2; making: Making; first?: Uint8Array }

/**
 * Asks the person in a window that main owns (or at the prompt of the command line). The bytes are UTF-8, belong to the
 * caller and are wiped by it. A PIN at one try left is answered only after the person confirmed knowing it.
 * @throws app.cancelled, also when `signal` fires
 */
export type AskSecret = (question: SecretQuestion, signal?: AbortSignal) => Promise<Uint8Array>

export interface Ports {
  readonly readers: CardReaders
  readonly keychain: Keychain
  readonly fetch: Fetch
  readonly askSecret: AskSecret
  readonly openInBrowser: (url: URL) => Promise<void>
  readonly files: Files
  /** This PC itself, for the doctor; without it the doctor tells and mends less. */
  readonly machine?: Machine
  /** What this PC's desktop tells; only a window has one. */
  readonly desktop?: Desktop
  /** For reminders; without it there are none. */
  readonly notices?: Notices
  /** A new process that can open one drawer; ended at lock. */
  readonly startDrawerProcess: () => DrawerProcess
  /** A new process that draws the pictures of one card; it is given those and nothing else. */
  readonly startPictureProcess: () => DrawerProcess
  /** A new process that verifies one document. */
  readonly startVerifierProcess: () => DrawerProcess
  readonly now: () => Date
  /** Seconds since this machine was started, which no setting of the clock changes; absent: the system's own. */
  readonly uptime?: () => number
  /** The folder of this realm's drawers and settings; a temporary one in tests. */
  readonly home: string
}
