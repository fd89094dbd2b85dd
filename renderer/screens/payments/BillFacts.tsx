// A bill as it is printed: amount, day, numbers in groups.
import type { Bill } from '../../../preload/shapes/payments.ts'
import { Fact } from '../../components/Fact.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime } from '../../text/dates.ts'
import { formatDueDay, isPast } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'

export function BillFacts({ bill: { amount, dueOn, paidAt, paymentId, numbers } }: { bill: Bill }) {
  const { text, language } = useText()
  const words = text.payments
  const tax = 'agency' in numbers
  const facts: readonly (readonly [string, string])[] = [
    [words.amount, words.yen(amount.toLocaleString('ja-JP'))],
    ...(paidAt === undefined ? [] : [[words.paidOn, formatDateTime(paidAt, language)] as const]),
    ...(paymentId === undefined ? [] : [[words.paymentId, paymentId] as const]),
    ...(tax ? [[words.agency, numbers.agency] as const] : []),
    [words.paymentNumber, inGroups(numbers.paymentNumber)],
    [words.confirmationNumber, numbers.confirmationNumber],
    ...(tax ? [[words.division, numbers.division] as const] : []),
  ]
  const late = paidAt === undefined && isPast(dueOn)
  return (
    <dl className={style['facts']}>
      <Fact name={words.until}>
        {formatDueDay(dueOn, language)}
        {late && (
          <strong className={style['late']}>
            <Ruby>{words.overdue}</Ruby>
          </strong>
        )}
      </Fact>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name}>
          <Ruby>{value}</Ruby>
        </Fact>
      ))}
    </dl>
  )
}

const inGroups = (digits: string): string => digits.replaceAll(/(\d{4})(?=\d)/g, '$1-')
