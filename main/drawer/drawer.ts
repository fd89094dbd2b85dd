// What an open drawer can do. The same interface is answered in a process of its own (remote.ts) and, in tests, in this one.
// Everything that crosses is plain data (structured clone).

import type { Bilingual } from '../../preload/shapes/common.ts'
import type { CredentialCard, CredentialDetail, CredentialPage } from '../../preload/shapes/credentials.ts'
import type { Draft } from '../../preload/shapes/drafts.ts'
import type { DoorNotice, Key } from '../../preload/shapes/keys.ts'
import type { HeadComparison, LedgerEntry, LedgerReport } from '../../preload/shapes/ledger.ts'
import type {
  Actor,
  HeldMandate,
  Mandate,
  MandateBasis,
  MandateEnd,
  MandateList,
  MandateScope,
} from '../../preload/shapes/mandates.ts'
import type { Paper } from '../../preload/shapes/papers.ts'
import type { Slot } from '../../preload/shapes/people.ts'
import type { ShareHolder } from '../../preload/shapes/recovery.ts'
import type { Receipt, ShareOption } from '../../preload/shapes/sharing.ts'
import type { BackupContents, BackupProgress, MakeBackup, TestFindings, UnlockBackup } from '../backup/backup.ts'
import type { Trust } from '../certificates/trust.ts'
import type {
  CredentialFormat,
  CredentialId,
  CredentialKind,
  KeyId,
  StatusAnswer,
  StatusReference,
} from '../credentials/credential.ts'
import type { LedgerRow } from '../ledger/chain.ts'
import type { Realm } from '../ports.ts'
import type { DcqlQuery } from '../presentation/dcql.ts'
import type { SealedShare } from '../recovery/sealedShare.ts'
import type { CopyKind, PortalCopy } from './portalCopy.ts'
import type { NewPaper } from './store/papers.ts'

/** The secret that opens a drawer, as it reaches the drawer's process. Bytes are wiped there after use. */
export type DrawerKey =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array; readonly householdSecret: Uint8Array }
  /** The card's signature over `cardSlotMessage(cardSlotSalt(slot, householdSecret))`; see keySlots.ts. */
  | {
      readonly kind: 'card'
      readonly signature: Uint8Array
      readonly householdSecret: Uint8Array
      readonly slotId: string
    }
  | { readonly kind: 'recovery'; readonly code: Uint8Array }
  /** 32 random bytes that lie in the agent's own drawer. */
  | {
      readonly kind: 'mandate'
      readonly key: Uint8Array
      readonly householdSecret: Uint8Array
      readonly slotId: string
    }
  /** 32 random bytes, put together from shares; works without keychain and PC. */
  | { readonly kind: 'family'; readonly key: Uint8Array }

/** A way to open that is being added. The card's slot is made from a signature over a salt that the caller chose. */
export type NewSlot =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array; readonly householdSecret: Uint8Array }
  | {
      readonly kind: 'card'
      readonly salt: Uint8Array
      readonly signature: Uint8Array
      /** HMAC of the card's public key under the household secret: finds the slot for a card without naming the card. */
      readonly cardTag: string
      readonly householdSecret: Uint8Array
      readonly medium?: 'card' | 'phone'
    }
  | { readonly kind: 'mandate'; readonly key: Uint8Array; readonly householdSecret: Uint8Array }
  /** The caller chooses the slot's id (a random UUID), because the shares that were made before name it. */
  | { readonly kind: 'family'; readonly key: Uint8Array; readonly slotId: string }

/** What a change of slots may add. */
export type ChangedSlot = NewSlot | { readonly kind: 'recovery'; readonly code: Uint8Array }

/** Slots that go and slots that come, in one re-key. One recovery slot is there after it as before. */
export interface SlotChange {
  readonly remove: readonly string[]
  readonly add: readonly ChangedSlot[]
}

/** A share of somebody else's drawer, without the share. */
export interface KeptShare {
  readonly slotId: string
  readonly drawerId: string
  /** Whose drawer it is, by the name of that day. */
  readonly person: string
  readonly keptAt: string
}
export type { ShareHolder }

