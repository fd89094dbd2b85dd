import { useState } from 'react'
import type { BackupPreview } from '../../../preload/shapes/backup.ts'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { preferredReader, readerTrouble } from '../../cardTrouble.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { ColourChoice, freeColour } from '../../components/ColourChoice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Backup.module.css'

interface Props {
  readonly preview: BackupPreview
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
}

/** Makes a drawer of the backup on this PC; one that is here already is named and never replaced. */
export function RestoreHere({ preview, household, card, go }: Props) {
  const { text } = useText()
  const words = text.backup.restore
  const [name, setName] = useState(preview.sameName === true ? words.again(preview.person) : preview.person)
  const taken = household.people.some((person) => person.colour === preview.colour)
  const [colour, setColour] = useState((taken ? freeColour(household.people) : undefined) ?? preview.colour)
  const [opener, setOpener] = useState<'card' | 'passphrase'>(preview.openers.includes('card') ? 'card' : 'passphrase')
  const [tried, setTried] = useState(false)
  const restore = useCall(window.wallet.backup.restore)
  const running = restore.state.step === 'running'
  const trouble = opener === 'card' && card !== undefined ? readerTrouble(card) : undefined
  const missing = name.trim() === ''

  const submit = async () => {
    setTried(true)
    if (missing || running) return
    const reader = opener === 'card' && card !== undefined ? preferredReader(card, undefined) : undefined
    const outcome = await restore.run({
      id: preview.id,
      name: name.trim(),
      colour,
      opener,
      ...(reader === undefined ? {} : { reader }),
    })
    if (outcome.ok) go({ name: 'home' })
  }
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.text}</Ruby>
      </p>
      {(preview.sameDrawer || preview.sameName === true) && (
        <Notice kind="info" title={preview.sameDrawer ? words.sameDrawer : words.sameName} level={3} />
      )}
      {preview.sameName === null ? (
        <p>
          <Ruby>{words.noKeychain}</Ruby>
        </p>
      ) : (
        <Form className={style['form']} submit={submit}>
          <Field
            label={words.name}
            value={name}
            onChange={setName}
            maxLength={40}
            error={tried && missing ? words.nameMissing : undefined}
          />
          <ColourChoice label={words.colour} person={{ name }} value={colour} onChange={setColour} />
          <Choice
            label={words.opener}
            value={opener}
            onChange={setOpener}
            options={[
              { value: 'card', label: words.card },
              { value: 'passphrase', label: words.passphrase },
            ]}
          />
          {trouble !== undefined && <FailureNotice failure={trouble} live={false} level={3} />}
          {restore.state.step === 'failed' && <FailureNotice failure={restore.state.failure} level={3} />}
          {running && <Progress />}
          <Actions>
            <Button look="primary" type="submit" icon="open" pending={running}>
              {words.button}
            </Button>
          </Actions>
        </Form>
      )}
    </Part>
  )
}
