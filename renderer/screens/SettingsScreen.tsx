// Language, appearance, the way to the keys of the open drawer, and the way between practice and real.
import type { Household } from '../../preload/shapes/people.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Note } from '../components/Note.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import type { Go } from '../screen.ts'
import { languageOf, useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import { LocksPart } from './locks/LocksPart.tsx'

interface Props {
  readonly settings: Settings
  readonly household: Household
  readonly go: Go
}

export function SettingsScreen({ settings, household, go }: Props) {
  const { text } = useText()
  const write = useCall(window.wallet.settings.write)
  const switchRealm = useCall(window.wallet.household.switchRealm)
  const failure = failureOf(write.state, switchRealm.state)
  const practice = household.realm === 'practice'
  return (
    <Page title={text.settings.title} narrow>
      {failure !== undefined && <FailureNotice failure={failure} />}
      <Part title={text.settings.language}>
        <Choice
          label={text.settings.language}
          labelHidden
          row
          value={languageOf(settings)}
          onChange={(language) => void write.run({ language })}
          options={[
            { value: 'ja', label: '日本語' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Toggle
          label={text.settings.furigana}
          note={text.settings.furiganaNote}
          on={settings.furigana}
          onChange={(furigana) => void write.run({ furigana })}
        />
      </Part>
      <Part title={text.settings.theme}>
        <Choice
          label={text.settings.theme}
          labelHidden
          row
          value={settings.theme}
          onChange={(theme) => void write.run({ theme })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: text.settings.themes[value],
          }))}
        />
      </Part>
      <Part title={text.keys.title}>
        <p>
          <Ruby>{household.open === null ? text.settings.openersLocked : text.keys.settingsText}</Ruby>
        </p>
        {household.open !== null && (
          <Actions>
            <Button icon="lock" onPress={() => go({ name: 'keys' })}>
              {text.keys.open}
            </Button>
          </Actions>
        )}
      </Part>
      {household.open !== null && <LocksPart key={household.open.personId} />}
      <Part title={text.backup.title}>
        <p>
          <Ruby>{text.backup.settingsText}</Ruby>
        </p>
        <Actions>
          <Button icon="folder" onPress={() => go({ name: 'backup', from: 'settings' })}>
            {text.backup.toBackup}
          </Button>
        </Actions>
      </Part>
      <Part title={text.leaving.title}>
        <p>
          <Ruby>{text.leaving.settingsText}</Ruby>
        </p>
        <Actions>
          <Button icon="send" onPress={() => go({ name: 'leaving' })}>
            {text.leaving.open}
          </Button>
        </Actions>
      </Part>
      <Part title={text.settings.realm}>
        <p>
          <Ruby>{practice ? text.settings.realmPractice : text.settings.realmReal}</Ruby>
        </p>
        <Note>{text.settings.restarts}</Note>
        <Actions>
          <Button pending={switchRealm.state.step === 'running'} onPress={() => void switchRealm.run()}>
            {practice ? text.settings.toReal : text.settings.toPractice}
          </Button>
        </Actions>
      </Part>
    </Page>
  )
}
