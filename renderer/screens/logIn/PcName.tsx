import { Field } from '../../components/Field.tsx'
import { useText } from '../../text/TextContext.tsx'

/** What the person calls this PC; the portal and the phone show it. */
export function PcName({ value, onChange }: { readonly value: string; readonly onChange: (name: string) => void }) {
  const { text } = useText()
  return (
    <Field
      label={text.logIn.pcName}
      note={text.logIn.pcNameNote}
      value={value}
      onChange={onChange}
      maxLength={40}
      error={value.trim() === '' ? text.logIn.pcNameEmpty : undefined}
    />
  )
}
