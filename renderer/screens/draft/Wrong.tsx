// What is still wrong, as one list that leads to each place.
import type { Fault } from '../../../preload/shapes/applications.ts'
import type { ProcedureForm } from '../../../preload/shapes/drafts.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { attachmentId } from './Attachments.tsx'
import style from './Draft.module.css'
import { idOf } from './FieldShell.tsx'
import { withinForm } from './faults.ts'
import { labelsOf } from './labels.ts'

interface Props {
  readonly faults: readonly Fault[]
  readonly form: ProcedureForm
  /** The portal has just said no to it. */
  readonly refused: boolean
  readonly takesFocus: boolean
}

export function Wrong({ faults, form, refused, takesFocus }: Props) {
  const { text } = useText()
  const labelled = (pointer: string): string => {
    const rule = attachmentRule(pointer)
    const labels = rule === undefined ? labelsOf(form.fields, withinForm(pointer)) : [titleOf(form, rule)]
    return labels.length === 0 ? withoutRuby(text.drafts.wrong.whole) : labels.join(text.marks.dot)
  }
  return (
    <Notice kind="warn" takesFocus={takesFocus} title={text.drafts.wrong.title(faults.length)}>
      {refused && (
        <p>
          <strong>
            <Ruby>{text.drafts.refused}</Ruby>
          </strong>
        </p>
      )}
      <p>
        <Ruby>{text.drafts.wrong.text}</Ruby>
      </p>
      <ul className={style['wrong']}>
        {faults.map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`}>
            <button type="button" className={style['jump']} onClick={() => goTo(pointer)}>
              <strong>{labelled(pointer)}</strong>
              {text.marks.colon}
              {message}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const attachmentRule = (pointer: string): string | undefined => /^\/attachments\/([^/]+)/.exec(pointer)?.[1]

const titleOf = ({ rules }: ProcedureForm, id: string): string => rules.find((rule) => rule.id === id)?.title ?? id

/** To the control of that place, or the nearest thing round it that is on the page. */
function goTo(pointer: string): void {
  const rule = attachmentRule(pointer)
  const steps = withinForm(pointer).split('/')
  const ids =
    rule === undefined
      ? steps.map((_, less) => idOf(steps.slice(0, steps.length - less).join('/')))
      : [attachmentId(rule)]
  const found = ids.map((id) => document.getElementById(id)).find((element) => element !== null)
  found?.scrollIntoView({ block: 'center' })
  const control = found?.matches('input, select, textarea')
    ? found
    : found?.querySelector<HTMLElement>('input, select, textarea, button')
  ;(control ?? found)?.focus({ preventScroll: true })
}
