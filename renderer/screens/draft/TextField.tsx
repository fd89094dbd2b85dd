// What is typed in one box: text, longer text, a number.
import { useState } from 'react'
import type { FormField } from '../../../preload/shapes/drafts.ts'
import style from './Draft.module.css'
import { FieldShell } from './FieldShell.tsx'
import { useForm } from './FormContext.ts'
import { type Path, pointerOf, valueAt } from './formContent.ts'
import { asText, numberTyped, tidied } from './typed.ts'

interface Props {
  readonly field: FormField
  readonly title: string
  readonly path: Path
}

export function TextField({ field, title, path }: Props) {
  const { form, change, left } = useForm()
  // While somebody types, the box shows what they type, letter by letter: an input method is not interrupted.
  const [typing, setTyping] = useState<string>()
  const pointer = pointerOf(path)
  const kept = asText(valueAt(form, path))
  const keep = (text: string) => {
    if (field.kind === 'number') change(path, numberTyped(text))
    else change(path, text === '' ? undefined : text)
  }
  return (
    <FieldShell field={field} title={title} pointer={pointer}>
      {({ id, describedBy, invalid }) => {
        const shared = {
          id,
          value: typing ?? kept,
          className: style['box'],
          onBlur: () => {
            if (typing !== undefined) keep(tidied(field, typing))
            setTyping(undefined)
            left(pointer)
          },
          autoComplete: 'off',
          spellCheck: false,
          'aria-required': field.required,
          'aria-invalid': invalid,
          'aria-describedby': describedBy,
        }
        const typed = (text: string) => {
          setTyping(text)
          keep(text)
        }
        if (field.kind === 'longText')
          return <textarea {...shared} rows={3} onChange={({ target }) => typed(target.value)} />
        return (
          <input
            {...shared}
            type="text"
            inputMode={field.kind === 'number' ? 'numeric' : undefined}
            onChange={({ target }) => typed(target.value)}
          />
        )
      }}
    </FieldShell>
  )
}
