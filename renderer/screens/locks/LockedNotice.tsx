// Whose drawer was locked, and why: the page began anew, and who comes back wonders.
import { useEffect } from 'react'
import type { LockNews } from '../../../preload/shapes/locks.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

interface Props {
  readonly people: readonly Person[]
  /** The drawer that was locked made room for this one. */
  readonly onNext: (next: NonNullable<LockNews['next']>) => void
}

export function LockedNotice({ people, onNext }: Props) {
  const { text } = useText()
  const { state, run } = useCall(window.wallet.locks.last)
  const next = state.step === 'done' ? state.value?.next : undefined
  useEffect(() => void run(), [run])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that was told
  useEffect(() => {
    if (next !== undefined) onNext(next)
  }, [next])
  if (state.step !== 'done' || state.value === null) return null
  const { reason, personId } = state.value
  const name = people.find(({ id }) => id === personId)?.name ?? ''
  return (
    <Notice kind="info" live title={text.locks.reasons[reason](name === '' ? text.shell.nameless : name)}>
      <p>
        <Ruby>{text.locks.nothingLost}</Ruby>
      </p>
    </Notice>
  )
}
