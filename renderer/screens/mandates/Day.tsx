import { useId } from 'react'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Ruby } from '../../components/Ruby.tsx'
import style from './Mandates.module.css'

interface Props {
  readonly label: string
  readonly note?: string
  readonly error?: string | undefined
  readonly value: string
  readonly min: string
  readonly max: string
  readonly onChange: (day: string) => void
}

/** A calendar day; the native control, which every assistive technology and keyboard knows. */
export function Day({ label, note, error, value, min, max, onChange }: Props) {
  const id = useId()
  const described = [note === undefined ? '' : `${id}-note`, error === undefined ? '' : `${id}-error`].join(' ').trim()
  return (
    <div className={style['day']}>
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
        aria-label={withoutRuby(label)}
        type="date"
        min={min}
        max={max}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={described === '' ? undefined : described}
        onChange={(event) => onChange(event.target.value)}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className={style['error']} role="alert">
          <Ruby>{error}</Ruby>
        </p>
      )}
    </div>
  )
}

/** The day in Japan, so many days from now. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
