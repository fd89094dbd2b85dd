// A new request: whose, what, from when and for what; the portal's page asks for consent then.
import { useEffect, useState } from 'react'
import type { SelfInfoItem, SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { DayRange } from '../../components/DayRange.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Ticks } from '../../components/Ticks.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { dayFromNow } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { usePortalMandates } from '../../usePortalMandates.ts'
import { failureOf, useCall } from '../../useWallet.ts'
import type { AskDraft } from './askDraft.ts'
import style from './SelfInfo.module.css'

interface Props {
  readonly begun: AskDraft | undefined
  readonly asked: (job: SelfInfoJob) => void
}

/** The items come from the portal, so somebody has to be logged in before there is a form. */
export function AskForm({ begun, asked }: Props) {
  const { text } = useText()
  const words = text.selfInfo
  const items = useCall(window.wallet.selfInfo.items)
  const { run } = items
  const goesOn = begun !== undefined
  useEffect(() => {
    if (goesOn) void run()
  }, [goesOn, run])
  const fresh: AskDraft = {
    key: 'new',
    items: [],
    period: 'latest',
    from: dayFromNow(-365),
    to: dayFromNow(0),
    purpose: withoutRuby(words.purposeUsual),
  }
  const [draft, setDraft] = useState<AskDraft>(begun ?? fresh)
  const failure = failureOf(items.state)
  return (
    <>
      <p>
        <Ruby>{words.askLead}</Ruby>
      </p>
      {items.state.step === 'running' && <Progress />}
      {failure !== undefined && (
        <LogInToGoOn failure={failure} again={() => void run()} here={{ name: 'selfInfo', begun: draft }} />
      )}
      {items.state.step === 'done' ? (
        <Questions items={items.state.value} draft={draft} setDraft={setDraft} asked={asked} />
      ) : (
        <Actions>
          <Button icon="plus" pending={items.state.step === 'running'} onPress={() => void run()}>
            {words.askOpen}
          </Button>
        </Actions>
      )}
    </>
  )
}

interface QuestionsProps {
  readonly items: readonly SelfInfoItem[]
  readonly draft: AskDraft
  readonly setDraft: (draft: AskDraft) => void
  readonly asked: (job: SelfInfoJob) => void
}

function Questions({ items, draft, setDraft, asked }: QuestionsProps) {
  const { text } = useText()
  const words = text.selfInfo
  const ask = useCall(window.wallet.selfInfo.ask)
  const mandates = usePortalMandates('selfinfo')
  const [tried, setTried] = useState(false)
  const { period, from, to, purpose, mandateId } = draft
  const chosen = items.filter(({ id }) => draft.items.includes(id)).map(({ id }) => id)
  const change = (more: Partial<AskDraft>) => setDraft({ ...draft, ...more })
  const running = ask.state.step === 'running'
  const failure = failureOf(ask.state)
  const range = period === 'range'
  const complete = chosen.length > 0 && purpose.trim() !== '' && (!range || (from !== '' && to !== '' && from <= to))
  const send = async () => {
    setTried(true)
    if (running || !complete) return
    const outcome = await ask.run({
      items: chosen,
      period: range ? { type: 'range', from, to } : { type: 'latest' },
      purpose: purpose.trim(),
      ...(mandateId === undefined ? {} : { mandateId }),
    })
    if (outcome.ok) asked(outcome.value)
  }
  return (
    <Form className={style['form']} submit={send}>
      {mandates.length > 0 && (
        <Choice
          label={words.whose}
          note={words.whoseNote}
          value={mandateId ?? ''}
          onChange={(id) => change({ mandateId: id === '' ? undefined : id })}
          options={[
            { value: '', label: words.whoseOwn },
            ...mandates.map(({ id, principal }) => ({ value: id, label: words.whoseFor(principal.name) })),
          ]}
        />
      )}
      <Ticks title={words.items} error={tried && chosen.length === 0 ? words.itemsMissing : undefined}>
        {items.map(({ id, name, agency }) => (
          <Toggle
            key={id}
            label={name}
            note={agency}
            on={chosen.includes(id)}
            onChange={(on) => change({ items: on ? [...chosen, id] : chosen.filter((one) => one !== id) })}
          />
        ))}
      </Ticks>
      <Choice
        label={words.period}
        row
        value={period}
        onChange={(type) => change({ period: type })}
        options={[
          { value: 'latest', label: words.latest },
          { value: 'range', label: words.range },
        ]}
      />
      {range && (
        <DayRange
          labels={[words.from, words.to]}
          from={from}
          to={to}
          onChange={(first, last) => change({ from: first, to: last })}
          tried={tried}
          missing={words.dayMissing}
          order={words.dayOrder}
        />
      )}
      <Field
        label={words.purpose}
        note={words.purposeNote}
        value={purpose}
        onChange={(typed) => change({ purpose: typed })}
        maxLength={200}
        error={tried && purpose.trim() === '' ? words.purposeMissing : undefined}
      />
      {running && <Progress />}
      {failure !== undefined && (
        <LogInToGoOn failure={failure} again={() => void send()} here={{ name: 'selfInfo', begun: draft }} />
      )}
      <Actions>
        <Button look="primary" icon="send" type="submit" pending={running}>
          {words.go}
        </Button>
      </Actions>
    </Form>
  )
}
