// For whom the open person may act: their drawer is opened from here, given up, or handed over.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { HeldMandate, MandateList } from '../../../preload/shapes/mandates.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import entries from '../../components/Entries.module.css'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { HandOver } from './HandOver.tsx'
import style from './Mandates.module.css'
import { Terms } from './Terms.tsx'

interface Props {
  readonly list: MandateList
  readonly household: Household
  readonly card: CardState | undefined
  readonly changed: (list: MandateList, told: string) => void
}

export function Held({ list, ...rest }: Props) {
  const { text } = useText()
  const held = list.held.filter(({ ended }) => ended === null)
  if (held.length === 0)
    return (
      <p>
        <Ruby>{text.mandates.heldNone}</Ruby>
      </p>
    )
  const grown = new Set(list.reminders.flatMap(({ kind, name, days }) => (kind === 'ofAge' && days <= 0 ? [name] : [])))
  return (
    <ul className={entries['entries']}>
      {held.map((mandate) => (
        <HeldRow
          key={mandate.id}
          mandate={mandate}
          ofAge={mandate.basis === 'guardian' && grown.has(mandate.principal.name)}
          {...rest}
        />
      ))}
    </ul>
  )
}

interface RowProps extends Omit<Props, 'list'> {
  readonly mandate: HeldMandate
  readonly ofAge: boolean
}

function HeldRow({ mandate, ofAge, household, card, changed }: RowProps) {
  const { text } = useText()
  const words = text.mandates
  const act = useCall(window.wallet.mandates.actFor)
  const giveUp = useCall(window.wallet.mandates.giveUp)
  const [asking, setAsking] = useState(false)
  const [handing, setHanding] = useState(false)
  const { id, basis } = mandate
  const { name } = mandate.principal
  const running = act.state.step === 'running' || giveUp.state.step === 'running'
  const failure = failureOf(act.state, giveUp.state)
  const confirmed = async () => {
    const outcome = await giveUp.run({ id })
    if (outcome.ok) changed(outcome.value, words.done.ended)
  }
  const colour = household.people.find((person) => person.name === name)?.colour ?? 'blue'
  return (
    <li>
      <div className={style['who']}>
        <PersonMark person={{ name, colour }} />
        <h3>{name}</h3>
      </div>
      <Terms mandate={mandate} />
      {!ofAge && <Note>{words.actNote}</Note>}
      {running && <Progress />}
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      <Actions>
        {ofAge ? (
          !handing && (
            <Button look="primary" onPress={() => setHanding(true)}>
              {words.handOver}
            </Button>
          )
        ) : (
          <Button look="primary" icon="open" pending={running} onPress={() => void act.run({ id })}>
            {words.act(name)}
          </Button>
        )}
        {!ofAge && (
          <Button look="quiet" pending={running} onPress={() => setAsking(true)}>
            {words.giveUp}
          </Button>
        )}
      </Actions>
      {handing && <HandOver id={id} name={name} card={card} household={household} changed={changed} />}
      <Confirm
        open={asking}
        title={words.giveUpTitle(name)}
        text={basis === 'guardian' ? `${words.giveUpText} ${words.giveUpChild}` : words.giveUpText}
        action={words.giveUp}
        onConfirm={() => void confirmed()}
        onClose={() => setAsking(false)}
      />
    </li>
  )
}
