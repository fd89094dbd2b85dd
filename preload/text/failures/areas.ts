// Which sentences stand in which file here: those of the failures in ../../failures under the same name. A missing one does not compile.
import type { Failure } from '../../failure.ts'
import type { ApplicationFailure } from '../../failures/applications.ts'
import type { BackupFailure } from '../../failures/backup.ts'
import type { CardFailure } from '../../failures/card.ts'
import type { DocumentFailure } from '../../failures/documents.ts'
import type { DrawerFailure } from '../../failures/drawer.ts'
import type { LeavingFailure } from '../../failures/leaving.ts'
import type { MandateFailure } from '../../failures/mandates.ts'
import type { PaperFailure } from '../../failures/papers.ts'
import type { PersonFailure } from '../../failures/people.ts'
import type { PinFailure } from '../../failures/pins.ts'
import type { PortalFailure } from '../../failures/portal.ts'
import type { ProgramFailure } from '../../failures/program.ts'
import type { ReceivingFailure } from '../../failures/receiving.ts'
import type { RecoveryFailure } from '../../failures/recovery.ts'
import type { SharingFailure } from '../../failures/sharing.ts'
import type { FailureTexts } from '../failureText.ts'

type Texts<F extends Failure> = Pick<FailureTexts, F['code']>

export type CardTexts = Texts<CardFailure>
export type PinTexts = Texts<PinFailure>
export type PortalTexts = Texts<PortalFailure>
export type ApplicationTexts = Texts<ApplicationFailure>
export type PaperTexts = Texts<PaperFailure>
export type ReceivingTexts = Texts<ReceivingFailure>
export type SharingTexts = Texts<SharingFailure>
export type DrawerTexts = Texts<DrawerFailure>
export type MandateTexts = Texts<MandateFailure>
export type RecoveryTexts = Texts<RecoveryFailure>
export type PeopleTexts = Texts<PersonFailure>
export type BackupTexts = Texts<BackupFailure>
export type LeavingTexts = Texts<LeavingFailure>
export type DocumentTexts = Texts<DocumentFailure>
export type ProgramTexts = Texts<ProgramFailure>
