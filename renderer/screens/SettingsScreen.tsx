// Language, appearance, the keys of the open drawer, and the way between practice and real.
import { useEffect, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household, Slot } from '../../preload/shapes/people.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import { preferredReader } from '../cardTrouble.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Confirm } from '../components/Confirm.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Icon } from '../components/Icon.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import type { Go } from '../screen.ts'
import { formatDate } from '../text/dates.ts'
import { languageOf, useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import { LocksPart } from './locks/LocksPart.tsx'
import style from './SettingsScreen.module.css'

interface Props {
  readonly settings: Settings
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
}

export function SettingsScreen({ settings, household, card, go }: Props) {
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
      <Part title={text.settings.openers}>
        {household.open === null ? (
          <p>
            <Ruby>{text.settings.openersLocked}</Ruby>
          </p>
        ) : (
          <Slots key={household.open.personId} card={card} personId={household.open.personId} />
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
        <p className={style['note']}>
          <Ruby>{text.settings.restarts}</Ruby>
        </p>
        <Actions>
          <Button pending={switchRealm.state.step === 'running'} onPress={() => void switchRealm.run()}>
            {practice ? text.settings.toReal : text.settings.toPractice}
          </Button>
        </Actions>
      </Part>
    </Page>
  )
}

function Slots({ card, personId }: { card: CardState | undefined; personId: string }) {
  const { text, language } = useText()
  const list = useCall(window.wallet.household.slots)
  const add = useCall(window.wallet.household.addSlot)
  const remove = useCall(window.wallet.household.removeSlot)
  const [slots, setSlots] = useState<readonly Slot[]>([])
  const [leaving, setLeaving] = useState<Slot>()
  const { run } = list
  useEffect(() => {
    void run().then((outcome) => {
      if (outcome.ok) setSlots(outcome.value)
    })
  }, [run])
  const addOne = async (kind: 'card' | 'passphrase') => {
    const reader = kind === 'card' && card !== undefined ? preferredReader(card, personId) : undefined
    const outcome = await add.run({ kind, ...(reader === undefined ? {} : { reader }) })
    if (outcome.ok) setSlots(outcome.value)
  }
  const removeOne = async (id: string) => {
    const outcome = await remove.run({ id })
    if (outcome.ok) setSlots(outcome.value)
  }
  const everyday = slots.filter(({ kind }) => kind !== 'recovery').length
  const failure = failureOf(list.state, add.state, remove.state)
  const running = add.state.step === 'running'
  return (
    <>
      <p>
        <Ruby>{text.settings.openersLead}</Ruby>
      </p>
      <ul className={style['slots']}>
        {slots.map((slot) => (
          <li key={slot.id}>
            <Icon name={slot.kind === 'card' ? 'card' : slot.kind === 'passphrase' ? 'words' : 'paper'} />
            <p>
              <strong>
                <Ruby>{text.settings.kinds[slot.kind]}</Ruby>
              </strong>
              <small>
                <Ruby>{text.settings.since(formatDate(slot.createdAt, language))}</Ruby>
              </small>
            </p>
            {slot.kind !== 'recovery' && (
              <Button
                look="quiet"
                label={`${text.settings.remove}${text.marks.colon}${text.settings.kinds[slot.kind]}`}
                onPress={() => setLeaving(slot)}
              >
                {text.settings.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={style['note']}>
        <Ruby>{text.settings.keepRecovery}</Ruby>
      </p>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {(running || remove.state.step === 'running') && <Progress />}
      <Actions>
        <Button icon="card" pending={running} onPress={() => void addOne('card')}>
          {text.settings.addCard}
        </Button>
        <Button icon="words" pending={running} onPress={() => void addOne('passphrase')}>
          {text.settings.addPassphrase}
        </Button>
      </Actions>
      <Confirm
        open={leaving !== undefined}
        title={text.settings.removeTitle(leaving === undefined ? '' : text.settings.kinds[leaving.kind])}
        text={everyday > 1 ? text.settings.removeText : `${text.settings.removeText}${text.settings.removeLast}`}
        action={text.settings.remove}
        onConfirm={() => leaving !== undefined && void removeOne(leaving.id)}
        onClose={() => setLeaving(undefined)}
      />
      <RememberedCards />
    </>
  )
}

/** Cards that the person said are theirs; what was said can be taken back. */
function RememberedCards() {
  const { text } = useText()
  const words = text.certificates.remembered
  const read = useCall(window.wallet.household.rememberedCards)
  const forget = useCall(window.wallet.household.forgetCards)
  const { run } = read
  const [asking, setAsking] = useState(false)
  useEffect(() => void run(), [run])
  const count = read.state.step === 'done' ? read.state.value : 0
  if (forget.state.step === 'done')
    return (
      <p role="status">
        <Ruby>{words.forgotten}</Ruby>
      </p>
    )
  if (count === 0) return null
  return (
    <>
      <p>
        <Ruby>{words.count(count)}</Ruby>
      </p>
      {forget.state.step === 'failed' && <FailureNotice failure={forget.state.failure} level={3} />}
      <Actions>
        <Button look="quiet" icon="card" onPress={() => setAsking(true)}>
          {words.forget}
        </Button>
      </Actions>
      <Confirm
        open={asking}
        title={words.forgetTitle}
        text={words.forgetText}
        action={words.forget}
        onConfirm={() => void forget.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
