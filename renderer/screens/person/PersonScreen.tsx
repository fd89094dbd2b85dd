// What the open person is called, looks like, and lets the family see. Only they change it, or a child's guardian.
import { useState } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { ColourChoice } from '../../components/ColourChoice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { ApplicationsPart } from './ApplicationsPart.tsx'
import { OverviewPart } from './OverviewPart.tsx'
import style from './PersonScreen.module.css'
import { PicturePart } from './PicturePart.tsx'
import { Saved } from './Saved.tsx'

interface Props {
  readonly person: Person
  /** Where they are led at once. */
  readonly part?: 'applications' | undefined
  readonly go: Go
}

export function PersonScreen({ person, part, go }: Props) {
  const { text } = useText()
  return (
    <Page
      title={text.people.title}
      lead={text.people.lead}
      narrow
      aside={
        <Button look="quiet" onPress={() => go({ name: 'family' })}>
          {text.people.back}
        </Button>
      }
    >
      <div className={style['who']}>
        <PersonMark person={person} size="large" />
        <strong>{person.name}</strong>
      </div>
      <NamePart person={person} />
      <PicturePart person={person} />
      <ColourPart person={person} />
      <OverviewPart person={person} />
      <ApplicationsPart person={person} first={part === 'applications'} />
    </Page>
  )
}

function NamePart({ person }: { person: Person }) {
  const { text } = useText()
  const rename = useCall(window.wallet.household.rename)
  const [name, setName] = useState(person.name)
  const [missing, setMissing] = useState(false)
  const save = async () => {
    setMissing(name.trim() === '')
    if (name.trim() === '') return
    const outcome = await rename.run({ name: name.trim() })
    const kept = outcome.ok ? outcome.value.people.find(({ id }) => id === person.id) : undefined
    if (kept !== undefined) setName(kept.name)
  }
  return (
    <Part title={text.people.nameTitle}>
      <Form className={style['form']} submit={save}>
        <Field
          label={text.people.nameTitle}
          note={text.start.nameNote}
          error={missing && name.trim() === '' ? text.start.nameMissing : undefined}
          value={name}
          onChange={setName}
          maxLength={40}
        />
        {rename.state.step === 'failed' && <FailureNotice failure={rename.state.failure} level={3} />}
        <Actions>
          <Button type="submit" pending={rename.state.step === 'running'}>
            {text.people.nameSave}
          </Button>
          <Saved done={rename.state.step === 'done'} />
        </Actions>
      </Form>
    </Part>
  )
}

function ColourPart({ person }: { person: Person }) {
  const { text } = useText()
  const recolour = useCall(window.wallet.household.recolour)
  return (
    <Part title={text.people.colourTitle}>
      <ColourChoice
        label={text.people.colourTitle}
        labelHidden
        person={person}
        value={person.colour}
        onChange={(colour) => void recolour.run({ colour })}
      />
      {recolour.state.step === 'failed' && <FailureNotice failure={recolour.state.failure} level={3} />}
      <Saved done={recolour.state.step === 'done'} />
    </Part>
  )
}
