import { type ReactNode, useId } from 'react'
import style from './Labelled.module.css'
import { Ruby } from './Ruby.tsx'

/** A native control below its label. */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={style['labelled']}>
      <label htmlFor={id}>
        <Ruby>{label}</Ruby>
      </label>
      {children(id)}
    </div>
  )
}
