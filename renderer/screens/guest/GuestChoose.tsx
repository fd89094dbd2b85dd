// What of a credential is shown at the screen, and for how long: chosen, looked at, begun.
import { useEffect, useState } from 'react'
import type { CredentialDetail, ShownAttribute } from '../../../preload/shapes/credentials.ts'
import type { GuestPage, GuestSeconds } from '../../../preload/shapes/guest.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Form } from '../../components/Form.tsx'
import { Mistake } from '../../components/Mistake.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Guest.module.css'
import { GuestSheet } from './GuestSheet.tsx'

const times = [30, 60, 180, 300] as const satisfies readonly GuestSeconds[]
const keyOf = ({ path }: ShownAttribute): string => JSON.stringify(path)

export function GuestChoose({ id, go }: { id: string; go: Go }) {
  const { text } = useText()
  const { run, state } = useCall(window.wallet.credentials.show)
  useEffect(() => void run({ id }), [run, id])
  return (
    <Page
      title={text.guest.title}
      lead={text.guest.lead}
      narrow
      aside={
        <Button look="quiet" onPress={() => go({ name: 'credential', id })}>
          {text.guest.back}
        </Button>
      }
    >
      {state.step === 'failed' && <FailureNotice failure={state.failure} />}
      {state.step === 'running' && <Progress stoppable={false} />}
      {state.step === 'done' && <Choosing detail={state.value} />}
    </Page>
  )
}

function Choosing({ detail }: { detail: CredentialDetail }) {
  const { text, language } = useText()
  const look = useCall(window.wallet.guest.look)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [seconds, setSeconds] = useState<GuestSeconds>(60)
  const [missing, setMissing] = useState(false)
  const attributes = detail.attributes.filter((attribute) => chosen.has(keyOf(attribute))).map(({ path }) => path)
  const choice = { id: detail.id, attributes, seconds }

  const choose = (attribute: ShownAttribute, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(keyOf(attribute))
    else next.delete(keyOf(attribute))
    setChosen(next)
  }
  if (look.state.step === 'done') return <Preview page={look.state.value} choice={choice} change={look.reset} />
  return (
    <Form
      className={style['form']}
      submit={() => {
        setMissing(chosen.size === 0)
        if (chosen.size > 0 && look.state.step !== 'running') void look.run(choice)
      }}
    >
      <Part title={detail.name[language]}>
        <fieldset className={style['choices']} aria-describedby="guest-note">
          <legend>
            <Ruby>{text.guest.choose}</Ruby>
          </legend>
          <p id="guest-note" className={style['note']}>
            <Ruby>{text.guest.chooseNote}</Ruby>
          </p>
          {detail.attributes.map((attribute) => (
            <div key={keyOf(attribute)} className={style['choice']}>
              <Toggle
                label={attribute.label[language]}
                on={chosen.has(keyOf(attribute))}
                onChange={(on) => choose(attribute, on)}
              />
              <span className={style['value']}>
                {attribute.picture === undefined ? (
                  attribute.text[language]
                ) : (
                  <img src={attribute.picture} alt="" className={style['thumb']} />
                )}
              </span>
            </div>
          ))}
          {missing && chosen.size === 0 && <Mistake>{text.guest.nothing}</Mistake>}
        </fieldset>
        <Choice
          label={text.guest.time}
          note={text.guest.timeNote}
          row
          value={`${seconds}`}
          onChange={(value) => setSeconds(times.find((time) => `${time}` === value) ?? 60)}
          options={times.map((time) => ({ value: `${time}`, label: text.guest.times[time] }))}
        />
      </Part>
      {look.state.step === 'failed' && <FailureNotice failure={look.state.failure} />}
      <Actions>
        <Button type="submit" look="primary" icon="seek" pending={look.state.step === 'running'}>
          {text.guest.look}
        </Button>
      </Actions>
    </Form>
  )
}

interface PreviewProps {
  readonly page: GuestPage
  readonly choice: { id: string; attributes: ShownAttribute['path'][]; seconds: GuestSeconds }
  readonly change: () => void
}

function Preview({ page, choice, change }: PreviewProps) {
  const { text } = useText()
  const begin = useCall(window.wallet.guest.begin)
  return (
    <>
      <Notice kind="info" takesFocus title={text.guest.lookTitle}>
        <p>
          <Ruby>{text.guest.lookText(text.guest.times[choice.seconds])}</Ruby>
        </p>
      </Notice>
      <div className={style['preview']}>
        <GuestSheet page={page} level={3} />
      </div>
      {begin.state.step === 'failed' && <FailureNotice failure={begin.state.failure} />}
      <Actions>
        <Button
          look="primary"
          icon="lock"
          pending={begin.state.step === 'running'}
          onPress={() => void begin.run(choice)}
        >
          {text.guest.begin}
        </Button>
        <Button onPress={change}>{text.guest.change}</Button>
      </Actions>
    </>
  )
}
