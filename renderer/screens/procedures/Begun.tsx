// Drafts of this very procedure that were begun before: to go on with one instead of beginning another.
import { useEffect } from 'react'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { Told } from './Check.tsx'

export function Begun({ procedure, go }: { procedure: string; go: Go }) {
  const { text, language } = useText()
  const words = text.procedures.check
  const { state, run } = useCall(window.wallet.drafts.list)
  useEffect(() => void run(), [run])
  const begun = state.step === 'done' ? state.value.filter((draft) => draft.procedure === procedure) : []
  if (begun.length === 0) return null
  return (
    <Notice kind="info" level={3} title={words.begun}>
      {begun.map(({ id, savedAt, forWhom }) => {
        const when = formatDateTime(savedAt, language)
        return (
          <div key={id}>
            <Told>{words.begunAt(when, forWhom)}</Told>
            <Actions>
              <Button
                icon="practice"
                label={`${words.goOn}${text.marks.colon}${when}`}
                onPress={() => go({ name: 'draft', id })}
              >
                {words.goOn}
              </Button>
            </Actions>
          </div>
        )
      })}
    </Notice>
  )
}
