// A reading under way, its result, or why there is none; and the ways to begin one.
import { type ReactNode, useEffect, useRef } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import type { CallState } from '../../useWallet.ts'
import style from './CardData.module.css'

/** What every part of the screen knows of the card and of those who live here. */
export interface AtCard {
  readonly reader: string
  /** Whose drawer is open. */
  readonly person?: Person
  readonly people: readonly Person[]
  readonly go: Go
}

interface Props<T> {
  readonly state: CallState<T>
  readonly at: AtCard
  readonly children: (read: T) => ReactNode
  /** Takes the result off the screen. */
  readonly onHide: () => void
}

export function Reading<T>({ state, at, children, onHide }: Props<T>) {
  const { text } = useText()
  if (state.step === 'idle') return null
  if (state.step === 'running') return <Progress label={text.progress.asking} />
  if (state.step === 'failed') {
    const { person, ...rest } = at
    return person === undefined ? (
      <FailureNotice failure={state.failure} />
    ) : (
      <GuardNotice failure={state.failure} person={person} {...rest} />
    )
  }
  return (
    <div className={style['result']}>
      <Done />
      {children(state.value)}
      <Actions>
        <Button onPress={onHide}>{text.cardData.hide}</Button>
      </Actions>
    </div>
  )
}

/** The button that was pressed is gone: reading goes on here. */
function Done() {
  const { text } = useText()
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => line.current?.focus(), [])
  return (
    <p ref={line} tabIndex={-1} role="status" className={style['done']}>
      <Icon name="check" size={20} />
      <Ruby>{text.cardData.done}</Ruby>
    </p>
  )
}

/** Buttons, each with what it needs. */
export function Ways({ children }: { children: ReactNode }) {
  return <ul className={style['ways']}>{children}</ul>
}

export function Way({ note, children }: { note: string; children: ReactNode }) {
  return (
    <li>
      {children}
      <p>
        <Ruby>{note}</Ruby>
      </p>
    </li>
  )
}
