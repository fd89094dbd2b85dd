// Somebody of this household is appointed, or becomes another guardian: both open their drawers, one after the other.
import { useId, useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import {
  type MandateBasis,
  type MandateList,
  type MandateScope,
  mandateScope,
  mostMandateDays,
} from '../../../preload/shapes/mandates.ts'
import type { Household, Person } from '../../../preload/shapes/people.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Note } from '../../components/Note.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { ReaderStatus } from '../../components/ReaderStatus.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { dayFromNow } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { FormEnd } from './FormEnd.tsx'
import style from './Mandates.module.css'
import { Unfolding } from './Unfolding.tsx'

interface Props {
  readonly basis: MandateBasis
  readonly person: Person
  readonly household: Household
  readonly card: CardState | undefined
  readonly changed: (list: MandateList, told: string) => void
}

export function Appoint(props: Props) {
  const { text } = useText()
  const words = text.mandates
  const guardian = props.basis === 'guardian'
  return (
    <Unfolding
      lead={guardian ? words.guardianLead : words.appointLead}
      action={guardian ? words.guardianOpen : words.appointOpen}
    >
      {(close) => <AppointForm {...props} close={close} />}
    </Unfolding>
  )
}

type Way = 'card' | 'passphrase' | 'recovery'
const isWay = (opener: string): opener is Way => ['card', 'passphrase', 'recovery'].includes(opener)
/** 'look' belongs to all; procedures come with the portal's own mandates. */
const choosable = mandateScope.options.filter((one) => one !== 'look' && one !== 'apply')

function AppointForm({ basis, person, household, card, changed, close }: Props & { close: () => void }) {
  const { text } = useText()
  const words = text.mandates
  const scopeId = useId()
  const [agentId, setAgentId] = useState<string>()
  const [scope, setScope] = useState<readonly MandateScope[]>(['share'])
  const [until, setUntil] = useState(() => dayFromNow(90))
  const [by, setBy] = useState<Way>()
  const [tried, setTried] = useState(false)
  const appoint = useCall(window.wallet.mandates.appoint)
  const actorId = household.open?.actor?.personId
  const others = household.people.filter(({ id, name }) => id !== person.id && id !== actorId && name !== '')
  // Children open no drawer of their own with a card of theirs to act for others.
  const agents = others.filter(({ openers }) => openers.some((one) => one === 'card' || one === 'passphrase'))
  const agent = agents.find(({ id }) => id === agentId)
  const ways = agent?.openers.filter(isWay) ?? []
  const way = by !== undefined && ways.includes(by) ? by : ways[0]
  const reader = card?.readers.find(({ card: held }) => held?.kind === 'myNumber' && held.personId === agentId)?.id

  const submit = async () => {
    setTried(true)
    if (appoint.state.step === 'running' || agent === undefined || way === undefined || until === '') return
    const outcome = await appoint.run({
      agentId: agent.id,
      basis,
      scope: [...scope],
      until,
      by: way,
      ...(way === 'card' && reader !== undefined ? { reader } : {}),
    })
    if (outcome.ok) {
      close()
      changed(outcome.value, words.done.appointed)
    }
  }
  if (agents.length === 0)
    return (
      <p>
        <Ruby>{words.whomNone}</Ruby>
      </p>
    )
  return (
    <Form className={style['form']} submit={submit}>
      <Choice
        label={words.whom}
        value={agentId}
        onChange={setAgentId}
        error={tried && agent === undefined ? words.whomMissing : undefined}
        options={agents.map((one) => ({
          value: one.id,
          label: one.name,
          content: <PersonMark person={one} />,
        }))}
        row
      />
      {basis === 'appointed' && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a legend cannot hold readings where axe wants its name */}
          <div role="group" aria-labelledby={scopeId} className={style['scope']}>
            <h3 id={scopeId}>
              <Ruby>{words.scope}</Ruby>
            </h3>
            <Note>{words.scopeNote}</Note>
            {choosable.map((one) => (
              <Toggle
                key={one}
                label={words.scopes[one]}
                on={scope.includes(one)}
                onChange={(on) => setScope(on ? [...scope, one] : scope.filter((other) => other !== one))}
              />
            ))}
          </div>
          <Field
            type="date"
            label={words.lastDay}
            note={words.lastDayNote}
            error={tried && until === '' ? words.lastDayMissing : undefined}
            value={until}
            min={dayFromNow(0)}
            max={dayFromNow(mostMandateDays)}
            onChange={setUntil}
          />
        </>
      )}
      {agent !== undefined && ways.length > 0 && (
        <Choice
          label={words.how(agent.name)}
          value={way}
          onChange={setBy}
          options={ways.map((value) => ({
            value,
            label: { card: words.byCard, passphrase: words.byPassphrase, recovery: words.byRecovery }[value],
          }))}
        />
      )}
      {way === 'card' && <ReaderStatus state={card} people={household.people} openPersonId={undefined} />}
      <p>
        <Ruby>{words.appointSteps}</Ruby>
      </p>
      <Note>{words.honest}</Note>
      <FormEnd state={appoint.state} action={words.appointAction} close={close} />
    </Form>
  )
}
