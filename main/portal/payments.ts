// What is to be paid at the portal, looked at and paid.
import { z } from 'zod'
import type { Bill, PaymentNumbers } from '../../preload/shapes/payments.ts'
import type { Failure } from '../failure.ts'
import { fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { PortalResources } from './api.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

const instant = z.iso.datetime({ offset: true }).max(40)
const billBody = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  kind: z.enum(['tax', 'fee']),
  title: z.string().min(1).max(500),
  amount: z.int().min(0),
  due_on: z.iso.date(),
  paid_at: instant.optional(),
  related_receipt_no: z.string().max(60).optional(),
  el_number: z
    .object({
      agency: z.string().regex(/^\d{5}$/),
      payment_number: z.string().regex(/^\d{20}$/),
      confirmation_number: z.string().regex(/^\d{6}$/),
      division: z.string().regex(/^\d{3}$/),
    })
    .optional(),
  payment_number: z
    .string()
    .regex(/^\d{16}$/)
    .optional(),
  confirmation_number: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
})
const paymentBody = z.object({
  payment_id: z.string().regex(/^[\w-]{1,100}$/),
  title: z.string().max(500),
  amount: z.int().min(0),
  paid_at: instant,
})

export type SeenBill = Omit<Bill, 'asOf' | 'others' | 'paymentId'>

const refusals: Readonly<Record<string, Failure>> = {
  not_found: { code: 'payment.unknown' },
  duplicate: { code: 'payment.alreadyPaid' },
  payment_declined: { code: 'payment.declined' },
}

/** Of the person, the nearest day first; those that were paid too. @throws session.*, portal.* */
export async function fetchBills(send: SessionFetch, profile: PortalProfile): Promise<SeenBill[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'payments') })
  return (await readJson(await expectSuccess(response), z.array(billBody).max(500))).map(billOf)
}

/** Anybody's, by its numbers. @throws payment.unknown, session.*, portal.*; portal.badAnswer when it is another bill */
export async function fetchBill(
  send: SessionFetch,
  profile: PortalProfile,
  numbers: PaymentNumbers,
): Promise<SeenBill> {
  const url = endpoint(profile, 'payments', 'inquiry')
  const response = await send({ method: 'POST', url, json: wireNumbers(numbers) })
  const bill = billOf(await readJson(await expectUnless(response, refusals), billBody))
  if (bill.numbers.paymentNumber !== numbers.paymentNumber) fail({ code: 'portal.badAnswer', detail: 'payment_number' })
  return bill
}

export interface Payment {
  /** As the portal names it; unknown where its answer got lost. */
  readonly id?: string
  readonly amount: number
  readonly paidAt: string
}

/** @throws payment.unknown, payment.alreadyPaid, payment.declined, session.*, portal.* */
export async function sendPayment(
  send: SessionFetch,
  profile: PortalProfile,
  numbers: PaymentNumbers,
): Promise<Payment> {
  const response = await send({ method: 'POST', url: endpoint(profile, 'payments'), json: wireNumbers(numbers) })
  const {
    payment_id: id,
    amount,
    paid_at: paidAt,
  } = await readJson(await expectUnless(response, refusals), paymentBody)
  return { id, amount, paidAt }
}

function billOf(body: z.output<typeof billBody>): SeenBill {
  const { id, kind, title, amount, due_on: dueOn, paid_at: paidAt, related_receipt_no: receiptNo } = body
  return {
    id,
    kind,
    title,
    amount,
    dueOn,
    numbers: numbersOf(body),
    ...(paidAt === undefined ? {} : { paidAt }),
    ...(receiptNo === undefined ? {} : { receiptNo }),
  }
}

function numbersOf({ el_number: el, ...fee }: z.output<typeof billBody>): PaymentNumbers {
  if (el !== undefined) {
    const { agency, payment_number: paymentNumber, confirmation_number: confirmationNumber, division } = el
    return { agency, paymentNumber, confirmationNumber, division }
  }
  const { payment_number: paymentNumber, confirmation_number: confirmationNumber } = fee
  if (paymentNumber === undefined || confirmationNumber === undefined)
    return fail({ code: 'portal.badAnswer', detail: 'payment_number' })
  return { paymentNumber, confirmationNumber }
}

function wireNumbers(numbers: PaymentNumbers): PortalResources['POST /api/payments/v1']['body'] {
  const { paymentNumber: payment_number, confirmationNumber: confirmation_number } = numbers
  if (!('agency' in numbers)) return { payment_number, confirmation_number }
  const { agency, division } = numbers
  return { el_number: { agency, payment_number, confirmation_number, division } }
}
