import style from './Done.module.css'
import { Ruby } from './Ruby.tsx'

/** Beside a button: what came of it. It is there from the start, so that screen readers notice when it is filled. */
export function Done({ children }: { children: string | false | undefined }) {
  return (
    <span role="status" className={style['done']}>
      {typeof children === 'string' && <Ruby>{children}</Ruby>}
    </span>
  )
}
