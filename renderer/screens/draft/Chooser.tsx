import { type ReactNode, useEffect, useRef } from 'react'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import style from './Draft.module.css'

/** Opens in place of the button that was pressed: the keyboard goes on in it. */
export function Chooser({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLFieldSetElement>(null)
  useEffect(() => frame.current?.focus(), [])
  return (
    <fieldset ref={frame} tabIndex={-1} aria-label={withoutRuby(label)} className={style['chooser']}>
      {children}
    </fieldset>
  )
}
