import { useState } from 'react'
import type { Outcome } from '../../../preload/failure.ts'
import type { Calendar } from '../../../preload/shapes/calendar.ts'
import { Button } from '../../components/Button.tsx'
import { Done } from '../../components/Done.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Calendar.module.css'

/** A date that the wallet cannot know by itself. */
export function AddDate({ take }: { take: (outcome: Outcome<Calendar>) => void }) {
  const { text } = useText()
  const words = text.calendar.add
  const add = useCall(window.wallet.calendar.add)
  const [name, setName] = useState('')
  const [on, setOn] = useState('')
  const [tried, setTried] = useState(false)
  const submit = async () => {
    setTried(true)
    if (name.trim() === '' || on === '') return
    const outcome = await add.run({ name: name.trim(), on })
    if (!outcome.ok) return
    setTried(false)
    setName('')
    setOn('')
    take(outcome)
  }
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.lead}</Ruby>
      </p>
      <Form className={style['form']} submit={submit}>
        <Field
          label={words.name}
          error={tried && name.trim() === '' ? words.nameMissing : undefined}
          value={name}
          onChange={setName}
          maxLength={100}
        />
        <Field
          type="date"
          label={words.on}
          error={tried && on === '' ? words.onMissing : undefined}
          value={on}
          onChange={setOn}
        />
        {add.state.step === 'failed' && <FailureNotice failure={add.state.failure} level={3} />}
        <Actions>
          <Button type="submit" icon="plus" pending={add.state.step === 'running'}>
            {words.action}
          </Button>
          <Done>{add.state.step === 'done' && name === '' && words.done}</Done>
        </Actions>
      </Form>
    </Part>
  )
}
