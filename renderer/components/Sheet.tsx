import { type ReactNode, useId } from 'react'
import { Ruby } from './Ruby.tsx'
import style from './Sheet.module.css'

/** How it stands, told by the colour of its edge and in words by what is beside the heading. */
export type Tone = 'good' | 'warn' | 'bad'

interface Props {
  readonly title: string
  /** Its heading is the page's own. */
  readonly headed?: boolean
  /** Below the heading: what the law or the card calls it. */
  readonly official?: ReactNode
  readonly beside?: ReactNode
  readonly tone?: Tone | undefined
  readonly children: ReactNode
}

/** One thing of the card, framed: a PIN, a certificate. */
export function Sheet({ title, headed = true, official, beside, tone, children }: Props) {
  const id = useId()
  return (
    <section className={style['sheet']} data-tone={tone} aria-labelledby={id}>
      <div className={style['head']}>
        <div>
          <h2 id={id} className={headed ? undefined : 'visuallyHidden'}>
            <Ruby>{title}</Ruby>
          </h2>
          {official !== undefined && <p className={style['official']}>{official}</p>}
        </div>
        {beside}
      </div>
      {children}
    </section>
  )
}
