// Whose drawer was locked, and why: the page began anew, and who comes back wonders.
import { useEffect } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

export function LockedNotice({ people }: { people: readonly Person[] }) {
  const { text } = useText()
  const { state, run } = useCall(window.wallet.locks.last)
  useEffect(() => {
    void run()
    return window.wallet.locks.locked(() => void run())
  }, [run])
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
