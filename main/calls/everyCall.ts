// Every group of the contract with its calls.
import type { Handlers } from '../../preload/contract.ts'
import type { GuestShow } from '../guestShow.ts'
import { practiceHandlers } from '../practice/handlers.ts'
import type { PracticeTools } from '../practice/tools.ts'
import { applicationsCalls, noticesCalls, paymentsCalls } from './applications.ts'
import { backupCalls } from './backup.ts'
import { calendarCalls } from './calendar.ts'
import { cardDataCalls } from './cardData.ts'
import { certificatesCalls } from './certificates.ts'
import { credentialsCalls } from './credentials.ts'
import { doctorCalls } from './doctor.ts'
import { documentsCalls } from './documents.ts'
import { draftsCalls } from './drafts.ts'
import { guestCalls } from './guest.ts'
import { householdCalls } from './household.ts'
import { keysCalls } from './keys.ts'
import { type Departure, leavingCalls } from './leaving.ts'
import { ledgerCalls } from './ledger.ts'
import { linksCalls } from './links.ts'
import { locksCalls } from './locks.ts'
import { mandatesCalls } from './mandates.ts'
import { papersCalls } from './papers.ts'
import { partnersCalls } from './partners.ts'
import { pinsCalls } from './pins.ts'
import { portalMandatesCalls } from './portalMandates.ts'
import { proceduresCalls } from './procedures.ts'
import { receiveCalls } from './receive.ts'
import { recoveryCalls } from './recovery.ts'
import type { Room } from './room.ts'
import { selfInfoCalls } from './selfInfo.ts'
import { sessionCalls } from './session.ts'
import { settingsCalls } from './settings.ts'
import { shareCalls } from './share.ts'

interface Beside {
  readonly show: GuestShow
  readonly practice: PracticeTools | undefined
  readonly departure: Departure | undefined
}

/** @returns the calls, and what of theirs is told from elsewhere: a link that came, a drawer that was opened */
export function everyCall(room: Room, { show, practice, departure }: Beside) {
  const backups = backupCalls(room)
  const leaving = leavingCalls(room, backups.proven, departure)
  const links = linksCalls(room)
  const handlers: Handlers = {
    settings: settingsCalls(room),
    household: householdCalls(room),
    guest: guestCalls(room, show),
    keys: keysCalls(room),
    recovery: recoveryCalls(room),
    card: { read: async () => room.cards.read() },
    session: sessionCalls(room),
    credentials: credentialsCalls(room),
    pins: pinsCalls(room),
    certificates: certificatesCalls(room),
    cardData: cardDataCalls(room),
    documents: documentsCalls(room),
    doctor: doctorCalls(room),
    backup: backups.calls,
    leaving: leaving.calls,
    procedures: proceduresCalls(room),
    drafts: draftsCalls(room),
    papers: papersCalls(room),
    applications: applicationsCalls(room),
    notices: noticesCalls(room),
    payments: paymentsCalls(room),
    receive: receiveCalls(room),
    share: shareCalls(room),
    ledger: ledgerCalls(room),
    mandates: mandatesCalls(room),
    portalMandates: portalMandatesCalls(room),
    selfInfo: selfInfoCalls(room),
    partners: partnersCalls(room),
    calendar: calendarCalls(room),
    links: links.calls,
    locks: locksCalls(room),
    work: { cancel: async () => room.bench.cancel() },
    practice: practiceHandlers(practice),
  }
  return { handlers, links, leaving }
}
