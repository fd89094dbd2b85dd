import { useState } from 'react'
import type { Asked } from '../../preload/secretContract.ts'
import { Field } from '../components/Field.tsx'
import { Note } from '../components/Note.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { mostCheckNumberTries } from '../mostTries.ts'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { CardDrawing } from './CardDrawing.tsx'
import { PinFacts } from './PinFacts.tsx'
import { useAnswer } from './useAnswer.ts'

type CheckQuestion = Extract<Asked['question'], { kind: 'checkNumberB' }>

/** What each of the three may look like; main judges the whole again. */
const forms = {
  // A register can know a birth date in part only: then month or day is 00.
  birth: /^\d{2}(0\d|1[0-2])([0-2]\d|3[01])$/,
  until: /^20\d{2}$/,
  code: /^\d{4}$/,
} as const
const parts = ['birth', 'until', 'code'] as const

/**
 * 照合番号B: birth date in the Japanese era (YYMMDD), the year in which the card ends (YYYY) and the security code, 14
 * digits together. Typed in the open: it is copied from the card's face, and wrong digits are hard to find among dots.
 */
export function CheckNumberForm({ question: { triesLeft, purpose, person } }: { question: CheckQuestion }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState({ birth: '', until: '', code: '' })
  const [tried, setTried] = useState(false)
  const [sure, setSure] = useState(false)
  const words = text.pinCare.secret

  const submit = async () => {
    setTried(true)
    if (!parts.every((part) => forms[part].test(typed[part]))) return
    if (await answer(`${typed.birth}${typed.until}${typed.code}`, sure)) setTyped({ birth: '', until: '', code: '' })
  }
  return (
    <AnswerForm submit={submit} action={words.checkUse} sending={sending}>
      <PinFacts purpose={purpose} person={person} left={triesLeft} most={mostCheckNumberTries} />
      <p>
        <Ruby>{words.checkText}</Ruby>
      </p>
      <Note>{words.checkOfficial}</Note>
      <CardDrawing />
      {parts.map((part, index) => (
        <Field
          key={part}
          label={`${index + 1}. ${words[part]}`}
          note={words[`${part}Note`]}
          value={typed[part]}
          onChange={(value) => {
            setTyped({ ...typed, [part]: value })
            forget()
          }}
          inputMode="numeric"
          maxLength={part === 'birth' ? 6 : 4}
          error={
            tried && !forms[part].test(typed[part]) ? words.checkForms[part] : part === 'birth' ? refusal : undefined
          }
          autoFocus={part === 'birth'}
          spaced
        />
      ))}
      {triesLeft <= 1 && <Toggle label={text.secret.lastTry} on={sure} onChange={setSure} />}
    </AnswerForm>
  )
}
