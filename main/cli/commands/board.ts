// `tefuda application`, `notice`, `pay`: read from the drawer with no portal; fetched and paid in a session.
import type { WalletApi } from '../../../preload/contract.ts'
import type { ApplicationCard, Board, BoardFollowUp, ShownApplication } from '../../../preload/shapes/applications.ts'
import type { Bill, TypedNumbers } from '../../../preload/shapes/payments.ts'
import { dayOf } from '../../mandates/days.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { BoardCommand } from '../parse/board.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { confirm } from '../terminal.ts'
import { type WalletAtHand, withDrawer } from '../withDrawer.ts'
import { withSession } from '../withSession.ts'
import { boardText } from './boardText.ts'

type OneDrawer = Exclude<BoardCommand, { name: 'application family' }>

export function board(command: OneDrawer, desk: Desk): Promise<Result> {
  const work = ({ api }: WalletAtHand): Promise<Result> => perform(command, api, desk)
  const session = ['application refresh', 'pay look', 'pay bill'].includes(command.name)
  return session ? withSession(desk, work) : withDrawer(desk, { card: false }, work)
}

async function perform(command: OneDrawer, api: WalletApi, desk: Desk): Promise<Result> {
  const text = boardText[desk.language]
  switch (command.name) {
    case 'application list':
      return shownBoard(value(await api.applications.board()), desk)
    case 'application refresh':
      return shownBoard(value(await api.applications.refresh({ quietly: false })), desk)
    case 'application done':
    case 'application undone': {
      const { receiptNo, place, name } = command
      if (place < 1) throw new NotUnderstood(`"${name}" wants RECEIPT:NUMBER as "application list" shows it`)
      const ticked = { receiptNo, index: place - 1, done: name === 'application done' }
      return shownBoard(value(await api.applications.tick(ticked)), desk)
    }
    case 'application show':
      return shownApplication(value(await api.applications.show({ receiptNo: command.receiptNo })), desk)
    case 'notice list': {
      const notices = value(await api.notices.list())
      const lines = notices.map(({ id, at, from, title, readAt }) =>
        [id, at.slice(0, 16), from, title, ...(readAt === undefined ? [text.isUnread] : [])].join('  '),
      )
      return { status: 0, json: { ok: true, notices }, lines: lines.length === 0 ? [text.noNotices] : lines }
    }
    case 'notice read': {
      const notices = value(await api.notices.markRead({ id: command.id }))
      const notice = notices.find(({ id }) => id === command.id)
      const lines = notice === undefined ? [] : [notice.title, `${notice.from}  ${notice.at.slice(0, 16)}`, notice.body]
      return { status: 0, json: { ok: true, notice }, lines }
    }
    case 'pay list': {
      const bills = value(await api.payments.list())
      const lines = bills.flatMap((bill) => [`${bill.id}  ${billLine(bill, desk)}`, `  ${numbersLine(bill)}`])
      return { status: 0, json: { ok: true, bills }, lines: lines.length === 0 ? [text.noBills] : lines }
    }
    case 'pay look':
    case 'pay bill':
      return pay(command, api, desk)
  }
}

/** Looks at it, shows it, asks, pays. A bill that was paid before is no failure: the exit status is 0 and nothing is paid. */
async function pay(
  { name, what }: Extract<BoardCommand, { name: 'pay look' | 'pay bill' }>,
  { payments }: WalletApi,
  desk: Desk,
): Promise<Result> {
  const text = boardText[desk.language]
  const kept = value(await payments.list()).find(({ id }) => id === what)
  const { pendingId, bill } = value(await payments.look(kept?.numbers ?? numbersOf(what)))
  const lines = [billLine(bill, desk), numbersLine(bill), ...(bill.others === true ? [text.others] : [])]
  if (name === 'pay look') return { status: 0, json: { ok: true, bill }, lines }
  if (bill.paidAt !== undefined) return { status: 0, json: { ok: true, bill }, lines: [...lines, text.alreadyPaid] }
  const { common, outside } = desk
  if (!common.yes) {
    if (!outside.terminal.interactive)
      throw new NotUnderstood('this is asked for first, and nobody is there: give --yes')
    for (const line of lines) outside.terminal.note(line)
    await confirm(outside.terminal, text.question)
  }
  const paid = value(await payments.pay({ id: pendingId }))
  return { status: 0, json: { ok: true, bill: paid }, lines: [text.didPay(paid.title, paid.amount)] }
}

