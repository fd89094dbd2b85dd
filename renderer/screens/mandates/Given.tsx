// Who may act for the owner of the open drawer.
import { useState } from 'react'
import type { Mandate, MandateList } from '../../../preload/shapes/mandates.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import entries from '../../components/Entries.module.css'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Mandates.module.css'
import { Terms } from './Terms.tsx'

interface Props {
  readonly list: MandateList
  readonly household: Household
  readonly changed: (list: MandateList, told: string) => void
}

export function Given({ list, household, changed }: Props) {
  const { text } = useText()
  const given = list.given.filter(({ ended }) => ended === null)
  if (given.length === 0)
    return (
      <p>
        <Ruby>{text.mandates.givenNone}</Ruby>
      </p>
    )
  const { open } = household
  // Who acts ends their own from their own drawer; nobody ends another's, and a child not its guardians'.
  const mayEnd = ({ basis }: Mandate) => open?.actor === undefined && (basis === 'appointed' || open?.by === 'recovery')
  return (
    <ul className={entries['entries']}>
      {given.map((mandate) => (
        <GivenRow key={mandate.id} mandate={mandate} household={household} mayEnd={mayEnd(mandate)} changed={changed} />
      ))}
    </ul>
  )
}

interface RowProps extends Omit<Props, 'list'> {
  readonly mandate: Mandate
  readonly mayEnd: boolean
}

function GivenRow({ mandate, household, mayEnd, changed }: RowProps) {
  const { text } = useText()
  const words = text.mandates
  const end = useCall(window.wallet.mandates.end)
  const [asking, setAsking] = useState(false)
  const running = end.state.step === 'running'
  const { id, agent } = mandate
  const confirmed = async () => {
    const outcome = await end.run({ id })
    if (outcome.ok) changed(outcome.value, words.done.ended)
  }
  const colour = household.people.find((person) => person.id === agent.personId)?.colour ?? 'blue'
  return (
    <li>
      <div className={style['who']}>
        <PersonMark person={{ name: agent.name, colour }} />
        <h3>{agent.name}</h3>
      </div>
      <Terms mandate={mandate} />
      {running && <Progress />}
      {end.state.step === 'failed' && <FailureNotice failure={end.state.failure} level={3} />}
      {mayEnd && (
        <Actions>
          <Button label={words.endNamed(agent.name)} pending={running} onPress={() => setAsking(true)}>
            {words.end}
          </Button>
        </Actions>
      )}
      <Confirm
        open={asking}
        title={words.endTitle(agent.name)}
        text={words.endText}
        action={words.end}
        onConfirm={() => void confirmed()}
        onClose={() => setAsking(false)}
      />
    </li>
  )
}
