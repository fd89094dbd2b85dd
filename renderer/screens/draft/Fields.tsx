// A form as a tree of fields: groups framed, lists with a frame for each part, whatever the procedure asks for.
import type { FormField } from '../../../preload/shapes/drafts.ts'
import { ChoiceField, ConfirmField } from './ChoiceField.tsx'
import { DayField } from './DayField.tsx'
import style from './Draft.module.css'
import { describedBy, HelpAndFault, idOf, Needed } from './FieldShell.tsx'
import { useForm } from './FormContext.ts'
import { type Path, pointerOf } from './formContent.ts'
import { ListField } from './ListField.tsx'
import { TextField } from './TextField.tsx'

export function Fields({ fields, path = [] }: { fields: readonly FormField[]; path?: Path }) {
  return fields.map((field) => <AnyField key={field.name} field={field} path={[...path, field.name]} />)
}

interface Props {
  readonly field: FormField
  readonly path: Path
  /** What a part of a list is called; its own title otherwise. */
  readonly title?: string
}

export function AnyField({ field, path, title = field.title }: Props) {
  switch (field.kind) {
    case 'group':
      return <GroupField field={field} path={path} title={title} />
    case 'list':
      return (
        <ListField field={field} path={path} title={title}>
          {(item, at, name) => <AnyField field={item} path={at} title={name} />}
        </ListField>
      )
    case 'yesNo':
    case 'choice':
      if (field.onlyYes === true) return <ConfirmField field={field} path={path} title={title} />
      return <ChoiceField field={field} path={path} title={title} />
    case 'date':
      return <DayField field={field} path={path} title={title} />
    default:
      return <TextField field={field} path={path} title={title} />
  }
}

function GroupField({ field, path, title }: Required<Props>) {
  const { faultAt } = useForm()
  const pointer = pointerOf(path)
  const id = idOf(pointer)
  const fault = faultAt(pointer)
  return (
    <fieldset id={id} tabIndex={-1} className={style['group']} aria-describedby={describedBy(id, field, fault)}>
      <legend>
        {title}
        {!field.required && <Needed required={false} />}
      </legend>
      <HelpAndFault id={id} field={field} fault={fault} />
      <Fields fields={field.members ?? []} path={path} />
    </fieldset>
  )
}
