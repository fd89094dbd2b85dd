// To a child that has come of age: a key of its own and a new recovery code, by its own hand.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { MandateList } from '../../../preload/shapes/mandates.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { Choice } from '../../components/Choice.tsx'
import { Form } from '../../components/Form.tsx'
import { ReaderStatus } from '../../components/ReaderStatus.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { FormEnd } from './FormEnd.tsx'
import style from './Mandates.module.css'

interface Props {
  readonly id: string
  readonly name: string
  readonly household: Household
  readonly card: CardState | undefined
  readonly changed: (list: MandateList, told: string) => void
}

export function HandOver({ id, name, household, card, changed }: Props) {
  const { text } = useText()
  const words = text.mandates
  const [opener, setOpener] = useState<'card' | 'passphrase'>('card')
  const handOver = useCall(window.wallet.mandates.handOver)
  const submit = async () => {
    if (handOver.state.step === 'running') return
    const outcome = await handOver.run({ id, opener })
    if (outcome.ok) changed(outcome.value, words.done.handedOver)
  }
  return (
    <Form className={style['form']} submit={submit}>
      <h3>
        <Ruby>{words.handOverTitle(name)}</Ruby>
      </h3>
      <p>
        <Ruby>{words.handOverText(name)}</Ruby>
      </p>
      <Choice
        label={words.ownKey}
        value={opener}
        onChange={setOpener}
        options={[
          { value: 'card', label: words.byCard },
          { value: 'passphrase', label: words.byPassphrase },
        ]}
      />
      {opener === 'card' && <ReaderStatus state={card} people={household.people} openPersonId={undefined} />}
      <FormEnd state={handOver.state} action={words.handOver} />
    </Form>
  )
}
