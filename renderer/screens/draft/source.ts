// Where a filled field came from, in words.
import type { FieldSource } from '../../../preload/shapes/drafts.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'

export function useSourceInWords(): (source: FieldSource) => string {
  const { text, language } = useText()
  return ({ from, name, at }) => {
    const day = at === undefined ? undefined : formatDate(at, language)
    return text.drafts.sources[from](name ?? '', day === undefined ? '' : text.marks.aside(day))
  }
}
