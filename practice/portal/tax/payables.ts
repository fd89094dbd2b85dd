// What a person has to pay: taxes by eL-number, fees by 納付番号 and 確認番号.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { addDays, dayInJapan } from '../../calendar.ts'
import type { PortalContext } from '../context.ts'
import { newId } from '../secrets.ts'

/**
 * eL番号: 収納機関番号, 納付番号, 確認番号, 納付区分 (公); how many digits each has is common knowledge alone (般).
 */
export const elNumber = z.strictObject({
  agency: z.string().regex(/^\d{5}$/),
  payment_number: z.string().regex(/^\d{20}$/),
  confirmation_number: z.string().regex(/^\d{6}$/),
  division: z.string().regex(/^\d{3}$/),
})

export interface Payable {
  readonly id: string
  readonly person: string
  readonly kind: 'tax' | 'fee'
  readonly title: string
  readonly agency: string
  readonly paymentNumber: string
  readonly confirmationNumber: string
  readonly division: string | null
  /** Yen. */
  readonly amount: number
  readonly dueOn: string
  readonly paidAt: number | null
  readonly receiptNo: string | null
}

const columns = `id, person, kind, title, agency, payment_number AS paymentNumber,
  confirmation_number AS confirmationNumber, division, amount, due_on AS dueOn, paid_at AS paidAt, receipt_no AS receiptNo`

export function addPayable(
  { database }: PortalContext,
  plan: Pick<Payable, 'person' | 'kind' | 'title' | 'amount' | 'dueOn'> & { receiptNo?: string },
): string {
  const id = newId()
  const tax = plan.kind === 'tax'
  database
    .prepare(
      `INSERT INTO payables (id, person, kind, title, agency, payment_number, confirmation_number, division, amount,
       due_on, receipt_no) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      plan.person,
      plan.kind,
      plan.title,
      tax ? '99999' : '99998',
      digits(tax ? 20 : 16),
      digits(6),
      tax ? '000' : null,
      plan.amount,
      plan.dueOn,
      plan.receiptNo ?? null,
    )
  return id
}

/** Nearest end first. Taxes of a grown-up are made up when they are first looked for. */
export function payablesOf(context: PortalContext, person: string): Payable[] {
  const { database } = context
  const read = () =>
    database
      .prepare<[string], Payable>(`SELECT ${columns} FROM payables WHERE person = ? ORDER BY due_on, rowid`)
      .all(person)
  if (!read().some(({ kind }) => kind === 'tax')) addTaxes(context, person)
  return read()
}

export function payableOfReceipt({ database }: PortalContext, receiptNo: string): Payable | undefined {
  return database.prepare<[string], Payable>(`SELECT ${columns} FROM payables WHERE receipt_no = ?`).get(receiptNo)
}

export function findPayable(
  { database }: PortalContext,
  numbers: { agency?: string; payment_number: string; confirmation_number: string; division?: string },
): Payable | undefined {
  const found = database
    .prepare<[string, string], Payable>(
      `SELECT ${columns} FROM payables WHERE payment_number = ? AND confirmation_number = ?`,
    )
    .get(numbers.payment_number, numbers.confirmation_number)
  if (found === undefined || found.division !== (numbers.division ?? null)) return undefined
  return numbers.agency === undefined || numbers.agency === found.agency ? found : undefined
}

/** @returns false when it was paid already */
export function markPaid({ database, now }: PortalContext, id: string): boolean {
  const { changes } = database
    .prepare('UPDATE payables SET paid_at = ? WHERE id = ? AND paid_at IS NULL')
    .run(now().getTime(), id)
  return changes === 1
}

function addTaxes(context: PortalContext, person: string): void {
  const today = dayInJapan(context.now())
  const taxes: [string, number, number][] = [
    ['住民税（普通徴収）第3期（練習用）', 24_500, 30],
    ['固定資産税 第3期（練習用）', 31_200, 45],
    ['自動車税 種別割（練習用）', 34_500, 150],
  ]
  for (const [title, amount, days] of taxes) {
    addPayable(context, { person, kind: 'tax', title, amount, dueOn: addDays(today, days) })
  }
}

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('')
}
