// Before a procedure is begun: all that it takes, checked again as often as card, session or reader change.
import { useCallback, useEffect, useState } from 'react'
import type { Outcome } from '../../../preload/failure.ts'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import type { Mark, Preflight } from '../../../preload/shapes/procedures.ts'
import type { Session } from '../../../preload/shapes/session.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { Attachments } from './Attachments.tsx'
import { Begun } from './Begun.tsx'
import { Check, Told } from './Check.tsx'
import { Needs } from './Needs.tsx'
import style from './Preflight.module.css'
import { Who } from './Who.tsx'

interface Props {
  readonly id: string
  readonly person: Person
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly session: Session | null | undefined
  readonly go: Go
}

const kinds: Readonly<Record<Mark, 'good' | 'info' | 'warn' | 'bad'>> = {
  ok: 'good',
  look: 'info',
  todo: 'warn',
  stops: 'bad',
}

export function PreflightPart({ id, person, people, card, session, go }: Props) {
  const { text, language } = useText()
  const words = text.procedures
  const { checked, failure, take } = useChecked(id, card, session)
  const begin = useCall(window.wallet.drafts.begin)
  const start = async () => {
    const outcome = await begin.run({ procedure: id })
    if (outcome.ok) go({ name: 'draft', id: outcome.value.draft.id })
  }
  if (failure !== undefined) return <FailureNotice failure={failure} />
  if (checked === undefined) return <Progress label={words.check.checking} stoppable={false} />
  const verdict = words.verdicts[checked.verdict]
  return (
    <Part title={words.check.title}>
      <div role="status">
        <Notice kind={kinds[checked.verdict]} title={verdict.title} level={3}>
          <p>
            <Ruby>{verdict.text}</Ruby>
          </p>
        </Notice>
      </div>
      <Told small>{words.check.lead}</Told>
      <div className={style['checks']}>
        <section>
          <Heading>{words.check.who}</Heading>
          <Who who={checked.who} />
        </section>
        <section>
          <Heading>{words.check.session}</Heading>
          <ul>
            <Check mark={checked.session.mark}>
              <Told>
                {checked.session.by !== undefined
                  ? words.session.by[checked.session.by]
                  : checked.session.enrolled
                    ? words.session.enrolled
                    : words.session.none}
              </Told>
              {checked.session.expiresAt !== undefined && (
                <Told small>{words.session.ends(formatTime(checked.session.expiresAt, language))}</Told>
              )}
            </Check>
          </ul>
          {checked.session.by === undefined && (
            <Button icon="logIn" onPress={() => go({ name: 'logIn', next: { name: 'procedure', id } })}>
              {words.check.logIn}
            </Button>
          )}
        </section>
        <section>
          <Heading>{words.check.cards}</Heading>
          <Needs
            procedure={id}
            needs={checked.needs}
            acting={checked.who.actor !== undefined}
            person={person}
            people={people}
            go={go}
            take={take}
          />
        </section>
        <section>
          <Heading>{words.check.attachments}</Heading>
          <Attachments attachments={checked.attachments} />
        </section>
        <section>
          <Heading>{words.check.effort}</Heading>
          <Told>{words.effort(checked.minutes, checked.taps)}</Told>
          <Told>{words.tapsNow(checked.tapsNow)}</Told>
        </section>
      </div>
      <OnBehalf />
      <Begun procedure={id} go={go} />
      <Told>{words.check.beginText}</Told>
      {begin.state.step === 'running' && <Progress label={text.progress.working} />}
      {begin.state.step === 'failed' && (
        <LogInToGoOn failure={begin.state.failure} again={() => void start()} here={{ name: 'procedure', id }} />
      )}
      {checked.who.refused === undefined && (
        <Actions>
          <Button look="primary" icon="practice" pending={begin.state.step === 'running'} onPress={() => void start()}>
            {checked.verdict === 'stops' ? words.check.beginAnyway : words.check.begin}
          </Button>
        </Actions>
      )}
    </Part>
  )
}

function Heading({ children }: { children: string }) {
  return (
    <h3>
      <Ruby>{children}</Ruby>
    </h3>
  )
}

/** Checked at once, and again whenever the readers or the session have changed; the last answer stands until then. */
function useChecked(id: string, card: CardState | undefined, session: Session | null | undefined) {
  const [answer, setAnswer] = useState<Outcome<Preflight | null>>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: main looks at them itself; here they say when
  useEffect(() => {
    let ended = false
    void window.wallet.procedures.preflight({ id }).then((outcome) => {
      if (!ended) setAnswer(outcome)
    })
    return () => {
      ended = true
    }
  }, [id, card, session])
  const take = useCallback((checked: Preflight) => setAnswer({ ok: true, value: checked }), [])
  return {
    checked: answer?.ok === true ? (answer.value ?? undefined) : undefined,
    failure: answer?.ok === false ? answer.failure : undefined,
    take,
  }
}