/** What the header tells without any key: how the drawer may be opened, never whose it is. */
export interface DrawerHeader {
  readonly drawerId: string
  readonly realm: Realm
  readonly generation: number
  /** `sealedSalt` of a card slot is for `cardSlotSalt` (keySlots.ts); `cardTag` for finding the slot of a card. */
  readonly slots: readonly (Slot & { readonly cardTag?: string; readonly sealedSalt?: string })[]
}

export interface CreateDrawer {
  readonly folder: string
  readonly drawerId: string
  readonly realm: Realm
  readonly personName: string
  readonly trust: Trust
  readonly first: NewSlot
  /** The recovery code's bytes; made by the caller (recoveryCode.ts) and shown once. */
  readonly recovery: Uint8Array
  readonly at: string
  /** Of a child, whose drawer its guardian makes and opens: `first` is then the key of their mandate. */
  readonly child?: NewChild
}

export interface NewChild {
  readonly birthDate: string
  readonly mandateId: string
  readonly guardian: Mandate['agent']
}

export interface GiveMandate {
  readonly agent: Mandate['agent']
  readonly basis: MandateBasis
  /** Of a guardian's it is the whole, whatever is said. */
  readonly scope: readonly MandateScope[]
  /** The last day; of a guardian's it is the one before the child comes of age, whatever is said. */
  readonly until: string
  readonly householdSecret: Uint8Array
  readonly at: string
}

/** What the agent's drawer is to keep: the mandate with the key of its slot. The key is wiped by who gets it. */
export interface GivenMandate {
  readonly held: Omit<HeldMandate, 'ended'>
  readonly key: Uint8Array
}

/** Who works in the open drawer. */
export interface Standing {
  /** The owner's name, as their drawer knows it. */
  readonly owner: string
  /** Null: the owner. */
  readonly acting: Actor | null
  /** A guardian's time is over: the drawer can be handed over, and nothing else. */
  readonly ofAge: boolean
}

export interface OpenDrawer {
  readonly folder: string
  readonly realm: Realm
  readonly trust: Trust
  readonly key: DrawerKey
  /** Written down as the day on which that key was used last. */
  readonly at?: string
}

/** A drawer to be made of an unlocked backup. */
export interface RestoreBackup {
  readonly folder: string
  readonly personName: string
  readonly trust: Trust
  readonly first: NewSlot
  /** A new recovery code's bytes; without it the code that unlocked the backup stays. */
  readonly recovery?: Uint8Array
  readonly at: string
}

/** A credential on its way in: as it came, with the key it must be bound to. */
export interface IncomingCredential {
  readonly format: CredentialFormat
  readonly raw: Uint8Array
  readonly keyId: KeyId
  readonly kind: CredentialKind
  readonly name: Bilingual
  /** Labels of attributes from the issuer's metadata, by path. */
  readonly labels: readonly { readonly path: readonly (string | number)[]; readonly label: Bilingual }[]
  /** `vct` or docType that was asked for. */
  readonly expectedType: string
}

export interface CredentialSearch {
  readonly text: string
  readonly from: number
  readonly most: number
  readonly at: string
}

/** When a credential ends, as it says itself. */
export interface CredentialEnding {
  readonly kind: CredentialKind
  readonly name: Bilingual
  readonly validUntil: string
  /** Last day of what it attests: of the licence (ISO/IEC 18013-5 7.2.1 expiry_date), of the insured's qualification. */
  readonly attestedUntil?: string
}

export interface PortalToken {
  readonly portal: string
  readonly origin: string
  readonly name: string
  /** How it was begun; 'pc': by the key that is enrolled for this PC. */
  readonly by: 'card' | 'pc' | 'phone'
  readonly accessToken: string
  /** Good for one use, which gives the next. */
  readonly refreshToken: string
  readonly since: string
  /** Of the access token. */
  readonly expiresAt: string
  /** The portal ends the session after so long without any call. */
  readonly idleSeconds: number
  /** The last call. */
  readonly usedAt: string
}

