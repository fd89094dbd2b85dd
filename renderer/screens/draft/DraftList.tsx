// The applications that were begun and not sent yet, to go on with.
import { useEffect } from 'react'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Draft.module.css'

export function DraftList({ go }: { go: Go }) {
  const { text, language } = useText()
  const words = text.drafts.list
  const { state, run } = useCall(window.wallet.drafts.list)
  useEffect(() => void run(), [run])
  if (state.step === 'failed') return <FailureNotice failure={state.failure} />
  if (state.step !== 'done') return null
  return (
    <Part title={words.title}>
      {state.value.length === 0 ? (
        <p>
          <Ruby>{words.none}</Ruby>
        </p>
      ) : (
        <ul className={style['begun']}>
          {state.value.map(({ id, title, organisation, savedAt, corrects, forWhom }) => (
            <li key={id}>
              <div>
                <h3>{title}</h3>
                <p className={style['small']}>
                  {organisation}
                  {forWhom !== undefined && (
                    <>
                      {text.marks.dot}
                      <Ruby>{words.forWhom(forWhom)}</Ruby>
                    </>
                  )}
                  {corrects !== undefined && (
                    <>
                      {text.marks.dot}
                      <Ruby>{words.corrects(corrects)}</Ruby>
                    </>
                  )}
                </p>
                <p className={style['small']}>
                  <Ruby>{words.savedAt(formatDateTime(savedAt, language))}</Ruby>
                </p>
              </div>
              <Button
                icon="practice"
                label={text.drafts.which(words.goOn, title)}
                onPress={() => go({ name: 'draft', id })}
              >
                {words.goOn}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
