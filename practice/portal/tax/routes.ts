// 納税: what is due, and paying it by its numbers. No receipt is issued, as with the real 地方税お支払サイト (公).
import { z } from 'zod'
import { paymentArrived } from '../applications/course.ts'
import type { PortalContext } from '../context.ts'
import { addNotice } from '../notices/notices.ts'
import { json, Problem } from '../problem.ts'
import { isMinor } from '../register/families.ts'
import { personal, type Route } from '../route.ts'
import { newId } from '../secrets.ts'
import { certificateRoutes } from './certificate.ts'
import { elNumber, findPayable, markPaid, type Payable, payablesOf } from './payables.ts'

const due = z.object({
  id: z.string(),
  kind: z.enum(['tax', 'fee']),
  title: z.string(),
  amount: z.int(),
  due_on: z.string(),
  paid_at: z.string().optional(),
  related_receipt_no: z.string().optional(),
  el_number: elNumber.optional(),
  payment_number: z.string().optional(),
  confirmation_number: z.string().optional(),
})

const payment = z.union([
  z.strictObject({ el_number: elNumber }),
  z.strictObject({
    payment_number: z.string().regex(/^\d{16}$/),
    confirmation_number: z.string().regex(/^\d{6}$/),
  }),
])

export function taxRoutes(context: PortalContext): Route[] {
  return [
    ...certificateRoutes(context),
    personal('GET /api/payments/v1', {
      summary: 'What the person has to pay and has paid: taxes and fees',
      answers: { 200: z.array(due) },
      handle: ({ session }) => {
        const person = context.world.person(session.person)
        const none = person === undefined || isMinor(context, person)
        return json(none ? [] : payablesOf(context, session.person).map(show))
      },
    }),
    personal('POST /api/payments/v1/inquiry', {
      summary: 'What is to be paid under these numbers, looked at before it is paid',
      body: payment,
      answers: { 200: due },
      handle: ({ body }) => json(show(billOf(context, body))),
    }),
    personal('POST /api/payments/v1', {
      summary: 'Pay by eL-number, or by 納付番号 and 確認番号',
      body: payment,
      answers: {
        200: z.object({
          payment_id: z.string(),
          title: z.string(),
          amount: z.int(),
          paid_at: z.string(),
          receipt_issued: z.literal(false),
        }),
      },
      handle: ({ body, session }) => pay(context, session.person, body),
    }),
  ]
}

/** Anybody who has the numbers may look at it and pay it. @throws not_found */
function billOf(context: PortalContext, sent: z.output<typeof payment>): Payable {
  const found = findPayable(context, 'el_number' in sent ? sent.el_number : sent)
  if (found === undefined) throw new Problem('not_found', 'nothing is due under these numbers')
  return found
}

/** @throws not_found, duplicate when it is paid already, payment_declined */
function pay(context: PortalContext, payer: string, sent: z.output<typeof payment>): Response {
  const found = billOf(context, sent)
  if (context.faults.strikes('payment_declined')) throw new Problem('payment_declined')
  if (!markPaid(context, found.id)) throw new Problem('duplicate', 'it is paid already')
  addNotice(context, payer, {
    from: '練習お支払サイト',
    title: '納付を受け付けました',
    body: `${found.title} ${found.amount}円。領収証書は出ません。`,
    ...(found.receiptNo === null ? {} : { receiptNo: found.receiptNo }),
  })
  if (found.receiptNo !== null) paymentArrived(context, found.receiptNo)
  return json({
    payment_id: newId(),
    title: found.title,
    amount: found.amount,
    paid_at: context.now().toISOString(),
    receipt_issued: false,
  })
}

function show(one: Payable): z.output<typeof due> {
  const { agency, paymentNumber: payment_number, confirmationNumber: confirmation_number, division } = one
  return {
    id: one.id,
    kind: one.kind,
    title: one.title,
    amount: one.amount,
    due_on: one.dueOn,
    ...(one.paidAt === null ? {} : { paid_at: new Date(one.paidAt).toISOString() }),
    ...(one.receiptNo === null ? {} : { related_receipt_no: one.receiptNo }),
    ...(division === null
      ? { payment_number, confirmation_number }
      : { el_number: { agency, payment_number, confirmation_number, division } }),
  }
}
