// Paying by what is printed on a bill.
import { useState } from 'react'
import type { TypedNumbers } from '../../../preload/shapes/payments.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'

type Kind = 'tax' | 'fee'
type Name = keyof TypedNumbers

/** Digits of each number; how many is common knowledge alone, so main and the portal have the last word. */
const lengths: Readonly<Record<Kind, readonly (readonly [Name, number])[]>> = {
  tax: [
    ['agency', 5],
    ['paymentNumber', 20],
    ['confirmationNumber', 6],
    ['division', 3],
  ],
  fee: [
    ['paymentNumber', 16],
    ['confirmationNumber', 6],
  ],
}

interface Props {
  /** What was typed before. */
  readonly typed: TypedNumbers | undefined
  readonly busy: boolean
  readonly look: (numbers: TypedNumbers) => void
}

export function ByNumber({ typed: before, busy, look }: Props) {
  const { text } = useText()
  const words = text.payments
  const [kind, setKind] = useState<Kind>(before === undefined || before.agency !== undefined ? 'tax' : 'fee')
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>({
    agency: before?.agency ?? '',
    paymentNumber: before?.paymentNumber ?? '',
    confirmationNumber: before?.confirmationNumber ?? '',
    division: before?.division ?? '',
  })
  const [judged, setJudged] = useState(false)
  const fields = lengths[kind]
  const wrong = fields.filter(([name, length]) => digitsOf(typed[name]).length !== length)
  const submit = () => {
    setJudged(true)
    const { paymentNumber, confirmationNumber, agency, division } = typed
    if (wrong.length === 0) look({ paymentNumber, confirmationNumber, ...(kind === 'tax' ? { agency, division } : {}) })
  }
  return (
    <Part title={words.byNumber}>
      <p>
        <Ruby>{words.byNumberText}</Ruby>
      </p>
      <Form
        className={style['rows']}
        submit={() => {
          if (!busy) submit()
        }}
      >
        <Choice
          label={words.which}
          value={kind}
          onChange={(next) => {
            setKind(next)
            setJudged(false)
          }}
          options={[
            { value: 'tax', label: words.tax },
            { value: 'fee', label: words.fee },
          ]}
        />
        {fields.map(([name, length]) => (
          <Field
            key={name}
            label={words[name]}
            note={words.digits(length)}
            value={typed[name]}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
            inputMode="numeric"
            maxLength={40}
            spaced
            error={judged && wrong.some(([one]) => one === name) ? words.digitsWrong(length) : undefined}
          />
        ))}
        <Actions>
          <Button type="submit" icon="seek" pending={busy}>
            {words.look}
          </Button>
        </Actions>
      </Form>
    </Part>
  )
}

const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '')
