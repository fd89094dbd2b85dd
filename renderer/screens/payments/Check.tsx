// What will be paid, exactly, as the portal has just told it; then it is paid, or not.
import type { Bill, LookedAtBill } from '../../../preload/shapes/payments.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Screen } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Board.module.css'
import { BillFacts } from './BillFacts.tsx'

interface Props {
  readonly looked: LookedAtBill
  readonly here: Screen
  readonly stop: () => void
  readonly paid: (bill: Bill) => void
}

export function Check({ looked: { pendingId, bill }, here, stop, paid }: Props) {
  const { text } = useText()
  const words = text.payments
  const { state, run } = useCall(window.wallet.payments.pay)
  const pay = async () => {
    const outcome = await run({ id: pendingId })
    if (outcome.ok) paid(outcome.value)
  }
  const running = state.step === 'running'
  const settled = bill.paidAt !== undefined
  return (
    <Part title={settled ? words.alreadyPaid : words.check}>
      <div className={style['row']} data-tone={settled ? 'good' : 'warn'}>
        <div className={style['head']}>
          <h3>{bill.title}</h3>
          <p className={style['label']}>
            <Ruby>{words.kinds[bill.kind]}</Ruby>
          </p>
        </div>
        <BillFacts bill={bill} />
      </div>
      {bill.others === true && <Notice kind="warn" level={3} title={words.checkOthers} />}
      {!settled && (
        <>
          <OnBehalf />
          <p>
            <Ruby>{words.checkText}</Ruby>
          </p>
        </>
      )}
      {running && <Progress stoppable={false} />}
      {state.step === 'failed' && <LogInToGoOn failure={state.failure} again={() => void pay()} here={here} />}
      <Actions>
        {!settled && (
          <Button look="primary" icon="check" pending={running} onPress={() => void pay()}>
            {words.payNow(bill.amount.toLocaleString('ja-JP'))}
          </Button>
        )}
        <Button pending={running} onPress={stop}>
          {settled ? words.back : words.stop}
        </Button>
      </Actions>
    </Part>
  )
}
