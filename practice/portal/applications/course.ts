// How an application goes on by itself: it arrives, is looked at, decided. Practice goes in seconds; real offices in days.
import { addDays, dayInJapan } from '../../calendar.ts'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { addNotice } from '../notices/notices.ts'
import { findOnline } from '../procedures/list.ts'
import type { Decision, Facts } from '../procedures/procedure.ts'
import { addPayable, payableOfReceipt } from '../tax/payables.ts'
import {
  type Application,
  applicationsOf,
  attachmentIds,
  findApplication,
  keepDocuments,
  labels,
  type Move,
  moveApplication,
} from './store.ts'

export const untilArrivalMs = 5_000
const untilReviewMs = 15_000
const untilDecisionMs = 20_000
const untilDocumentMs = 10_000

/** Brings all that concerns a person to where it is by now. Called before anything is shown. */
export function settle(context: PortalContext, person: string): void {
  for (const { receiptNo } of applicationsOf(context, person)) settleOne(context, receiptNo)
}

export function settleOne(context: PortalContext, receiptNo: string): void {
  for (;;) {
    const application = findApplication(context, 'receipt_no', receiptNo)
    const at = application?.nextAt
    if (application === undefined || at === null || at === undefined || at > context.now().getTime()) return
    move(context, application, next(context, application, at))
  }
}

/** The fee is there: what was waited for comes soon. */
export function paymentArrived(context: PortalContext, receiptNo: string): void {
  const application = findApplication(context, 'receipt_no', receiptNo)
  if (application?.status !== 'payment_wait') return
  const at = context.now().getTime()
  move(context, application, {
    status: 'payment_wait',
    at,
    nextAt: at + untilDocumentMs,
    note: '手数料の納付を確認しました。',
  })
}

/** Every change is in its history, and told to whom it concerns and to who sent it. */
export function move(context: PortalContext, application: Application, step: Move): void {
  moveApplication(context, application.receiptNo, step)
  const procedure = findOnline(application.procedure)
  if (procedure === undefined || step.status === 'sent' || step.status === 'arrived') return
  for (const person of new Set([application.applicant, application.actor])) {
    addNotice(context, person, {
      from: procedure.organisation,
      title: `${procedure.title}: ${labels[step.status]}`,
      body: step.note ?? `受付番号 ${application.receiptNo} は「${labels[step.status]}」になりました。`,
      receiptNo: application.receiptNo,
    })
  }
  if (step.status === 'completed' || step.status === 'rejected') {
    recordHistory(context, application.applicant, 'application_decided', procedure.organisation)
  }
}

function next(context: PortalContext, application: Application, at: number): Move {
  switch (application.status) {
    case 'sent':
      return { status: 'arrived', at, nextAt: at + untilReviewMs }
    case 'arrived':
      return { status: 'reviewing', at, nextAt: at + untilDecisionMs }
    case 'payment_wait':
      return complete(context, application, at, undefined)
    case 'reviewing':
      return decided(context, application, at)
    default:
      return { status: application.status, at, nextAt: null }
  }
}

function decided(context: PortalContext, application: Application, at: number): Move {
  const decision: Decision = onlineOf(application).decide(factsOf(context, application))
  switch (decision.kind) {
    case 'complete':
      return complete(context, application, at, decision.note)
    case 'reject':
      return { status: 'rejected', at, nextAt: null, note: decision.note }
    case 'return':
      return { status: 'returned', at, nextAt: null, note: decision.note, fields: decision.fields }
    case 'charge':
      return charge(context, application, at, decision.amount)
  }
}

function charge(context: PortalContext, application: Application, at: number, amount: number): Move {
  if (payableOfReceipt(context, application.receiptNo) === undefined) {
    addPayable(context, {
      person: application.actor,
      kind: 'fee',
      title: `手数料（${findOnline(application.procedure)?.title ?? ''}）`,
      amount,
      dueOn: addDays(dayInJapan(new Date(at)), 14),
      receiptNo: application.receiptNo,
    })
  }
  return { status: 'payment_wait', at, nextAt: null, note: `手数料${amount}円を納めてください。` }
}

function complete(context: PortalContext, application: Application, at: number, note: string | undefined): Move {
  const online = onlineOf(application)
  const facts = factsOf(context, application)
  online.complete(facts)
  keepDocuments(context, application.receiptNo, online.issue(facts))
  return {
    status: 'completed',
    at,
    nextAt: null,
    followUps: online.followUps(facts),
    ...(note === undefined ? {} : { note }),
  }
}

function onlineOf({ procedure }: Application) {
  const found = findOnline(procedure)
  if (found === undefined) throw new Error('an application of a procedure that is no more')
  return found.online
}

function factsOf(context: PortalContext, application: Application): Facts {
  const applicant = context.world.person(application.applicant)
  const actor = context.world.person(application.actor)
  if (applicant === undefined || actor === undefined) throw new Error('an application of somebody who is no more')
  return {
    context,
    today: dayInJapan(context.now()),
    form: JSON.parse(application.form),
    applicant,
    actor,
    standing: application.standing,
    attachments: attachmentIds(context, application.receiptNo),
    receiptNo: application.receiptNo,
  }
}
