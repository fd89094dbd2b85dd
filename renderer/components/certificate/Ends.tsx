import { useText } from '../../text/TextContext.tsx'
import { More } from '../More.tsx'
import { Sentences } from '../Sentences.tsx'
import style from './Certificate.module.css'

/** What ends it before its day. */
export function Ends({ role }: { role: 'authentication' | 'signature' }) {
  const { text } = useText()
  const { title, birthday, card, move, keeps, stop } = text.certificates.ends
  return (
    <More title={title} className={style['ends']}>
      <Sentences all={[birthday, card, role === 'signature' ? move : keeps, stop]} />
    </More>
  )
}