/** The public half of a key on P-256 (RFC 7518 6.2.1). */
export interface PublicP256 {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** Claims of a DPoP proof (RFC 9449 4.2); `iat` in seconds, `ath` where an access token comes along. */
export interface ProofClaims {
  readonly jti: string
  readonly htm: string
  readonly htu: string
  readonly iat: number
  readonly nonce?: string
  readonly ath?: string
}

/** This PC, enrolled at a portal for logging in without the card. */
export interface Enrolment {
  readonly origin: string
  /** Its id at the portal, which is its client id too. */
  readonly deviceId: string
  /** As the person calls this PC. */
  readonly name: string
  readonly enrolledAt: string
  /** When the certificate of the card ends that vouched for it. */
  readonly endsAt: string
}

/** What binds an answer to one request (OpenID4VP 8, B.2.6, B.3.6). */
export interface PresentationBinding {
  readonly clientId: string
  readonly nonce: string
  readonly responseUri: string
  readonly state?: string
  /** The verifier's key for `direct_post.jwt`; absent for `direct_post`. */
  readonly encryption?: { readonly jwk: Record<string, unknown>; readonly enc: 'A256GCM' | 'A128GCM' }
}

/** The drawer adds who did it and for whom. */
export type NewLedgerEntry = Omit<LedgerEntry, 'id' | 'place' | 'erased' | 'actor' | 'principal'>

/** What a person has in hand to compare the ledger with: a receipt's code, or the text of an exported head. */
export interface GivenHead {
  readonly receipt?: string | undefined
  readonly head?: string | undefined
}

export interface Drawer {
  header(): Promise<DrawerHeader>
  /** Whose it is, as the file itself says it; the list of people has the same name. */
  rename(personName: string): Promise<void>

  // --- ways to open it; each change re-keys the drawer, and header and file switch together ---
  addSlot(slot: NewSlot, at: string): Promise<DrawerHeader>
  /** @throws drawer.lastSlot for the recovery slot, which cannot be removed; drawer.noSuchSlot */
  removeSlot(id: string): Promise<DrawerHeader>
  /** @throws drawer.lastSlot when no recovery slot would stay; drawer.noSuchSlot, drawer.slotsFull */
  changeSlots(change: SlotChange, at: string): Promise<DrawerHeader>
  /** The slots with what only the open drawer knows of them. */
  keys(): Promise<Key[]>

  // --- what the owner is told about the door --------------------------------------------------
  notices(): Promise<DoorNotice[]>
  addNotice(notice: Omit<DoorNotice, 'id'>): Promise<void>
  acknowledge(id: number): Promise<void>

  // --- recovery by the family -----------------------------------------------------------------
  /** Who has the shares of the family slot that the drawer has now. */
  shareHolders(): Promise<ShareHolder[]>
  setShareHolders(slotId: string, holders: readonly ShareHolder[]): Promise<void>
  /** What others seal for who keeps their share: uncompressed point, 65 bytes. */
  shareKey(): Promise<Uint8Array>
  /** Keeps the shares that were sealed for this drawer. */
  takeShares(sealed: readonly SealedShare[], at: string): Promise<void>
  keptShares(): Promise<KeptShare[]>
  /** @throws recovery.noShare */
  keptShare(slotId: string): Promise<Uint8Array>
  dropShares(slotIds: readonly string[]): Promise<void>

  // --- keys -----------------------------------------------------------------------------------
  /** A new P-256 key. It is dropped when the drawer is opened again unless a credential was bound to it. */
  createKey(): Promise<{ keyId: KeyId; publicJwk: Record<string, unknown> }>
  dropKey(keyId: KeyId): Promise<void>
  /** An ES256 JWS over header and payload, with that key (OpenID4VCI F.1 proofs). */
  signJwt(keyId: KeyId, header: Record<string, unknown>, payload: Record<string, unknown>): Promise<string>

