// What is attached, and what of it lies in the drawer.
import type { Preflight } from '../../../preload/shapes/procedures.ts'
import { useText } from '../../text/TextContext.tsx'
import { Check, Told } from './Check.tsx'

export function Attachments({ attachments }: Pick<Preflight, 'attachments'>) {
  const { text } = useText()
  const words = text.procedures
  if (attachments.length === 0) return <Told>{words.check.noAttachments}</Told>
  return (
    <ul>
      {attachments.map(({ id, title, required, mark, papers, more, held, media, credentials }) => (
        <Check key={id} mark={mark} aside={required ? undefined : words.ifNeeded}>
          <p>
            <strong>{title}</strong>
          </p>
          {required && <Told small>{words.required}</Told>}
          {papers.length > 0 && <Told small>{words.papers(papers.join(text.marks.comma), more)}</Told>}
          {papers.length === 0 && media.length > 0 && <Told small>{words.noPapers}</Told>}
          {held.length > 0 && <Told small>{words.held(held.join(text.marks.comma))}</Told>}
          {held.length === 0 && credentials.length > 0 && <Told small>{words.credentialToo}</Told>}
        </Check>
      ))}
    </ul>
  )
}
