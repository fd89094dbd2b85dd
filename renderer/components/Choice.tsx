import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup, Text } from 'react-aria-components'
import style from './Choice.module.css'
import { Mistake } from './Mistake.tsx'
import { Ruby } from './Ruby.tsx'

export interface ChoiceOption<V extends string> {
  readonly value: V
  readonly label: string
  readonly content?: ReactNode
}

interface Props<V extends string> {
  readonly label: string
  readonly note?: string
  readonly options: readonly ChoiceOption<V>[]
  readonly value: V | undefined
  readonly onChange: (value: V) => void
  readonly error?: string | undefined
  readonly row?: boolean
  /** Where a heading above says the same. */
  readonly labelHidden?: boolean
}

/** One of several: arrow keys move, each option may hold more than its name. */
export function Choice<V extends string>({
  label,
  note,
  options,
  value,
  onChange,
  error,
  row = false,
  labelHidden = false,
}: Props<V>) {
  return (
    <RadioGroup
      className={style['group'] ?? ''}
      value={value ?? null}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen)
        if (option !== undefined) onChange(option.value)
      }}
      isInvalid={error !== undefined}
    >
      <Label className={(labelHidden ? 'visuallyHidden' : style['label']) ?? ''}>
        <Ruby>{label}</Ruby>
      </Label>
      {note !== undefined && (
        <Text slot="description" className={style['note'] ?? ''}>
          <Ruby>{note}</Ruby>
        </Text>
      )}
      <div className={row ? style['row'] : style['options']}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={style['option'] ?? ''}>
            <span className={style['dot']} aria-hidden="true" />
            <span className={style['content']}>
              <span className={style['name']}>
                <Ruby>{option.label}</Ruby>
              </span>
              {option.content}
            </span>
          </Radio>
        ))}
      </div>
      {error !== undefined && <Mistake>{error}</Mistake>}
    </RadioGroup>
  )
}
