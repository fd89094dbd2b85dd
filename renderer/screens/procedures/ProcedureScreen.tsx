// One procedure: what it is, and whether all that it takes is ready. What was opened before is shown at once and stays
// readable with no portal at hand.
import { useCallback, useEffect, useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Household, Person } from '../../../preload/shapes/people.ts'
import type { Procedure } from '../../../preload/shapes/procedures.ts'
import type { Session } from '../../../preload/shapes/session.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Page } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { About } from './About.tsx'
import { PreflightPart } from './PreflightPart.tsx'
import { ProcedureTabs } from './ProcedureTabs.tsx'

interface Props {
  readonly id: string
  readonly person: Person
  readonly household: Household
  readonly card: CardState | undefined
  readonly session: Session | null | undefined
  readonly go: Go
}

export function ProcedureScreen({ id, person, household, card, session, go }: Props) {
  const { text, language } = useText()
  const words = text.procedures
  const { procedure, fresh, open, ask } = useProcedure(id)
  return (
    <Page title={procedure?.title ?? words.title}>
      <ProcedureTabs here="procedures" />
      <Actions>
        <Button look="quiet" onPress={() => go({ name: 'procedures' })}>
          {words.back}
        </Button>
      </Actions>
      {open.step === 'running' && <Progress label={words.progress} />}
      {open.step === 'failed' && (
        <FailureNotice failure={open.failure}>
          <Actions>
            <Button icon="refresh" onPress={ask}>
              {words.refresh}
            </Button>
          </Actions>
        </FailureNotice>
      )}
      {procedure !== undefined && (
        <>
          <About procedure={procedure}>
            <p>
              <Ruby>{(fresh ? words.asOf : words.kept)(formatDateTime(procedure.asOf, language))}</Ruby>
            </p>
          </About>
          {procedure.preparation === undefined ? (
            <Notice kind="info" title={words.elsewhereTitle}>
              <p>
                <Ruby>{words.elsewhereText}</Ruby>
              </p>
            </Notice>
          ) : (
            // Anew for what the portal told anew.
            <PreflightPart
              key={procedure.asOf}
              id={id}
              person={person}
              people={household.people}
              card={card}
              session={session}
              go={go}
            />
          )}
        </>
      )}
    </Page>
  )
}

function useProcedure(id: string) {
  const [kept, setKept] = useState<Procedure>()
  const { state: open, run } = useCall(window.wallet.procedures.open)
  const ask = useCallback(() => void run({ id }), [run, id])
  useEffect(() => {
    let ended = false
    void window.wallet.procedures.kept({ id }).then((outcome) => {
      if (!ended && outcome.ok && outcome.value !== null) setKept(outcome.value)
    })
    ask()
    return () => {
      ended = true
    }
  }, [id, ask])
  const fresh = open.step === 'done' ? open.value : undefined
  return { procedure: fresh ?? kept, fresh: fresh !== undefined, open, ask } as const
}
