import type { Bill } from '../../../preload/shapes/payments.ts'
import { Button } from '../../components/Button.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'
import { BillFacts } from './BillFacts.tsx'

interface Props {
  readonly bill: Bill
  readonly busy?: boolean
  /** What somebody came for. */
  readonly first?: boolean
  /** Absent: it is paid. */
  readonly pay?: () => void
}

/** One bill in a list. */
export function BillRow({ bill, busy = false, first = false, pay }: Props) {
  const { text, language } = useText()
  const words = text.payments
  const { title, kind, paidAt, others, goneSince } = bill
  return (
    <li className={style['row']} data-tone={paidAt === undefined ? 'warn' : 'good'}>
      <div className={style['head']}>
        <h3>{title}</h3>
        <p className={style['label']}>
          <Ruby>{words.kinds[kind]}</Ruby>
        </p>
      </div>
      {others === true && <Note>{words.others}</Note>}
      <BillFacts bill={bill} />
      {goneSince !== undefined && <Note>{text.board.gone(formatDate(goneSince, language))}</Note>}
      {pay !== undefined && (
        <Actions>
          <Button look={first ? 'primary' : 'secondary'} label={words.payNamed(title)} pending={busy} onPress={pay}>
            {words.pay}
          </Button>
        </Actions>
      )}
    </li>
  )
}
