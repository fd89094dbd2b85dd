// One thing that was checked: how it stands, in words and as a sign, and what there is to know of it.
import type { ReactNode } from 'react'
import type { Mark } from '../../../preload/shapes/procedures.ts'
import { Icon, type IconName } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Preflight.module.css'

const icons: Readonly<Record<Mark, IconName>> = { ok: 'check', look: 'info', todo: 'practice', stops: 'cross' }

/** @param aside in place of the mark, for what is no matter of being ready */
export function Check({ mark, aside, children }: { mark: Mark; aside?: string | undefined; children: ReactNode }) {
  const { text } = useText()
  return (
    <li className={style['check']} data-mark={aside === undefined ? mark : undefined}>
      <span className={style['mark']}>
        {aside === undefined && <Icon name={icons[mark]} size={18} />}
        <span>
          <Ruby>{aside ?? text.procedures.marks[mark]}</Ruby>
        </span>
      </span>
      <div className={style['told']}>{children}</div>
    </li>
  )
}

/** A sentence of it. */
export function Told({ children, small = false }: { children: string; small?: boolean }) {
  if (small) return <Note>{children}</Note>
  return (
    <p>
      <Ruby>{children}</Ruby>
    </p>
  )
}
