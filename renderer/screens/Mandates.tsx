// Who may act for whom: looked through, given, used, and ended.
import { useCallback, useEffect, useState } from 'react'
import type { Failure, Outcome } from '../../preload/failure.ts'
import type { CardState } from '../../preload/shapes/card.ts'
import type { MandateList } from '../../preload/shapes/mandates.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { EndedNow, Reminders } from '../components/MandateReminders.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Sentences } from '../components/Sentences.tsx'
import { useText } from '../text/TextContext.tsx'
import { AddChild } from './mandates/AddChild.tsx'
import { Appoint } from './mandates/Appoint.tsx'
import { AtPortal } from './mandates/atPortal/AtPortal.tsx'
import type { RegisterDraft } from './mandates/atPortal/registerDraft.ts'
import { Given } from './mandates/Given.tsx'
import { Held } from './mandates/Held.tsx'
import { Past } from './mandates/Past.tsx'

interface Props {
  readonly person: Person
  readonly household: Household
  readonly card: CardState | undefined
  readonly registering: RegisterDraft | undefined
}

export function Mandates({ person, household, card, registering }: Props) {
  const { text } = useText()
  const words = text.mandates
  const { list, failure, take } = useMandates()
  const [done, setDone] = useState<string>()
  const actor = household.open?.actor
  const changed = (next: MandateList, told: string) => {
    take({ ok: true, value: next })
    setDone(told)
  }
  const adult = list?.child == null || list.child.ofAge
  return (
    <Page title={words.title} lead={words.lead} narrow>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {list === undefined && failure === undefined && <Progress stoppable={false} />}
      {done !== undefined && <Notice key={done} kind="good" live takesFocus title={done} />}
      {list !== undefined && (
        <>
          <EndedNow ended={list.endedNow} />
          <Reminders reminders={list.reminders} />
          {actor !== undefined && (
            <Notice kind="info" title={words.acting(actor.name, person.name)}>
              <p>
                <Ruby>{words.actingText}</Ruby>
              </p>
              <p>
                <Ruby>{words.actingSign}</Ruby>
              </p>
              <Actions>
                <Button icon="lock" onPress={() => void window.wallet.household.lock()}>
                  {words.stop}
                </Button>
              </Actions>
            </Notice>
          )}
          {actor === undefined && (
            <Part title={words.held}>
              <Held list={list} household={household} card={card} changed={changed} />
            </Part>
          )}
          <Part title={adult && actor === undefined ? words.given : words.givenFor(person.name)}>
            <Given list={list} household={household} changed={changed} />
          </Part>
          {actor === undefined && adult && (
            <>
              <Part title={words.appoint}>
                <Appoint basis="appointed" person={person} household={household} card={card} changed={changed} />
              </Part>
              <Part title={words.child}>
                <AddChild household={household} changed={changed} />
              </Part>
            </>
          )}
          {actor?.basis === 'guardian' && !adult && (
            <Part title={words.guardian}>
              <Appoint basis="guardian" person={person} household={household} card={card} changed={changed} />
            </Part>
          )}
          <AtPortal person={person} household={household} begun={registering} />
          <Notice kind="warn" title={words.portal}>
            <Sentences close all={words.portalText} />
          </Notice>
          <Past list={list} />
        </>
      )}
    </Page>
  )
}

function useMandates() {
  const [state, setState] = useState<{ list: MandateList | undefined; failure: Failure | undefined }>({
    list: undefined,
    failure: undefined,
  })
  const take = useCallback((outcome: Outcome<MandateList>) => {
    setState((before) =>
      outcome.ok ? { list: outcome.value, failure: undefined } : { ...before, failure: outcome.failure },
    )
  }, [])
  useEffect(() => {
    void window.wallet.mandates.list().then(take)
  }, [take])
  return { ...state, take } as const
}
