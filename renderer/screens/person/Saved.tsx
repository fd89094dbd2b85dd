import { Done } from '../../components/Done.tsx'
import { useText } from '../../text/TextContext.tsx'

/** Told to screen readers too; there from the start, so that they notice. */
export function Saved({ done }: { done: boolean }) {
  const { text } = useText()
  return <Done>{done && text.people.saved}</Done>
}
