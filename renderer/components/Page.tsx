import { type ReactNode, useEffect, useRef } from 'react'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { openInWords, useOpen } from '../OpenContext.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './Page.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
  /** Beside the heading. */
  readonly aside?: ReactNode
  readonly narrow?: boolean
}

/** One screen: its heading takes the focus when it opens, and names the window together with whose drawer is open. */
export function Page({ title, lead, children, aside, narrow = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { text } = useText()
  const open = useOpen()
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Something in it that has to be read first has taken it already.
    if (page.current?.contains(document.activeElement)) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start' })
  }, [])
  useEffect(() => {
    document.title = [title, openInWords(open, text), text.product].map(withoutRuby).join(' – ')
  }, [title, text, open])
  return (
    <div ref={page} className={`${style['page']} ${narrow ? style['narrow'] : ''}`}>
      <div className={style['head']}>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            <Ruby>{title}</Ruby>
          </h1>
          {lead !== undefined && (
            <p className={style['lead']}>
              <Ruby>{lead}</Ruby>
            </p>
          )}
        </div>
        {aside}
      </div>
      {children}
    </div>
  )
}

/** A titled part of a screen. */
export function Part({ title, children, plain = false }: { title: string; children: ReactNode; plain?: boolean }) {
  return (
    <section className={`${style['part']} ${plain ? '' : style['framed']}`}>
      <h2>
        <Ruby>{title}</Ruby>
      </h2>
      {children}
    </section>
  )
}

/** Buttons in a row, the first being what most people want. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={style['actions']}>{children}</div>
}
