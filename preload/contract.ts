// Every call and event between the wallet window and main: names, shapes, and the two types made from them.
// No call carries a PIN, a passphrase or a recovery code: those are typed in a window that main owns (secret.ts).
import type { z } from 'zod'
import { applicationsCalls, draftsCalls, proceduresCalls } from './calls/applications.ts'
import { cardCalls, cardDataCalls, certificatesCalls, pinsCalls } from './calls/card.ts'
import { credentialsCalls, linksCalls, receiveCalls, shareCalls } from './calls/credentials.ts'
import { documentsCalls, papersCalls } from './calls/documents.ts'
import { backupCalls, leavingCalls } from './calls/leaving.ts'
import { ledgerCalls } from './calls/ledger.ts'
import { keysCalls, locksCalls, recoveryCalls } from './calls/locks.ts'
import { mandatesCalls, portalMandatesCalls } from './calls/mandates.ts'
import { guestCalls, householdCalls } from './calls/people.ts'
import {
  calendarCalls,
  noticesCalls,
  partnersCalls,
  paymentsCalls,
  selfInfoCalls,
  sessionCalls,
} from './calls/portal.ts'
import { doctorCalls, practiceCalls, settingsCalls, workCalls } from './calls/program.ts'
import type { Outcome } from './failure.ts'

export const contract = {
  settings: settingsCalls,
  household: householdCalls,
  guest: guestCalls,
  keys: keysCalls,
  recovery: recoveryCalls,
  card: cardCalls,
  session: sessionCalls,
  credentials: credentialsCalls,
  pins: pinsCalls,
  certificates: certificatesCalls,
  cardData: cardDataCalls,
  documents: documentsCalls,
  doctor: doctorCalls,
  backup: backupCalls,
  leaving: leavingCalls,
  procedures: proceduresCalls,
  drafts: draftsCalls,
  papers: papersCalls,
  applications: applicationsCalls,
  notices: noticesCalls,
  payments: paymentsCalls,
  receive: receiveCalls,
  share: shareCalls,
  ledger: ledgerCalls,
  mandates: mandatesCalls,
  portalMandates: portalMandatesCalls,
  selfInfo: selfInfoCalls,
  partners: partnersCalls,
  calendar: calendarCalls,
  links: linksCalls,
  locks: locksCalls,
  work: workCalls,
  practice: practiceCalls,
} as const

export type Contract = typeof contract
type CallsOf<G> = { [K in keyof G as G[K] extends { kind: 'call' } ? K : never]: G[K] }
type EventsOf<G> = { [K in keyof G as G[K] extends { kind: 'event' } ? K : never]: G[K] }
type InputOf<C> = C extends { input: infer I extends z.ZodType } ? z.output<I> : never
type OutputOf<C> = C extends { output: infer O extends z.ZodType } ? z.output<O> : never
type PayloadOf<E> = E extends { payload: infer P extends z.ZodType } ? z.output<P> : never
type Arguments<I> = I extends undefined ? [] : [input: I]

/** What main answers: plain functions, no envelope. */
export type Handlers = {
  [G in keyof Contract]: {
    [K in keyof CallsOf<Contract[G]>]: (input: InputOf<Contract[G][K]>) => Promise<OutputOf<Contract[G][K]>>
  }
}

/** Every event by its full name, with its payload. */
export type Events = {
  [G in keyof Contract as keyof EventsOf<Contract[G]> extends string
    ? `${G}.${keyof EventsOf<Contract[G]>}`
    : never]: PayloadOf<EventsOf<Contract[G]>[keyof EventsOf<Contract[G]>]>
}

/** What the renderer sees as `window.wallet`. Calls never reject; events return their own "stop". */
export type WalletApi = {
  [G in keyof Contract]: {
    [K in keyof CallsOf<Contract[G]>]: (
      ...input: Arguments<InputOf<Contract[G][K]>>
    ) => Promise<Outcome<OutputOf<Contract[G][K]>>>
  } & {
    [K in keyof EventsOf<Contract[G]>]: (listener: (payload: PayloadOf<Contract[G][K]>) => void) => () => void
  }
}
