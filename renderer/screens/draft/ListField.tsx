// Several of the same: people who move, facilities in the order of one's wish.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FormField } from '../../../preload/shapes/drafts.ts'
import { Button } from '../../components/Button.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Draft.module.css'
import { describedBy, HelpAndFault, idOf } from './FieldShell.tsx'
import { useForm } from './FormContext.ts'
import { isList, type Path, pointerOf, valueAt } from './formContent.ts'
import { numbered } from './labels.ts'

interface Props {
  readonly field: FormField
  readonly path: Path
  readonly title: string
  /** One of its parts. */
  readonly children: (item: FormField, path: Path, title: string) => ReactNode
}

export function ListField({ field, path, title, children }: Props) {
  const { text } = useText()
  const { form, change, takeOut, faultAt } = useForm()
  const [told, setTold] = useState('')
  const frame = useRef<HTMLFieldSetElement>(null)
  const [focus, setFocus] = useState<number>()
  const { item } = field
  const pointer = pointerOf(path)
  const id = idOf(pointer)
  const value = valueAt(form, path)
  const filled = isList(value) ? value.length : 0
  // What has to be there at least stands there from the start.
  const count = Math.max(filled, field.minItems ?? 0)
  const most = field.maxItems ?? 100
  const fault = faultAt(pointer)
  // A part that has just come, or the list itself where one has gone: the keyboard goes on there.
  useEffect(() => {
    if (focus === undefined) return
    const part = frame.current?.querySelector<HTMLElement>(`[data-part="${focus}"]`)
    const control = part?.querySelector<HTMLElement>('input, select, textarea, [tabindex="0"]')
    ;(control ?? frame.current)?.focus()
    setFocus(undefined)
  }, [focus])
  if (item === undefined) return null
  const name = item.title === '' ? title : item.title

  const add = () => {
    change([...path, count], item.kind === 'group' ? {} : '')
    setFocus(count)
    setTold(text.drafts.added(numbered(name, count)))
  }
  const remove = (at: number) => {
    takeOut(path, at)
    setFocus(Math.max(0, at - 1))
    setTold(text.drafts.removed(numbered(name, at)))
  }
  const raise = (at: number) => {
    takeOut(path, at, at - 1)
    setTold(text.drafts.raised(numbered(name, at)))
  }
  return (
    <fieldset
      ref={frame}
      id={id}
      tabIndex={-1}
      className={style['group']}
      aria-describedby={describedBy(id, field, fault)}
    >
      <legend>{title}</legend>
      <HelpAndFault id={id} field={field} fault={fault} />
      <ol className={style['list']}>
        {Array.from({ length: count }, (_, at) => {
          const itemTitle = numbered(name, at)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts are known by their place only, and their fields hold nothing
            <li key={at} data-part={at}>
              {children(item, [...path, at], itemTitle)}
              <div className={style['partActions']}>
                {at > 0 && at < filled && (
                  <Button
                    look="quiet"
                    label={text.drafts.which(text.drafts.raise, itemTitle)}
                    onPress={() => raise(at)}
                  >
                    {text.drafts.raise}
                  </Button>
                )}
                {at < filled && (
                  <Button
                    look="quiet"
                    icon="minus"
                    label={text.drafts.which(text.drafts.remove, itemTitle)}
                    onPress={() => remove(at)}
                  >
                    {text.drafts.remove}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      <p role="status" className="visuallyHidden">
        <Ruby>{told}</Ruby>
      </p>
      {count < most ? (
        <Button icon="plus" label={text.drafts.which(text.drafts.add, title)} onPress={add}>
          {text.drafts.add}
        </Button>
      ) : (
        <p className={style['small']}>
          <Ruby>{text.drafts.most(most)}</Ruby>
        </p>
      )}
    </fieldset>
  )
}
