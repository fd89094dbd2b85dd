// A name, a colour, and what comes next; the key itself is asked for in the small window.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { readerTrouble } from '../../cardTrouble.ts'
import { Button } from '../../components/Button.tsx'
import { ColourChoice, freeColour } from '../../components/ColourChoice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { PinCounters } from '../../components/PinCounters.tsx'
import { Progress } from '../../components/Progress.tsx'
import { ReaderStatus } from '../../components/ReaderStatus.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { AboutRecovery } from './AboutRecovery.tsx'
import style from './Start.module.css'

/** What is to open the drawer. */
export type Way = 'card' | 'passphrase'

interface Props {
  readonly way: Way
  readonly household: Household
  readonly card: CardState | undefined
  readonly back: () => void
}

export function MakeDrawer({ way, household, card, back }: Props) {
  const { text } = useText()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const [colour, setColour] = useState(freeColour(household.people) ?? 'blue')
  const make = useCall(window.wallet.household.addPerson)
  const trouble = way === 'card' && card !== undefined ? readerTrouble(card) : undefined
  const running = make.state.step === 'running'

  const submit = () => {
    setMissing(name.trim() === '')
    if (name.trim() !== '' && !running) void make.run({ name: name.trim(), colour, opener: way })
  }

  return (
    <Page narrow title={way === 'card' ? text.start.makeWithCard : text.start.makeWithPassphrase}>
      <Form className={style['form']} submit={submit}>
        <Field
          label={text.start.name}
          note={text.start.nameNote}
          error={missing && name.trim() === '' ? text.start.nameMissing : undefined}
          value={name}
          onChange={setName}
          maxLength={40}
        />
        <ColourChoice
          label={text.start.colour}
          note={text.start.colourNote}
          person={{ name }}
          value={colour}
          onChange={setColour}
        />
        {way === 'card' && (
          <Part title={text.home.reader}>
            {trouble === undefined ? (
              <>
                <ReaderStatus state={card} people={household.people} openPersonId={undefined} />
                {card?.readers.map(({ id, card: held }) =>
                  held?.kind === 'myNumber' && !held.withoutPins ? <PinCounters key={id} card={held} /> : null,
                )}
              </>
            ) : (
              <FailureNotice failure={trouble} live={false} level={3} />
            )}
          </Part>
        )}
        <Part title={text.start.next}>
          <ol className={style['steps']}>
            {(way === 'card' ? text.start.nextCard : text.start.nextPassphrase).map((step) => (
              <li key={step}>
                <Ruby>{step}</Ruby>
              </li>
            ))}
          </ol>
        </Part>
        <AboutRecovery />
        {make.state.step === 'failed' && <FailureNotice failure={make.state.failure} />}
        {running && <Progress label={text.progress.asking} />}
        <Actions>
          <Button look="primary" type="submit" pending={running}>
            {text.start.make}
          </Button>
          <Button look="quiet" onPress={back}>
            {text.start.otherWay}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