  // --- credentials ----------------------------------------------------------------------------
  list(at: string): Promise<CredentialCard[]>
  /** Some of the list, from the `from`th on; with `text` only those in which each of its words stands. */
  page(wanted: CredentialSearch): Promise<CredentialPage>
  /** Those that end and were not revoked. */
  endings(): Promise<CredentialEnding[]>
  /** @throws credential.notFound */
  show(id: CredentialId, at: string): Promise<CredentialDetail>
  /** Verifies all against the realm's trust and their keys, then stores all in one transaction, or nothing. @throws credential.* */
  accept(incoming: readonly IncomingCredential[], at: string): Promise<CredentialCard[]>
  /** Keeps an X.509 certificate (leaf first, then its chain) for looking at it offline. Kept once per certificate. */
  keepCertificate(chain: readonly Uint8Array[], name: Bilingual, at: string): Promise<CredentialCard>
  /** Takes its key with it and writes the removal into the ledger, all in one. @throws credential.notFound */
  remove(id: CredentialId, at: string): Promise<void>
  /** Birthdays in the credentials, as YYYYMMDD: what a new PIN must not be made of. */
  birthdays(): Promise<string[]>
  statusReference(id: CredentialId): Promise<StatusReference | undefined>
  recordStatus(id: CredentialId, answer: StatusAnswer): Promise<void>

  // --- sharing --------------------------------------------------------------------------------
  /** The answers that the query allows; none: `missing` names what is asked and not there. */
  match(query: DcqlQuery, at: string): Promise<{ options: ShareOption[]; missing: string[] }>
  /**
   * Builds the form body for the verifier from one allowed option: only its attributes, bound to this request.
   * Checks the choice again. @throws request.choiceInvalid
   */
  present(
    query: DcqlQuery,
    choice: { optionId: string; credentials: Readonly<Record<string, string>> },
    binding: PresentationBinding,
    at: string,
  ): Promise<{ form: string; shared: Receipt['shared'] }>
  /** True when this nonce of that client was answered or declined before; marks it so in the same step. */
  useNonce(clientId: string, nonce: string, at: string): Promise<boolean>

  // --- portal ---------------------------------------------------------------------------------
  /** A new key for the session that is to begin; the one before is forgotten. All of it stays in this process's memory. */
  beginSession(): Promise<void>
  saveToken(token: PortalToken): Promise<void>
  token(): Promise<PortalToken | undefined>
  clearToken(): Promise<void>
  /** A DPoP proof by the session's key. @throws session.none */
  prove(claims: ProofClaims): Promise<string>
  /** A new key for logging in from this PC, sealed with `secret` (household/pcSecret.ts), which is wiped. */
  beginEnrolment(origin: string, secret: Uint8Array): Promise<PublicP256>
  /** @throws enrolment.none */
  finishEnrolment(enrolment: Enrolment): Promise<void>
  enrolment(origin: string): Promise<Enrolment | undefined>
  /** A JWT by that key, ES256; `secret` is wiped. @throws enrolment.none, enrolment.otherPc */
  signEnrolled(origin: string, secret: Uint8Array, header: object, payload: object): Promise<string>
  dropEnrolment(origin: string): Promise<void>

  // --- what a portal told, forms that are filled in, papers -----------------------------------
  /** All of them or none; a newer one replaces the one of the same portal, kind and id. */
  keepCopies(copies: readonly PortalCopy[]): Promise<void>
  /** In the order in which they were first kept; `ofKind` (portalCopy.ts) narrows their type. */
  copies(kind: CopyKind): Promise<PortalCopy[]>
  dropCopy(portal: string, kind: CopyKind, id: string): Promise<void>
  /** @throws draft.tooMany */
  saveDraft(draft: Draft): Promise<void>
  /** The newest first. */
  drafts(): Promise<Draft[]>
  /** @throws draft.notFound */
  draft(id: string): Promise<Draft>
  dropDraft(id: string): Promise<void>
  /** The same bytes of the same kind are kept once: then what is there is answered. */
  keepPaper(paper: NewPaper, bytes: Uint8Array): Promise<Paper>
  /** The newest first, attachments too. */
  papers(): Promise<Paper[]>
  /** @throws paper.notFound */
  paper(id: string): Promise<{ paper: Paper; bytes: Uint8Array }>
  /** With the ledger's word about it. @throws paper.notFound */
  removePaper(id: string, at: string): Promise<void>
  /** Attachments belong to drafts and applications: their going is no act of its own. @throws paper.notFound */
  dropAttachment(id: string): Promise<void>

