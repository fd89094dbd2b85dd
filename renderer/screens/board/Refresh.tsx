// When the portal was asked last, and asking it again: with its progress, a cancel, and a log-in in place where one is needed.
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Screen } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Board.module.css'

interface Props {
  readonly here: Screen
  readonly refreshedAt: string | null
  /** Asked beside other work, for example after a log-in. */
  readonly refreshing: boolean
}

export function Refresh({ here, refreshedAt, refreshing }: Props) {
  const { text, language } = useText()
  const words = text.board
  const { state, run } = useCall(window.wallet.applications.refresh)
  const [asked, setAsked] = useState(false)
  const running = state.step === 'running'
  const refresh = () => {
    setAsked(true)
    void run({ quietly: false })
  }
  const sentence = (): string => {
    if (refreshing && !running) return words.inBackground
    if (refreshedAt === null) return words.never
    const time = formatDateTime(refreshedAt, language)
    return asked && state.step === 'done' ? words.done(time) : words.refreshedAt(time)
  }
  return (
    <div className={style['refresh']}>
      <Actions>
        <Button icon="refresh" pending={running} onPress={refresh}>
          {words.refresh}
        </Button>
        <p className={style['small']} role="status">
          <Ruby>{sentence()}</Ruby>
        </p>
      </Actions>
      {running && <Progress />}
      {state.step === 'failed' && <LogInToGoOn failure={state.failure} again={refresh} here={here} />}
    </div>
  )
}
