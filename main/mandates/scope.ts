// What may be done in a drawer by somebody who acts for its owner. Asked in the drawer's own process: for every call, and
// for every act that is written down.
//
// What is the child's alone, whoever its guardian is: erasing what stands in its ledger, so that one day it can read what was
// done in its name; appointing others; and from fifteen on the PINs and signatures of its own card.
import type { LedgerEntry } from '../../preload/shapes/ledger.ts'
import type { MandateScope } from '../../preload/shapes/mandates.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import { comesOfAge, dayOf, turnsFifteen } from './days.ts'
import { isOver, type Terms } from './terms.ts'

/**
 * 'always': even when the mandate has just ended, so that what was begun is written to its end. 'guardian': nobody who was
 * appointed. 'ownHand': nobody who was appointed, and no guardian from the day on which the child is fifteen. 'owner': nobody
 * else. 'ofAge': once the child has come of age, and nothing but that.
 */
export type Need = 'always' | MandateScope | 'guardian' | 'ownHand' | 'owner' | 'ofAge'

/** Every call, so that a new one is not allowed by having been forgotten. */
export const callNeeds: Readonly<Record<keyof Drawer, Need>> = {
  header: 'always',
  rename: 'guardian',
  addSlot: 'guardian',
  removeSlot: 'guardian',
  changeSlots: 'guardian',
  keys: 'look',
  notices: 'look',
  addNotice: 'always',
  acknowledge: 'owner',
  shareHolders: 'look',
  setShareHolders: 'owner',
  shareKey: 'always',
  takeShares: 'always',
  keptShares: 'owner',
  keptShare: 'owner',
  dropShares: 'always',
  createKey: 'receive',
  dropKey: 'always',
  signJwt: 'receive',
  list: 'look',
  page: 'look',
  // For what its owner lets the family see, whoever opened it.
  endings: 'always',
  show: 'look',
  accept: 'receive',
  keepCertificate: 'receive',
  remove: 'guardian',
  birthdays: 'look',
  statusReference: 'look',
  recordStatus: 'look',
  match: 'share',
  present: 'share',
  useNonce: 'share',
  beginSession: 'logIn',
  saveToken: 'logIn',
  token: 'look',
  clearToken: 'logIn',
  prove: 'logIn',
  beginEnrolment: 'guardian',
  finishEnrolment: 'guardian',
  enrolment: 'look',
  signEnrolled: 'logIn',
  dropEnrolment: 'guardian',
  keepCopies: 'logIn',
  copies: 'look',
  dropCopy: 'logIn',
  saveDraft: 'apply',
  drafts: 'look',
  draft: 'look',
  dropDraft: 'apply',
  keepPaper: 'receive',
  papers: 'look',
  paper: 'look',
  removePaper: 'guardian',
  dropAttachment: 'apply',
  // Which act it is decides; see `actNeeds`.
  record: 'always',
  finish: 'always',
  ledger: 'look',
  ledgerRows: 'look',
  ledgerHead: 'always',
  compareLedger: 'always',
  verifyLedger: 'look',
  eraseLedgerEntry: 'owner',
  beginLedgerAnew: 'owner',
  beginBackup: 'guardian',
  writeBackup: 'guardian',
  dropBackup: 'always',
  standing: 'always',
  mandates: 'look',
  mayAct: 'always',
  // Whom, and which one, is asked there.
  giveMandate: 'guardian',
  endMandate: 'look',
  holdMandate: 'owner',
  dropHeldMandate: 'owner',
  beginActing: 'owner',
  handOver: 'ofAge',
  close: 'always',
}

/** An act that is begun or has been done. What was refused, or failed before it began, is written whoever tried it. */
export const actNeeds: Readonly<Record<LedgerEntry['act'], Need>> = {
  share: 'share',
  logIn: 'logIn',
  enrolPc: 'guardian',
  endEnrolment: 'guardian',
  logOut: 'logIn',
  receive: 'receive',
  remove: 'guardian',
  statusCheck: 'look',
  slotChange: 'guardian',
  backup: 'guardian',
  restore: 'guardian',
  decline: 'look',
  sign: 'sign',
  pinChange: 'ownHand',
  cardBinding: 'guardian',
  guestShow: 'share',
  overview: 'guardian',
  unlock: 'always',
  familyRecovery: 'always',
  erase: 'owner',
  beginAnew: 'owner',
  mandate: 'guardian',
  mandateEnd: 'look',
  actFor: 'owner',
  apply: 'apply',
  withdraw: 'apply',
  pay: 'apply',
  selfInfo: 'receive',
  link: 'guardian',
  unlink: 'guardian',
  portalMandate: 'guardian',
}

/** The owner's own hand needs nothing; `acting` is whoever opened the drawer through a mandate. */
export interface Acting extends Terms {
  readonly ended: boolean
  /** Of the owner, where they are a child. */
  readonly birthDate: string | undefined
}

/** @throws mandate.outOfScope, mandate.childAlone, mandate.ended, mandate.ofAge */
export function allow(acting: Acting | undefined, need: Need, now: string): void {
  if (need === 'always') return
  if (acting === undefined) {
    if (need === 'ofAge') fail({ code: 'mandate.outOfScope' })
    return
  }
  const { basis, birthDate, scope, ended } = acting
  if (isOfAge(acting, now)) {
    if (need !== 'ofAge') fail({ code: 'mandate.ofAge' })
    return
  }
  if (ended || isOver(acting, now)) fail({ code: 'mandate.ended' })
  if (basis === 'appointed') {
    if (need === 'guardian' || need === 'ownHand' || need === 'owner' || need === 'ofAge' || !scope.includes(need))
      fail({ code: 'mandate.outOfScope' })
    return
  }
  if (need === 'ofAge') fail({ code: 'mandate.outOfScope' })
  const fifteen = birthDate !== undefined && dayOf(now) >= turnsFifteen(birthDate)
  if (need === 'owner' || (need === 'ownHand' && fifteen)) fail({ code: 'mandate.childAlone' })
}

/** Whether this is a guardian of somebody who is no child any more: then the drawer can only be handed over. */
export const isOfAge = ({ basis, birthDate }: Acting, now: string): boolean =>
  basis === 'guardian' && birthDate !== undefined && dayOf(now) >= comesOfAge(birthDate)