  // --- ledger ---------------------------------------------------------------------------------
  /** Writes an entry and answers its id. An act that reaches outside is written as 'started' first, then finished. */
  record(entry: NewLedgerEntry): Promise<string>
  finish(id: string, outcome: 'done' | 'failed' | 'declined', failure?: string): Promise<void>
  ledger(): Promise<LedgerEntry[]>
  ledgerRows(): Promise<LedgerRow[]>
  /** The present head, signed, as text (main/ledger/head.ts); undefined while the ledger is empty. */
  ledgerHead(at: string): Promise<string | undefined>
  /** Against a head that was kept. One row is looked at, whatever the length. */
  compareLedger(kept: string): Promise<HeadComparison>
  /** Every row, and against what was kept (null: nothing) and what the person has in hand. @throws ledger.notAHead */
  verifyLedger(kept: string | null, given: GivenHead): Promise<LedgerReport>
  /** @throws ledger.noSuchEntry, app.busy while the act is under way */
  eraseLedgerEntry(id: string, at: string): Promise<void>
  /** Writes down that the comparison with a kept head begins anew, and which head was kept until now. */
  beginLedgerAnew(kept: string | null, at: string): Promise<void>

  // --- mandates: who may act for whom; in a drawer that was opened through one each call is asked for (mandates/scope.ts) ---
  standing(at: string): Promise<Standing>
  /** Before anything is asked of a person or a card. @throws mandate.outOfScope, mandate.childAlone, mandate.ended, mandate.ofAge */
  mayAct(act: LedgerEntry['act'], at: string): Promise<void>
  mandates(at: string): Promise<MandateList>
  /** Adds a slot and writes it down. @throws mandate.days, mandate.given, mandate.basis, mandate.childAlone */
  giveMandate(input: GiveMandate): Promise<GivenMandate>
  /** Takes the slot away, which re-keys, and writes it down. @throws mandate.unknown, mandate.guardianStays, mandate.childAlone */
  endMandate(id: string, at: string): Promise<void>
  /** In the agent's drawer: keeps what was given. */
  holdMandate(given: GivenMandate, at: string): Promise<void>
  /** In the agent's drawer: forgets the key. */
  dropHeldMandate(id: string, why: MandateEnd, at: string): Promise<void>
  /** In the agent's drawer: hands out the key, and writes down that it was. `ledgerId` is to be finished. @throws mandate.unknown, mandate.ended */
  beginActing(id: string, at: string): Promise<GivenMandate & { readonly ledgerId: string }>
  /** In the drawer of somebody who has come of age: these two keys and no other, from now on. @throws mandate.outOfScope before that day */
  handOver(own: NewSlot, recovery: Uint8Array, at: string): Promise<void>

  // --- backup ---------------------------------------------------------------------------------
  /** Begins a backup of the drawer as it is now; one at a time. @throws store.full, file.notWritten, file.exists */
  beginBackup(input: MakeBackup): Promise<BackupContents>
  /** Writes the next part of it. @throws store.full, file.notWritten, file.exists */
  writeBackup(): Promise<BackupProgress>
  /** Stops it and leaves nothing of it behind. */
  dropBackup(): Promise<void>

  /** Closes the file. Whoever opened the room ends it afterwards. */
  close(): Promise<void>
}

/** A backup that was unlocked in the drawer's process, which keeps its keys until it ends. */
export interface UnlockedBackup {
  readonly contents: BackupContents
  /** Begins to unpack it, encrypted, into a new folder. */
  unpack(folder: string): Promise<BackupProgress>
  /** The next part. @throws backup.damaged, store.full */
  more(): Promise<BackupProgress>
  /** Tries what was unpacked, and removes it. */
  test(): Promise<TestFindings>
  /** Makes a drawer of what was unpacked and leaves it open. */
  restore(input: RestoreBackup): Promise<Drawer>
}

/** What the drawer's process answers before a drawer is open. */
export interface DrawerRoom {
  create(input: CreateDrawer): Promise<Drawer>
  /** @throws drawer.wrongKey, drawer.noSuchSlot, drawer.inUse, drawer.damaged, drawer.newer, drawer.otherRealm */
  open(input: OpenDrawer): Promise<Drawer>
  /** @throws backup.*, file.unreadable */
  unlockBackup(input: UnlockBackup): Promise<UnlockedBackup>
  /** Ends the process at once. */
  end(): Promise<void>
}
