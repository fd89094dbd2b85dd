// One of several, and yes or no. Nothing is chosen beforehand.
import { Radio, RadioGroup } from 'react-aria-components'
import type { FormField } from '../../../preload/shapes/drafts.ts'
import { Button } from '../../components/Button.tsx'
import choice from '../../components/Choice.module.css'
import toggle from '../../components/Toggle.module.css'
import { useText } from '../../text/TextContext.tsx'
import style from './Draft.module.css'
import { describedBy, FieldShell, HelpAndFault, idOf, Needed } from './FieldShell.tsx'
import { useForm } from './FormContext.ts'
import { type Path, pointerOf, valueAt } from './formContent.ts'

interface Props {
  readonly field: FormField
  readonly title: string
  readonly path: Path
}

/** More than these are a list to open. */
const sideBySide = 7

export function ChoiceField(props: Props) {
  const { field, path, title } = props
  const { form, change, left } = useForm()
  const { text } = useText()
  const pointer = pointerOf(path)
  const value = valueAt(form, path)
  const options =
    field.kind === 'yesNo'
      ? [
          { value: 'yes', label: text.drafts.yes, holds: true },
          { value: 'no', label: text.drafts.no, holds: false },
        ]
      : (field.choices ?? []).map((one) => ({ ...one, holds: one.value }))
  const chosen = options.find(({ holds }) => holds === value)?.value
  const choose = (name: string | undefined) => {
    change(path, options.find((option) => option.value === name)?.holds)
    left(pointer)
  }
  if (options.length > sideBySide)
    return (
      <FieldShell {...props} pointer={pointer}>
        {({ id, describedBy, invalid }) => (
          <select
            id={id}
            className={style['box']}
            value={chosen ?? ''}
            onChange={({ target }) => choose(target.value === '' ? undefined : target.value)}
            aria-required={field.required}
            aria-invalid={invalid}
            aria-describedby={describedBy}
          >
            <option value="">{text.drafts.notChosen}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        )}
      </FieldShell>
    )
  return (
    <FieldShell {...props} pointer={pointer} several>
      {({ id, labelId, describedBy, invalid }) => (
        <>
          <RadioGroup
            id={id}
            className={choice['row'] ?? ''}
            value={chosen ?? null}
            onChange={choose}
            isRequired={field.required}
            isInvalid={invalid}
            aria-labelledby={labelId}
            {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
          >
            {options.map((option) => (
              <Radio key={option.value} value={option.value} className={choice['option'] ?? ''}>
                <span className={choice['dot']} aria-hidden="true" />
                <span className={choice['content']}>
                  <span className={choice['name']}>{option.label}</span>
                </span>
              </Radio>
            ))}
          </RadioGroup>
          {!field.required && chosen !== undefined && (
            <Button
              look="quiet"
              label={text.drafts.which(text.drafts.unchoose, title)}
              onPress={() => choose(undefined)}
            >
              {text.drafts.unchoose}
            </Button>
          )}
        </>
      )}
    </FieldShell>
  )
}

/** A confirmation: only yes is taken, so that there is nothing to choose between. */
export function ConfirmField({ field, title, path }: Props) {
  const { form, change, left, faultAt } = useForm()
  const pointer = pointerOf(path)
  const id = idOf(pointer)
  const fault = faultAt(pointer)
  return (
    <div className={style['field']} data-wrong={fault !== undefined}>
      <div className={toggle['toggle']}>
        <label>
          <input
            id={id}
            type="checkbox"
            checked={valueAt(form, path) === true}
            onChange={({ target }) => {
              change(path, target.checked ? true : undefined)
              left(pointer)
            }}
            aria-required={field.required}
            aria-invalid={fault !== undefined}
            aria-label={title}
            aria-describedby={describedBy(id, field, fault)}
          />
          <span>
            {title} <Needed required={field.required} />
          </span>
        </label>
      </div>
      <HelpAndFault id={id} field={field} fault={fault} />
    </div>
  )
}
