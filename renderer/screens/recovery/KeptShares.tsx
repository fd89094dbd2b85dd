// Shares of other people's drawers that lie in the open one; each can be put on paper in main's own window.
import { useEffect } from 'react'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Recovery.module.css'

export function KeptShares() {
  const { text, language } = useText()
  const words = text.recovery
  const read = useCall(window.wallet.recovery.kept)
  const show = useCall(window.wallet.recovery.showKept)
  const { run } = read
  useEffect(() => void run(), [run])
  const kept = read.state.step === 'done' ? read.state.value : []
  if (kept.length === 0) return null
  return (
    <Part title={words.keptTitle}>
      <p>
        <Ruby>{words.keptText}</Ruby>
      </p>
      <ul className={style['holders']}>
        {kept.map(({ id, person, since }) => {
          const name = words.keptOf(person, formatDate(since, language))
          return (
            <li key={id} className={style['kept']}>
              <Ruby>{name}</Ruby>
              <Button
                icon="print"
                pending={show.state.step === 'running'}
                label={`${words.showKept}${text.marks.colon}${name}`}
                onPress={() => void show.run({ id })}
              >
                {words.showKept}
              </Button>
            </li>
          )
        })}
      </ul>
      {show.state.step === 'failed' && show.state.failure.code !== 'app.cancelled' && (
        <FailureNotice failure={show.state.failure} level={3} />
      )}
    </Part>
  )
}
