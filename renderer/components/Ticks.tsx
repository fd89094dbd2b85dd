import { type ReactNode, useId } from 'react'
import { Mistake } from './Mistake.tsx'
import { Ruby } from './Ruby.tsx'
import style from './Ticks.module.css'

interface Props {
  readonly title: string
  readonly close?: boolean
  readonly error: string | undefined
  readonly children: ReactNode
}

/** Several toggles under one name; what is wrong with the choice stands below them. */
export function Ticks({ title, close = false, error, children }: Props) {
  const id = useId()
  return (
    <fieldset className={`${style['ticks']} ${close ? style['close'] : ''}`} aria-describedby={`${id}-error`}>
      <legend>
        <Ruby>{title}</Ruby>
      </legend>
      {children}
      <Mistake id={`${id}-error`}>{error}</Mistake>
    </fieldset>
  )
}