/** 収納機関番号-納付番号-確認番号-納付区分 of a tax, 納付番号-確認番号 of a fee. @throws NotUnderstood */
function numbersOf(what: string): TypedNumbers {
  const [first = '', second = '', third, division, more] = what.split('-')
  if (third === undefined && first !== '' && second !== '') return { paymentNumber: first, confirmationNumber: second }
  if (third === undefined || division === undefined || more !== undefined)
    throw new NotUnderstood('a tax is AGENCY-PAYMENT-CONFIRMATION-DIVISION, a fee PAYMENT-CONFIRMATION')
  return { agency: first, paymentNumber: second, confirmationNumber: third, division }
}

const shownBoard = (kept: Board, desk: Desk): Result => ({
  status: 0,
  json: { ok: true, ...kept },
  lines: boardLines(kept, desk),
})

export function boardLines(kept: Board, desk: Desk): string[] {
  const text = boardText[desk.language]
  const people = Map.groupBy(kept.applications, ({ applicant }) => applicant.name)
  return [
    kept.refreshedAt === null ? text.never : text.refreshed(kept.refreshedAt.slice(0, 16)),
    ...(kept.applications.length === 0 ? [text.none] : []),
    ...[...people].flatMap(([name, own]) => [text.for(name), ...own.flatMap((one) => applicationLines(one, desk))]),
    ...(kept.followUps.length === 0 ? [] : [text.follows, ...kept.followUps.map((one) => followUpLine(one, desk))]),
    ...(kept.unread === 0 ? [] : [text.unread(kept.unread)]),
    ...(kept.toPay === 0 ? [] : [text.toPay(kept.toPay)]),
  ]
}

function applicationLines(one: ApplicationCard, { language }: Desk): string[] {
  const text = boardText[language]
  const { receiptNo, submittedAt, title, label, correctable, faults = [], fee, status, goneSince } = one
  return [
    `  ${receiptNo}  ${dayOf(submittedAt)}  ${title}  ${label}`,
    ...(correctable ? [`    ! ${text.correct(faults.length)} ${receiptNo}`] : []),
    ...(status === 'payment_wait' && fee !== undefined && fee.paidAt === undefined
      ? [`    ! ${text.fee(fee.amount, fee.dueOn)}: ${fee.paymentNumber}-${fee.confirmationNumber}`]
      : []),
    ...(goneSince === undefined ? [] : [`    ${text.gone}`]),
  ]
}

function followUpLine({ receiptNo, index, title, who, basis, dueOn, done }: BoardFollowUp, { language }: Desk): string {
  const text = boardText[language]
  const parts = [`${receiptNo}:${index + 1}`, title, who, basis, ...(dueOn === undefined ? [] : [text.until(dueOn)])]
  return `  ${[...parts, ...(done === undefined ? [] : [text.done])].join('  ')}`
}

function shownApplication(shown: ShownApplication, desk: Desk): Result {
  const text = boardText[desk.language]
  const { application, rows, faults } = shown
  const { history, documents } = application
  const lines = [
    ...applicationLines(application, desk),
    ...(faults.length === 0
      ? []
      : [text.asked, ...faults.map(({ label, message }) => `  ${label.join(' / ')}: ${message}`)]),
    text.history,
    ...history.map(({ at, label, note }) => `  ${at.slice(0, 16)}  ${label}${note === undefined ? '' : `  ${note}`}`),
    ...(documents.length === 0
      ? []
      : [text.documents, ...documents.map(({ name, paperId }) => `  ${paperId ?? text.notFetched}  ${name}`)]),
    text.content,
    ...rows.map(({ label, value: sent }) => `  ${label.join(' / ')}: ${sent}`),
  ]
  return { status: 0, json: { ok: true, ...shown }, lines }
}

function billLine({ title, amount, dueOn, paidAt }: Bill, { language }: Desk): string {
  const text = boardText[language]
  const when = paidAt === undefined ? text.until(dueOn) : text.paid(dayOf(paidAt))
  return `${title}  ${amount} ${text.yen}  ${when}`
}

const numbersLine = ({ numbers }: Bill): string =>
  'agency' in numbers
    ? `${numbers.agency}-${numbers.paymentNumber}-${numbers.confirmationNumber}-${numbers.division}`
    : `${numbers.paymentNumber}-${numbers.confirmationNumber}`
