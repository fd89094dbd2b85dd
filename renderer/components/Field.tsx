import { type HTMLAttributes, useId } from 'react'
import { withoutRuby } from '../../preload/text/ruby.ts'
import style from './Field.module.css'
import { Mistake } from './Mistake.tsx'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly label: string
  readonly note?: string | undefined
  readonly error?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  /** 'date': a calendar day; the native control, which every assistive technology and keyboard knows. */
  readonly type?: 'text' | 'password' | 'date'
  /** Of a day, YYYY-MM-DD. */
  readonly min?: string
  readonly max?: string
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  readonly maxLength?: number
  readonly autoFocus?: boolean
  readonly spaced?: boolean
}

/** A text input with a visible label, a note above it and the error below it; no placeholder. */
export function Field({
  label,
  note,
  error,
  value,
  onChange,
  type = 'text',
  inputMode,
  maxLength,
  autoFocus,
  spaced,
  min,
  max,
}: Props) {
  const id = useId()
  const described = [note === undefined ? '' : `${id}-note`, error === undefined ? '' : `${id}-error`].join(' ').trim()
  return (
    <div className={style['field']}>
      <label htmlFor={id}>
        <Ruby>{label}</Ruby>
      </label>
      {note !== undefined && (
        <p id={`${id}-note`} className={style['note']}>
          <Ruby>{note}</Ruby>
        </p>
      )}
      <input
        id={id}
        // The label's own words, without the readings that stand above them.
        aria-label={withoutRuby(label)}
        type={type}
        className={spaced === true ? style['spaced'] : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        inputMode={inputMode}
        maxLength={maxLength}
        min={min}
        max={max}
        // biome-ignore lint/a11y/noAutofocus: only where the window exists for this one input
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={described === '' ? undefined : described}
      />
      {error !== undefined && <Mistake id={`${id}-error`}>{error}</Mistake>}
    </div>
  )
}
