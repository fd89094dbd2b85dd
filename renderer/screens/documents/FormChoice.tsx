import type { SignatureForm } from '../../../preload/shapes/documents.ts'
import { Choice } from '../../components/Choice.tsx'
import { Note } from '../../components/Note.tsx'
import { Part } from '../../components/Page.tsx'
import { useText } from '../../text/TextContext.tsx'

interface Props {
  readonly form: SignatureForm
  /** Whether every chosen document is a PDF; only then a signature can go into all of them. */
  readonly allPdf: boolean
  readonly onChange: (form: SignatureForm) => void
}

const forAny = ['cms-detached', 'cms'] as const
const forPdf = ['pades', 'adbe', ...forAny] as const

/** The form of the signature, in words of what one does with it. */
export function FormChoice({ form, allPdf, onChange }: Props) {
  const { text } = useText()
  const words = text.documents
  const forms = allPdf ? forPdf : forAny
  return (
    <Part title={words.form}>
      <Choice
        label={words.form}
        labelHidden
        note={allPdf ? words.formNote : words.notAllPdf}
        value={form}
        onChange={onChange}
        options={forms.map((value, index) => ({
          value,
          label: index === 0 ? `${words.forms[value]}${text.marks.aside(words.recommended)}` : words.forms[value],
          content: <Note inline>{words.formTexts[value]}</Note>,
        }))}
      />
    </Part>
  )
}
