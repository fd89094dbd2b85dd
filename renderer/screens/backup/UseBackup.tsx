import { useEffect, useRef, useState } from 'react'
import type { BackupKey, BackupPreview, ChosenBackup } from '../../../preload/shapes/backup.ts'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { BackupHolds } from './BackupHolds.tsx'
import { RestoreHere } from './RestoreHere.tsx'
import { sizeText } from './sizeText.ts'
import { TryRestore } from './TryRestore.tsx'

interface Props {
  /** The backup that was made just now. */
  readonly first: ChosenBackup | undefined
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
}

/** A file is chosen, opened, looked into; then tried or restored. */
export function UseBackup({ first, household, card, go }: Props) {
  const { text, language } = useText()
  const words = text.backup.use
  const choose = useCall(window.wallet.backup.choose)
  const unlock = useCall(window.wallet.backup.open)
  const [chosen, setChosen] = useState(first)
  const [preview, setPreview] = useState<BackupPreview>()
  const question = useRef<HTMLHeadingElement>(null)
  // What was made just now lies further up: reading goes on here.
  useEffect(() => question.current?.focus(), [])
  // Its keys go with the screen.
  useEffect(() => () => void window.wallet.backup.close(), [])

  const pick = async () => {
    unlock.reset()
    const outcome = await choose.run()
    if (!outcome.ok || outcome.value === null) return
    setPreview(undefined)
    setChosen(outcome.value)
  }
  const openBy = async (by: BackupKey) => {
    if (chosen === undefined) return
    const outcome = await unlock.run({ id: chosen.id, by })
    if (outcome.ok) setPreview(outcome.value)
  }
  const running = unlock.state.step === 'running'
  const failure = failureOf(choose.state, unlock.state)
  return (
    <>
      <Part title={words.title}>
        <p>
          <Ruby>{words.text}</Ruby>
        </p>
        {chosen !== undefined && (
          <p>
            <Ruby>{words.file}</Ruby>
            {text.marks.colon}
            <strong>{chosen.name}</strong> {sizeText(chosen.size, language)}
          </p>
        )}
        {failure !== undefined && <FailureNotice failure={failure} level={3} />}
        {running && <Progress />}
        {chosen !== undefined && preview === undefined && (
          <>
            <h3 ref={question} tabIndex={-1}>
              <Ruby>{words.unlock}</Ruby>
            </h3>
            <Actions>
              <Button look="primary" icon="paper" pending={running} onPress={() => void openBy('recovery')}>
                {words.recovery}
              </Button>
              {chosen.keys.includes('passphrase') && (
                <Button icon="words" pending={running} onPress={() => void openBy('passphrase')}>
                  {words.passphrase}
                </Button>
              )}
            </Actions>
          </>
        )}
        <Actions>
          <Button
            look={chosen === undefined ? 'primary' : 'quiet'}
            icon="folder"
            pending={choose.state.step === 'running'}
            onPress={() => void pick()}
          >
            {chosen === undefined ? words.button : words.other}
          </Button>
        </Actions>
      </Part>
      {preview !== undefined && (
        <>
          <BackupHolds preview={preview} />
          <TryRestore preview={preview} />
          <RestoreHere preview={preview} household={household} card={card} go={go} />
        </>
      )}
    </>
  )
}
