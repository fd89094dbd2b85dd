// Which sentences stand in which file here: by how their codes begin. A missing one does not compile.
import type { FailureCode } from '../../failure.ts'
import type { FailureTexts } from '../failureText.ts'

type Texts<Begun extends string> = Pick<FailureTexts, Extract<FailureCode, `${Begun}${string}`>>

export type PinTexts = Texts<
  `card.${'pin' | 'newPin' | 'change' | 'number' | 'licencePin'}` | `card.${'lastTry' | 'triesChanged' | 'interrupted'}`
>
export type CardTexts = Omit<Texts<'card.'>, keyof PinTexts>
export type PortalTexts = Texts<'portal.' | 'session.' | 'enrolment.' | 'phoneLogIn.'>
export type ReceivingTexts = Texts<'offer.' | 'issuer.' | 'credential.'>
export type SharingTexts = Texts<'request.' | 'verifier.' | 'pending.'>
export type PeopleTexts = Texts<'person.' | 'picture.' | 'guest.'>
export type DrawerTexts = Texts<'drawer.' | 'keychain.' | 'household.' | 'store.'>
export type RecoveryTexts = Texts<'passphrase.' | 'recovery.'>
/** The ledger's too. */
export type BackupTexts = Texts<'backup.' | 'ledger.'>
export type MandateTexts = Texts<'mandate.'>
export type DocumentTexts = Texts<'file.' | 'document.'>
export type LeavingTexts = Texts<'leaving.'>
/** What is done at a portal: drafts, procedures, payments. */
export type ApplicationTexts = Texts<'draft.' | 'procedure.' | 'application.' | 'payment.'>
/** What is kept from a portal: papers, self-information, partners. */
export type PaperTexts = Texts<'paper.' | 'selfInfo.' | 'partner.' | 'calendar.'>
export type ProgramTexts = Texts<'practice.' | 'app.'>
