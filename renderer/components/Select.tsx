import { withoutRuby } from '../../preload/text/ruby.ts'
import { Labelled } from './Labelled.tsx'

interface Props<V extends string> {
  readonly label: string
  readonly value: V | undefined
  readonly options: readonly (readonly [value: V, words: string])[]
  /** What stands there while none of them is chosen. */
  readonly none: string
  readonly onChange: (value: V | undefined) => void
}

/** The native control: every assistive technology and every keyboard knows it. */
export function Select<V extends string>({ label, value, options, none, onChange }: Props<V>) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          aria-label={withoutRuby(label)}
          value={value ?? ''}
          onChange={(event) => onChange(options.find(([option]) => option === event.target.value)?.[0])}
        >
          <option value="">{withoutRuby(none)}</option>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {withoutRuby(words)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}
