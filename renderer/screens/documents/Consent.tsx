import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from '../Documents.module.css'

/** What a signature means, and the person's word that it is meant. */
export function Consent({ meant, onChange }: { meant: boolean; onChange: (meant: boolean) => void }) {
  const { text } = useText()
  const words = text.documents
  return (
    <Notice kind="warn" title={words.seal}>
      <ul className={style['points']}>
        {words.sealTexts.map((sentence) => (
          <li key={sentence}>
            <Ruby>{sentence}</Ruby>
          </li>
        ))}
      </ul>
      <Toggle label={words.consent} on={meant} onChange={onChange} />
    </Notice>
  )
}
