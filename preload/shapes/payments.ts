// What is to be paid to the state: taxes by eL-number, fees by 納付番号 and 確認番号.
import { z } from 'zod'

const line = z.string().max(2_000)

/**
 * eL番号: 収納機関番号, 納付番号, 確認番号, 納付区分 (公). How many digits each has is common knowledge alone (般). A fee has
 * 納付番号 and 確認番号 only.
 */
export const paymentNumbers = z.union([
  z.object({
    agency: z.string().regex(/^\d{5}$/),
    paymentNumber: z.string().regex(/^\d{20}$/),
    confirmationNumber: z.string().regex(/^\d{6}$/),
    division: z.string().regex(/^\d{3}$/),
  }),
  z.object({ paymentNumber: z.string().regex(/^\d{16}$/), confirmationNumber: z.string().regex(/^\d{6}$/) }),
])
export type PaymentNumbers = z.infer<typeof paymentNumbers>

/** As a person types them: main takes spaces and hyphens out and judges the rest. */
export const typedNumbers = z.object({
  agency: z.string().max(40).optional(),
  paymentNumber: z.string().max(80),
  confirmationNumber: z.string().max(40),
  division: z.string().max(40).optional(),
})
export type TypedNumbers = z.infer<typeof typedNumbers>

export const bill = z.object({
  /** As the portal names it. */
  id: z.string().max(100),
  kind: z.enum(['tax', 'fee']),
  title: line,
  /** Yen. */
  amount: z.int().min(0),
  dueOn: z.iso.date(),
  paidAt: z.string().max(40).optional(),
  /** 受付番号 of the application whose fee it is. */
  receiptNo: z.string().max(60).optional(),
  numbers: paymentNumbers,
  /** Somebody else's, which was paid from here by its numbers. */
  others: z.boolean().optional(),
  /** As the portal named the payment. 領収証書 are not issued (公). */
  paymentId: z.string().max(100).optional(),
  /** When the portal told it last. */
  asOf: z.string().max(40),
  /** The portal has it no more; this is the copy. */
  goneSince: z.string().max(40).optional(),
})
export type Bill = z.infer<typeof bill>

/** A bill as it was just looked at; `pendingId` pays exactly this one, within ten minutes. */
export const lookedAtBill = z.object({ pendingId: z.string(), bill })
export type LookedAtBill = z.infer<typeof lookedAtBill>
