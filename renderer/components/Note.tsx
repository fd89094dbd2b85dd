import type { ReactNode } from 'react'
import style from './Note.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  /** Within a line or a label. */
  readonly inline?: boolean
  /** Told when it changes. */
  readonly live?: boolean
  readonly children: ReactNode
}

/** What goes with something and is not the thing itself: smaller and quieter. A string is a sentence with its readings. */
export function Note({ inline = false, live = false, children }: Props) {
  const Line = inline ? 'small' : 'p'
  return (
    <Line className={style['note']} role={live ? 'status' : undefined}>
      {typeof children === 'string' ? <Ruby>{children}</Ruby> : children}
    </Line>
  )
}
