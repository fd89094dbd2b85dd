import { Ruby } from './Ruby.tsx'
import style from './Sentences.module.css'

interface Props {
  readonly all: readonly string[]
  /** One after the other: steps, numbered. */
  readonly ordered?: boolean
  readonly close?: boolean
}

/** Sentences below one another, each with its dot or number. */
export function Sentences({ all, ordered = false, close = false }: Props) {
  const List = ordered ? 'ol' : 'ul'
  return (
    <List className={`${style['sentences']} ${close ? style['close'] : ''}`}>
      {all.map((sentence) => (
        <li key={sentence}>
          <Ruby>{sentence}</Ruby>
        </li>
      ))}
    </List>
  )
}
