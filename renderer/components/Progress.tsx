import { useEffect, useState } from 'react'
import { useText } from '../text/TextContext.tsx'
import { Button } from './Button.tsx'
import style from './Progress.module.css'
import { Ruby } from './Ruby.tsx'

/** Says which step runs and lets the person stop it. */
export function Progress({ label, stoppable = true }: { label?: string; stoppable?: boolean }) {
  const { text } = useText()
  const [progress, setProgress] = useState<{ readonly step: string; readonly percent?: number | undefined } | null>(
    null,
  )
  useEffect(() => window.wallet.work.progress(setProgress), [])
  const step = progress?.step
  const sentence = (step === undefined ? undefined : text.progress.steps[step]) ?? label ?? text.progress.working
  return (
    <div className={style['progress']}>
      <span className={style['wheel']} aria-hidden="true" />
      <p role="status">
        <Ruby>{sentence}</Ruby>
        {progress?.percent !== undefined && `${text.marks.colon}${progress.percent}%`}
      </p>
      {stoppable && (
        <Button look="secondary" onPress={() => void window.wallet.work.cancel()}>
          {text.shell.cancel}
        </Button>
      )}
    </div>
  )
}
