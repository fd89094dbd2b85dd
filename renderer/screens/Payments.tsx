// Taxes and fees: what is due and what was paid, from the drawer; looked at and paid at the portal.
import { useEffect, useState } from 'react'
import type { Bill, TypedNumbers } from '../../preload/shapes/payments.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { LogInToGoOn } from '../components/LogInToGoOn.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go, Screen } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './Board.module.css'
import { Refresh } from './board/Refresh.tsx'
import { useBoard } from './board/useBoard.ts'
import { BillRow } from './payments/BillRow.tsx'
import { ByNumber } from './payments/ByNumber.tsx'
import { Check } from './payments/Check.tsx'
import { useBills } from './payments/useBills.ts'
import { ProcedureTabs } from './procedures/ProcedureTabs.tsx'

interface Props {
  readonly screen: Extract<Screen, { name: 'payments' }>
  readonly go: Go
}

export function Payments({ screen: { receiptNo, typed }, go }: Props) {
  const { text } = useText()
  const words = text.payments
  const { bills, failure, take } = useBills()
  const { board, refreshing } = useBoard()
  const look = useCall(window.wallet.payments.look)
  const { run, reset } = look
  const [wanted, setWanted] = useState<TypedNumbers>()
  const [paid, setPaid] = useState<Bill>()
  const here: Screen = {
    name: 'payments',
    ...(receiptNo === undefined ? {} : { receiptNo }),
    ...(wanted === undefined ? {} : { typed: wanted }),
  }
  const lookAt = (numbers: TypedNumbers) => {
    setPaid(undefined)
    setWanted(numbers)
    void run(numbers)
  }
  const fee = bills?.find((bill) => bill.receiptNo !== undefined && bill.receiptNo === receiptNo)
  const due = bills?.filter(({ paidAt, goneSince }) => paidAt === undefined && goneSince === undefined) ?? []
  const was = bills?.filter(({ paidAt }) => paidAt !== undefined) ?? []
  const ordered =
    fee === undefined ? due : [...due.filter(({ id }) => id === fee.id), ...due.filter(({ id }) => id !== fee.id)]
  const looking = look.state.step === 'running'
  useEffect(() => reset, [reset])
  return (
    <Page title={words.title} lead={words.lead} narrow>
      <ProcedureTabs here="board" />
      <Actions>
        <Button
          look="quiet"
          onPress={() => go(receiptNo === undefined ? { name: 'board' } : { name: 'application', receiptNo })}
        >
          {receiptNo === undefined ? words.back : text.board.notices.toApplication}
        </Button>
      </Actions>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {paid !== undefined && (
        <Notice kind="good" live takesFocus title={words.done}>
          <p>
            <Ruby>{words.doneText(paid.title, paid.amount.toLocaleString('ja-JP'))}</Ruby>
          </p>
        </Notice>
      )}
      {looking && <Progress />}
      {look.state.step === 'failed' && (
        <LogInToGoOn failure={look.state.failure} again={() => wanted && void run(wanted)} here={here} />
      )}
      {look.state.step === 'done' && paid === undefined ? (
        <Check
          key={look.state.value.pendingId}
          looked={look.state.value}
          here={here}
          stop={reset}
          paid={(bill) => {
            reset()
            setPaid(bill)
            void take()
          }}
        />
      ) : (
        <>
          <Refresh here={here} refreshedAt={board?.refreshedAt ?? null} refreshing={refreshing} />
          <Part title={words.due}>
            {due.length === 0 ? (
              <p>
                <Ruby>{words.dueNone}</Ruby>
              </p>
            ) : (
              <ul className={style['rows']}>
                {ordered.map((bill) => (
                  <BillRow
                    key={bill.id}
                    bill={bill}
                    first={bill.id === fee?.id}
                    busy={looking}
                    pay={() => lookAt(bill.numbers)}
                  />
                ))}
              </ul>
            )}
          </Part>
          <ByNumber typed={typed} busy={looking} look={lookAt} />
          {was.length > 0 && (
            <Part title={words.paid}>
              <ul className={style['rows']}>
                {was.map((bill) => (
                  <BillRow key={bill.id} bill={bill} />
                ))}
              </ul>
            </Part>
          )}
        </>
      )}
    </Page>
  )
}
