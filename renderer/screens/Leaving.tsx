// Leaving this PC: one of three ways, and afterwards the report of what was erased and what was not.
import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../preload/failure.ts'
import type { CardState } from '../../preload/shapes/card.ts'
import type { LeavingReport, LeavingState } from '../../preload/shapes/leaving.ts'
import type { Household } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Page } from '../components/Page.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { ClearPc } from './leaving/ClearPc.tsx'
import { ErasePerson } from './leaving/ErasePerson.tsx'
import { Move } from './leaving/Move.tsx'
import { Report } from './leaving/Report.tsx'

const ways = ['move', 'erase', 'pc'] as const
type Way = (typeof ways)[number]

interface Props {
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
  /** Where it begins. */
  readonly part: Way | undefined
}

export function Leaving({ household, card, go, part }: Props) {
  const { text } = useText()
  const [way, setWay] = useState<Way>(part ?? 'move')
  const [report, setReport] = useState<LeavingReport | null>()
  const [state, setState] = useState<LeavingState>()
  const reading = useCall(window.wallet.leaving.read)
  const { run } = reading
  const readAgain = useCallback(() => void run().then((outcome) => outcome.ok && setState(outcome.value)), [run])
  const people = household.people
  const openId = household.open?.personId
  const [failure, setFailure] = useState<Failure>()
  // The page that asked for it may be gone: a drawer is shut before it is erased.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever a drawer was shut
  useEffect(() => {
    void window.wallet.leaving.report().then((told) => {
      setReport(told.ok ? told.value : null)
      setFailure(told.ok ? undefined : told.failure)
      if (!told.ok) {
        setWay('erase')
        void window.wallet.leaving.reportSeen()
      }
    })
  }, [openId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever somebody came or went, and after a backup
  useEffect(readAgain, [readAgain, people, way])
  const open = people.find(({ id }) => id === openId)

  const seen = () => {
    void window.wallet.leaving.reportSeen()
    setReport(null)
    if (people.length === 0) go({ name: 'start' })
  }
  return (
    <Page
      narrow
      title={text.leaving.title}
      lead={text.leaving.lead}
      aside={
        report ? undefined : (
          <Button look="quiet" onPress={() => go({ name: 'settings' })}>
            {text.leaving.back}
          </Button>
        )
      }
    >
      {report ? (
        <Report report={report} seen={seen} />
      ) : (
        <>
          <Choice
            label={text.leaving.parts.label}
            value={way}
            onChange={setWay}
            options={ways.map((value) => ({ value, label: text.leaving.parts[value] }))}
          />
          {reading.state.step === 'failed' && <FailureNotice failure={reading.state.failure} />}
          {failure !== undefined && <FailureNotice failure={failure} />}
          {way === 'move' && <Move key={open?.id} person={open} toErase={() => setWay('erase')} />}
          {way === 'erase' && state !== undefined && (
            <ErasePerson
              key={open?.id}
              state={state}
              household={household}
              card={card}
              changed={setState}
              erased={setReport}
            />
          )}
          {way === 'pc' && state !== undefined && <ClearPc state={state} cleared={setReport} />}
        </>
      )}
    </Page>
  )
}
