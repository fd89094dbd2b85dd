import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './PersonScreen.module.css'

/** Told to screen readers too; there from the start, so that they notice. */
export function Saved({ done }: { done: boolean }) {
  const { text } = useText()
  return (
    <span role="status" className={style['saved']}>
      {done && <Ruby>{text.people.saved}</Ruby>}
    </span>
  )
}
