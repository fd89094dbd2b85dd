import type { ReactNode } from 'react'
import style from './More.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly title: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** What not everybody wants to read, behind one line. */
export function More({ title, className = '', children }: Props) {
  return (
    <details className={`${style['more']} ${className}`}>
      <summary>
        <Ruby>{title}</Ruby>
      </summary>
      {children}
    </details>
  )
}
