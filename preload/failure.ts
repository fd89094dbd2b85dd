// Every way the wallet can fail that a person can understand or act on; the members of each area stand in failures/.
// A union of plain objects: it crosses processes as it is, and the compiler finds the sentence that is missing.
import type { ApplicationFailure } from './failures/applications.ts'
import type { BackupFailure } from './failures/backup.ts'
import type { CardFailure } from './failures/card.ts'
import type { DocumentFailure } from './failures/documents.ts'
import type { DrawerFailure } from './failures/drawer.ts'
import type { LeavingFailure } from './failures/leaving.ts'
import type { MandateFailure } from './failures/mandates.ts'
import type { PaperFailure } from './failures/papers.ts'
import type { PersonFailure } from './failures/people.ts'
import type { PinFailure } from './failures/pins.ts'
import type { PortalFailure } from './failures/portal.ts'
import type { ProgramFailure } from './failures/program.ts'
import type { ReceivingFailure } from './failures/receiving.ts'
import type { RecoveryFailure } from './failures/recovery.ts'
import type { SharingFailure } from './failures/sharing.ts'

/** What a failing step knows, without any secret or attribute value in it. */
export type Failure =
  | CardFailure
  | PinFailure
  | PortalFailure
  | ApplicationFailure
  | PaperFailure
  | ReceivingFailure
  | SharingFailure
  | DrawerFailure
  | MandateFailure
  | RecoveryFailure
  | PersonFailure
  | BackupFailure
  | LeavingFailure
  | DocumentFailure
  | ProgramFailure

export type FailureCode = Failure['code']

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure }
