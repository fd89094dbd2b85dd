// A day in three boxes, by the western year or by the era; what it is in both ways is said below.
import { useState } from 'react'
import type { FormField } from '../../../preload/shapes/drafts.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Draft.module.css'
import { type Count, counts, dayHeld, dayShown, type TypedDay } from './dayTyped.ts'
import { type FieldIds, FieldShell } from './FieldShell.tsx'
import { useForm } from './FormContext.ts'
import { type Path, pointerOf, valueAt } from './formContent.ts'
import { asText } from './typed.ts'

const boxes = ['year', 'month', 'day'] as const

export const isWholeDay = (held: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(held) && !Number.isNaN(Date.parse(held))

interface FieldProps {
  readonly field: FormField
  readonly title: string
  readonly path: Path
}

export function DayField({ field, title, path }: FieldProps) {
  const { form, change, left } = useForm()
  const { language } = useText()
  const pointer = pointerOf(path)
  const held = asText(valueAt(form, path))
  return (
    <FieldShell
      field={field}
      title={title}
      pointer={pointer}
      several
      aside={isWholeDay(held) ? formatDay(held, language) : undefined}
    >
      {(ids) => (
        <DayBoxes
          {...ids}
          held={held}
          required={field.required}
          onChange={(day) => change(path, day)}
          onLeave={() => left(pointer)}
        />
      )}
    </FieldShell>
  )
}

interface Props extends FieldIds {
  /** As dayTyped.ts holds it; '' where there is none. */
  readonly held: string
  readonly required: boolean
  readonly onChange: (held: string | undefined) => void
  readonly onLeave?: () => void
}

export function DayBoxes({ id, labelId, describedBy, invalid, held, required, onChange, onLeave }: Props) {
  const { text } = useText()
  const words = text.drafts.day
  const [count, setCount] = useState<Count>('western')
  const [typing, setTyping] = useState<TypedDay>()
  const shown = typing ?? dayShown(held, count)
  const type = (part: Partial<TypedDay>) => {
    const next = { ...shown, ...part }
    setTyping(next)
    onChange(dayHeld(next))
  }
  // A day that is whole stays the same day; one that is not is counted anew.
  const countBy = (next: Count) => {
    setCount(next)
    if (isWholeDay(held)) setTyping(undefined)
    else type({ count: next })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: its name is the label that every field has, not a legend
    <div
      id={id}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      className={style['day']}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return
        setTyping(undefined)
        onLeave?.()
      }}
    >
      <select
        className={style['box']}
        aria-label={withoutRuby(words.count)}
        value={shown.count}
        onChange={({ target }) => countBy(counts.find((one) => one === target.value) ?? 'western')}
      >
        {counts.map((one) => (
          <option key={one} value={one}>
            {withoutRuby(words.counts[one])}
          </option>
        ))}
      </select>
      {boxes.map((box) => (
        <label key={box}>
          <input
            type="text"
            inputMode="numeric"
            size={box === 'year' ? 4 : 2}
            maxLength={4}
            className={style['box']}
            value={shown[box]}
            onChange={({ target }) => type({ [box]: target.value })}
            autoComplete="off"
            aria-label={withoutRuby(words[box])}
            aria-required={required}
            aria-invalid={invalid}
          />
          <span aria-hidden="true">
            <Ruby>{words[box]}</Ruby>
          </span>
        </label>
      ))}
    </div>
  )
}
