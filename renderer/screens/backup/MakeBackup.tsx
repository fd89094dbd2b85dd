import { useState } from 'react'
import type { ChosenBackup } from '../../../preload/shapes/backup.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { sizeText } from './sizeText.ts'

/** The open drawer into a file; afterwards the way to try it is one press away. */
export function MakeBackup({ person, tryIt }: { person: Person; tryIt: (backup: ChosenBackup) => void }) {
  const { text, language } = useText()
  const words = text.backup.make
  const [passphrase, setPassphrase] = useState(false)
  const make = useCall(window.wallet.backup.make)
  const running = make.state.step === 'running'
  const made = make.state.step === 'done' ? make.state.value : null
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.text(person.name)}</Ruby>
      </p>
      <p>
        <Ruby>{words.opens}</Ruby>
      </p>
      <Toggle label={words.passphrase} note={words.passphraseNote} on={passphrase} onChange={setPassphrase} />
      {make.state.step === 'failed' && <FailureNotice failure={make.state.failure} level={3} />}
      {running && <Progress />}
      <Actions>
        <Button look="primary" icon="folder" pending={running} onPress={() => void make.run({ passphrase })}>
          {words.button}
        </Button>
      </Actions>
      {made !== null && (
        <Notice kind="good" title={words.done} live level={3}>
          <p>
            <Ruby>{words.doneText(made.name, sizeText(made.size, language))}</Ruby>
          </p>
          <p>
            <Ruby>{words.tryIt}</Ruby>
          </p>
          <Actions>
            <Button icon="check" onPress={() => tryIt(made)}>
              {words.tryButton}
            </Button>
          </Actions>
        </Notice>
      )}
    </Part>
  )
}
