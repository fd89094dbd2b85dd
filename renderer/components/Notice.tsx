import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import style from './Notice.module.css'
import { Ruby } from './Ruby.tsx'

type Kind = 'info' | 'good' | 'warn' | 'bad'

interface Props {
  readonly kind: Kind
  readonly title: string
  /** Told at once by screen readers: for what has just happened, not for what stands there from the start. */
  readonly live?: boolean
  readonly children?: ReactNode
  readonly level?: 2 | 3
  /** The outcome of what the person has just pressed, which is gone now: reading goes on here. */
  readonly takesFocus?: boolean
}

const icons: Record<Kind, IconName> = { info: 'info', good: 'check', warn: 'warn', bad: 'warn' }

/** A framed message with a heading; colour is never its only sign. */
export function Notice({ kind, title, live = false, children, level = 2, takesFocus = false }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true })
    if (takesFocus || live) heading.current?.scrollIntoView({ block: 'nearest' })
  }, [takesFocus, live])
  return (
    <section className={`${style['notice']} ${style[kind]}`} aria-labelledby={id}>
      <span className={style['icon']}>
        <Icon name={icons[kind]} />
      </span>
      <div className={style['body']} role={live ? (kind === 'bad' ? 'alert' : 'status') : undefined}>
        <Heading id={id} ref={heading} tabIndex={takesFocus ? -1 : undefined} className={style['title']}>
          <Ruby>{title}</Ruby>
        </Heading>
        {children}
      </div>
    </section>
  )
}
