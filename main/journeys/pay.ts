// 納付: a bill is looked at by its numbers, and exactly that one is paid.
import type { Bill, LookedAtBill, PaymentNumbers, TypedNumbers } from '../../preload/shapes/payments.ts'
import { paymentNumbers } from '../../preload/shapes/payments.ts'
import { keepApplications, keepBills, keptApplications, keptBills } from '../board/kept.ts'
import { mergeBills } from '../board/merge.ts'
import { mustTakeOneMore } from '../drawer/store/bounds.ts'
import { fail, WalletError } from '../failure.ts'
import { fetchBill, fetchBills, type Payment, sendPayment } from '../portal/payments.ts'
import { mayHaveArrived } from '../portal/problem.ts'
import type { Pending } from './pending.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

/** Numbers as printed on bills: in groups, in any width. @throws payment.numbersWrong */
export function parseNumbers(typed: TypedNumbers): PaymentNumbers {
  const digits = (text: string | undefined) =>
    (text ?? '').normalize('NFKC').replaceAll(/[\s\u2010-\u2015\u30fc-]/g, '')
  const tax = digits(typed.agency) !== '' || digits(typed.division) !== ''
  const parsed = paymentNumbers.safeParse({
    paymentNumber: digits(typed.paymentNumber),
    confirmationNumber: digits(typed.confirmationNumber),
    ...(tax ? { agency: digits(typed.agency), division: digits(typed.division) } : {}),
  })
  return parsed.success ? parsed.data : fail({ code: 'payment.numbersWrong' })
}

export interface Looking extends AtPortal {
  readonly pending: Pending<Bill>
}

/**
 * What is to be paid under these numbers, and for whom it is the portal's word.
 * @throws payment.numbersWrong, payment.unknown, session.*, portal.*
 */
export async function lookAtBill(
  ports: PortalPorts,
  { drawer, profile, pending }: Looking,
  typed: TypedNumbers,
): Promise<LookedAtBill> {
  const numbers = parseNumbers(typed)
  return inSession(ports, { drawer, profile }, async (send) => {
    const seen = await fetchBill(send, profile, numbers)
    const at = ports.now().toISOString()
    const own = mergeBills(await keptBills(drawer, profile.id), await fetchBills(send, profile), at)
    await keepBills(drawer, profile.id, own)
    const bill = own.find(({ id }) => id === seen.id) ?? { ...seen, asOf: at, others: true }
    return { pendingId: pending.remember(bill), bill }
  })
}

/**
 * Pays what was looked at. An answer that got lost is asked for once more, so that nobody is told that something was not paid
 * which was.
 * @throws pending.gone, portal.tooMuch: nothing was paid; payment.*, session.*, portal.*
 */
export async function payBill(
  ports: PortalPorts,
  { drawer, profile, language, pending, pendingId }: Looking & { language: 'ja' | 'en'; pendingId: string },
): Promise<Bill> {
  const at = ports.now().toISOString()
  await drawer.mayAct('pay', at)
  mustTakeOneMore('bill', await drawer.copies('bill'))
  const bill = pending.take(pendingId)
  try {
    const entry = { at, act: 'pay', party: profile.label[language], purpose: bill.title, items: [] as [] } as const
    const { result } = await recorded(drawer, entry, async () => {
      await mustBeAsSeen(ports, { drawer, profile }, bill)
      try {
        return await inSession(ports, { drawer, profile }, (send) => sendPayment(send, profile, bill.numbers))
      } catch (error) {
        if (!mayHaveArrived(error)) throw error
        return await paidAfterAll(ports, { drawer, profile }, bill, error)
      }
    })
    const paid: Bill = {
      ...bill,
      amount: result.amount,
      paidAt: result.paidAt,
      ...(result.id === undefined ? {} : { paymentId: result.id }),
    }
    await keepPaid({ drawer, profile }, paid)
    return paid
  } catch (error) {
    if (!isChanged(error)) pending.putBack(pendingId, bill)
    throw error
  }
}

/** No amount goes along with a payment: what the portal asks for now is what was looked at, or nothing is paid. */
async function mustBeAsSeen(ports: PortalPorts, at: AtPortal, { numbers, amount }: Bill): Promise<void> {
  const now = await inSession(ports, at, (send) => fetchBill(send, at.profile, numbers))
  if (now.amount !== amount) fail({ code: 'payment.changed' })
}

const isChanged = (error: unknown): boolean => error instanceof WalletError && error.failure.code === 'payment.changed'

/** @throws payment.uncertain; the error itself when it was not paid for certain */
async function paidAfterAll(ports: PortalPorts, at: AtPortal, { numbers }: Bill, error: unknown): Promise<Payment> {
  const seen = await inSession(ports, at, (send) => fetchBill(send, at.profile, numbers)).catch((again: unknown) =>
    again instanceof WalletError ? fail({ code: 'payment.uncertain' }, error) : Promise.reject(again),
  )
  if (seen.paidAt === undefined) throw error
  return { amount: seen.amount, paidAt: seen.paidAt }
}

/** The bill, and the fee of the application that waits for it. */
async function keepPaid({ drawer, profile }: AtPortal, bill: Bill): Promise<void> {
  await keepBills(drawer, profile.id, [bill])
  const { paidAt, receiptNo } = bill
  const found = (await keptApplications(drawer, profile.id)).find((one) => one.receiptNo === receiptNo)
  if (found?.fee === undefined) return
  const fee = { ...found.fee, ...(paidAt === undefined ? {} : { paidAt }) }
  await keepApplications(drawer, profile.id, [{ ...found, fee }])
}
