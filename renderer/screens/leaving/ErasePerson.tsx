import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { LeavingPerson, LeavingReport, LeavingState } from '../../../preload/shapes/leaving.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { preferredReader } from '../../cardTrouble.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import type { IconName } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { backupSentence, isSafe } from './backupSentence.ts'
import { DeadDrawer } from './DeadDrawer.tsx'

const icons: Record<'card' | 'passphrase' | 'recovery', IconName> = {
  card: 'card',
  passphrase: 'words',
  recovery: 'paper',
}

interface Props {
  readonly state: LeavingState
  readonly household: Household
  readonly card: CardState | undefined
  readonly changed: (state: LeavingState) => void
  readonly erased: (report: LeavingReport) => void
}

/** One person, by their own key; or a drawer that nobody can open. */
export function ErasePerson({ state, household, card, changed, erased }: Props) {
  const { text, language } = useText()
  const words = text.leaving.erase
  const openId = household.open?.personId
  const [chosen, setChosen] = useState<string | undefined>(openId)
  const [typed, setTyped] = useState('')
  const erase = useCall(window.wallet.leaving.erase)
  const running = erase.state.step === 'running'
  const person = state.people.find(({ id }) => id === chosen)
  const nameOf = ({ name, word }: LeavingPerson) => (name === '' ? words.nameless(word) : name)

  const eraseBy = async (by: 'card' | 'passphrase' | 'recovery' | 'mandate') => {
    if (person === undefined) return
    const reader = by === 'card' && card !== undefined ? preferredReader(card, person.id) : undefined
    const outcome = await erase.run({ personId: person.id, typed, by, ...(reader === undefined ? {} : { reader }) })
    if (outcome.ok) erased(outcome.value)
    // Told here; a later page need not tell it again.
    else void window.wallet.leaving.reportSeen()
  }
  const ways = (['card', 'passphrase', 'recovery'] as const).filter((by) => person?.openers.includes(by))
  const asGuardian = person !== undefined && openId === person.id && household.open?.by === 'mandate'
  return (
    <Part title={text.leaving.parts.erase}>
      <Choice
        label={words.who}
        value={chosen}
        onChange={(id) => {
          setChosen(id)
          setTyped('')
          erase.reset()
        }}
        options={state.people.map((one) => ({ value: one.id, label: nameOf(one) }))}
      />
      {person !== undefined && (
        <>
          <Notice kind={isSafe(person) ? 'info' : 'warn'} title={backupSentence(person, text, language)} level={3} />
          <p>
            <Ruby>{words.goes}</Ruby>
          </p>
          <Field label={words.typed(person.word)} value={typed} onChange={setTyped} maxLength={60} />
          {!person.unopenable && (
            <>
              <p>
                <Ruby>{asGuardian ? words.ward : words.own}</Ruby>
              </p>
              {erase.state.step === 'failed' && <FailureNotice failure={erase.state.failure} level={3} />}
              {running && <Progress />}
              <Actions>
                {asGuardian && (
                  <Button look="danger" pending={running} onPress={() => void eraseBy('mandate')}>
                    {words.by.mandate}
                  </Button>
                )}
                {ways.map((by) => (
                  <Button
                    key={by}
                    look="danger"
                    icon={icons[by]}
                    pending={running}
                    label={`${withoutRuby(words.by[by])}${text.marks.colon}${withoutRuby(nameOf(person))}`}
                    onPress={() => void eraseBy(by)}
                  >
                    {words.by[by]}
                  </Button>
                ))}
              </Actions>
            </>
          )}
          {openId !== person.id && (
            <DeadDrawer key={person.id} person={person} typed={typed} changed={changed} erased={erased} />
          )}
        </>
      )}
    </Part>
  )
}
