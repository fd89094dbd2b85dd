// A child's drawer, made from its guardian's.
import { useEffect, useState } from 'react'
import type { MandateList } from '../../../preload/shapes/mandates.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import type { PracticeState } from '../../../preload/shapes/practice.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { ColourChoice, freeColour } from '../../components/ColourChoice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions } from '../../components/Page.tsx'
import { Sentences } from '../../components/Sentences.tsx'
import { dayFromNow } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { FormEnd } from './FormEnd.tsx'
import style from './Mandates.module.css'
import { Unfolding } from './Unfolding.tsx'

interface Props {
  readonly household: Household
  readonly changed: (list: MandateList, told: string) => void
}

export function AddChild(props: Props) {
  const { text } = useText()
  const words = text.mandates
  return (
    <Unfolding lead={words.childLead} action={words.childOpen}>
      {(close) => <ChildForm {...props} close={close} />}
    </Unfolding>
  )
}

function ChildForm({ household, changed, close }: Props & { close: () => void }) {
  const { text } = useText()
  const words = text.mandates
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState('')
  const [colour, setColour] = useState(freeColour(household.people) ?? 'blue')
  const [tried, setTried] = useState(false)
  const add = useCall(window.wallet.mandates.addChild)
  const submit = async () => {
    setTried(true)
    const given = name.trim()
    if (add.state.step === 'running' || given === '' || birthDate === '') return
    const outcome = await add.run({ name: given, colour, birthDate })
    if (!outcome.ok) return
    const list = await window.wallet.mandates.list()
    close()
    if (list.ok) changed(list.value, words.done.child(given))
  }
  return (
    <Form className={style['form']} submit={submit}>
      <Sentences ordered close all={words.childSteps} />
      {household.realm === 'practice' && (
        <PracticeChildren
          household={household}
          choose={(child) => {
            setName(child.name)
            setBirthDate(child.birthDate)
          }}
        />
      )}
      <Field
        label={text.start.name}
        error={tried && name.trim() === '' ? text.start.nameMissing : undefined}
        value={name}
        onChange={setName}
        maxLength={40}
      />
      <Field
        type="date"
        label={words.birthDate}
        error={tried && birthDate === '' ? words.birthMissing : undefined}
        value={birthDate}
        min={dayFromNow(-18 * 366)}
        max={dayFromNow(0)}
        onChange={setBirthDate}
      />
      <ColourChoice label={text.start.colour} person={{ name }} value={colour} onChange={setColour} />
      <FormEnd state={add.state} action={words.make} close={close} />
    </Form>
  )
}

interface Child {
  readonly name: string
  readonly birthDate: string
}

/** The practice household has children; their names and birthdays stand on their practice cards. */
function PracticeChildren({ household, choose }: { household: Household; choose: (child: Child) => void }) {
  const { text } = useText()
  const [people, setPeople] = useState<PracticeState['people']>([])
  useEffect(() => {
    void window.wallet.practice.read().then((outcome) => outcome.ok && setPeople(outcome.value.people))
  }, [])
  const here = new Set(household.people.map(({ name }) => plain(name)))
  const children = people.flatMap(({ name, minorBorn }) =>
    minorBorn === undefined || here.has(plain(name)) ? [] : [{ name: name.replace(/　/g, ' '), birthDate: minorBorn }],
  )
  if (children.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, no form
    <div role="group" aria-label={withoutRuby(text.mandates.practiceChildren)}>
      <Note>{text.mandates.practiceChildren}</Note>
      <Actions>
        {children.map((child) => (
          <Button key={child.name} look="quiet" icon="practice" onPress={() => choose(child)}>
            {child.name}
          </Button>
        ))}
      </Actions>
    </div>
  )
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')
