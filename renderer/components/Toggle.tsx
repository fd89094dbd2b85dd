import { useId } from 'react'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Ruby } from './Ruby.tsx'
import style from './Toggle.module.css'

interface Props {
  readonly label: string
  readonly note?: string
  /** The whole name where several bear the same words; it holds those words (WCAG 2.5.3). */
  readonly name?: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** A checkbox with its words; the native one, since every assistive technology knows it. */
export function Toggle({ label, note, name, on, onChange }: Props) {
  const id = useId()
  return (
    <div className={style['toggle']}>
      <label>
        <input
          type="checkbox"
          // The label's own words, without the readings that stand above them.
          aria-label={withoutRuby(name ?? label)}
          checked={on}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
        <span>
          <Ruby>{label}</Ruby>
        </span>
      </label>
      {note !== undefined && (
        <p id={`${id}-note`}>
          <Ruby>{note}</Ruby>
        </p>
      )}
    </div>
  )
}
