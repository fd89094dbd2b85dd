import { useEffect, useRef, useState } from 'react'
import type { BackupPreview, ChosenBackup } from '../../../preload/shapes/backup.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Sentences } from '../../components/Sentences.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { BackupHolds } from '../backup/BackupHolds.tsx'
import { MakeBackup } from '../backup/MakeBackup.tsx'
import { TryRestore } from '../backup/TryRestore.tsx'
import style from './Leaving.module.css'

/** A drawer to its owner's new PC: saved, tried, with a list to take along; only then the way to erase it here. */
export function Move({ person, toErase }: { person: Person | undefined; toErase: () => void }) {
  const { text } = useText()
  const words = text.leaving.move
  const [made, setMade] = useState<ChosenBackup>()
  const [preview, setPreview] = useState<BackupPreview>()
  const [good, setGood] = useState(false)
  // Its keys go with the screen.
  useEffect(() => () => void window.wallet.backup.close(), [])
  if (person === undefined)
    return (
      <Part title={text.leaving.parts.move}>
        <p>
          <Ruby>{words.locked}</Ruby>
        </p>
      </Part>
    )
  return (
    <>
      <Part title={words.stepsTitle}>
        <Sentences ordered all={words.steps} />
      </Part>
      <MakeBackup person={person} tryIt={setMade} />
      {made !== undefined && preview === undefined && <OpenBackup key={made.id} made={made} opened={setPreview} />}
      {preview !== undefined && (
        <>
          <BackupHolds preview={preview} />
          <TryRestore preview={preview} onGood={() => setGood(true)} />
        </>
      )}
      {preview !== undefined && good && <TakeAlong id={preview.id} toErase={toErase} />}
    </>
  )
}

function OpenBackup({ made, opened }: { made: ChosenBackup; opened: (preview: BackupPreview) => void }) {
  const { text } = useText()
  const words = text.leaving.move
  const unlock = useCall(window.wallet.backup.open)
  const running = unlock.state.step === 'running'
  const here = useRef<HTMLDivElement>(null)
  // What was made just now lies further up: reading goes on here.
  useEffect(() => here.current?.focus(), [])
  const open = async () => {
    const outcome = await unlock.run({ id: made.id, by: 'recovery' })
    if (outcome.ok) opened(outcome.value)
  }
  return (
    <Part title={words.tryTitle}>
      <div ref={here} tabIndex={-1}>
        <p>
          <Ruby>{words.tryText(made.name)}</Ruby>
        </p>
      </div>
      {unlock.state.step === 'failed' && <FailureNotice failure={unlock.state.failure} level={3} />}
      {running && <Progress />}
      <Actions>
        <Button look="primary" icon="paper" pending={running} onPress={() => void open()}>
          {words.tryButton}
        </Button>
      </Actions>
    </Part>
  )
}

function TakeAlong({ id, toErase }: { id: string; toErase: () => void }) {
  const { text, language } = useText()
  const words = text.leaving.move
  const list = useCall(window.wallet.leaving.checklist)
  const save = useCall(window.wallet.leaving.saveChecklist)
  const { run } = list
  useEffect(() => void run({ id, language }), [run, id, language])
  const saved = save.state.step === 'done' ? save.state.value : null
  return (
    <>
      <Part title={words.listTitle}>
        <p>
          <Ruby>{words.listText}</Ruby>
        </p>
        {list.state.step === 'failed' && <FailureNotice failure={list.state.failure} level={3} />}
        {list.state.step === 'done' && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls by keyboard too
          <section className={style['list']} tabIndex={0} aria-label={withoutRuby(words.listTitle)}>
            {list.state.value.text}
          </section>
        )}
        {save.state.step === 'failed' && <FailureNotice failure={save.state.failure} level={3} />}
        {saved !== null && (
          <p role="status">
            <Ruby>{words.savedList(saved.savedAs)}</Ruby>
          </p>
        )}
        <Actions>
          <Button
            look="primary"
            icon="paper"
            pending={save.state.step === 'running'}
            onPress={() => void save.run({ id, language })}
          >
            {words.saveList}
          </Button>
        </Actions>
      </Part>
      {saved !== null && (
        <Part title={words.eraseTitle}>
          <p>
            <Ruby>{words.eraseText}</Ruby>
          </p>
          <Actions>
            <Button onPress={toErase}>{words.eraseButton}</Button>
          </Actions>
        </Part>
      )}
    </>
  )
}
