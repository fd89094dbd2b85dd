// How long the next secret has to wait, counting down. Main decides; this only tells.
import { useEffect, useState } from 'react'
import type { Failure } from '../../preload/failure.ts'
import { waited } from '../../preload/text/waited.ts'
import { useText } from '../text/TextContext.tsx'
import { Ruby } from './Ruby.tsx'

const secondsOf = (failure: Failure): number =>
  failure.code === 'drawer.wait' ? failure.seconds : failure.code === 'drawer.wrongKey' ? (failure.wait ?? 0) : 0

/** Nothing for other failures. */
export function WaitCountdown({ failure }: { failure: Failure }) {
  const { text, language } = useText()
  const [until, setUntil] = useState(() => performance.now() + secondsOf(failure) * 1000)
  const [left, setLeft] = useState(secondsOf(failure))
  useEffect(() => setUntil(performance.now() + secondsOf(failure) * 1000), [failure])
  useEffect(() => {
    const tell = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)))
    tell()
    const timer = setInterval(tell, 500)
    return () => clearInterval(timer)
  }, [until])
  if (secondsOf(failure) === 0) return null
  return (
    <>
      <p role="timer" aria-live="off">
        <strong>{left > 0 && <Ruby>{text.keys.wait(waited[language](left))}</Ruby>}</strong>
      </p>
      <p role="status">{left === 0 && <Ruby>{text.keys.waited}</Ruby>}</p>
    </>
  )
}
