// An application as a wallet sees it: the portal's own label beside the state.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { findOnline } from '../procedures/list.ts'
import { payableOfReceipt } from '../tax/payables.ts'
import { type Application, documentsOf, historyOfApplication, labels, statuses } from './store.ts'

const person = z.object({ name: z.string(), me: z.boolean() })
const fields = z.array(z.object({ pointer: z.string(), message: z.string() }))
const followUps = z.array(
  z.object({
    title: z.string(),
    who: z.string(),
    basis: z.string(),
    procedure: z.string().optional(),
    due_on: z.string().optional(),
  }),
)

export const applicationShape = z.object({
  /** 受付番号 */
  receipt_no: z.string(),
  /** 到達番号, where an employer files. */
  arrival_no: z.string().optional(),
  procedure: z.string(),
  title: z.string(),
  applicant: person,
  actor: person,
  standing: z.enum(['self', 'legal', 'appointed', 'family', 'officer']),
  submitted_at: z.string(),
  status: z.enum(statuses),
  label: z.string(),
  history: z.array(
    z.object({ at: z.string(), status: z.enum(statuses), label: z.string(), note: z.string().optional() }),
  ),
  form: z.record(z.string(), z.unknown()),
  /** What is asked back. */
  fields: fields.optional(),
  fee: z
    .object({
      amount: z.int(),
      payment_number: z.string(),
      confirmation_number: z.string(),
      due_on: z.string(),
      paid_at: z.string().optional(),
    })
    .optional(),
  follow_ups: followUps.optional(),
  documents: z.int(),
  correctable: z.boolean(),
  withdrawable: z.boolean(),
})

export const documentShape = z.object({
  id: z.string(),
  name: z.string(),
  media: z.string(),
  size: z.int(),
  /** base64url */
  sha256: z.string(),
  issued_at: z.string(),
})

export function showApplication(
  context: PortalContext,
  one: Application,
  me: string,
): z.output<typeof applicationShape> {
  const named = (id: string) => ({ name: context.world.person(id)?.name.kanji ?? '', me: id === me })
  const fee = payableOfReceipt(context, one.receiptNo)
  return {
    receipt_no: one.receiptNo,
    ...(one.arrivalNo === null ? {} : { arrival_no: one.arrivalNo }),
    procedure: one.procedure,
    title: findOnline(one.procedure)?.title ?? one.procedure,
    applicant: named(one.applicant),
    actor: named(one.actor),
    standing: one.standing,
    submitted_at: new Date(one.submittedAt).toISOString(),
    status: one.status,
    label: labels[one.status],
    history: historyOfApplication(context, one.receiptNo),
    form: z.record(z.string(), z.unknown()).parse(JSON.parse(one.form)),
    ...(one.fields === null ? {} : { fields: fields.parse(JSON.parse(one.fields)) }),
    ...(fee === undefined
      ? {}
      : {
          fee: {
            amount: fee.amount,
            payment_number: fee.paymentNumber,
            confirmation_number: fee.confirmationNumber,
            due_on: fee.dueOn,
            ...(fee.paidAt === null ? {} : { paid_at: new Date(fee.paidAt).toISOString() }),
          },
        }),
    ...(one.followUps === null ? {} : { follow_ups: followUps.parse(JSON.parse(one.followUps)) }),
    documents: documentsOf(context, one.receiptNo).length,
    correctable: one.status === 'returned',
    withdrawable: !['completed', 'rejected', 'withdrawn'].includes(one.status),
  }
}
