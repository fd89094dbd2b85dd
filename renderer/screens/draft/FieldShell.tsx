// Round every field: its name, whether it has to be filled in, what helps, where it was taken from, and what is wrong with it.
import type { ReactNode } from 'react'
import type { FormField } from '../../../preload/shapes/drafts.ts'
import { Icon } from '../../components/Icon.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Draft.module.css'
import { useForm } from './FormContext.ts'
import { useSourceInWords } from './source.ts'

/** Of one field in the page. */
export interface FieldIds {
  /** The control; what is still wrong leads here. */
  readonly id: string
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
}

/** Where a place of the form stands in the page. */
export const idOf = (pointer: string): string => `form${pointer}`

interface Props {
  readonly field: FormField
  /** Its title, or what a part of a list is called. */
  readonly title: string
  readonly pointer: string
  /** Several controls that are one question. */
  readonly several?: boolean
  /** Below the control: the year of the era. */
  readonly aside?: ReactNode
  readonly children: (ids: FieldIds) => ReactNode
}

export function FieldShell({ field, title, pointer, several = false, aside, children }: Props) {
  const { faultAt, sourceAt } = useForm()
  const sourceInWords = useSourceInWords()
  const id = idOf(pointer)
  const fault = faultAt(pointer)
  const source = sourceAt(pointer)
  const parts = [
    field.help === undefined ? undefined : `${id}.help`,
    aside === undefined ? undefined : `${id}.aside`,
    source === undefined ? undefined : `${id}.source`,
    fault === undefined ? undefined : `${id}.fault`,
  ].filter((part) => part !== undefined)
  const Label = several ? 'span' : 'label'
  return (
    <div className={style['field']} data-wrong={fault !== undefined}>
      <div className={style['label']}>
        <Label id={`${id}.label`} htmlFor={several ? undefined : id}>
          {title}
        </Label>
        <Needed required={field.required} />
      </div>
      {field.help !== undefined && (
        <p id={`${id}.help`} className={style['small']}>
          {field.help}
        </p>
      )}
      {children({
        id,
        labelId: `${id}.label`,
        describedBy: parts.length === 0 ? undefined : parts.join(' '),
        invalid: fault !== undefined,
      })}
      {aside !== undefined && (
        <p id={`${id}.aside`} className={style['small']}>
          {aside}
        </p>
      )}
      {source !== undefined && (
        <p id={`${id}.source`} className={style['source']}>
          <Icon name={source.from === 'card' ? 'card' : 'wallet'} size={18} />
          <Ruby>{sourceInWords(source)}</Ruby>
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}.fault`} className={style['fault']}>
          {fault}
        </p>
      )}
    </div>
  )
}

/** Whether it has to be filled in, in words. The controls say the same by aria-required. */
export function Needed({ required }: { required: boolean }) {
  const { text } = useText()
  return (
    <span className={style['needed']} data-required={required}>
      <Ruby>{required ? text.drafts.required : text.drafts.optional}</Ruby>
    </span>
  )
}

export function describedBy(id: string, { help }: FormField, fault: string | undefined): string | undefined {
  const parts = [help === undefined ? '' : `${id}.help`, fault === undefined ? '' : `${id}.fault`].join(' ').trim()
  return parts === '' ? undefined : parts
}

/** Of a group or a list as a whole. */
export function HelpAndFault({ id, field, fault }: { id: string; field: FormField; fault: string | undefined }) {
  return (
    <>
      {field.help !== undefined && (
        <p id={`${id}.help`} className={style['small']}>
          {field.help}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}.fault`} className={style['fault']}>
          {fault}
        </p>
      )}
    </>
  )
}
