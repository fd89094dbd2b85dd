import style from './Mistake.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  /** For the control that it describes. */
  readonly id?: string
  /** undefined: nothing is wrong, or nobody has tried yet. */
  readonly children: string | undefined
}

/** What is wrong with what was typed or chosen, told aloud as soon as it stands there. */
export function Mistake({ id, children }: Props) {
  return (
    <p id={id} className={style['mistake']} role="alert">
      {children !== undefined && <Ruby>{children}</Ruby>}
    </p>
  )
}
