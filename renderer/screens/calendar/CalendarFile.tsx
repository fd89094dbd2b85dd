import type { Outcome } from '../../../preload/failure.ts'
import type { Calendar } from '../../../preload/shapes/calendar.ts'
import { Button } from '../../components/Button.tsx'
import { Done } from '../../components/Done.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './Calendar.module.css'

interface Props {
  readonly calendar: Calendar
  readonly take: (outcome: Outcome<Calendar>) => void
}

/** For calendar programs: once as a file, and as one that follows. */
export function CalendarFile({ calendar, take }: Props) {
  const { text } = useText()
  const words = text.calendar.file
  const save = useCall(window.wallet.calendar.saveExport)
  const follow = useCall(window.wallet.calendar.follow)
  const show = useCall(window.wallet.calendar.showFile)
  const failure = failureOf(save.state, follow.state, show.state)
  const { file } = calendar
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.exportText}</Ruby>
      </p>
      <Actions>
        <Button icon="paper" pending={save.state.step === 'running'} onPress={() => void save.run()}>
          {words.export}
        </Button>
        <Done>{save.state.step === 'done' && save.state.value !== null && words.saved(save.state.value.savedAs)}</Done>
      </Actions>
      <Toggle
        label={words.follow}
        note={words.followNote}
        on={file !== null}
        onChange={(on) => void follow.run({ on }).then(take)}
      />
      {file !== null && (
        <>
          <p className={style['where']}>
            <Ruby>{words.where(file.name, file.folder)}</Ruby>
            <br />
            <Ruby>{words.how}</Ruby>
          </p>
          <Actions>
            <Button icon="folder" onPress={() => void show.run()}>
              {words.show}
            </Button>
          </Actions>
        </>
      )}
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
    </Part>
  )
}
